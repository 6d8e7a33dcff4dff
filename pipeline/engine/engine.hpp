// The four stages in order: piece → atoms → stacks → systems → pages.
#pragma once

#include <memory>
#include <vector>

#include "core/base/result.hpp"
#include "core/font/glyph_metrics.hpp"
#include "core/font/text_metrics.hpp"
#include "core/options/engrave_options.hpp"
#include "core/paint/paint_list.hpp"
#include "core/piece/piece.hpp"
#include "core/run/executor.hpp"
#include "core/run/operation.hpp"

namespace burin::layout {

class LayoutSession;

/// Engraved pages, immutable and shared. Counts, fit and timings are in the operation's report.
struct Engraving {
  std::vector<std::shared_ptr<const Page>> pages;
  // What the pages were made from, if engrave() made it: a symphony's takes some milliseconds to give back, and who
  // holds it knows when there is time for that, or threads (LayoutSession::forget).
  std::shared_ptr<LayoutSession> workings;
};

/// Lays out a piece. Pure: equal inputs give equal pages for every executor. Errors: cancelled, limit (nothing may be
/// done to make the tallest system fit). Thread-safe.
[[nodiscard]] Expected<Engraving> engrave(const Piece& piece, const EngraveOptions& options, const GlyphMetrics& glyphs,
                                          const TextMetrics& text, Executor& executor, Operation& operation);

}  // namespace burin::layout
