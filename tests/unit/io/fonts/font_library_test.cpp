#include "io/fonts/font_library.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace burin::io {
namespace {

std::shared_ptr<const FontLibrary> load(const FontChoice& choice = {}) {
  auto fonts = FontLibrary::load(choice);
  EXPECT_TRUE(fonts.has_value());
  return fonts ? *fonts : nullptr;
}

TEST(FontLibrary, GivesBravuraItsBoxesAnchorsAndLineWeights) {
  const auto fonts = load();
  const GlyphMetrics& glyphs = fonts->glyphs();
  EXPECT_EQ(glyphs.name(), "Bravura");
  EXPECT_EQ(glyphs.box(0xE0A4), (Box{0.0, -0.5, 1.18, 0.5}));
  EXPECT_NEAR(glyphs.advance(0xE0A4), 1.18, 1e-6);
  ASSERT_TRUE(glyphs.anchor(0xE0A4, Anchor::stem_up_se).has_value());
  EXPECT_NEAR(glyphs.anchor(0xE0A4, Anchor::stem_up_se)->x, 1.18, 1e-6);
  EXPECT_NEAR(glyphs.anchor(0xE0A4, Anchor::stem_up_se)->y, 0.168, 1e-6);
  EXPECT_NEAR(glyphs.defaults().beam, 0.5, 1e-9);
  EXPECT_FALSE(glyphs.has(0xF8FF));
  EXPECT_TRUE(glyphs.box(0xF8FF).empty());
}

TEST(FontLibrary, LelandHasItsOwnLineWeights) {
  const auto fonts = load({"leland", "edwin", {}});
  EXPECT_EQ(fonts->glyphs().name(), "Leland");
  EXPECT_NEAR(fonts->glyphs().defaults().stem, 0.1, 1e-9);
  EXPECT_NEAR(fonts->glyphs().defaults().thin_thick_separation, 0.37, 1e-9);
}

TEST(FontLibrary, OutlinesArePathsWithYDown) {
  const auto fonts = load();
  EXPECT_THAT(std::string(fonts->outline(0xE0A4)), testing::MatchesRegex("m[-0-9a-z ]+z"));
  EXPECT_TRUE(fonts->outline(0xF8FF).empty());
}

TEST(FontLibrary, AnUnknownFontIsNotFoundAndSaysWhatThereIs) {
  const auto fonts = FontLibrary::load({"comic", "edwin", {}});
  ASSERT_FALSE(fonts.has_value());
  EXPECT_EQ(fonts.error().code, Errc::not_found);
  EXPECT_THAT(fonts.error().help, testing::HasSubstr("bravura"));
}

TEST(FontLibrary, BuiltInFontsCarryTheirLicences) {
  const auto infos = built_in_fonts();
  EXPECT_EQ(infos.size(), 6U);
  for (const FontInfo& info : infos) EXPECT_FALSE(info.version.empty()) << info.name;
  for (const FontInfo& info : infos)
    EXPECT_THAT(info.licence_text, testing::HasSubstr("SIL OPEN FONT LICENSE")) << info.name;
}

TEST(TextMetrics, KerningMakesAVNarrowerThanItsLetters) {
  const auto fonts = load();
  const TextMetrics& text = fonts->text();
  const auto width = [&](std::string_view s) { return text.measure(s, FontFace::roman, 1.0).advance; };
  EXPECT_LT(width("AV"), width("A") + width("V") - 0.05);
}

TEST(TextMetrics, SizeScalesWidthAndInk) {
  const auto fonts = load();
  const TextExtent one = fonts->text().measure("Größe", FontFace::italic, 1.0);
  const TextExtent three = fonts->text().measure("Größe", FontFace::italic, 3.0);
  EXPECT_NEAR(three.advance, 3 * one.advance, 1e-9);
  EXPECT_NEAR(three.ink.top, 3 * one.ink.top, 1e-9);
  EXPECT_GT(one.ink.top, 0.6);
  EXPECT_LT(one.ink.bottom, 0.0);
}

TEST(TextMetrics, BlankTextHasAWidthAndNoInk) {
  const auto fonts = load();
  const TextExtent blank = fonts->text().measure("  ", FontFace::roman, 2.0);
  EXPECT_GT(blank.advance, 0.5);
  EXPECT_TRUE(blank.ink.empty());
  EXPECT_EQ(fonts->text().measure("", FontFace::roman, 2.0).advance, 0.0);
}

TEST(TextMetrics, ASignThatTheTextFontLacksIsMeasuredInTheMusicFont) {
  const auto fonts = load();
  const double note = fonts->glyphs().advance(0xE1D5) / 4.0;  // four spaces to the em
  EXPECT_NEAR(fonts->text().measure("\xEE\x87\x95", FontFace::roman, 1.0).advance, note, 1e-3);
}

TEST(TextMetrics, MalformedTextIsMeasuredAllTheSame) {
  const auto fonts = load();
  EXPECT_GT(fonts->text().measure("a\xFF\xC3", FontFace::roman, 1.0).advance, 0.5);
}

TEST(TextMetrics, LineEndsAreAsWideAsSpaces) {
  const auto fonts = load();
  const auto width = [&](std::string_view s) { return fonts->text().measure(s, FontFace::roman, 1.0).advance; };
  EXPECT_EQ(width("a\nb\tc"), width("a b c"));
}

TEST(TextMetrics, ManyThreadsGetTheSameAnswers) {
  const auto fonts = load();
  std::vector<double> widths(4);
  std::vector<std::thread> threads;
  for (double& width : widths) {
    threads.emplace_back([&fonts, &width] {
      for (int i = 0; i < 200; ++i)
        width += fonts->text().measure("word " + std::to_string(i), FontFace::bold, 1).advance;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(widths, testing::Each(widths[0]));
}

TEST(TextShaping, PiecesChangeWhereTheFontChanges) {
  const auto fonts = load();
  const auto pieces = fonts->shape("a \xEE\x87\x95 = 60", FontFace::roman);
  ASSERT_EQ(pieces.size(), 3U);
  EXPECT_FALSE(pieces[0].music);
  EXPECT_TRUE(pieces[1].music);
  EXPECT_FALSE(pieces[2].music);
  EXPECT_NEAR(pieces[2].x, pieces[1].x + pieces[1].advance, 1e-3);
}

}  // namespace
}  // namespace burin::io
