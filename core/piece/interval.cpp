#include "core/piece/interval.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

namespace burin {

namespace {

constexpr int steps_in_octave = 7;
constexpr int octave_quarter_tones = 24;
constexpr int lowest_octave = -1;
constexpr int highest_octave = 10;
constexpr int most_signs = 7;
/// Quarter tones above C of the white keys, and of perfect and major intervals.
constexpr std::array<int, steps_in_octave> natural{0, 4, 8, 10, 14, 18, 22};

int floor_div(int a, int b) noexcept { return a >= 0 ? a / b : -((-a + b - 1) / b); }

bool is_perfect(int steps) noexcept { return steps == 0 || steps == 3 || steps == 4; }

/// Quarter tones that a quality adds to the perfect or major interval; nothing when there is no such interval.
std::optional<int> quality_shift(std::string_view quality, bool perfect) {
  if (quality.empty() || quality.size() > 3) return std::nullopt;
  const char first = quality.front();
  if (quality.find_first_not_of(first) != std::string_view::npos) return std::nullopt;
  const int size = static_cast<int>(quality.size());
  if (first == 'A' || first == 'a') return 2 * size;
  if (first == 'd' || first == 'D') return perfect ? -2 * size : -2 * size - 2;
  if (size > 1) return std::nullopt;
  if (first == 'P' || first == 'p') return perfect ? std::optional(0) : std::nullopt;
  if (perfect || (first != 'M' && first != 'm')) return std::nullopt;
  return first == 'M' ? 0 : -2;
}

tl::unexpected<Error> no_interval(std::string_view text) {
  return fail(Errc::bad_input, "BU0215", "'" + std::string(text.substr(0, 40)) + "' is no interval", {},
              "intervals look like M3, m-2, P5, -A4, P8");
}

/// Takes a sign away from the front; -1 for a minus.
int take_sign(std::string_view& text) {
  if (text.empty() || (text.front() != '-' && text.front() != '+')) return 0;
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  return sign;
}

Interval make_interval(int steps, int quarter_tones, int octaves) noexcept {
  return {static_cast<std::int8_t>(steps), static_cast<std::int8_t>(quarter_tones), static_cast<std::int8_t>(octaves)};
}

}  // namespace

Expected<Interval> parse_interval(std::string_view text) {
  constexpr int highest_number = 50;
  std::string_view rest = text;
  int sign = take_sign(rest);
  const std::string_view quality = rest.substr(0, rest.find_first_of("+-0123456789"));
  rest.remove_prefix(quality.size());
  if (sign == 0) sign = take_sign(rest);
  int number = 0;
  const auto [end, code] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (code != std::errc{} || end != rest.data() + rest.size() || number < 1 || number > highest_number) {
    return no_interval(text);
  }
  const int steps = (number - 1) % steps_in_octave;
  const auto shift = quality_shift(quality, is_perfect(steps));
  if (!shift) return no_interval(text);
  const int way = sign < 0 ? -1 : 1;
  return make_interval(way * steps, way * (natural[static_cast<std::size_t>(steps)] + *shift),
                       way * ((number - 1) / steps_in_octave));
}

Expected<Interval> interval_of_semitones(std::int64_t semitones) {
  constexpr std::int64_t most = 84;
  constexpr std::array<int, 12> steps{0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6};
  if (semitones < -most || semitones > most) return no_interval(std::to_string(semitones));
  const int way = semitones < 0 ? -1 : 1;
  const int size = static_cast<int>(semitones) * way;
  return make_interval(way * steps[static_cast<std::size_t>(size % 12)], way * 2 * (size % 12), way * (size / 12));
}

int quarter_tones_of(Pitch pitch) noexcept {
  const auto step = static_cast<std::size_t>(std::clamp<int>(pitch.step, 0, steps_in_octave - 1));
  return pitch.octave * octave_quarter_tones + natural[step] + pitch.alter;
}

/// A fifth is seven semitones and four steps; counted in fifths, an octave is nothing.
int fifths_of(Interval interval) noexcept { return 7 * interval.quarter_tones / 2 - 12 * interval.steps; }

Pitch transposed(Pitch pitch, Interval interval) noexcept {
  const int step = std::clamp<int>(pitch.step, 0, steps_in_octave - 1);
  const int height = pitch.octave * steps_in_octave + step + interval.steps + interval.octaves * steps_in_octave;
  const int octave = std::clamp(floor_div(height, steps_in_octave), lowest_octave, highest_octave);
  const int new_step = height - floor_div(height, steps_in_octave) * steps_in_octave;
  const int sound = natural[static_cast<std::size_t>(step)] + pitch.alter + interval.quarter_tones;
  const int carried = floor_div(step + interval.steps, steps_in_octave) * octave_quarter_tones;
  const int alter = sound - carried - natural[static_cast<std::size_t>(new_step)];
  return {static_cast<std::int8_t>(new_step), static_cast<std::int8_t>(octave),
          static_cast<std::int8_t>(std::clamp(alter, -127, 127))};
}

Interval readable_under(const KeySignature& key, Interval interval) noexcept {
  if (!key.custom.empty()) return interval;
  const int fifths = key.fifths + fifths_of(interval);
  if (fifths > most_signs) ++interval.steps;
  if (fifths < -most_signs) --interval.steps;
  return interval;
}

KeySignature transposed(const KeySignature& key, Interval interval) {
  KeySignature moved = key;
  if (key.custom.empty()) {
    const int fifths = fifths_of(readable_under(key, interval));
    moved.fifths = static_cast<std::int8_t>(std::clamp(key.fifths + fifths, -14, 14));
    if (key.has_cancel) moved.cancel = static_cast<std::int8_t>(std::clamp(key.cancel + fifths, -7, 7));
    return moved;
  }
  for (KeySignature::Sign& sign : moved.custom) {
    const Pitch pitch = transposed(Pitch{sign.step, 4, sign.alter}, interval);
    if (pitch.alter != sign.alter) sign.accidental = 0;
    sign.step = pitch.step;
    sign.alter = pitch.alter;
    sign.octave = -1;
  }
  return moved;
}

}  // namespace burin
