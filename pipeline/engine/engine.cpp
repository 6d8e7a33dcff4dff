#include "pipeline/engine/engine.hpp"

#include "pipeline/engine/session.hpp"

namespace burin::layout {

Expected<Engraving> engrave(const Piece& piece, const EngraveOptions& options, const GlyphMetrics& glyphs,
                            const TextMetrics& text, Executor& executor, Operation& operation) {
  // The caller keeps the piece alive for as long as it is laid out; the session looks at it no more after that.
  const auto session = std::make_shared<LayoutSession>(options, glyphs, text);
  BURIN_TRY(Engraving engraving, session->engrave(Shared<Piece>(Shared<Piece>(), &piece), executor, operation));
  engraving.workings = session;
  return engraving;
}

}  // namespace burin::layout
