#include "core/script/texts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "core/options/option_table.hpp"

namespace burin {

namespace {

constexpr std::string_view letters = "CDEFGAB";
constexpr int sharp = 2;  // quarter tones
constexpr int most_letters = 6;

tl::unexpected<Error> odd(std::string_view text, std::string_view what, std::string_view like) {
  return fail(Errc::bad_input, "BU0212", "'" + std::string(text.substr(0, 60)) + "' is no " + std::string(what), {},
              "it looks like " + std::string(like));
}

char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

/// Takes a letter and its sharps or flats from the front; false when there is none.
bool take_letter(std::string_view& text, int& step, int& alter) {
  const std::size_t found = text.empty() ? std::string_view::npos : letters.find(upper(text.front()));
  if (found == std::string_view::npos) return false;
  step = static_cast<int>(found);
  text.remove_prefix(1);
  alter = 0;
  if (text.empty() || (text.front() != '#' && text.front() != 'b')) return true;
  const char sign = text.front();
  while (!text.empty() && text.front() == sign && std::abs(alter) < sharp * most_letters) {
    alter += sign == '#' ? sharp : -sharp;
    text.remove_prefix(1);
  }
  return true;
}

bool take_number(std::string_view& text, int& number) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc{}) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

struct Mode {
  std::string_view name;
  int fifths;
};
constexpr std::array<Mode, 9> modes{{{"major", 0},
                                     {"minor", -3},
                                     {"ionian", 0},
                                     {"dorian", -2},
                                     {"phrygian", -4},
                                     {"lydian", 1},
                                     {"mixolydian", -1},
                                     {"aeolian", -3},
                                     {"locrian", -5}}};
constexpr std::array<int, 7> fifths_of_letter{0, 2, 4, -1, 1, 3, 5};

constexpr std::array<std::string_view, 14> values{"maxima", "long", "breve", "whole", "half",  "quarter", "eighth",
                                                  "16th",   "32nd", "64th",  "128th", "256th", "512th",   "1024th"};
constexpr int first_value = -3;

struct NamedClef {
  std::string_view name;
  Clef clef;
};
constexpr std::array<NamedClef, 9> clefs{{{"treble", {ClefSign::g, 2}},
                                          {"bass", {ClefSign::f, 4}},
                                          {"alto", {ClefSign::c, 3}},
                                          {"tenor", {ClefSign::c, 4}},
                                          {"soprano", {ClefSign::c, 1}},
                                          {"mezzo-soprano", {ClefSign::c, 2}},
                                          {"baritone", {ClefSign::f, 3}},
                                          {"percussion", {ClefSign::percussion, 2}},
                                          {"tab", {ClefSign::tab, 5}}}};
struct ClefOctave {
  std::string_view ending;
  int octaves;
};
constexpr std::array<ClefOctave, 4> clef_octaves{{{"-8va", 1}, {"-8vb", -1}, {"-15ma", 2}, {"-15mb", -2}}};

bool is_sum(std::string_view text) {
  bool digit = false;
  for (const char c : text) {
    if (c == '+' && digit) {
      digit = false;
    } else if (c >= '0' && c <= '9') {
      digit = true;
    } else {
      return false;
    }
  }
  return digit && text.size() <= 40;
}

/// Where the next fraction of "3/4+2/8" begins: behind a plus that follows a beat type.
std::size_t end_of_fraction(std::string_view text) {
  const std::size_t slash = text.find('/');
  return slash == std::string_view::npos ? slash : text.find('+', slash);
}

}  // namespace

Expected<Pitch> parse_pitch(std::string_view text) {
  constexpr std::string_view like = "C4, F#5, Bb3 or D4+50";
  std::string_view rest = text;
  int step = 0;
  int alter = 0;
  int octave = 0;
  if (!take_letter(rest, step, alter) || !take_number(rest, octave)) return odd(text, "pitch", like);
  if (rest == "+50") {
    ++alter;
  } else if (rest == "-50") {
    --alter;
  } else if (!rest.empty()) {
    return odd(text, "pitch", like);
  }
  if (octave < -1 || octave > 10) return odd(text, "pitch", "C4: octaves go from -1 to 10");
  return Pitch{static_cast<std::int8_t>(step), static_cast<std::int8_t>(octave), static_cast<std::int8_t>(alter)};
}

std::string pitch_text(Pitch pitch) {
  const int whole = pitch.alter / sharp;
  std::string text(1, letters[static_cast<std::size_t>(std::clamp<int>(pitch.step, 0, 6))]);
  text.append(static_cast<std::size_t>(std::abs(whole)), whole > 0 ? '#' : 'b');
  text += std::to_string(pitch.octave);
  const int rest = pitch.alter - whole * sharp;
  if (rest != 0) text += rest > 0 ? "+50" : "-50";
  return text;
}

Expected<KeySignature> parse_key(std::string_view text) {
  constexpr std::string_view like = "E major, c# minor or Bb dorian";
  std::string_view rest = text;
  int step = 0;
  int alter = 0;
  if (!take_letter(rest, step, alter)) return odd(text, "key", like);
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == '-')) rest.remove_prefix(1);
  const std::string name = lower(rest);
  const auto* mode = std::find_if(modes.begin(), modes.end(), [&](const Mode& one) { return one.name == name; });
  if (mode == modes.end()) return odd(text, "key", like);
  const int fifths = fifths_of_letter[static_cast<std::size_t>(step)] + 7 * alter / sharp + mode->fifths;
  if (fifths < -7 || fifths > 7) return odd(text, "key of seven signs at most", like);
  KeySignature key;
  key.fifths = static_cast<std::int8_t>(fifths);
  key.mode = name;
  return key;
}

Expected<TimeSignature> parse_time(std::string_view text) {
  TimeSignature time;
  if (text == "C" || text == "c" || text == "cut") {
    const bool cut = text == "cut";
    time.symbol = cut ? TimeSignature::Symbol::cut : TimeSignature::Symbol::common;
    if (cut) time.fractions = {{"2", "2"}};
    return time;
  }
  time.fractions.clear();
  for (std::string_view rest = text;;) {
    const std::size_t end = end_of_fraction(rest);
    const std::string_view one = rest.substr(0, end);
    const std::size_t slash = one.find('/');
    if (slash == std::string_view::npos || !is_sum(one.substr(0, slash)) || !is_sum(one.substr(slash + 1))) {
      return odd(text, "time signature", "4/4, 3+2/8, 3/4+2/8, C or cut");
    }
    time.fractions.push_back({std::string(one.substr(0, slash)), std::string(one.substr(slash + 1))});
    if (end == std::string_view::npos) return time;
    rest.remove_prefix(end + 1);
  }
}

Expected<Clef> parse_clef(std::string_view text) {
  std::string_view name = text;
  int octaves = 0;
  for (const ClefOctave& one : clef_octaves) {
    if (!name.ends_with(one.ending)) continue;
    octaves = one.octaves;
    name.remove_suffix(one.ending.size());
    break;
  }
  const auto* found = std::find_if(clefs.begin(), clefs.end(), [&](const NamedClef& one) { return one.name == name; });
  const bool moves = name == "treble" || name == "bass";
  if (found == clefs.end() || (octaves != 0 && !moves)) {
    return odd(text, "clef", "treble, bass, alto, tenor, treble-8vb, percussion or tab");
  }
  Clef clef = found->clef;
  clef.octave_change = static_cast<std::int8_t>(octaves);
  return clef;
}

Expected<NoteValue> parse_note_value(std::string_view text) {
  const auto* found = std::find(values.begin(), values.end(), text);
  if (found != values.end()) return static_cast<NoteValue>(found - values.begin() + first_value);
  const std::string_view near = nearest(text, values);
  return odd(text, "note value", near.empty() ? std::string_view("whole, half, quarter, eighth or 16th") : near);
}

std::string_view note_value_text(NoteValue value) noexcept {
  const int index = value - first_value;
  return index >= 0 && index < static_cast<int>(values.size()) ? values[static_cast<std::size_t>(index)]
                                                               : std::string_view();
}

}  // namespace burin
