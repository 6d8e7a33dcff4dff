#include "pipeline/elements/time_signature.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "pipeline/elements/notehead.hpp"

namespace burin::layout {
namespace {

/// Glyph of one character of a number; none for what is not drawn.
GlyphId number_glyph(char c) {
  if (c >= '0' && c <= '9') return glyph::time_digit_0 + static_cast<GlyphId>(c - '0');
  switch (c) {
    case '+': return glyph::time_plus_small;
    case '-': return glyph::time_minus;
    case '/': return glyph::time_fraction_slash;
    case '*': return glyph::time_multiply;
    default: return glyph::none;
  }
}

/// The same, but the large plus where a font has no small one.
GlyphId number_glyph(char c, const GlyphMetrics& font) {
  const GlyphId id = number_glyph(c);
  return id == glyph::time_plus_small && !font.has(id) ? glyph::time_plus : id;
}

/// A row of glyphs whose ink begins at x = 0.
GlyphGroup number_row(std::string_view text, double y, const GlyphMetrics& font, double gap) {
  constexpr double around_plus = 0.25;  // on each side, so that it reads as a sign of its own
  GlyphGroup row;
  double pen = 0.0;
  char before = 0;
  for (const char c : text) {
    const GlyphId id = number_glyph(c, font);
    const Box& box = font.box(id);
    if (box.empty()) continue;
    if (!row.empty()) pen += c == '+' || before == '+' ? std::max(gap, around_plus) : gap;
    before = c;
    row.glyphs.push_back({id, pen - box.left, y, 1.0});
    pen += box.width();
  }
  row.width = pen;
  return row;
}

void append(GlyphGroup& to, const GlyphGroup& from, double x) {
  for (PlacedGlyph placed : from.glyphs) {
    placed.x += x;
    to.glyphs.push_back(placed);
  }
}

/// Two rows, centred on each other.
GlyphGroup stacked(const GlyphGroup& above, const GlyphGroup& below) {
  GlyphGroup both;
  both.width = std::max(above.width, below.width);
  append(both, above, (both.width - above.width) / 2.0);
  append(both, below, (both.width - below.width) / 2.0);
  return both;
}

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Note with the value of 1/beat_type, or none when there is no such note.
GlyphId beat_note(std::string_view beat_type) {
  constexpr GlyphId pair = 2;  // notes with stem up and down stand side by side
  constexpr int shortest = 8;
  const int type = whole_number(beat_type).value_or(0);
  if (type <= 0 || (type & (type - 1)) != 0) return glyph::none;
  int value = 0;
  for (int t = type; t > 1; t /= 2) ++value;
  if (value == 0) return glyph::met_note_whole;
  return glyph::met_note_half_up + pair * static_cast<GlyphId>(std::min(value, shortest) - 1);
}

/// A beat type drawn as a note, perhaps with a dot.
GlyphGroup note_row(GlyphId note, bool dotted, const GlyphMetrics& font, const TimeStyle& style) {
  const double scale = style.note_scale;
  const Box box = font.box(note).scaled(scale);
  GlyphGroup row{{{note, -box.left, style.note_y, scale}}, box.width()};
  const Box dot = font.box(glyph::met_augmentation_dot).scaled(scale);
  if (!dotted || dot.empty()) return row;
  row.glyphs.push_back({glyph::met_augmentation_dot, row.width + style.dot_gap - dot.left, style.note_y, scale});
  row.width += style.dot_gap + dot.width();
  return row;
}

/// 6/8 as two dotted quarters: a third of the beats, over a beat type half as large. None when it does not come out
/// even.
std::optional<TimeSignature::Fraction> as_dotted(const TimeSignature::Fraction& fraction) {
  constexpr int in_dotted = 3;
  const int beats = whole_number(fraction.beats).value_or(0);
  const int type = whole_number(fraction.beat_type).value_or(0);
  if (beats <= 0 || beats % in_dotted != 0 || type < 2) return std::nullopt;
  return TimeSignature::Fraction{std::to_string(beats / in_dotted), std::to_string(type / 2)};
}

GlyphGroup fraction_group(const TimeSignature::Fraction& fraction, TimeSignature::Symbol symbol,
                          const GlyphMetrics& font, const TimeStyle& style) {
  using Symbol = TimeSignature::Symbol;
  const auto row = [&](std::string_view text, double y) { return number_row(text, y, font, style.digit_gap); };
  if (symbol == Symbol::single_number) return row(fraction.beats, 0.0);
  const auto dotted = symbol == Symbol::dotted_note ? as_dotted(fraction) : std::nullopt;
  const TimeSignature::Fraction& shown = dotted ? *dotted : fraction;
  const bool as_note = symbol == Symbol::note || dotted;
  const GlyphId note = as_note ? beat_note(shown.beat_type) : glyph::none;
  if (font.has(note)) return stacked(row(shown.beats, style.digit_y), note_row(note, dotted.has_value(), font, style));
  return stacked(row(fraction.beats, style.digit_y), row(fraction.beat_type, -style.digit_y));
}

GlyphGroup single_glyph(GlyphId id, const GlyphMetrics& font) {
  const Box& box = font.box(id);
  if (box.empty()) return {};
  return {{{id, -box.left, 0.0, 1.0}}, box.width()};
}

/// Fractions side by side with plus signs between them.
GlyphGroup joined(const std::vector<TimeSignature::Fraction>& fractions, TimeSignature::Symbol symbol,
                  const GlyphMetrics& font, const TimeStyle& style) {
  const GlyphGroup plus = single_glyph(glyph::time_plus, font);
  GlyphGroup all;
  for (const TimeSignature::Fraction& fraction : fractions) {
    const GlyphGroup next = fraction_group(fraction, symbol, font, style);
    if (next.empty()) continue;
    if (!all.empty()) {
      append(all, plus, all.width + style.fraction_gap);
      all.width += plus.width + 2.0 * style.fraction_gap;
    }
    append(all, next, all.width);
    all.width += next.width;
  }
  return all;
}

}  // namespace

GlyphGroup place_time(const TimeSignature& time, const GlyphMetrics& font, const TimeStyle& style) {
  using Symbol = TimeSignature::Symbol;
  if (time.hidden) return {};
  if (time.senza_misura) {
    if (time.free_symbol.empty()) return style.senza_misura_sign ? single_glyph(glyph::time_open, font) : GlyphGroup{};
    return single_glyph(time.free_symbol == "X" ? glyph::time_x : glyph::time_open, font);
  }
  if (time.symbol == Symbol::common && time.alternate.empty() && font.has(glyph::time_common))
    return single_glyph(glyph::time_common, font);
  if (time.symbol == Symbol::cut && time.alternate.empty() && font.has(glyph::time_cut))
    return single_glyph(glyph::time_cut, font);
  GlyphGroup all = joined(time.fractions, time.symbol, font, style);
  if (time.alternate.empty()) return all;
  const GlyphGroup other = joined(time.alternate, time.symbol, font, style);
  using Relation = TimeSignature::Relation;
  const auto add = [&](const GlyphGroup& group, double gap) {
    append(all, group, all.width + gap);
    all.width += gap + group.width;
  };
  const auto between = [&](GlyphId id) { add(single_glyph(id, font), style.fraction_gap); };
  switch (time.relation) {
    case Relation::parentheses:
    case Relation::bracket: {
      const bool round = time.relation == Relation::parentheses;
      between(round ? glyph::time_parenthesis_left : glyph::time_bracket_left);
      add(other, style.bracket_gap);
      add(single_glyph(round ? glyph::time_parenthesis_right : glyph::time_bracket_right, font), style.bracket_gap);
      return all;
    }
    case Relation::equals: between(glyph::time_equals); break;
    case Relation::slash: between(glyph::time_fraction_slash); break;
    case Relation::hyphen: between(glyph::time_minus); break;
    default: break;
  }
  add(other, style.fraction_gap);
  return all;
}

}  // namespace burin::layout
