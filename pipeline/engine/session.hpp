// A layout that follows its piece: each new version is laid out with what is still true of the version before.
#pragma once

#include <cstdint>
#include <memory>

#include "pipeline/engine/engine.hpp"

namespace burin::layout {

/// How often each stage's work was done in one run: what a cache gave is not counted.
struct StageRuns {
  std::uint32_t measures{0};  // stage 1: measures analysed
  std::uint32_t stacks{0};    // stage 2: measures spaced
  std::uint32_t breaks{0};    // stage 3: points that the search for system breaks has looked at
  std::uint32_t lines{0};     // stage 3: systems whose columns were placed
  std::uint32_t strips{0};    // stage 3: instruments of systems that were placed and painted
  std::uint32_t pages{0};     // stage 4: pages put together
  friend bool operator==(const StageRuns&, const StageRuns&) = default;
};

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
  /// What the last run that came to its end did.
  [[nodiscard]] const StageRuns& runs() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace burin::layout
