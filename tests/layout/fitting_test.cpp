// Which staff size is taken, and how much is built in vain on the way to it.
#include <gtest/gtest.h>

#include <string>

#include "core/run/operation.hpp"
#include "io/fonts/font_library.hpp"
#include "io/musicxml/import.hpp"
#include "pipeline/elements/element.hpp"
#include "pipeline/engine/session.hpp"
#include "pipeline/engine/tbb_executor.hpp"
#include "tests/layout/score.hpp"

namespace burin::layout {
namespace {

constexpr int parts = 8;
constexpr int lines = 24;
constexpr int tall_line = 20;

/// One measure a line, all alike but for one: all of its staves have words above and dynamics below.
std::string score_with_a_tall_line() {
  std::string list;
  std::string music;
  for (int part = 1; part <= parts; ++part) {
    const std::string id = "P" + std::to_string(part);
    list += "<score-part id='" + id + "'><part-name/></score-part>";
    music += "<part id='" + id + "'>";
    for (int m = 1; m <= lines; ++m) {
      music += "<measure number='" + std::to_string(m) + "'>";
      if (m == 1) music += "<attributes><divisions>1</divisions><clef><sign>G</sign><line>2</line></clef></attributes>";
      if (m == tall_line) {
        music +=
            "<direction placement='above'><direction-type><words>dolce</words></direction-type></direction>"
            "<direction placement='below'><direction-type><dynamics><fff/></dynamics></direction-type></direction>";
      }
      music += "<note><pitch><step>B</step><octave>4</octave></pitch><duration>4</duration><type>whole</type></note>";
      music += "</measure>";
    }
    music += "</part>";
  }
  return "<score-partwise version='4.0'><part-list>" + list + "</part-list>" + music + "</score-partwise>";
}

/// Work for a page of this height.
StageRuns runs_for(double height_mm) {
  const auto executor = make_executor(1);
  Operation operation;
  const auto piece = io::import_musicxml(score_with_a_tall_line(), "tall.musicxml", import_table(), ImportLimits{},
                                         *executor, operation);
  EXPECT_TRUE(piece);
  EngraveOptions options;
  options.page.height_mm = height_mm;
  options.staff_size_mm = 0.0;
  options.breaks = Breaks::fixed;
  options.measures_per_system = 1;
  LayoutSession session(options, test::fonts().glyphs(), test::fonts().text());
  const auto engraving = session.engrave(*piece, *executor, operation);
  EXPECT_TRUE(engraving) << (engraving ? "" : engraving.error().message);
  return session.runs();
}

TEST(Fitting, a_size_that_does_not_fit_is_known_after_few_of_its_systems) {
  const std::uint32_t fits = runs_for(297.0).lines;
  EXPECT_EQ(fits, lines);
  const std::uint32_t smaller = runs_for(120.0).lines;
  EXPECT_GT(smaller, lines) << "the first size was to be too large";
  EXPECT_LT(smaller, lines + lines / 2);
}

}  // namespace
}  // namespace burin::layout
