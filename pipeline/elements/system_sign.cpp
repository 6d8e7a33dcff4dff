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

bool say_the_same(const Mark& a, const Mark& b) {
  return a.family == b.family && a.parameters().text(Param::text) == b.parameters().text(Param::text) &&
         a.parameters().text(Param::per_minute) == b.parameters().text(Param::per_minute);
}

}  // namespace burin::layout
