// Boxes of painted fragments.
#include "core/paint/ink.hpp"
#include "pipeline/elements/element.hpp"

namespace burin::layout {

Box ink_box(const PaintList& list, const GlyphMetrics& glyphs, const TextMetrics& text) {
  Box box;
  for (const PaintOp& op : list) box.add(ink_of(op, glyphs, text));
  return box;
}

}  // namespace burin::layout
