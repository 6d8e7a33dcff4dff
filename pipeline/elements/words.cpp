// Words: Param::text with its style.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  const std::string_view text = element.text();
  if (text.empty()) return false;
  ParamsOf params;
  params.text(Param::text, text);
  read_text_style(element, params);
  params.into(out.mark);
  return true;
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "words", .read = read},
}};

}  // namespace

const ElementFamily& words_family() {
  static const ElementFamily family{
      .name = "words",
      .summary = "Words: tempo, expression, playing directions",
      .rules = rules,
  };
  return family;
}

}  // namespace burin::layout
