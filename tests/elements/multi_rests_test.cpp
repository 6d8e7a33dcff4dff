#include "pipeline/atoms/multi_rests.hpp"

#include <gtest/gtest.h>

#include "measure_of.hpp"
#include "pipeline/engine/engine.hpp"

namespace burin::layout {
namespace {

struct Rests {
  Shared<Piece> piece;
  Context context;
};

/// A score of one part of these measures, with its multi-measure rests.
Rests rests_of(const std::vector<std::string>& measures, MultiRests wanted) {
  std::string bytes =
      "<score-partwise version='4.0'><part-list><score-part id='P1'><part-name/></score-part></part-list>"
      "<part id='P1'>";
  for (const std::string& measure : measures) bytes += "<measure>" + measure + "</measure>";
  bytes += "</part></score-partwise>";
  static const auto fonts = io::FontLibrary::load({});
  const auto executor = make_executor(1);
  Operation operation;
  const auto piece =
      io::import_musicxml(std::move(bytes), "test.musicxml", import_table(), ImportLimits{}, *executor, operation);
  static EngraveOptions options;
  options.multi_rests = wanted;
  return {*piece, make_context(**piece, options, (*fonts)->glyphs(), (*fonts)->text())};
}

const std::string rest = "<note><rest measure='yes'/><duration>4</duration></note>";
const std::string sounding = "<note><pitch><step>C</step><octave>4</octave></pitch><duration>4</duration></note>";
const std::string encoded_two =
    "<attributes><measure-style><multiple-rest>2</multiple-rest></measure-style></attributes>";

TEST(MultiRests, AreTakenFromTheFileAndSwallowTheMeasuresBehind) {
  const Rests found = rests_of({encoded_two + rest, rest, rest, sounding}, MultiRests::encoded);
  EXPECT_EQ(found.context.rests_from, (std::vector<std::uint16_t>{2, 0, 0, 0}));
  EXPECT_FALSE(found.context.swallowed(0));
  EXPECT_TRUE(found.context.swallowed(1));
  EXPECT_FALSE(found.context.swallowed(2));
  EXPECT_EQ(found.context.multi_rest(1), 2);
}

TEST(MultiRests, AreMadeWhereverAllStavesRestWhenAskedFor) {
  const Rests found = rests_of({sounding, rest, rest, rest, sounding, rest}, MultiRests::automatic);
  EXPECT_EQ(found.context.rests_from, (std::vector<std::uint16_t>{0, 3, 0, 0, 0, 0}));
}

TEST(MultiRests, AreLeftAloneWhenNoneAreWanted) {
  const Rests found = rests_of({encoded_two + rest, rest}, MultiRests::never);
  EXPECT_EQ(found.context.rests_from, (std::vector<std::uint16_t>{0, 0}));
}

TEST(MultiRests, EndBeforeAMeasureThatPrintsSomething) {
  const std::string key = "<attributes><key><fifths>2</fifths></key></attributes>";
  const std::string words = "<direction><direction-type><words>Solo</words></direction-type></direction>";
  EXPECT_EQ(rests_of({rest, rest, key + rest, rest}, MultiRests::automatic).context.rests_from,
            (std::vector<std::uint16_t>{2, 0, 2, 0}));
  EXPECT_EQ(rests_of({rest, rest, words + rest}, MultiRests::automatic).context.rests_from,
            (std::vector<std::uint16_t>{2, 0, 0}));
}

TEST(MultiRests, StayWholeInAnExcerptThatBeginsBehindTheStart) {
  const Rests found = rests_of({sounding, sounding, sounding, encoded_two + rest, rest, sounding}, MultiRests::encoded);
  EngraveOptions options = *found.context.options;
  options.first_measure = 3;
  options.breaks = Breaks::fixed;
  options.measures_per_system = 1;
  const auto executor = make_executor(1);
  Operation operation;
  const auto pages = engrave(*found.piece, options, *found.context.glyphs, *found.context.text, *executor, operation);
  ASSERT_TRUE(pages);
  EXPECT_EQ(operation.report().systems, 2U) << "the rest of two measures, and the last one";
}

TEST(MultiRests, WithNotesInsideAreNotBelieved) {
  EXPECT_EQ(rests_of({encoded_two + rest, sounding}, MultiRests::encoded).context.rests_from,
            (std::vector<std::uint16_t>{0, 0}));
}

}  // namespace
}  // namespace burin::layout
