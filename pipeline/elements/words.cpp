// Words: Param::text with its style.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "pipeline/elements/dynamic_letters.hpp"
#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"
#include "pipeline/elements/system_sign.hpp"
#include "pipeline/elements/write_support.hpp"

namespace burin::layout {

namespace {

/// Some programs leave their own markup in words: "<sym>dynamicPiano</sym>" means the letter p.
std::string without_markup(std::string_view text) {
  constexpr std::string_view open = "<sym>";
  constexpr std::string_view close = "</sym>";
  using Sign = std::pair<std::string_view, std::string_view>;
  static constexpr auto signs = std::to_array<Sign>({{"dynamicPiano", "p"},
                                                     {"dynamicForte", "f"},
                                                     {"dynamicMezzo", "m"},
                                                     {"dynamicPForte", "pf"},
                                                     {"space", " "},
                                                     {"accidentalFlat", "♭"},
                                                     {"accidentalNatural", "♮"},
                                                     {"accidentalSharp", "♯"}});
  std::string found;
  while (true) {
    const std::size_t begin = text.find(open);
    const std::size_t end = begin == std::string_view::npos ? begin : text.find(close, begin);
    if (end == std::string_view::npos) return found += text;
    found += text.substr(0, begin);
    const std::string_view name = text.substr(begin + open.size(), end - begin - open.size());
    const auto sign = std::find_if(signs.begin(), signs.end(), [&](const Sign& one) { return one.first == name; });
    found += sign != signs.end() ? sign->second : name;
    text.remove_prefix(end + close.size());
  }
}

bool read(const SourceElement& element, ReadMark& out) {
  const std::string text = without_markup(element.text());
  if (text.empty()) return false;
  ParamsOf params;
  params.text(Param::text, text);
  read_text_style(element, params);
  params.into(out.mark);
  return true;
}

/// Below the staff words go with the dynamics, letters of dynamics everywhere; above they stand by themselves; bold
/// ones are tempo words (handbook §16.3).
void refine(const Mark& mark, SignRule& rule) {
  const Params& params = mark.parameters();
  if (mark.side == Side::below || only_music_letters(params.text(Param::text))) {
    rule.placing = Placing::dynamics;
    rule.align = AlignX::head_left;
    rule.padding = 0.6F;
  } else if (params.whole(Param::bold) != 0) {
    rule.priority = 1300.0F;
    rule.align = AlignX::time_signature_or_head;
    rule.padding = 0.8F;
  } else if (is_heading(mark)) {
    rule.priority = 1450.0F;
    rule.align = AlignX::time_signature_or_head;
    rule.padding = 0.8F;
  }
}

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  const double size = context.style->outside.text_size;
  WordStyle style = word_style(mark, {size, FontFace::roman});
  const bool tempo = mark.parameters().whole(Param::bold) != 0 && mark.parameters().whole(Param::italic) == 0;
  if (tempo) style.size = size * 1.15;
  if (const std::string_view text = mark.parameters().text(Param::text); only_music_letters(text)) {
    out.open(GroupClass::words, context.vpd, context.extras);
    paint_letters(spelt(text), 0.0, *context.glyphs, out);
    out.close();
    return;
  }
  style.size *= text_factor(mark, style.size, context.sizes);
  const bool jump = mark.parameters().text(Param::type) == "jump";
  paint_words(context, jump ? GroupClass::jump : GroupClass::words, mark, mark.parameters().text(Param::text), style,
              TextAlign::start, out);
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::text, {}, ExportField::As::text},
});

// A directive is written as the words that have taken its place in the format.
constexpr std::array<std::string_view, 2> tags{"words", "directive"};

constexpr std::array<ImportRule, 2> rules{{
    {.parent = "direction-type", .tag = "words", .read = read},
    {.parent = "attributes", .tag = "directive", .read = read},
}};

}  // namespace

const ElementFamily& words_family() {
  static const ElementFamily family{
      .name = "words",
      .summary = "Words: tempo, expression, playing directions",
      .rules = rules,
      .write = {.tags = tags, .fields = fields, .style = text_style},
      .rule = {.placing = Placing::outside, .align = AlignX::head_left, .priority = 450.0F, .padding = 0.5F},
      .sizes_itself = true,
      .refine = refine,
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
