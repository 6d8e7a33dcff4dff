#include "io/svg/written_text.hpp"

#include <gtest/gtest.h>

namespace burin::io {
namespace {

TEST(WrittenText, characters_are_sorted_and_stand_once) {
  WrittenText text;
  text.add("rit. \u00fcber");
  EXPECT_EQ(text.sorted(false), U" .beirt\u00fc");
}

TEST(WrittenText, pages_of_a_long_document_with_the_same_kinds_of_characters_want_the_same_font) {
  WrittenText one;
  one.add("12 Vl.");
  WrittenText other;
  other.add("3 Cor (a)");
  EXPECT_NE(one.sorted(false), other.sorted(false));
  EXPECT_EQ(one.sorted(true), other.sorted(true));
  EXPECT_EQ(one.sorted(true), usual_characters(3));
  other.add("\u00e4");
  EXPECT_EQ(other.sorted(true), one.sorted(true) + U"\u00e4");
}

TEST(WrittenText, letters_come_in_classes_only_where_some_are_written) {
  const auto wanted = [](std::string_view written) {
    WrittenText text;
    text.add(written);
    return text.sorted(true);
  };
  EXPECT_EQ(wanted("12"), usual_characters(0));
  EXPECT_EQ(wanted("VII"), usual_characters(1));
  EXPECT_EQ(wanted("dim."), usual_characters(2));
}

}  // namespace
}  // namespace burin::io
