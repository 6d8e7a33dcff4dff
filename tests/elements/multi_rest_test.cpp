#include "pipeline/elements/multi_rest.hpp"

#include <gtest/gtest.h>

#include "io/fonts/font_library.hpp"
#include "sign_font.hpp"

namespace burin::layout {
namespace {

std::string text(const Box& box) {
  return test::numbers(std::array<double, 4>{box.left, box.bottom, box.right, box.top});
}

TEST(MultiRest, IsABarBetweenStrokesUnderItsNumber) {
  const MultiRest rest = place_multi_rest(12, 0.0, 10.0, test::sign_font());
  EXPECT_EQ(text(rest.bars[0]), "1.25 -1 1.45 1");
  EXPECT_EQ(text(rest.bars[1]), "1.25 -0.35 8.75 0.35");
  EXPECT_EQ(text(rest.bars[2]), "8.55 -1 8.75 1");
  EXPECT_EQ(test::text(rest.number), "E081@3.42,3.75 E082@4.62,3.75|3");
}

TEST(MultiRest, InAMeasureTooNarrowStaysARealBar) {
  const MultiRest rest = place_multi_rest(2, 0.0, 1.0, test::sign_font());
  EXPECT_LT(rest.bars[1].left, rest.bars[1].right);
}

TEST(MultiRest, GrowsWithTheLogarithmOfItsMeasures) {
  EXPECT_DOUBLE_EQ(multi_rest_width(1), 6.0);
  EXPECT_DOUBLE_EQ(multi_rest_width(4), 10.0);
  EXPECT_DOUBLE_EQ(multi_rest_width(0), 6.0);
}

TEST(MeasureRepeat, IsCentredAndNumberedFromTwoMeasuresOn) {
  EXPECT_EQ(test::text(place_measure_repeat(1, 0.0, 10.0, test::sign_font())), "E500@4,0|2");
  EXPECT_EQ(test::text(place_measure_repeat(2, 5.0, 5.0, test::sign_font())), "E501@4,0 E082@4.02,3.5|2");
  EXPECT_EQ(test::text(place_measure_repeat(1, 0.0, 10.0, test::sign_font(), 3)), "E500@4,0 E083@4.02,3.5|2");
}

TEST(MeasureRest, IsCentredByItsInk) { EXPECT_DOUBLE_EQ(centred_x({0.0, -0.54, 1.128, 0.036}, 2.0, 8.0), 4.436); }

TEST(MeasureRest, IsABreveFromFourHalvesOn) {
  EXPECT_EQ(measure_rest_value(Rational{4}), 0);
  EXPECT_EQ(measure_rest_value(Rational{15, 2}), 0);
  EXPECT_EQ(measure_rest_value(Rational{8}), -1);
  EXPECT_EQ(measure_rest_value(Rational{3, 8}), 0);
}

TEST(MultiRest, old_signs_stand_side_by_side_from_the_longest_to_the_shortest) {
  const auto fonts = io::FontLibrary::load({}).value();
  const GlyphMetrics& font = fonts->glyphs();
  const auto ids = [&](int measures) {
    std::vector<GlyphId> found;
    for (const PlacedGlyph& one : place_rest_symbols(measures, 0.0, 20.0, font).glyphs) found.push_back(one.id);
    return found;
  };
  EXPECT_EQ(ids(3), (std::vector<GlyphId>{0xE4E2, 0xE4E2, 0xE4E3}));
  EXPECT_EQ(ids(8), std::vector<GlyphId>(8, 0xE4E0));
  EXPECT_EQ(ids(7), (std::vector<GlyphId>{0xE4E1, 0xE4E1, 0xE4E1, 0xE4E1, 0xE4E2, 0xE4E2, 0xE4E3}));
  const GlyphGroup seven = place_rest_symbols(7, 0.0, 20.0, font);
  for (std::size_t i = 1; i < seven.glyphs.size(); ++i)
    EXPECT_TRUE(seven.glyphs[i].id == seven.glyphs[i - 1].id || seven.glyphs[i].x > seven.glyphs[i - 1].x + 1.0);
  EXPECT_NEAR((seven.glyphs.front().x + seven.glyphs.back().x + 1.1) / 2, 10.0, 0.6);
}

}  // namespace
}  // namespace burin::layout
