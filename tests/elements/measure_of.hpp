// Atoms of one measure from a few lines of MusicXML, with the program's own fonts.
#pragma once

#include <memory>
#include <string>

#include "core/run/operation.hpp"
#include "io/fonts/font_library.hpp"
#include "io/musicxml/import.hpp"
#include "pipeline/atoms/build.hpp"
#include "pipeline/elements/element.hpp"
#include "pipeline/engine/tbb_executor.hpp"
#include "pipeline/stacks/stacks.hpp"

namespace burin::layout::test {

/// Keeps alive what the atoms point into.
struct OneMeasure {
  Shared<Piece> piece;
  std::shared_ptr<const MeasureAtoms> atoms;
  double least_width{0.0};    // of the measure, staff spaces
  std::vector<Rod> end_rods;  // that hold where a line ends with it
};

inline std::string note(const std::string& pitch, int duration, const std::string& type, const std::string& more = {}) {
  return "<note><pitch><step>" + pitch.substr(0, 1) + "</step><octave>" + pitch.substr(1) +
         "</octave></pitch><duration>" + std::to_string(duration) + "</duration>" + "<type>" + type + "</type>" + more +
         "</note>";
}

/// The first measure of a part whose <measure> holds `content` after its attributes (divisions 4, `staves` staves).
inline OneMeasure measure_of(const std::string& content, int staves = 1) {
  std::string bytes =
      "<score-partwise version='4.0'><part-list><score-part id='P1'><part-name/></score-part></part-list>"
      "<part id='P1'><measure number='1'><attributes><divisions>4</divisions><time><beats>4</beats>"
      "<beat-type>4</beat-type></time><staves>" +
      std::to_string(staves) + "</staves><clef number='1'><sign>G</sign><line>2</line></clef>" +
      (staves > 1 ? "<clef number='2'><sign>F</sign><line>4</line></clef>" : "") + "</attributes>" + content +
      "</measure></part></score-partwise>";
  static const auto fonts = io::FontLibrary::load({});
  const auto executor = make_executor(1);
  Operation operation;
  const auto piece =
      io::import_musicxml(std::move(bytes), "test.musicxml", import_table(), ImportLimits{}, *executor, operation);
  OneMeasure result;
  if (!piece || !fonts) return result;
  result.piece = *piece;
  const EngraveOptions options;
  const Context context = make_context(*result.piece, options, (*fonts)->glyphs(), (*fonts)->text());
  result.atoms = build_measure(context, 0);
  const auto stacks = build_stacks(context, {result.atoms}, *executor, operation);
  if (!stacks) return result;
  result.least_width = stacks->front()->least;
  result.end_rods = stacks->front()->end_rods;
  return result;
}

}  // namespace burin::layout::test
