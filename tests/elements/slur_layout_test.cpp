// Slurs of laid out scores: which notes they reach. Staff spaces from the middle line of the staff where they start.
#include <gtest/gtest.h>

#include "layout_support.hpp"

namespace burin::layout::testing_support {
namespace {

/// A quarter of voice 1 on a staff, with a stem and a notation of its own.
std::string on_staff(const std::string& step, int octave, int staff, const std::string& stem,
                     const std::string& notation = "") {
  std::string text = "<note><pitch><step>" + step + "</step><octave>" + std::to_string(octave) +
                     "</octave></pitch><duration>1</duration><voice>1</voice><type>quarter</type><stem>" + stem +
                     "</stem><staff>" + std::to_string(staff) + "</staff>";
  if (!notation.empty()) text += "<notations>" + notation + "</notations>";
  return text + "</note>";
}

const std::string starts = R"(<slur type="start" placement="below"/>)";
const std::string stops = R"(<slur type="stop"/>)";

TEST(SlurInScore, AtStemsOfAVoiceThatHasGoneToTheOtherStaffStaysWithTheNotesThere) {
  const std::string page =
      layout_text(score({attributes(2) + on_staff("G", 3, 2, "up") + on_staff("C", 4, 1, "up") +
                         on_staff("A", 4, 1, "down", starts) + on_staff("F", 4, 1, "down", stops)}));
  const std::vector<Drawn> slurs = drawn(page, "slur");
  ASSERT_EQ(slurs.size(), 1U);
  // The voice belongs to the lower staff; the upper one lies ten spaces or more above it.
  EXPECT_GT(slurs[0].at[1], 4.0);
  EXPECT_GT(slurs[0].at[7], 4.0);
}

TEST(SlurInScore, FromStaffToStaffEndsAtItsOwnNotesNotAtAnotherVoices) {
  const std::string low = "<backup><duration>4</duration></backup>" + quarter("D", 2, "", 2) + quarter("D", 2, "", 2);
  const std::string page =
      layout_text(score({attributes(2) + on_staff("A", 3, 2, "up", starts) + on_staff("D", 4, 1, "up") +
                         on_staff("F", 4, 1, "up", stops) + on_staff("F", 4, 1, "up") + low}));
  const std::vector<Drawn> slurs = drawn(page, "slur");
  ASSERT_EQ(slurs.size(), 1U);
  EXPECT_GT(slurs[0].at[1], 0.0);  // A on the top line, and not below the D under the staff
}

}  // namespace
}  // namespace burin::layout::testing_support
