// Pieces of merging reports that need no real runs.
#include "io/report/merge.hpp"

#include <gtest/gtest.h>

#include "io/report/entry_bytes.hpp"
#include "io/report/run_report.hpp"
#include "io/report/schema_check.hpp"
#include "io/script/script_reader.hpp"

namespace burin::io {
namespace {

TEST(CoveredSeconds, count_what_overlaps_once_and_leave_gaps_out) {
  EXPECT_EQ(covered_seconds({}), 0.0);
  EXPECT_EQ(covered_seconds({{1'700'000'000.0, 0.125}}), 0.125);
  EXPECT_EQ(covered_seconds({{10.0, 5.0}, {12.0, 1.0}, {14.0, 3.0}, {100.0, 2.0}}), 9.0);
}

std::string problem(std::string_view value, std::string_view schema) {
  const auto checked = check_schema(*read_json(value), *read_json(schema));
  return checked ? std::string() : std::to_string(checked.error().where.column) + " " + checked.error().message;
}

TEST(SchemaCheck, names_the_first_wrong_value_and_its_place) {
  EXPECT_EQ(problem("[1, 2]", R"({"items": {"type": "integer"}})"), "");
  EXPECT_EQ(problem("[1, true]", R"({"items": {"type": "integer"}})"), "5 $[1] is true or false, not an integer");
  EXPECT_EQ(problem(R"({"a": -1})", R"({"properties": {"a": {"minimum": 0}}})"), "7 $.a is below 0");
  EXPECT_EQ(problem(R"({"a": 1})", R"({"required": ["b"]})"), "1 $ has no \"b\"");
  EXPECT_EQ(problem(R"("x")", R"({"enum": ["y", "z"]})"), "1 $ is not one of [\"y\",\"z\"]");
  EXPECT_EQ(problem("3", R"({"anyOf": [{"type": "null"}, {"$ref": "#/$defs/n"}], "$defs": {"n": {"type": "string"}}})"),
            "1 $ is a whole number, not a string");
}

TEST(SchemaCheck, has_the_schema_of_reports) {
  RunReport report;
  report.started = timestamp();
  report.shard = "1/2";
  report.scores.emplace_back();
  const auto data = read_json(report_json(report));
  ASSERT_TRUE(data);
  EXPECT_TRUE(report_schema().map() != nullptr);
  EXPECT_TRUE(check_schema(*data, report_schema()));
}

TEST(EntryBytes, give_the_entry_back) {
  ScoreEntry entry;
  entry.input = "a \xFF b.musicxml";  // a file's name may be any bytes
  entry.status = ScoreStatus::failed;
  entry.error = Error{Errc::limit, "BU0002", "late", {"f", 1, 2, "m/0", "P", "3a"}, "help"};
  entry.outputs.push_back({"out.pdf", "pdf", 123, 4});
  entry.report.stage(Stage::stage2).task_seconds = {0.5F, 0.25F};
  entry.report.stage(Stage::stage2).begin_s = 1.5;
  entry.report.trace.push_back({Stage::write, 3, 1, 0.25, 0.5});
  entry.report.notes = 77;
  entry.report.fit = {3.5, 2, "why"};
  entry.report.discomfort.worst_page = 0.75;
  entry.elements[2] = 9;
  entry.unsupported["x"] = 1;
  entry.lint["touch"] = 2;
  entry.diagnostics.push_back({Severity::note, "BU1001", "text", {"f", 5, 6, {}, {}, {}}, "mend"});
  entry.diagnostics_total = 8;
  entry.worst = Severity::warning;
  entry.thumbnails.push_back({"part", 2, std::string("\x89PNG\0\n", 6)});
  entry.geometry = {"{}"};
  const auto back = decode_entry(encode_entry(entry));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->input, entry.input);
  EXPECT_EQ(encode_entry(*back), encode_entry(entry));
  EXPECT_EQ(back->error->where.measure, "3a");
  EXPECT_EQ(back->thumbnails[0].png, entry.thumbnails[0].png);
  EXPECT_EQ(back->report.trace[0].seconds, 0.5);
}

TEST(EntryBytes, that_are_damaged_are_an_error) {
  const std::string bytes = encode_entry({});
  for (std::size_t length = 0; length < bytes.size(); length += 7) EXPECT_FALSE(decode_entry(bytes.substr(0, length)));
  EXPECT_FALSE(decode_entry("\x01"));
}

}  // namespace
}  // namespace burin::io
