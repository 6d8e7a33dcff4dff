// The built-in music fonts have what signs are drawn with.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "io/fonts/font_library.hpp"
#include "pipeline/elements/accidental.hpp"
#include "pipeline/elements/notehead.hpp"
#include "pipeline/elements/rest.hpp"
#include "pipeline/elements/time_signature.hpp"
#include "sign_font.hpp"

namespace burin::layout {
namespace {

std::shared_ptr<const io::FontLibrary> library(const std::string& music) {
  io::FontChoice choice;
  choice.music = music;
  auto loaded = io::FontLibrary::load(choice);
  return loaded ? *loaded : nullptr;
}

std::vector<GlyphId> needed() {
  std::vector<GlyphId> all{glyph::g_clef,
                           glyph::c_clef,
                           glyph::f_clef,
                           glyph::g_clef_8vb,
                           glyph::g_clef_change,
                           glyph::c_clef_change,
                           glyph::f_clef_change,
                           glyph::clef_8,
                           glyph::tab_clef_6,
                           glyph::tab_clef_4,
                           glyph::time_common,
                           glyph::time_cut,
                           glyph::time_plus,
                           glyph::augmentation_dot,
                           glyph::repeat_1_bar,
                           glyph::repeat_2_bars,
                           glyph::repeat_4_bars,
                           glyph::rest_whole_ledger,
                           glyph::rest_half_ledger,
                           glyph::met_note_quarter_up,
                           glyph::unpitched_percussion_clef};
  for (GlyphId digit = 0; digit < 10; ++digit) all.push_back(glyph::time_digit_0 + digit);
  for (int alter = -6; alter <= 6; ++alter) {
    if (std::abs(alter) != 5) all.push_back(accidental_sign(alter));
  }
  for (NoteValue value = -3; value <= 10; ++value) {
    all.push_back(rest_glyph(value));
    if (value >= -1) all.push_back(notehead_glyph(value));
  }
  for (int flags = 1; flags <= 8; ++flags) {
    all.push_back(flag_glyph(flags, true));
    all.push_back(flag_glyph(flags, false));
  }
  return all;
}

TEST(SignGlyphs, AreInBothBuiltInFonts) {
  for (const char* name : {"bravura", "leland"}) {
    const auto fonts = library(name);
    ASSERT_NE(fonts, nullptr) << name;
    for (const GlyphId id : needed())
      EXPECT_TRUE(fonts->glyphs().has(id)) << name << " " << std::hex << static_cast<unsigned>(id);
    // Longer notes than a breve have signs of their own in one of them only.
    for (const NoteValue value : {NoteValue{-3}, NoteValue{-2}}) {
      const GlyphId head = notehead_glyph(value, NoteheadShape::normal, Filled::by_value, fonts->glyphs());
      EXPECT_TRUE(fonts->glyphs().has(head)) << name;
      EXPECT_EQ(head == notehead_glyph(-1), std::string(name) == "leland");
    }
  }
}

TEST(SignGlyphs, AdditiveBeatsHaveAPlusInBothFonts) {
  TimeSignature time;
  time.fractions = {{"3+2", "8"}};
  for (const char* name : {"bravura", "leland"}) {
    const auto fonts = library(name);
    ASSERT_NE(fonts, nullptr) << name;
    EXPECT_EQ(place_time(time, fonts->glyphs()).glyphs.size(), 4U) << name;
  }
}

TEST(SignGlyphs, BravuraHasEveryShapeOfHead) {
  const auto fonts = library("bravura");
  ASSERT_NE(fonts, nullptr);
  for (int shape = 0; shape <= static_cast<int>(NoteheadShape::other); ++shape) {
    for (NoteValue value = -1; value <= 2; ++value) {
      const GlyphId id = notehead_glyph(value, static_cast<NoteheadShape>(shape));
      EXPECT_TRUE(id == glyph::none || fonts->glyphs().has(id))
          << shape << " " << std::hex << static_cast<unsigned>(id);
    }
  }
}

/// Least interval at which two signs stand in one column, their right edges equal.
int least_interval(GlyphId upper, GlyphId lower, const GlyphMetrics& font) {
  for (int steps = 1; steps < 12; ++steps) {
    std::vector<AccidentalRequest> requests(2);
    requests[0].sign = lower;
    requests[1].sign = upper;
    requests[1].p = steps;
    std::vector<double> x(2);
    pack_accidentals(requests, {}, font, x);
    if (std::abs(x[0] + font.width(lower) - x[1] - font.width(upper)) < 1e-9) return steps + 1;
  }
  return -1;
}

TEST(SignGlyphs, CutOutsOfBravuraGiveTheHandbooksIntervals) {
  const auto fonts = library("bravura");
  ASSERT_NE(fonts, nullptr);
  std::string table;
  for (const GlyphId upper : {glyph::sharp, glyph::flat, glyph::natural}) {
    std::vector<int> row;
    for (const GlyphId lower : {glyph::sharp, glyph::flat, glyph::natural}) {
      row.push_back(least_interval(upper, lower, fonts->glyphs()));
    }
    table += test::numbers(row) + "\n";
  }
  EXPECT_EQ(table,
            "7 8 7\n"
            "6 7 6\n"
            "7 7 6\n");
}

}  // namespace
}  // namespace burin::layout
