// Pedals: variant 0 start, 1 stop, 2 sostenuto, 3 change, 4 continue, 5 discontinue, 6 resume; Param::bracket 1 = line,
// Param::glyph = sign.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  static constexpr std::array<std::string_view, 7> types{"start",    "stop",        "sostenuto", "change",
                                                         "continue", "discontinue", "resume"};
  const std::string_view type = element.attribute("type");
  read_span(element, out);
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (types[i] == type) out.mark.variant = static_cast<std::uint16_t>(i);
  }
  if (type == "sostenuto") out.mark.role = SpanRole::start;
  if (type == "change" || type == "resume") out.mark.role = SpanRole::middle;
  if (type == "discontinue") out.mark.role = SpanRole::middle;
  const bool line = yes_no(element.attribute("line"), false);
  ParamsOf params;
  params.text(Param::type, type).whole(Param::bracket, line ? 1 : 0);
  if (yes_no(element.attribute("sign"), !line)) {
    const char32_t glyph = type == "sostenuto" ? 0xE659 : type == "stop" ? 0xE655 : 0xE650;
    params.whole(Param::glyph, static_cast<std::int64_t>(glyph));
  }
  if (yes_no(element.attribute("abbreviated"), false)) params.whole(Param::size, 1);
  params.into(out.mark);
  return out.mark.role != SpanRole::none;
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "pedal", .pairing = Pairing::number, .read = read},
}};

}  // namespace

const ElementFamily& pedal_family() {
  static const ElementFamily family{
      .name = "pedal",
      .summary = "Piano pedal signs and lines",
      .rules = rules,
  };
  return family;
}

}  // namespace burin::layout
