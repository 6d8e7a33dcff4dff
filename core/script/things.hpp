// Things of a piece from and to the values of scripts (docs/scripts.md shows their form).
#pragma once

#include "core/import/source_element.hpp"
#include "core/piece/operations.hpp"
#include "core/piece/transpose.hpp"
#include "core/script/data.hpp"

namespace burin {

/// What reading a thing depends on beside its own value.
struct ThingContext {
  const ImportTable& signs;
  Rational ratio{1};           // sounding to written length, from the tuplets around
  Rational measure_length{4};  // quarter notes; what a rest of the whole measure lasts
};

/// Reads a new thing of the kind of another, which is not looked at.
[[nodiscard]] Expected<Thing> read_new(const Thing& kind, const Data& data, const ThingContext& context);
/// Reads a value over a thing: members that the value does not name stay as they are. The thing says the kind; an item
/// may change its kind. Lengths that are not given follow from the written value; accidentals that are not given are
/// left undecided. Errors: BU0212 with the place in the script, and the name of the nearest member.
[[nodiscard]] Expected<void> read_over(Thing& thing, const Data& data, const ThingContext& context);
/// The same for one attribute of the piece itself.
[[nodiscard]] Expected<void> read_over(Piece& piece, const Data& data, const ThingContext& context);
[[nodiscard]] Expected<std::vector<Item>> read_items(const Data& data, const ThingContext& context);

/// Values of change sets: "E major", "3/4", "treble", 96, or objects of their members.
[[nodiscard]] Expected<KeySignature> read_key(const Data& data, const ThingContext& context);
[[nodiscard]] Expected<TimeSignature> read_time(const Data& data, const ThingContext& context);
[[nodiscard]] Expected<Clef> read_clef(const Data& data, const ThingContext& context);
[[nodiscard]] Expected<Tempo> read_tempo(const Data& data, const ThingContext& context);
/// A sign by name ("staccato") or as an object.
[[nodiscard]] Expected<Mark> read_mark(const Data& data, const ThingContext& context);

/// The value of a thing: members that differ from a new one's.
[[nodiscard]] Data data_of(const Thing& thing, const ImportTable& signs);
[[nodiscard]] Data data_of(const Piece& piece, const ImportTable& signs);
/// One member, also when it is as in a new thing; nothing when there is none of that name.
[[nodiscard]] std::optional<Data> member_of(const Thing& thing, std::string_view name, const ImportTable& signs);
[[nodiscard]] std::optional<Data> member_of(const Piece& piece, std::string_view name, const ImportTable& signs);

}  // namespace burin
