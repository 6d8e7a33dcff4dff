#include <algorithm>
#include <string>

#include "core/run/executor.hpp"
#include "io/musicxml/import.hpp"
#include "io/musicxml/part_cutter.hpp"
#include "pipeline/elements/element.hpp"
#include "tests/fuzz/common.hpp"
#include "tests/fuzz/targets.hpp"

namespace burin::fuzz {

namespace {

/// A text that is cut at its parts while it grows is cut as it would be as a whole.
void cut_in_pieces(std::string text) {
  std::string whole = text;
  const std::size_t step = 1 + text.size() % 61;
  const bool forgets = text.size() % 2 != 0;
  io::PartCutter cutter;
  std::size_t gone = 0;
  for (std::size_t size = 0; size < text.size() && !cutter.odd();) {
    size = std::min(size + step, text.size());
    cutter.grow(text.data() + gone, size - gone, size == text.size());
    if (forgets && !cutter.odd()) gone += cutter.forget();
  }
  if (text.empty() || cutter.odd()) return;
  require(!io::blank_comments(whole), "a text with CDATA sections is odd");
  const io::PartSlices slices = io::slice_parts(whole);
  require(text == whole, "comments are blank");
  require(slices.head_end == cutter.slices().head_end, "the head ends at the same place");
  require(
      std::equal(slices.parts.begin(), slices.parts.end(), cutter.slices().parts.begin(), cutter.slices().parts.end(),
                 [](io::TextSlice a, io::TextSlice b) { return a.begin == b.begin && a.end == b.end; }),
      "the parts are the same");
}

}  // namespace

void import_score(std::string_view bytes) {
  cut_in_pieces(std::string(bytes));
  SerialExecutor executor;
  Operation operation;
  const auto piece = io::import_musicxml(std::string(bytes), "fuzz.musicxml", layout::import_table(), small_limits(),
                                         executor, operation);
  if (!piece) require(!piece.error().id.empty(), "every error has a code");
  require(operation.diagnostics().items().size() <= Diagnostics::default_limit, "diagnostics are bounded");
}

}  // namespace burin::fuzz
