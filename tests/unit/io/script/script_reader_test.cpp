#include "io/script/script_reader.hpp"

#include <gtest/gtest.h>

namespace burin::io {
namespace {

std::string place_of(const Error& error) {
  return std::to_string(error.where.line) + ":" + std::to_string(error.where.column) + " " + error.id + " " +
         error.message;
}
std::string why_not(std::string_view text) {
  const auto script = parse_script(text);
  return script ? "it reads" : place_of(script.error());
}
std::string operations(const std::string& list) { return R"({"burin-script": 1, "operations": [)" + list + "]}"; }

TEST(ScriptReader, TheExampleOfTheContractReads) {
  const auto script = parse_script(R"({ "burin-script": 1, "operations": [
    {"op": "set", "vpd": ".#title", "value": "Symphony in E"},
    {"op": "transpose", "vpd": "m/0", "value": "M3"},
    {"op": "set-key-signature", "vpd": ".", "at": {"measure": 0}, "value": "E major"},
    {"op": "remove", "vpd": "m/12"} ] })");
  ASSERT_TRUE(script) << script.error().message;
  ASSERT_EQ(script->operations.size(), 4U);
  EXPECT_EQ(script->operations[0].at.str(), ".#title");
  EXPECT_EQ(*script->operations[0].value.text(), "Symphony in E");
  EXPECT_EQ(script->operations[2].verb, Verb::set_key_signature);
  EXPECT_EQ(script->operations[2].from, Position{});
  EXPECT_EQ(script->operations[3].line, 5U);
  EXPECT_EQ(script->operations[3].column, 5U);
}

TEST(ScriptReader, EveryVerbHasItsName) {
  for (int verb = 0; verb <= static_cast<int>(Verb::remove_measures); ++verb) {
    const std::string name(name_of(static_cast<Verb>(verb)));
    const auto script = parse_script(operations(R"({"op": ")" + name + R"("})"));
    EXPECT_TRUE(script || script.error().message.find("needs") != std::string::npos) << name;
  }
}

TEST(ScriptReader, AllFormsOfAddressesRead) {
  for (const char* vpd :
       {R"("m/0/0/2/14/0")", R"("[:m 0 0 2 14 0]")",
        R"("[:musicians 0 :instruments 0 :staves 2 :measures 14 :voices 0]")", R"(["m",0,0,2,14,0])"}) {
    const auto script = parse_script(operations(std::string(R"({"op":"get","vpd":)") + vpd + "}"));
    ASSERT_TRUE(script) << vpd << script.error().message;
    EXPECT_EQ(script->operations[0].at.str(), "m/0/0/2/14/0");
  }
}

TEST(ScriptReader, ErrorsNameTheirPlace) {
  EXPECT_EQ(why_not("{\n  \"burin-script\": 1,\n  \"operations\": [x]}"), "3:18 BU0211 this is no JSON from here on");
  EXPECT_EQ(why_not(""), "1:1 BU0211 this is no JSON from here on");
  EXPECT_EQ(why_not("[]"), "1:1 BU0211 a script is an object, not a list");
  EXPECT_EQ(why_not(R"({"burin-script": 2, "operations": []})"),
            "1:18 BU0211 scripts of this version are not known; this burin reads version 1");
  EXPECT_EQ(why_not(operations("\n {\"op\": \"sett\", \"vpd\": \".\"}")),
            "2:9 BU0212 operation 0: there is no operation 'sett'");
  EXPECT_EQ(why_not(operations("{\"op\": \"get\", \"vpd\": \".\"},\n{\"op\": \"remove\", \"vpd\": \"m/x\"}")),
            "2:25 BU0201 operation 1: not a VPD: m/x");
  EXPECT_EQ(why_not(operations(R"({"op": "transpose", "vpd": "m/0"})")),
            "1:36 BU0212 operation 0: transpose needs \"value\"");
  EXPECT_EQ(why_not(operations(R"({"op": "remove", "vpd": "m/0", "value": 1})")),
            "1:76 BU0212 operation 0: remove has no member 'value'");
  EXPECT_EQ(why_not(operations(R"({"op": "get", "op": "get"})")), "1:50 BU0211 the key 'op' stands here twice");
}

TEST(ScriptReader, LimitsStopHostileScripts) {
  const std::string deep(100'000, '[');
  EXPECT_EQ(parse_script(deep).error().id, "BU0213");
  EXPECT_EQ(read_json("[1,2,3]", {.values = 3}).error().code, Errc::limit);
  EXPECT_EQ(read_json("[1,2,3]", {.bytes = 3}).error().code, Errc::limit);
  EXPECT_EQ(read_json(R"({"a":1,"b":2})", {.keys = 1}).error().code, Errc::limit);
  EXPECT_EQ(read_json("1e999").error().id, "BU0211");
  EXPECT_EQ(read_json("18446744073709551615").error().id, "BU0211");
  EXPECT_EQ(read_json("\"\xff\"").error().id, "BU0211");
}

TEST(ScriptReader, WhatIsWrittenReadsAgain) {
  const std::string text = R"({"a":[1,-2.5,"x\n",null,true,{}],"b":"ä"})";
  const auto data = read_json(text);
  ASSERT_TRUE(data) << data.error().message;
  EXPECT_EQ(json_text(*data), text);
  EXPECT_EQ(*read_json(json_text(*data)), *data);
}

}  // namespace
}  // namespace burin::io
