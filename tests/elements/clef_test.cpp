#include "pipeline/elements/clef.hpp"

#include <gtest/gtest.h>

#include "sign_font.hpp"

namespace burin::layout {
namespace {

std::string clef(ClefSign sign, int line, int octave = 0, ClefSize size = ClefSize::full, int lines = 5) {
  Clef c;
  c.sign = sign;
  c.line = static_cast<std::int8_t>(line);
  c.octave_change = static_cast<std::int8_t>(octave);
  return test::text(place_clef(c, size, test::sign_font(), lines));
}

TEST(Clef, StandsOnItsLine) {
  EXPECT_EQ(clef(ClefSign::g, 2), "E050@0,-1|2.684");
  EXPECT_EQ(clef(ClefSign::g, 1), "E050@0,-2|2.684");
  EXPECT_EQ(clef(ClefSign::f, 4), "E062@0.02,1|2.756");
  EXPECT_EQ(clef(ClefSign::f, 3), "E062@0.02,0|2.756");
  for (int line = 1; line <= 5; ++line) {
    EXPECT_EQ(clef(ClefSign::c, line), "E05C@0," + std::to_string(line - 3) + "|2.796");
  }
}

TEST(Clef, PercussionAndTabStandInTheMiddle) {
  EXPECT_EQ(clef(ClefSign::percussion, 2), "E069@0,0|1.528");
  EXPECT_EQ(clef(ClefSign::tab, 5, 0, ClefSize::full, 6), "E06D@0,0|1.65");
  EXPECT_EQ(clef(ClefSign::tab, 5, 0, ClefSize::full, 4), "E06E@0,0|1.1");
}

TEST(Clef, TakesTheGlyphThatIsJoinedToItsOctaveFigure) { EXPECT_EQ(clef(ClefSign::g, 2, -1), "E052@0,-1|2.684"); }

TEST(Clef, GetsAFigureWhereTheFontJoinsNone) {
  EXPECT_EQ(clef(ClefSign::c, 4, -1), "E05C@0,1 E07D@0.988,-2.224|2.796");
  EXPECT_EQ(clef(ClefSign::f, 4, 1), "E062@0.02,1 E07D@0.968,2.248|2.756");
}

TEST(Clef, ChangesInsideASystemAreSmaller) {
  EXPECT_EQ(clef(ClefSign::g, 2, 0, ClefSize::change), "E07A@0,-1|1.76");
  EXPECT_EQ(clef(ClefSign::f, 4, 0, ClefSize::change), "E062@0.013,1*0.667|1.837");
  EXPECT_EQ(clef(ClefSign::g, 2, -1, ClefSize::change), "E052@0,-1*0.667|1.789");
}

TEST(Clef, HiddenAndMissingOnesAreEmpty) {
  EXPECT_EQ(clef(ClefSign::none, 2), "|0");
  EXPECT_EQ(clef(ClefSign::jianpu, 2), "|0");
  Clef hidden;
  hidden.hidden = true;
  EXPECT_TRUE(place_clef(hidden, ClefSize::full, test::sign_font()).empty());
}

}  // namespace
}  // namespace burin::layout
