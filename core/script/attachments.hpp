// Signs by name: what users call them, and what becomes of them in a piece.
#pragma once

#include <string_view>

#include "core/import/source_element.hpp"
#include "core/piece/operations.hpp"
#include "core/piece/span_index.hpp"
#include "core/script/data.hpp"

namespace burin {

/// A sign and where it belongs.
struct Sign {
  Mark mark;
  bool spans{false};    // has a start and a stop
  bool on_note{false};  // hangs on single notes (ties), not on chords
  bool placed{false};   // stands at a place of a measure (dynamics, hairpins, words), not on an item
};

/// Reads a sign by name: "staccato", "f" or ":forte", "slur", "tie", "<", "8va", "fermata", "trill", and every other
/// name of a tag that a family of signs claims. `role` says which end of a spanner is wanted; none is its start.
/// `details` may be null or an object of attributes, with "text" for words. Errors: bad_input BU0212.
[[nodiscard]] Expected<Sign> sign_named(std::string_view name, SpanRole role, const ImportTable& signs,
                                        const Data* details = nullptr);

/// What add-attachment is asked for.
struct Attachment {
  std::string name;
  Data details;                    // null, or an object of attributes
  std::optional<Vpd> end;          // where a spanner stops
  std::optional<Rational> offset;  // at a measure: the place in it, quarter notes
};

/// Attaches a sign by name to a chord, rest or note, or to a place of a measure; a spanner gets its end at another. The
/// sign of a dynamic on an item goes to the item's place in its measure. What is there already changes nothing. Errors:
/// BU0202, BU0203, BU0212.
[[nodiscard]] Edited add_attachment(Shared<Piece> piece, const Vpd& at, const Attachment& attachment,
                                    const ImportTable& signs);

/// Removes the sign of that name, or (with an empty name) the one with that index, from where add_attachment puts it; a
/// spanner goes with all its ends, which the index finds: it is brought to this piece when it is needed. Errors:
/// BU0202, BU0203 when there is none.
[[nodiscard]] Edited remove_attachment(Shared<Piece> piece, const Vpd& at, const std::string& name, std::int64_t index,
                                       std::optional<Rational> offset, const ImportTable& signs, SpanIndex& spans);

}  // namespace burin
