// Fret numbers. On tablature the note itself is drawn as one (staff resolver); on other staves they stand beside the
// note like other technical signs.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  if (element.text().empty()) return false;
  ParamsOf().text(Param::text, element.text()).into(out.mark);
  return true;
}

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  if (context.on_tab) return;
  paint_words(context, GroupClass::technical, mark, mark.parameters().text(Param::text), {1.6, FontFace::roman},
              TextAlign::middle, out);
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::text, {}, ExportField::As::text},
});

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "technical", .tag = "fret", .on_note = true, .read = read},
}};

}  // namespace

const ElementFamily& tab_number_family() {
  static const ElementFamily family{
      .name = "tab_number",
      .summary = "Fret numbers of tablature",
      .rules = rules,
      .write = {.tag = "fret", .fields = fields},
      .rule = {.placing = Placing::note, .priority = 175.0F, .padding = 0.4F},
      .sizes_itself = true,
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
