#include "pipeline/elements/write_support.hpp"

#include "core/export/span_words.hpp"

namespace burin::layout {

std::string_view next_part(std::string_view& text, char separator) noexcept {
  const std::size_t end = text.find(separator);
  const std::string_view part = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return part;
}

std::string_view type_of_role(SpanRole role) noexcept { return word_of(role); }

void write_kind(const Mark& mark, ElementOutput& out) {
  const std::string_view kind = mark.parameters().text(Param::kind);
  const std::string_view text = mark.parameters().text(Param::text);
  if (kind.empty()) {
    out.text(text);
    return;
  }
  constexpr std::string_view middle = "accordion-middle";
  std::string_view rest = kind;
  while (!rest.empty()) {  // several of them: the stops of an accordion
    const std::string_view one = next_part(rest, ' ');
    const bool counted = one.starts_with(middle) && one.size() > middle.size();
    out.open(counted ? middle : one);
    if (counted) out.text(one.substr(middle.size()));
    if (!one.starts_with("accordion-")) out.text(text);
    out.close();
  }
}

}  // namespace burin::layout
