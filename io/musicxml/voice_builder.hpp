// From the notes of a measure in the order of the file to voices of nested items.
#pragma once

#include <cstdint>
#include <vector>

#include "io/musicxml/part_context.hpp"

namespace burin::io {

struct TupletStart {
  std::int32_t number{1};
  Tuplet tuplet;         // without items
  std::uint32_t end{0};  // index in the lane of the entry where it stops
};

/// A chord or rest with its place and what it begins or ends. Note::staff_shift and Rest::staff_shift hold the index of
/// the staff until the voice's own staff is known.
struct Entry {
  Rational at{};
  Item item;
  std::int16_t voice{1};
  std::uint32_t jump{0};
  bool grace{false};
  bool printed{false};
  bool timed{false};  // has a time modification
  std::uint8_t staff{0};
  SpanRole tremolo{SpanRole::none};
  std::uint8_t strokes{3};
  std::ptrdiff_t source{-1};
  std::vector<TupletStart> starts;
  std::vector<std::int32_t> stops;
};

/// Sorts the entries of a measure into voices (an overlap opens a second one), nests tuplets, grace groups and two-note
/// tremolos, fills gaps with spaces, and puts the voices into the measure's staves. Consumes the entries. Every entry
/// comes out exactly once. O(entries * voices).
void build_voices(PartContext& context, std::vector<Entry>& entries);

}  // namespace burin::io
