#include "pipeline/elements/system_sign.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "pipeline/elements/element.hpp"

namespace burin::layout {

namespace {

bool begins_with(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  return std::equal(word.begin(), word.end(), text.begin(),
                    [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
}

bool is_tempo_word(std::string_view text) {
  static constexpr std::array<std::string_view, 16> words{
      "rit",    "rall",   "accel", "a tempo", "tempo i",    "tempo pr",  "string",    "allarg",
      "allegr", "andant", "adagi", "presto",  "meno mosso", "più mosso", "piu mosso", "poco rit"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return begins_with(text, word); });
}

/// What stands in the line of the dynamics in whatever letters.
bool is_word_of_dynamics(std::string_view text) {
  static constexpr std::array<std::string_view, 12> words{"cresc", "decresc", "dim", "espr", "dolce", "sempre",
                                                          "poco",  "molto",   "sub", "più",  "piu",   "cant"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return begins_with(text, word); });
}

/// What one player or one desk is told; the letters after the word decide nothing ("div. a 3").
bool is_for_players(std::string_view text) {
  static constexpr std::array<std::string_view, 27> words{
      "solo", "soli", "tutti", "div",  "unis",  "a 2",  "a2",    "a 3",   "a3",
      "1.",   "2.",   "3.",    "i.",   "ii.",   "pizz", "arco",  "con s", "senza",
      "mut",  "sord", "open",  "sul ", "sulla", "gest", "offen", "dämpf", "mit dämpf"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return begins_with(text, word); });
}

struct SystemFamilies {
  FamilyId words, metronome, rehearsal, segno, coda;
};

const SystemFamilies& system_families() {
  static const SystemFamilies ids{family_id("words"), family_id("metronome"), family_id("rehearsal"),
                                  family_id("segno"), family_id("coda")};
  return ids;
}

}  // namespace

bool is_system_sign(const Mark& mark) {
  const SystemFamilies& ids = system_families();
  const FamilyId own = mark.family;
  if (own == ids.metronome || own == ids.rehearsal || own == ids.segno || own == ids.coda) return true;
  if (own != ids.words || mark.side == Side::below) return false;
  const Params& params = mark.parameters();
  return params.whole(Param::bold) != 0 || is_tempo_word(params.text(Param::text));
}

bool is_expression(const Mark& mark) {
  if (mark.family != system_families().words) return false;
  const Params& params = mark.parameters();
  if (params.whole(Param::bold) != 0 || is_system_sign(mark)) return false;
  const std::string_view text = params.text(Param::text);
  const std::size_t first = text.find_first_not_of(' ');
  return params.whole(Param::italic) != 0 ||
         (first != std::string_view::npos && is_word_of_dynamics(text.substr(first)));
}

bool may_hold_for_all(const Mark& mark) {
  const SystemFamilies& ids = system_families();
  if (mark.family != ids.words) return is_system_sign(mark);
  const Params& params = mark.parameters();
  const std::string_view text = params.text(Param::text);
  return (params.whole(Param::bold) != 0 || is_tempo_word(text)) && !is_for_players(text);
}

bool is_heading(const Mark& mark) {
  constexpr double least_points = 14.0;
  const Params& params = mark.parameters();
  return mark.family == system_families().words && mark.side != Side::below && params.whole(Param::italic) == 0 &&
         params.whole(Param::bold) == 0 && params.has(Param::font_size) &&
         params.real(Param::font_size) >= least_points;
}

bool at_one_place(Rational a, Rational b) noexcept {
  const Rational apart = a < b ? b - a : a - b;
  return apart <= Rational(1);
}

namespace {

/// The next character that is no space, from `at` on; 0 at the end.
char next_visible(std::string_view text, std::size_t& at) {
  constexpr std::string_view no_break_space = "\xC2\xA0";
  while (at < text.size()) {
    if (text.substr(at, 2) == no_break_space)
      at += 2;
    else if (text[at] == ' ' || text[at] == '\n' || text[at] == '\t')
      ++at;
    else
      return text[at++];
  }
  return '\0';
}

bool same_letters(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (true) {
    const char one = next_visible(a, i);
    if (one != next_visible(b, j)) return false;
    if (one == '\0') return true;
  }
}

}  // namespace

bool say_the_same(const Mark& a, const Mark& b) {
  return a.family == b.family && same_letters(a.parameters().text(Param::text), b.parameters().text(Param::text)) &&
         a.parameters().text(Param::per_minute) == b.parameters().text(Param::per_minute);
}

}  // namespace burin::layout
