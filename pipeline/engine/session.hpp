// A layout that follows its piece: each new version is laid out with what is still true of the version before.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "pipeline/cache/stage_runs.hpp"
#include "pipeline/engine/engine.hpp"

namespace burin::layout {

/// One layout of one piece, kept up to date. Results are the same to the byte as engrave() gives from scratch; only the
/// work differs: what a stage has read is compared by the identity of the piece's nodes, and what has not changed is
/// taken over. A run that fails or is cancelled leaves the session as it was. It holds the last version of the piece
/// and what belongs to its layout, nothing of versions before. One thread at a time; the executor may use many.
class LayoutSession {
 public:
  /// Fonts must outlive the session.
  LayoutSession(EngraveOptions options, const GlyphMetrics& glyphs, const TextMetrics& text);
  ~LayoutSession();
  LayoutSession(LayoutSession&&) noexcept;
  LayoutSession& operator=(LayoutSession&&) noexcept;

  /// Lays out a version of the piece. Errors: as engrave().
  [[nodiscard]] Expected<Engraving> engrave(Shared<Piece> piece, Executor& executor, Operation& operation);
  /// Other options from the next run on; only stages that read what has changed run again.
  void set_options(EngraveOptions options);
  /// Pages (from 0) of the last layout that somebody looks at: their systems are built first. Empty: all alike.
  void set_visible(std::vector<std::uint32_t> pages);
  /// Gives back on all threads what the last run made; the next one begins from scratch.
  void forget(Executor& executor);
  /// What the last run that came to its end did.
  [[nodiscard]] const StageRuns& runs() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace burin::layout
