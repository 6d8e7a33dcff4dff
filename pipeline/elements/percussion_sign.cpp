// Percussion and playing signs: Param::type = tag, Param::kind = the instrument or stick inside, Param::text its value.
#include <array>
#include <string>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"
#include "pipeline/elements/write_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  ParamsOf params;
  params.text(Param::type, element.tag());
  std::string text(element.text());
  element.for_each_child([&](const SourceElement& child) {
    params.text(Param::kind, child.tag());
    if (text.empty()) text = child.text();
  });
  params.text(Param::text, text);
  const std::string_view tag = element.tag();
  const char32_t glyph = tag == "damp" ? 0xE638 : tag == "damp-all" ? 0xE639 : tag == "eyeglasses" ? 0xEC62 : 0;
  if (glyph != 0) params.whole(Param::glyph, static_cast<std::int64_t>(glyph));
  read_text_style(element, params);
  params.into(out.mark);
  return true;
}

constexpr std::array<ImportRule, 6> rules{{
    {.parent = "direction-type", .tag = "percussion", .read = read},
    {.parent = "direction-type", .tag = "damp", .read = read},
    {.parent = "direction-type", .tag = "damp-all", .read = read},
    {.parent = "direction-type", .tag = "eyeglasses", .read = read},
    {.parent = "direction-type", .tag = "string-mute", .read = read},
    {.parent = "direction-type", .tag = "accordion-registration", .read = read},
}};

}  // namespace

const ElementFamily& percussion_sign_family() {
  static const ElementFamily family{
      .name = "percussion_sign",
      .summary = "Pictograms of percussion, damping and other playing signs",
      .rules = rules,
      .write = {.style = text_style, .write = write_kind},
  };
  return family;
}

}  // namespace burin::layout
