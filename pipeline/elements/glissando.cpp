// Glissandos (variant 0, wavy unless Param::line_type says otherwise) and slides (variant 1, solid).
#include "pipeline/elements/glissando.hpp"

#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  read_span(element, out);
  ParamsOf().text(Param::text, element.text()).text(Param::line_type, element.attribute("line-type")).into(out.mark);
  out.mark.variant = element.tag() == "slide" ? 1 : 0;
  return out.mark.role != SpanRole::none;
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::text, {}, ExportField::As::text},
    {Param::line_type, "line-type"},
});

constexpr std::array<std::string_view, 2> tags{"glissando", "slide"};

constexpr std::array<ImportRule, 2> rules{{
    {.parent = "notations", .tag = "glissando", .pairing = Pairing::number, .on_note = true, .read = read},
    {.parent = "notations", .tag = "slide", .pairing = Pairing::number, .on_note = true, .read = read},
}};

}  // namespace

double glissando_word_width(const TextMetrics& text, const Mark& mark) {
  const std::string_view word = mark.parameters().text(Param::text);
  return word.empty() ? 0.0 : text.measure(word, FontFace::italic, glissando_word_size).advance;
}

const ElementFamily& glissando_family() {
  static const ElementFamily family{
      .name = "glissando",
      .summary = "Glissandos and slides between two notes",
      .rules = rules,
      .write = {.tags = tags, .fields = fields},
  };
  return family;
}

}  // namespace burin::layout
