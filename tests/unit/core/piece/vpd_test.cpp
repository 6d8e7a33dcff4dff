#include "core/piece/vpd.hpp"

#include <gtest/gtest.h>

namespace burin {
namespace {

Vpd voice() { return Vpd::music().child(0).child(0).child(2).child(14).child(0); }

TEST(Vpd, PrintsTheFourFormsOfTheContract) {
  EXPECT_EQ(voice().str(), "m/0/0/2/14/0");
  EXPECT_EQ(voice().compact(), "[:m 0 0 2 14 0]");
  EXPECT_EQ(voice().navigator(), "[:musicians 0 :instruments 0 :staves 2 :measures 14 :voices 0]");
  EXPECT_EQ(voice().json(), "[\"m\",0,0,2,14,0]");
}

TEST(Vpd, ReadsEachFormAsTheSamePath) {
  for (const char* text : {"m/0/0/2/14/0", "[:m 0 0 2 14 0]", "[\"m\", 0,0,2,14,0]",
                           "[:musicians 0 :instruments 0 :staves 2 :measures 14 :voices 0]"}) {
    const auto read = Vpd::parse(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(*read, voice()) << text;
  }
}

TEST(Vpd, StepsBelowAVoiceAreItems) {
  const Vpd note = voice().child(5).child(1);
  EXPECT_EQ(note.str(), "m/0/0/2/14/0/i/5/i/1");
  EXPECT_EQ(note.compact(), "[:m 0 0 2 14 0 :items 5 :items 1]");
  EXPECT_EQ(note.json(), "[\"m\",0,0,2,14,0,\"i\",5,\"i\",1]");
  for (const std::string& text : {note.str(), note.compact(), note.navigator(), note.json()}) {
    EXPECT_EQ(Vpd::parse(text).value_or(Vpd()), note) << text;
  }
}

TEST(Vpd, LayoutsHaveTheirOwnLevels) {
  const Vpd view = Vpd::layout().child(0).child(1).child(2);
  EXPECT_EQ(view.navigator(), "[:layouts 0 :page-views 1 :system-views 2]");
  EXPECT_EQ(Vpd::parse(view.navigator()).value_or(Vpd()), view);
  EXPECT_FALSE(Vpd::parse("l/0/0/0/0/0/i/1")) << "nothing lies below a measure view";
}

TEST(Vpd, TheRootIsADotOrEmptyBrackets) {
  EXPECT_EQ(Vpd().str(), ".");
  EXPECT_EQ(Vpd().compact(), "[]");
  for (const char* text : {".", "[]", "[ ]"}) EXPECT_EQ(Vpd::parse(text).value_or(Vpd::music()), Vpd()) << text;
}

TEST(Vpd, EveryFormRoundTripsAtEveryDepth) {
  for (Vpd path : {Vpd::music(), Vpd::layout()}) {
    const std::size_t deepest = path.root() == Vpd::Root::music ? Vpd::max_depth : Vpd::levels;
    for (std::uint32_t i = 0; i <= deepest; ++i) {
      for (const std::string& text : {path.str(), path.compact(), path.navigator(), path.json()}) {
        const auto read = Vpd::parse(text);
        ASSERT_TRUE(read) << text;
        EXPECT_EQ(*read, path) << text;
      }
      path = path.child(i * 1000);
    }
  }
}

TEST(Vpd, RejectsWhatIsNoPath) {
  for (const char* text : {"",
                           "/",
                           "m/",
                           "m//0",
                           "x/0",
                           "m/a",
                           "m/-1",
                           "m/0/0/0/0/0/1",
                           "m/0/0/0/0/0/i",
                           "m/4294967296",
                           "0",
                           "[:m 0",
                           "[m 0]",
                           "[:m :x]",
                           "[:musicians]",
                           "[:musicians 0 :staves 0]",
                           "[:instruments 0]",
                           "musicians/0",
                           "[5]",
                           "m/0#name",
                           "[:m 0 0 :name]",
                           "m/0/0/0/0/0/i/1/i/1/i/1/i/1/i/1/i/1/i/1/i/1"}) {
    const auto read = Vpd::parse(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, Errc::bad_input);
  }
}

TEST(Vpd, AnAttributeFollowsAfterAHash) {
  const auto name = VpdAttribute::parse("m/0/1#short-name");
  ASSERT_TRUE(name);
  EXPECT_EQ(name->vpd.str(), "m/0/1");
  EXPECT_EQ(name->name, "short-name");
  EXPECT_EQ(name->str(), "m/0/1#short-name");
  EXPECT_EQ(VpdAttribute::parse(".#title")->str(), ".#title");
  EXPECT_EQ(VpdAttribute::parse("[:m 0 1 :short-name]").value_or(VpdAttribute{}), *name);
  EXPECT_EQ(VpdAttribute::parse("[:musicians 0 :instruments 1 :short-name]").value_or(VpdAttribute{}), *name);
  EXPECT_EQ(VpdAttribute::parse("m/0/1")->name, "");
  EXPECT_EQ(VpdAttribute::parse("[:m]")->vpd, Vpd::music());
  for (const char* text : {"m/0#", "#name", "m/0#a#b/c", "[:m 0 :a :b]"})
    EXPECT_FALSE(VpdAttribute::parse(text)) << text;
}

TEST(Vpd, APrefixContainsWhatLiesBelowIt) {
  EXPECT_TRUE(Vpd().contains(voice()));
  EXPECT_TRUE(voice().parent().contains(voice()));
  EXPECT_FALSE(voice().contains(voice().parent()));
  EXPECT_FALSE(Vpd::layout().contains(voice()));
}

TEST(VpdAttribute, has_a_name_that_every_form_can_hold) {
  for (const char* name : {"a/b", "a#b", "\xDF\xFF", "a]b"}) {
    EXPECT_FALSE(VpdAttribute::parse("[:m 0 :" + std::string(name) + "]")) << name;
  }
  EXPECT_EQ(VpdAttribute::parse("[:m 0 :short-name]")->str(), "m/0#short-name");
}

}  // namespace
}  // namespace burin
