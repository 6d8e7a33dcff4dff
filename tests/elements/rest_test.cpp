#include "pipeline/elements/rest.hpp"

#include <gtest/gtest.h>

#include "pipeline/elements/dot.hpp"
#include "sign_font.hpp"

namespace burin::layout {
namespace {

RestRequest rest(NoteValue value, int voice = 0) {
  RestRequest request;
  request.value = value;
  request.voice = voice;
  return request;
}

RestRequest against(NoteValue value, int voice, int other_low, int other_high) {
  RestRequest request = rest(value, voice);
  request.other_bottom = other_low / 2.0 - 0.5;
  request.other_top = other_high / 2.0 + 0.5;
  return request;
}

std::string placed(const RestRequest& request) { return test::text(place_rest(request, test::sign_font()).glyph); }

TEST(Rest, GlyphsGoFromTheMaximaToThe1024th) {
  EXPECT_EQ(rest_glyph(-3), 0xE4E0U);
  EXPECT_EQ(rest_glyph(-1), 0xE4E2U);
  EXPECT_EQ(rest_glyph(0), 0xE4E3U);
  EXPECT_EQ(rest_glyph(3), 0xE4E6U);
  EXPECT_EQ(rest_glyph(10), 0xE4EDU);
  EXPECT_EQ(rest_glyph(no_value), 0xE4E3U);
  EXPECT_EQ(rest_glyph(11), 0xE4E5U);
}

TEST(Rest, AloneWholesHangAndHalvesSitAndOthersAreCentred) {
  EXPECT_EQ(placed(rest(0)), "E4E3@0,1");
  EXPECT_EQ(placed(rest(no_value)), "E4E3@0,1");
  EXPECT_EQ(placed(rest(1)), "E4E4@0,0");
  EXPECT_EQ(placed(rest(2)), "E4E5@0,0");
  EXPECT_EQ(placed(rest(-1)), "E4E2@0,0");
}

TEST(Rest, OnOneLineWholesHangFromIt) {
  RestRequest request = rest(0);
  request.staff_lines = 1;
  EXPECT_EQ(placed(request), "E4E3@0,0");
}

TEST(Rest, OfOneOfTwoVoicesMovesAwayByASpace) {
  EXPECT_EQ(placed(rest(3, 1)), "E4E6@0,1");
  EXPECT_EQ(placed(rest(3, -1)), "E4E6@0,-1");
  EXPECT_EQ(placed(against(3, 1, -8, -8)), "E4E6@0,1") << "the other voice is far away";
}

TEST(Rest, MovesOutWhenTheOtherVoiceComesNear) {
  EXPECT_EQ(placed(against(3, 1, -3, -3)), "E4E6@0,2");
  EXPECT_EQ(placed(against(3, 1, 0, 2)), "E4E6@0,3.5") << "by half spaces outside the staff";
  EXPECT_EQ(placed(against(3, -1, -2, 0)), "E4E6@0,-3");
}

TEST(Rest, KeepsItsClearanceFromTheOtherVoice) {
  for (NoteValue value = 0; value <= 3; ++value) {
    for (int p = -12; p <= 12; ++p) {
      const PlacedRest above = place_rest(against(value, 1, p, p), test::sign_font());
      EXPECT_GE(above.box.bottom - (p / 2.0 + 0.5), 0.70) << int(value) << " " << p;
      const PlacedRest below = place_rest(against(value, -1, p, p), test::sign_font());
      EXPECT_GE(p / 2.0 - 0.5 - below.box.top, 0.70) << int(value) << " " << p;
    }
  }
}

TEST(Rest, OffTheStaffTakesItsLedgerLineAlong) {
  EXPECT_EQ(placed(against(0, 1, 2, 2)), "E4F4@0,3");
  EXPECT_EQ(placed(against(1, -1, -3, -3)), "E4F5@0,-4");
  EXPECT_EQ(placed(against(1, -1, 4, 4)), "E4E4@0,-1");
}

TEST(Rest, AtAnAskedPlaceStandsThere) {
  RestRequest request = rest(2, 1);
  request.has_position = true;
  request.p = -3;
  EXPECT_EQ(placed(request), "E4E5@0,-1.5");
  request.value = 1;
  EXPECT_EQ(placed(request), "E4E4@0,-1") << "halves sit on lines";
}

TEST(Rest, AnEndlessObstacleDoesNotMoveItForEver) {
  RestRequest request = rest(2, 1);
  request.other_top = std::numeric_limits<double>::infinity();
  EXPECT_EQ(placed(request), "E4E5@0,2");
}

TEST(Rest, ItsDotStandsInTheSpaceAboveTheMiddle) {
  EXPECT_EQ(place_rest_dot(1.08, 0).p, 1);
  EXPECT_EQ(place_rest_dot(1.08, 4).p, 5);
  EXPECT_EQ(place_rest_dot(1.08, -5).p, -5);
  EXPECT_DOUBLE_EQ(place_rest_dot(1.08, 0).x, 1.43);
}

}  // namespace
}  // namespace burin::layout
