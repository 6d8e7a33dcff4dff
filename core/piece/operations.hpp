// The verbs on pieces: get, set, add, insert, move, remove … by VPD. Pure functions from piece to piece.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/piece/piece.hpp"
#include "core/piece/vpd.hpp"

namespace burin {

/// Whatever a VPD can address.
using Thing =
    std::variant<Shared<Musician>, Shared<Instrument>, Shared<Staff>, Shared<Measure>, Shared<Voice>, Item, Note,
                 Shared<Layout>, Shared<PageView>, Shared<SystemView>, Shared<StaffView>, Shared<MeasureView>>;

/// The value of an attribute: text or a whole number.
using AttributeValue = std::variant<std::string, std::int64_t>;

/// All operations: the piece is taken by value and what it shares with other owners is copied, what it alone holds is
/// changed in place. So an edit of a piece that others see costs the nodes on the path (a few hundred bytes each), and
/// a chain of edits on a piece handed over with std::move costs them once. Writing what is already there gives the
/// identical piece back. O(depth) and the length of the list that is changed.
/// Errors: not_found BU0202 for a path that leads nowhere ("m/0/0/7: instrument has 3 staves"), usage BU0203 for a
/// thing or an attribute that does not belong there. The result then holds no piece; the caller's own copy is as
/// before.
using Edited = Expected<Shared<Piece>>;

/// What stands at a path. A note of a chord is a Note; a chord of one note has it at its own path and at step i/0.
[[nodiscard]] Expected<Thing> get(const Piece& piece, const Vpd& at);
[[nodiscard]] Expected<AttributeValue> get_attribute(const Piece& piece, const VpdAttribute& at);

/// Puts another thing in the place of what stands there.
[[nodiscard]] Edited set(Shared<Piece> piece, const Vpd& at, Thing thing);
/// Adds a thing at the end of its container: a voice to a measure, an item to a voice or tuplet, a note to a chord.
/// Musicians and layouts are added to "." (or "m" and "l").
[[nodiscard]] Edited add(Shared<Piece> piece, const Vpd& container, Thing thing);
/// Inserts a thing so that it stands at the path; what stood there and behind moves on by one.
[[nodiscard]] Edited insert(Shared<Piece> piece, const Vpd& at, Thing thing);
[[nodiscard]] Edited remove(Shared<Piece> piece, const Vpd& at);
/// Moves a thing within its container to an index counted after its removal; -1 is the end.
[[nodiscard]] Edited move(Shared<Piece> piece, const Vpd& at, std::int64_t index);
/// Replaces all items of a voice, tuplet, grace group or tremolo at once.
[[nodiscard]] Edited replace_items(Shared<Piece> piece, const Vpd& container, std::vector<Item> items);

/// Sets an attribute: ".#title", "m/0/0#short-name", "m/0/0/1#lines". Names as in the contract on VPDs.
[[nodiscard]] Edited set_attribute(Shared<Piece> piece, const VpdAttribute& at, AttributeValue value);
/// A setting of the piece; an empty value removes it.
[[nodiscard]] Edited set_setting(Shared<Piece> piece, const std::string& key, const std::string& value);

/// Changes from a position on. Times and keys go to the piece (".") or one staff, clefs to a staff, tempos to the
/// piece.
[[nodiscard]] Edited set_time_signature(Shared<Piece> piece, const Vpd& at, Position from, TimeSignature value);
[[nodiscard]] Edited set_key_signature(Shared<Piece> piece, const Vpd& at, Position from, KeySignature value);
[[nodiscard]] Edited set_clef(Shared<Piece> piece, const Vpd& staff, Position from, Clef value);
[[nodiscard]] Edited set_tempo(Shared<Piece> piece, Position from, Tempo value);
[[nodiscard]] Edited remove_time_signature(Shared<Piece> piece, const Vpd& at, Position from);
[[nodiscard]] Edited remove_key_signature(Shared<Piece> piece, const Vpd& at, Position from);
[[nodiscard]] Edited remove_clef(Shared<Piece> piece, const Vpd& staff, Position from);
[[nodiscard]] Edited remove_tempo(Shared<Piece> piece, Position from);

/// Attaches a mark to a chord, rest or note; the same mark again changes nothing.
[[nodiscard]] Edited add_mark(Shared<Piece> piece, const Vpd& at, Mark mark);
/// Removes the mark with this index from a chord, rest or note.
[[nodiscard]] Edited remove_mark(Shared<Piece> piece, const Vpd& at, std::size_t index);

/// The nodes that decide what stands at a path: the deepest shared one on the way to it. Null when the path leads
/// nowhere. Equal anchors of two versions of a piece mean that the thing at the path has not changed. O(depth).
[[nodiscard]] std::shared_ptr<const void> anchor_of(const Shared<Piece>& piece, const Vpd& at);

/// Transactions use these: the same operations on a pointer in place. On an error the piece is as before.
namespace in_place {
/// Title page texts that say what an attribute of the piece (title, composer …) said before say what it says now.
void carry_to_credits(Piece& piece, const Piece& before);
/// Puts a thing in the place of another of its kind that is known to stand there; no check, no comparison.
void replace(Shared<Piece>& piece, const Vpd& at, const Thing& thing);
[[nodiscard]] Expected<void> set(Shared<Piece>& piece, const Vpd& at, Thing thing);
[[nodiscard]] Expected<void> add(Shared<Piece>& piece, const Vpd& container, Thing thing);
[[nodiscard]] Expected<void> insert(Shared<Piece>& piece, const Vpd& at, Thing thing);
[[nodiscard]] Expected<void> remove(Shared<Piece>& piece, const Vpd& at);
[[nodiscard]] Expected<void> move(Shared<Piece>& piece, const Vpd& at, std::int64_t index);
[[nodiscard]] Expected<void> replace_items(Shared<Piece>& piece, const Vpd& container, std::vector<Item> items);
[[nodiscard]] Expected<void> set_attribute(Shared<Piece>& piece, const VpdAttribute& at, AttributeValue value);
[[nodiscard]] Expected<void> set_setting(Shared<Piece>& piece, const std::string& key, const std::string& value);
}  // namespace in_place

}  // namespace burin
