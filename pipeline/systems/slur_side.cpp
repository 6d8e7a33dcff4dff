// Sides of slurs: handbook §12.1.
#include <algorithm>
#include <vector>

#include "pipeline/elements/slur_shape.hpp"
#include "pipeline/systems/slur_parts.hpp"

namespace burin::layout {

namespace {

/// `visited`: whether notes of another staff's voice stand among these.
std::vector<StemDirection> stems_under(const SystemWork& system, const Span& span, bool& visited) {
  std::vector<StemDirection> stems;
  const std::uint32_t voice = (*system.stacks)[span.start.measure]->atoms->events[span.start.event].voice;
  for (std::uint32_t m = span.start.measure; m <= span.stop.measure; ++m) {
    const MeasureAtoms& atoms = *(*system.stacks)[m]->atoms;
    for (std::uint32_t e = atoms.staff_begin[span.start.staff]; e < atoms.staff_begin[span.start.staff + 1]; ++e) {
      const Event& event = atoms.events[e];
      if (event.kind != EventKind::chord || !event.has_stem || event.voice != voice) continue;
      if (event.size == NoteSize::grace) continue;
      if (m == span.start.measure && event.onset < span.start.at) continue;
      if (m == span.stop.measure && event.onset > span.stop.at) continue;
      visited = visited || event.shares_staff;
      stems.push_back(event.direction > 0 ? StemDirection::up : StemDirection::down);
    }
  }
  return stems;
}

Side usual_side(const SystemWork& system, const Span& span) {
  const MeasureAtoms& atoms = *(*system.stacks)[span.start.measure]->atoms;
  const Event& first = atoms.events[span.start.event];
  const bool away = first.head_count > 0 && atoms.heads[first.first_head].staff_shift != 0;
  VoicePlace voice = !first.multi_voice || away ? VoicePlace::single  // its own voices are elsewhere
                     : first.direction > 0      ? VoicePlace::upper
                                                : VoicePlace::lower;
  if (first.size == NoteSize::grace && voice == VoicePlace::single) {
    return first.direction > 0 ? Side::below : Side::above;
  }
  bool visited = false;
  const std::vector<StemDirection> stems = stems_under(system, span, visited);
  const auto same = [&](StemDirection stem) { return stem == stems.front(); };
  if (voice == VoicePlace::single && visited && std::all_of(stems.begin(), stems.end(), same))
    voice = stems.front() == StemDirection::up ? VoicePlace::upper : VoicePlace::lower;
  return slur_side(stems, voice, false);
}

/// Whether notes printed on the slur's staff hang on a stem to the staff above it, between the slur's ends: it cannot
/// pass them on that side.
bool barred_above(const SystemWork& system, const Span& span) {
  if (span.start.staff == 0) return false;
  const std::uint32_t over = span.start.staff - 1;
  for (std::uint32_t m = span.start.measure; m <= span.stop.measure; ++m) {
    const MeasureAtoms& atoms = *(*system.stacks)[m]->atoms;
    for (std::uint32_t e = atoms.staff_begin[over]; e < atoms.staff_begin[over + 1]; ++e) {
      const Event& event = atoms.events[e];
      if (!event.cross_staff || !event.has_stem || event.direction < 0 || !event.beamed) continue;
      if (event.head_count == 0 || atoms.heads[event.first_head].staff_shift != 1) continue;
      if (m == span.start.measure && event.onset <= span.start.at) continue;
      if (m == span.stop.measure && event.onset >= span.stop.at) continue;
      return true;
    }
  }
  return false;
}

}  // namespace

Side side_of_slur(const SystemWork& system, const Span& span) {
  if (span.start.mark->side != Side::automatic) return span.start.mark->side;
  const Side side = usual_side(system, span);
  if (side == Side::above && barred_above(system, span)) return Side::below;
  return side;
}

}  // namespace burin::layout
