#include "io/musicxml/writer/words.hpp"

#include <array>

namespace burin::io {

namespace {

/// The name at an enumerator's place; empty beyond the table.
template <std::size_t n, class E>
std::string_view at(const std::array<std::string_view, n>& names, E value) noexcept {
  const auto index = static_cast<std::size_t>(value);
  return index < n ? names[index] : std::string_view();
}

}  // namespace

std::string_view name_of_value(NoteValue value) noexcept {
  static constexpr std::array<std::string_view, 14> names{"maxima",  "long",   "breve", "whole", "half",
                                                          "quarter", "eighth", "16th",  "32nd",  "64th",
                                                          "128th",   "256th",  "512th", "1024th"};
  return value < -3 ? std::string_view() : at(names, value + 3);
}

std::string_view name_of_step(int step) noexcept {
  static constexpr std::array<std::string_view, 7> names{"C", "D", "E", "F", "G", "A", "B"};
  return step < 0 ? std::string_view("C") : at(names, step % 7);
}

std::string alter_text(int quarter_tones) {
  const int whole = quarter_tones / 2;
  std::string text = quarter_tones < 0 && whole == 0 ? "-0" : std::to_string(whole);
  if (quarter_tones % 2 != 0) text += ".5";
  return text;
}

std::string_view name_of(NoteheadShape shape) noexcept {
  static constexpr std::array<std::string_view, 28> names{"normal",
                                                          "x",
                                                          "diamond",
                                                          "triangle",
                                                          "inverted triangle",
                                                          "slash",
                                                          "slashed",
                                                          "back slashed",
                                                          "cross",
                                                          "square",
                                                          "circle-x",
                                                          "circled",
                                                          "circle dot",
                                                          "cluster",
                                                          "rectangle",
                                                          "arrow up",
                                                          "arrow down",
                                                          "left triangle",
                                                          "none",
                                                          "do",
                                                          "re",
                                                          "mi",
                                                          "fa",
                                                          "fa up",
                                                          "so",
                                                          "la",
                                                          "ti",
                                                          "other"};
  return at(names, shape);
}

std::string_view name_of(StemDirection stem) noexcept {
  static constexpr std::array<std::string_view, 5> names{"", "up", "down", "none", "double"};
  return at(names, stem);
}

std::string_view name_of(BeamState state) noexcept {
  static constexpr std::array<std::string_view, 6> names{"",    "begin",        "continue",
                                                         "end", "forward hook", "backward hook"};
  return at(names, state);
}

std::string_view name_of(BarStyle style) noexcept {
  static constexpr std::array<std::string_view, 12> names{
      "",     "regular", "dotted", "dashed", "heavy", "light-light", "light-heavy", "heavy-light", "heavy-heavy",
      "tick", "short",   "none"};
  return at(names, style);
}

std::string_view name_of(ClefSign sign) noexcept {
  static constexpr std::array<std::string_view, 7> names{"G", "F", "C", "percussion", "TAB", "jianpu", "none"};
  return at(names, sign);
}

std::string_view name_of(TimeSignature::Symbol symbol) noexcept {
  static constexpr std::array<std::string_view, 6> names{"", "common", "cut", "single-number", "note", "dotted-note"};
  return at(names, symbol);
}

std::string_view name_of(TimeSignature::Relation relation) noexcept {
  static constexpr std::array<std::string_view, 7> names{"",      "parentheses", "bracket", "equals",
                                                         "slash", "space",       "hyphen"};
  return at(names, relation);
}

std::string color_text(Color color) {
  if (color == 0) return {};
  std::string text = "#";
  for (int shift = 20; shift >= 0; shift -= 4)
    text += "0123456789ABCDEF"[(color >> static_cast<unsigned>(shift)) & 0xFU];
  return text;
}

std::string_view placement_of(Side side) noexcept {
  return side == Side::above ? "above" : side == Side::below ? "below" : std::string_view();
}

}  // namespace burin::io
