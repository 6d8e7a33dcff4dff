#include "pipeline/engine/session.hpp"

namespace burin::layout {

struct LayoutSession::State {
  EngraveOptions options;
  const GlyphMetrics* glyphs;
  const TextMetrics* text;
  Shared<Piece> piece;
  StageRuns runs;
};

LayoutSession::LayoutSession(EngraveOptions options, const GlyphMetrics& glyphs, const TextMetrics& text)
    : state_(std::make_unique<State>(State{std::move(options), &glyphs, &text, nullptr, {}})) {}
LayoutSession::~LayoutSession() = default;
LayoutSession::LayoutSession(LayoutSession&&) noexcept = default;
LayoutSession& LayoutSession::operator=(LayoutSession&&) noexcept = default;

Expected<Engraving> LayoutSession::engrave(Shared<Piece> piece, Executor& executor, Operation& operation) {
  auto result = layout::engrave(*piece, state_->options, *state_->glyphs, *state_->text, executor, operation);
  if (result) state_->piece = std::move(piece);
  return result;
}

void LayoutSession::set_options(EngraveOptions options) { state_->options = std::move(options); }
const StageRuns& LayoutSession::runs() const noexcept { return state_->runs; }

}  // namespace burin::layout
