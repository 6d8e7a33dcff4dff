#include "pipeline/engine/engine.hpp"

#include "pipeline/engine/session.hpp"

namespace burin::layout {

Expected<Engraving> engrave(const Piece& piece, const EngraveOptions& options, const GlyphMetrics& glyphs,
                            const TextMetrics& text, Executor& executor, Operation& operation) {
  // The caller keeps the piece alive for longer than the session lives.
  return LayoutSession(options, glyphs, text).engrave(Shared<Piece>(Shared<Piece>(), &piece), executor, operation);
}

}  // namespace burin::layout
