#include "pipeline/elements/accidental.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "sign_font.hpp"

namespace burin::layout {
namespace {

KeySignature key(int fifths) {
  KeySignature k;
  k.fifths = static_cast<std::int8_t>(fifths);
  return k;
}

Pitch pitch(int step, int alter, int octave = 4) {
  return {static_cast<std::int8_t>(step), static_cast<std::int8_t>(octave), static_cast<std::int8_t>(alter)};
}

TEST(AccidentalState, AnAlterationIsWrittenOnceAMeasure) {
  AccidentalState state(key(0));
  EXPECT_EQ(state.sign_for(pitch(3, 2)), glyph::sharp);
  EXPECT_EQ(state.sign_for(pitch(3, 2)), glyph::none);
  EXPECT_EQ(state.sign_for(pitch(3, 0)), glyph::natural);
  state.reset(key(0));
  EXPECT_EQ(state.sign_for(pitch(3, 0)), glyph::none);
}

TEST(AccidentalState, HoldsForItsOctaveOnly) {
  AccidentalState state(key(0));
  EXPECT_EQ(state.sign_for(pitch(3, 2, 4)), glyph::sharp);
  EXPECT_EQ(state.sign_for(pitch(3, 2, 5)), glyph::sharp);
}

TEST(AccidentalState, BeginsWithTheKey) {
  AccidentalState state(key(-3));
  EXPECT_EQ(state.sign_for(pitch(6, -2)), glyph::none);
  EXPECT_EQ(state.sign_for(pitch(5, -2)), glyph::none);
  EXPECT_EQ(state.sign_for(pitch(2, 0)), glyph::natural);
  EXPECT_EQ(state.sign_for(pitch(1, -2)), glyph::flat);
  state.reset(key(9));
  EXPECT_EQ(state.in_force(3, 4), 4);
  EXPECT_EQ(state.in_force(4, 4), 2);
}

TEST(AccidentalState, TakesNonTraditionalKeys) {
  KeySignature k;
  k.custom = {{4, -1, 0, -1}};
  AccidentalState state(k);
  EXPECT_EQ(state.sign_for(pitch(4, -1)), glyph::none);
  EXPECT_EQ(state.sign_for(pitch(4, 0)), glyph::natural);
}

TEST(AccidentalState, ATieCarriesItsSignOverTheBarlineForOneNoteOnly) {
  AccidentalState state(key(0));
  EXPECT_EQ(state.sign_for(pitch(3, 2), true), glyph::none);
  EXPECT_EQ(state.sign_for(pitch(3, 2)), glyph::sharp);
}

TEST(AccidentalState, RemindsInAnotherOctaveOnce) {
  AccidentalState state(key(0));
  EXPECT_EQ(state.need_for(pitch(3, 2, 4)), (AccidentalNeed{glyph::sharp, false}));
  EXPECT_EQ(state.need_for(pitch(3, 2, 4)), AccidentalNeed{});
  EXPECT_EQ(state.need_for(pitch(3, 0, 5)), (AccidentalNeed{glyph::natural, true}));
  EXPECT_EQ(state.need_for(pitch(3, 0, 5)), AccidentalNeed{});
  EXPECT_EQ(state.need_for(pitch(4, 0, 5)), AccidentalNeed{});
}

TEST(AccidentalState, RemindsInTheNextMeasureOnly) {
  AccidentalState state(key(1));
  (void)state.need_for(pitch(3, 0));
  state.next_measure(key(1));
  EXPECT_EQ(state.need_for(pitch(3, 2)), (AccidentalNeed{glyph::sharp, true}));
  EXPECT_EQ(state.need_for(pitch(3, 2)), AccidentalNeed{});
  state.next_measure(key(1));
  EXPECT_EQ(state.need_for(pitch(3, 2)), AccidentalNeed{});
}

TEST(AccidentalState, RemindsAfterATieHasEndedAnAlteration) {
  AccidentalState state(key(0));
  EXPECT_EQ(state.need_for(pitch(3, 2), true), AccidentalNeed{});
  EXPECT_EQ(state.need_for(pitch(3, 0)), (AccidentalNeed{glyph::natural, true}));
}

TEST(AccidentalState, SurvivesPitchesBeyondAllOctaves) {
  AccidentalState state(key(0));
  EXPECT_EQ(state.sign_for(pitch(3, 2, 100)), glyph::sharp);
  EXPECT_EQ(state.sign_for(pitch(9, 2, -100)), glyph::sharp);
  EXPECT_EQ(state.need_for(pitch(-3, 0, 4)), AccidentalNeed{});
}

TEST(AccidentalSign, GoesByQuarterTones) {
  EXPECT_EQ(accidental_sign(0), glyph::natural);
  EXPECT_EQ(accidental_sign(-4), glyph::double_flat);
  EXPECT_EQ(accidental_sign(3), glyph::three_quarter_sharp);
  EXPECT_EQ(accidental_sign(9), glyph::none);
  for (int alter = -6; alter <= 6; ++alter) {
    const bool known = accidental_sign(alter) != glyph::none;
    EXPECT_EQ(alteration_of(accidental_sign(alter)), known ? alter : 0);
  }
}

struct Head {
  int p;
  GlyphId sign;
  double x{0.0};  // left edge of the head
};

std::vector<AccidentalRequest> requests(const std::vector<Head>& heads) {
  std::vector<AccidentalRequest> all;
  for (const Head& head : heads) {
    if (head.sign == glyph::none) continue;
    AccidentalRequest request;
    request.p = head.p;
    request.sign = head.sign;
    all.push_back(request);
  }
  return all;
}

std::vector<AccidentalObstacle> obstacles(const std::vector<Head>& heads) {
  std::vector<AccidentalObstacle> all;
  for (const Head& head : heads)
    all.push_back({{head.x, (head.p - 1) / 2.0, head.x + 1.18, (head.p + 1) / 2.0}, false});
  return all;
}

std::vector<double> pack(const std::vector<Head>& heads) {
  const auto wanted = requests(heads);
  std::vector<double> x(wanted.size());
  pack_accidentals(wanted, obstacles(heads), test::sign_font(), x);
  return x;
}

std::string packed(const std::vector<Head>& heads) { return test::numbers(pack(heads)); }

TEST(AccidentalPacking, OneStandsAQuarterSpaceLeftOfItsHead) {
  EXPECT_EQ(packed({{0, glyph::sharp}}), "-1.246");
  EXPECT_EQ(packed({{0, glyph::flat}}), "-1.154");
}

TEST(AccidentalPacking, ADisplacedHeadPushesOnlyWhatIsBesideIt) {
  EXPECT_EQ(packed({{0, glyph::sharp}, {-1, glyph::none, -1.12}}), "-2.366");
  EXPECT_EQ(packed({{0, glyph::sharp}, {-9, glyph::none, -1.12}}), "-1.246");
}

TEST(AccidentalPacking, OctavesStandInOneColumn) {
  const auto x = pack({{-7, glyph::flat}, {-3, glyph::sharp}, {0, glyph::flat}});
  EXPECT_DOUBLE_EQ(x[0], x[2]);
}

TEST(AccidentalPacking, ThreeGoTopBottomMiddle) {
  const auto x = pack({{-4, glyph::sharp}, {-1, glyph::sharp}, {2, glyph::sharp}});
  EXPECT_DOUBLE_EQ(x[2], x[0]) << "a seventh and more apart: both next to the heads";
  EXPECT_LT(x[1], x[0]);
}

TEST(AccidentalPacking, OfASecondTheHigherIsNearer) {
  const auto x = pack({{0, glyph::flat, -1.12}, {1, glyph::flat}});
  EXPECT_LT(x[0], x[1]);
}

TEST(AccidentalPacking, EqualSignsOnOnePositionShareAPlace) {
  const auto x = pack({{0, glyph::sharp}, {0, glyph::sharp}, {0, glyph::natural}});
  EXPECT_DOUBLE_EQ(x[0], x[1]);
  EXPECT_NE(x[0], x[2]);
}

/// Least interval, in steps, at which two signs stand in one column (their right edges equal).
int least_interval(GlyphId upper, GlyphId lower) {
  for (int steps = 1; steps < 12; ++steps) {
    const auto x = pack({{0, lower}, {steps, upper}});
    const double right_low = x[0] + test::sign_font().width(lower);
    const double right_high = x[1] + test::sign_font().width(upper);
    if (std::abs(right_low - right_high) < 1e-9) return steps + 1;
  }
  return -1;
}

TEST(AccidentalPacking, LeastIntervalsInOneColumn) {
  const std::vector<GlyphId> signs{glyph::sharp, glyph::flat, glyph::natural, glyph::double_sharp, glyph::double_flat};
  std::string table;
  for (const GlyphId upper : signs) {
    std::vector<int> row;
    for (const GlyphId lower : signs) row.push_back(least_interval(upper, lower));
    table += test::numbers(row) + "\n";
  }
  EXPECT_EQ(table,
            "7 8 7 6 8\n"
            "6 7 6 4 7\n"
            "7 7 6 5 7\n"
            "6 6 6 4 6\n"
            "6 7 6 4 7\n");
}

TEST(AccidentalPacking, ParenthesesBelongToTheSign) {
  AccidentalRequest request;
  request.sign = glyph::natural;
  request.style = AccidentalStyle::parentheses;
  double x = 0.0;
  const auto head = obstacles({{0, glyph::none}});
  pack_accidentals({&request, 1}, head, test::sign_font(), {&x, 1});
  EXPECT_EQ(test::text(x), "-2.072");
  const AccidentalGlyphs sign = accidental_glyphs(request, x, test::sign_font());
  ASSERT_EQ(sign.count, 3);
  EXPECT_EQ(test::text(sign.glyphs[0]), "E26A@-2.072,0");
  EXPECT_EQ(test::text(sign.glyphs[1]), "E261@-1.497,0");
  EXPECT_EQ(test::text(sign.glyphs[2]), "E26B@-0.65,0");
}

TEST(AccidentalPacking, SignsThatTheFontLacksTakeNoSpace) {
  EXPECT_EQ(packed({{0, 0xE444}, {1, glyph::sharp}}).substr(0, 1), "-");
}

/// The boxes that are left of a sign when its cut-outs are taken away: the full-height and the full-width part.
std::vector<Box> cores(const AccidentalRequest& request, double x) {
  const auto& font = test::sign_font();
  const Box& box = font.box(request.sign);
  const Point ne = font.anchor(request.sign, Anchor::cut_out_ne, {box.right, box.top});
  const Point se = font.anchor(request.sign, Anchor::cut_out_se, {box.right, box.bottom});
  const Point sw = font.anchor(request.sign, Anchor::cut_out_sw, {box.left, box.bottom});
  const Point nw = font.anchor(request.sign, Anchor::cut_out_nw, {box.left, box.top});
  std::vector<Box> all{{box.left, std::max(se.y, sw.y), box.right, std::min(ne.y, nw.y)},
                       {nw.x, sw.y, ne.x, box.top},
                       {sw.x, box.bottom, se.x, ne.y}};
  for (Box& b : all) b = b.shifted(x, request.p / 2.0);
  return all;
}

bool touch(const Box& a, const Box& b) {
  constexpr double tolerance = 1e-9;
  return a.left < b.right - tolerance && b.left < a.right - tolerance && a.bottom < b.top - tolerance &&
         b.bottom < a.top - tolerance;
}

std::vector<Head> random_chord(std::mt19937& random) {
  const std::vector<GlyphId> signs{glyph::sharp,        glyph::flat,        glyph::natural,
                                   glyph::double_sharp, glyph::double_flat, glyph::none};
  std::vector<Head> heads;
  for (unsigned n = 1 + random() % 9; n > 0; --n) {
    heads.push_back(
        {static_cast<int>(random() % 21) - 10, signs[random() % signs.size()], (random() % 3) * 1.12 - 1.12});
  }
  return heads;
}

TEST(AccidentalPacking, NeverOverlapsSignsOrHeads) {
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    const auto heads = random_chord(random);
    const auto wanted = requests(heads);
    const auto x = pack(heads);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      for (const Box& core : cores(wanted[i], x[i])) {
        for (const AccidentalObstacle& head : obstacles(heads)) ASSERT_FALSE(touch(core, head.box)) << round;
        for (std::size_t j = 0; j < i; ++j) {
          if (wanted[i].p == wanted[j].p && wanted[i].sign == wanted[j].sign) continue;
          for (const Box& other : cores(wanted[j], x[j])) ASSERT_FALSE(touch(core, other)) << round;
        }
      }
    }
  }
}

TEST(AccidentalPacking, DoesNotDependOnTheOrderOfTheHeads) {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    auto heads = random_chord(random);
    std::erase_if(heads, [](const Head& head) { return head.sign == glyph::none; });
    std::sort(heads.begin(), heads.end(), [](const Head& a, const Head& b) { return a.p < b.p; });
    heads.erase(std::unique(heads.begin(), heads.end(), [](auto& a, auto& b) { return a.p == b.p; }), heads.end());
    auto x = pack(heads);
    std::reverse(heads.begin(), heads.end());
    auto reversed = pack(heads);
    std::reverse(reversed.begin(), reversed.end());
    EXPECT_EQ(x, reversed) << round;
  }
}

TEST(AccidentalPacking, TakesHundredsOfSigns) {
  std::vector<Head> heads;
  for (int p = -150; p < 150; ++p) heads.push_back({p, p % 2 == 0 ? glyph::sharp : glyph::flat});
  EXPECT_EQ(pack(heads).size(), 300U);
}

}  // namespace
}  // namespace burin::layout
