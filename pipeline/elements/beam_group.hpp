// Which notes share a beam: grouping by metre, and repair of the beams that a file gives.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/rational.hpp"
#include "core/piece/attributes.hpp"
#include "core/piece/items.hpp"

namespace burin::layout {

/// One chord or rest of a voice, as far as beaming is concerned. Spaces appear as gaps between onset + duration and the
/// next onset. Grace notes have zero duration and are grouped apart (grace_beams).
struct BeamNote {
  Rational onset{};        // quarters from the start of the measure
  Rational duration{};     // sounding, quarters
  std::uint8_t levels{0};  // flags of the written value: 0 for a quarter and longer, 1 for an eighth …
  bool is_rest{false};
  std::uint16_t tuplet{0};   // 0 = none; equal numbers = notes of one tuplet
  Rational tuplet_ratio{1};  // written length = sounding length * ratio (3/2 in a triplet)
};

/// How a metre divides a measure for beams (handbook §5.1). Built once per time signature.
struct BeamMeter {
  std::vector<Rational> groups;  // ends of groups of eighths, rising, the last one is the measure's length
  std::vector<Rational> beats;   // ends of beats: beams with sixteenths or shorter break here
  bool operator==(const BeamMeter&) const = default;
};

/// Beam structure of a time signature: 4/4 → eighths by half measure and beats of a quarter, 6/8 → threes, 7/8 → 2+2+3,
/// additive beats as written. Senza misura: beats of a quarter, no groups. O(beats).
[[nodiscard]] BeamMeter beam_meter(const TimeSignature& time);

/// Beams by metre for notes of one voice of one measure, in order of onset (handbook §5.1, §5.2). A group is broken by
/// the metre, by a quarter or longer, by a gap, by a rest of a beat or at its edge; single notes get none. One result
/// per note. Pure; O(n).
[[nodiscard]] std::vector<Beams> beams_by_meter(const BeamMeter& meter, std::span<const BeamNote> notes);

/// Beams of a grace group: all notes that have flags, broken at rests and at notes without. O(n).
[[nodiscard]] std::vector<Beams> grace_beams(std::span<const BeamNote> notes);

/// Whether a beam may come from the measure before or go on to the measure after (files may say so).
struct BeamEdges {
  bool open_left{false};
  bool open_right{false};
};

/// Makes beams that a file gives consistent: each level-1 `begin` starts a group, which ends at its `end`, before the
/// next `begin` or at the last note that asked for it; notes get exactly as many levels as they have flags; missing
/// secondary levels are joined, contradictory ones rebuilt; hooks stand only where no neighbour has that level. A group
/// of one note is dropped. Rests inside a group are `continue` on level 1, rests at its edges none. O(n).
[[nodiscard]] std::vector<Beams> sanitize_beams(std::span<const Beams> given, std::span<const BeamNote> notes,
                                                BeamEdges edges = {});

/// A run of notes under one beam: indices, both included.
struct BeamRun {
  std::uint32_t first{0};
  std::uint32_t last{0};
  friend constexpr bool operator==(BeamRun, BeamRun) noexcept = default;
};

/// The level-1 groups in consistent beams, also those that are open at an edge. O(n).
[[nodiscard]] std::vector<BeamRun> beam_runs(std::span<const Beams> beams);

}  // namespace burin::layout
