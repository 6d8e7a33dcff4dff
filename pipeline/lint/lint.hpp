// The lint: looks at finished pages and says what touches inside the staves that should not (handbook §28).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/font/glyph_metrics.hpp"
#include "core/font/text_metrics.hpp"
#include "core/paint/paint_list.hpp"
#include "core/run/executor.hpp"
#include "core/run/operation.hpp"

namespace burin::layout {

/// What was found: "slur/beam" is a slur across a beam, "near slur/notehead" a gap that one hardly sees. Only checks
/// that found something are listed.
using LintCounts = std::map<std::string, std::uint32_t>;

/// One place.
struct LintFinding {
  std::string check;  // key of LintCounts
  std::uint32_t page{1};
  std::uint32_t system{1};  // on the page, from 1
  double x{0.0};            // millimetres from the page's top left corner
  double y{0.0};
  double depth{0.0};    // overlap in main staff spaces; for near misses minus the gap
  std::string vpd;      // of the first thing
  std::string other;    // of the second
  std::string measure;  // printed number, as far as known
};

/// Compares everything inside each staff, and between the staves of each system, pair by pair: heads, accidentals,
/// dots, rests, stems, flags, beams, curves, tuplets, signs on notes, arpeggios, tremolos, glissandos, and dynamics,
/// words and hairpins with all of these but hairpins with stems and slurs. Pages in parallel; the findings come page by
/// page, system by system, from left to right, whatever the executor. Errors: cancelled. O(things × things beside
/// each).
[[nodiscard]] Expected<std::vector<LintFinding>> lint(const std::vector<std::shared_ptr<const Page>>& pages,
                                                      const GlyphMetrics& glyphs, const TextMetrics& text,
                                                      Executor& executor, Operation& operation);

[[nodiscard]] LintCounts count_findings(const std::vector<LintFinding>& findings);

/// A collision is a warning, a near miss a note; at most `most_each` of each check, the deepest first.
[[nodiscard]] std::vector<Diagnostic> as_diagnostics(std::vector<LintFinding> findings, std::size_t most_each = 10);

}  // namespace burin::layout
