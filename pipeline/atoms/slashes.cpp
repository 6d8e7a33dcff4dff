#include "pipeline/atoms/slashes.hpp"

#include <algorithm>

#include "pipeline/elements/notehead.hpp"

namespace burin::layout {

namespace {

constexpr std::int64_t most_slashes = 64;  // of a measure; more than that is nobody's notation

/// A beat of the metre: three eighths in 6/8, 9/8 and 12/8, else the lower number.
WrittenDuration beat_of(const TimeSignature* time) {
  if (time == nullptr || time->senza_misura || time->fractions.empty()) return {2, 0};
  const Rational length = time->measure_length();
  const TimeSignature::Fraction& first = time->fractions.front();
  if (first.beat_type == "8" && (length / Rational(3, 2)).den() == 1) return {2, 1};
  if (first.beat_type == "2") return {1, 0};
  return {static_cast<NoteValue>(first.beat_type == "8" ? 3 : first.beat_type == "16" ? 4 : 2), 0};
}

}  // namespace

bool slashes_by_beat(const Context& context, std::uint32_t staff, std::uint32_t measure) noexcept {
  if (!context.has(staff, measure)) return false;
  const Measure::SlashMode mode = context.measure(staff, measure).slash;
  return mode == Measure::SlashMode::slash || mode == Measure::SlashMode::beat_repeat;
}

SlashBeat slash_beat(const Context& context, std::uint32_t staff, std::uint32_t measure) {
  const WrittenDuration own = context.measure(staff, measure).slash_value;
  SlashBeat beat;
  beat.value = own.value != no_value ? own : beat_of(context.time_at(staff, {static_cast<std::int32_t>(measure), {}}));
  beat.length = beat.value.quarters();
  return beat;
}

GlyphId slash_glyph(Measure::SlashMode mode, const SlashBeat& beat, const GlyphMetrics& font) {
  constexpr GlyphId repeat_slash = 0xE504;
  if (mode == Measure::SlashMode::beat_repeat) return repeat_slash;
  return notehead_glyph(beat.value.value, NoteheadShape::slash, Filled::by_value, font);
}

std::vector<Rational> slash_beats(const Context& context, std::uint32_t staff, std::uint32_t measure) {
  std::vector<Rational> beats;
  if (!slashes_by_beat(context, staff, measure) || measure >= context.piece->measures.size()) return beats;
  const Rational length = context.piece->measures[measure].length;
  const Rational step = slash_beat(context, staff, measure).length;
  if (step.num() <= 0 || length > step * Rational(most_slashes)) return beats;
  for (Rational at; at < length; at = at + step) beats.push_back(at);
  return beats;
}

std::vector<Rational> slashes_alone(const Context& context, std::uint32_t staff, const MeasureAtoms& atoms) {
  std::vector<Rational> beats = slash_beats(context, staff, atoms.measure);
  std::erase_if(beats, [&](Rational at) {
    for (std::uint32_t e = atoms.staff_begin[staff]; e < atoms.staff_begin[staff + 1]; ++e) {
      const Event& event = atoms.events[e];
      const bool carries = event.kind == EventKind::chord && event.size != NoteSize::grace && event.voice == 0;
      if (carries && event.onset == at && !event.chord->notes.empty() && !event.chord->notes.front().hidden)
        return true;
    }
    return false;
  });
  return beats;
}

}  // namespace burin::layout
