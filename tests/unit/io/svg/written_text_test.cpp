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
  EXPECT_EQ(one.sorted(true).size(), 16U + 10U + 26U + 26U);  // signs before 0, digits, capitals, small letters
  other.add("\u00e4");
  EXPECT_EQ(other.sorted(true), one.sorted(true) + U"\u00e4");
}

}  // namespace
}  // namespace burin::io
