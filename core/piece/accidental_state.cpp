#include "core/piece/accidental_state.hpp"

#include <algorithm>
#include <cstdlib>

namespace burin {
namespace {

struct Meaning {
  int alter;
  AccidentalSign sign;
};
/// Signs by alteration; the first of an alteration is the one to print.
constexpr std::array<Meaning, 11> meanings{{{0, AccidentalSign{0xE261}},
                                            {2, AccidentalSign{0xE262}},
                                            {-2, AccidentalSign{0xE260}},
                                            {4, AccidentalSign{0xE263}},
                                            {-4, AccidentalSign{0xE264}},
                                            {6, AccidentalSign{0xE265}},
                                            {-6, AccidentalSign{0xE266}},
                                            {1, AccidentalSign{0xE282}},
                                            {-1, AccidentalSign{0xE280}},
                                            {3, AccidentalSign{0xE283}},
                                            {-3, AccidentalSign{0xE281}}}};
constexpr int steps = 7;
constexpr int lowest_octave = -1;
constexpr std::array<int, 7> order_of_sharps{3, 0, 4, 1, 5, 2, 6};
constexpr int semitone = 2;  // quarter tones

/// Alteration of every step by a key.
std::array<std::int8_t, steps> alterations_of(const KeySignature& key) {
  std::array<std::int8_t, steps> of_step{};
  const int size = static_cast<int>(order_of_sharps.size());
  for (int i = 0; i < std::abs(key.fifths) && key.custom.empty(); ++i) {
    const int step = order_of_sharps[static_cast<std::size_t>(key.fifths > 0 ? i % size : size - 1 - i % size)];
    of_step[static_cast<std::size_t>(step)] += static_cast<std::int8_t>(key.fifths > 0 ? semitone : -semitone);
  }
  for (const KeySignature::Sign& sign : key.custom) {
    if (sign.step >= 0 && sign.step < steps) of_step[static_cast<std::size_t>(sign.step)] = sign.alter;
  }
  return of_step;
}

}  // namespace

AccidentalSign accidental_sign(int alter) noexcept {
  const auto found = std::find_if(meanings.begin(), meanings.end(), [alter](Meaning m) { return m.alter == alter; });
  return found == meanings.end() ? AccidentalSign{0} : found->sign;
}

int alteration_of(AccidentalSign sign) noexcept {
  const auto found = std::find_if(meanings.begin(), meanings.end(), [sign](Meaning m) { return m.sign == sign; });
  return found == meanings.end() ? 0 : found->alter;
}

int AccidentalState::slot(int step, int octave) noexcept {
  const bool known = step >= 0 && step < steps && octave >= lowest_octave && octave < lowest_octave + octaves;
  return known ? (octave - lowest_octave) * steps + step : -1;
}

void AccidentalState::reset(const KeySignature& key) noexcept {
  key_ = alterations_of(key);
  doubtful_.fill(false);
  settled_.fill(false);
  for (std::size_t i = 0; i < alter_.size(); ++i) alter_[i] = key_[i % steps];
}

void AccidentalState::next_measure(const KeySignature& key) noexcept {
  std::array<bool, steps> altered{};
  for (std::size_t i = 0; i < alter_.size(); ++i) altered[i % steps] |= alter_[i] != key_[i % steps];
  reset(key);
  doubtful_ = altered;
}

int AccidentalState::in_force(int step, int octave) const noexcept {
  const int at = slot(step, octave);
  return at < 0 ? 0 : alter_[static_cast<std::size_t>(at)];
}

AccidentalSign AccidentalState::sign_for(const Pitch& pitch, bool tied_from_previous) noexcept {
  if (tied_from_previous || in_force(pitch.step, pitch.octave) == pitch.alter) return AccidentalSign{0};
  remember(pitch);
  return accidental_sign(pitch.alter);
}

AccidentalNeed AccidentalState::need_for(const Pitch& pitch, bool tied_from_previous) noexcept {
  const int at = slot(pitch.step, pitch.octave);
  const AccidentalSign sign = sign_for(pitch, tied_from_previous);
  if (at < 0) return {sign, false};
  bool& doubtful = doubtful_[static_cast<std::size_t>(pitch.step)];
  bool& settled = settled_[static_cast<std::size_t>(at)];
  if (tied_from_previous) {
    doubtful = doubtful || in_force(pitch.step, pitch.octave) != pitch.alter;
    return {};
  }
  const bool reminder = sign == AccidentalSign{0} && doubtful && !settled;
  settled = settled || reminder || sign != AccidentalSign{0};
  doubtful = doubtful || sign != AccidentalSign{0};
  return reminder ? AccidentalNeed{accidental_sign(pitch.alter), true} : AccidentalNeed{sign, false};
}

void AccidentalState::remember(const Pitch& pitch) noexcept {
  const int at = slot(pitch.step, pitch.octave);
  if (at >= 0) alter_[static_cast<std::size_t>(at)] = pitch.alter;
}

}  // namespace burin
