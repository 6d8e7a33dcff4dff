#include "pipeline/elements/notehead.hpp"

#include <gtest/gtest.h>

#include "sign_font.hpp"

namespace burin::layout {
namespace {

constexpr int last_shape = static_cast<int>(NoteheadShape::other);

TEST(Notehead, NormalHeadsFollowTheWrittenValue) {
  EXPECT_EQ(notehead_glyph(-3), 0xE95CU);
  EXPECT_EQ(notehead_glyph(-2), 0xE95DU);
  EXPECT_EQ(notehead_glyph(-1), 0xE0A0U);
  EXPECT_EQ(notehead_glyph(0), 0xE0A2U);
  EXPECT_EQ(notehead_glyph(1), 0xE0A3U);
  EXPECT_EQ(notehead_glyph(2), 0xE0A4U);
  EXPECT_EQ(notehead_glyph(7), 0xE0A4U);
  EXPECT_EQ(notehead_glyph(no_value), 0xE0A4U);
}

TEST(Notehead, FilledOverrulesTheValue) {
  EXPECT_EQ(notehead_glyph(2, NoteheadShape::normal, Filled::no), 0xE0A3U);
  EXPECT_EQ(notehead_glyph(1, NoteheadShape::normal, Filled::yes), 0xE0FBU);
  EXPECT_EQ(notehead_glyph(1, NoteheadShape::diamond, Filled::yes), 0xE0DBU);
  EXPECT_EQ(notehead_glyph(3, NoteheadShape::diamond, Filled::no), 0xE0D9U);
}

TEST(Notehead, EveryShapeHasAGlyphForEveryValueExceptNone) {
  for (int shape = 0; shape <= last_shape; ++shape) {
    for (NoteValue value = -3; value <= 10; ++value) {
      const GlyphId id = notehead_glyph(value, static_cast<NoteheadShape>(shape));
      EXPECT_EQ(id == glyph::none, static_cast<NoteheadShape>(shape) == NoteheadShape::none) << shape;
    }
  }
}

TEST(Notehead, AGlyphThatTheFontLacksBecomesTheNormalHead) {
  const auto& font = test::sign_font();
  EXPECT_EQ(notehead_glyph(2, NoteheadShape::x, Filled::by_value, font), 0xE0A4U);
  EXPECT_EQ(notehead_glyph(1, NoteheadShape::normal, Filled::yes, font), 0xE0A3U);
  EXPECT_EQ(notehead_glyph(2, NoteheadShape::none, Filled::by_value, font), glyph::none);
}

TEST(Notehead, AnAbsentHeadIsAsWideAsABlackOne) {
  EXPECT_DOUBLE_EQ(notehead_width(glyph::none, test::sign_font()), 1.18);
  EXPECT_DOUBLE_EQ(notehead_width(glyph::notehead_whole, test::sign_font()), 1.688);
}

TEST(Flag, GlyphsGoFromTheEighthToThe1024th) {
  EXPECT_EQ(flag_glyph(0, true), glyph::none);
  EXPECT_EQ(flag_glyph(1, true), 0xE240U);
  EXPECT_EQ(flag_glyph(1, false), 0xE241U);
  EXPECT_EQ(flag_glyph(8, true), 0xE24EU);
  EXPECT_EQ(flag_glyph(8, false), 0xE24FU);
  EXPECT_EQ(flag_glyph(12, false), 0xE24FU);
}

TEST(Flag, TheirNumberFollowsTheWrittenValue) {
  EXPECT_EQ(flags_of(2), 0);
  EXPECT_EQ(flags_of(3), 1);
  EXPECT_EQ(flags_of(10), 8);
  EXPECT_EQ(flags_of(no_value), 0);
}

}  // namespace
}  // namespace burin::layout
