// A piece in a transactional reference, and the verbs on it. Transactions conflict by path, not by piece.
#pragma once

#include <functional>

#include "core/piece/operations.hpp"
#include "core/piece/vpd.hpp"
#include "core/stm/atomically.hpp"

namespace burin {

/// Parts of a piece are named by VPDs: an edit and a look concern each other when one path contains the other.
template <>
struct ScopeOf<Shared<Piece>> {
  using type = Vpd;
};
[[nodiscard]] inline bool overlaps(const Vpd& a, const Vpd& b) noexcept { return a.contains(b) || b.contains(a); }

using PieceRef = Ref<Shared<Piece>>;

/// The verbs of core/piece/operations.hpp as transactions; inside atomically() they join the transaction around them
/// and see what it did before. What a verb depends on is checked at the commit by the identity of the nodes on its
/// path; if that still stands, the edit is applied to the piece as it then is. So transactions in different measures of
/// one piece both commit without repeating anything, and only true overlaps repeat. Thread-safe. Errors: those of the
/// operations and of atomically. Writing what is already there commits nothing.
[[nodiscard]] Expected<Thing> get(const PieceRef& ref, const Vpd& at);
[[nodiscard]] Expected<AttributeValue> get_attribute(const PieceRef& ref, const VpdAttribute& at);
Expected<void> set(PieceRef& ref, const Vpd& at, Thing thing);
Expected<void> add(PieceRef& ref, const Vpd& container, Thing thing);
Expected<void> insert(PieceRef& ref, const Vpd& at, Thing thing);
Expected<void> remove(PieceRef& ref, const Vpd& at);
Expected<void> move(PieceRef& ref, const Vpd& at, std::int64_t index);
Expected<void> replace_items(PieceRef& ref, const Vpd& container, std::vector<Item> items);
Expected<void> set_attribute(PieceRef& ref, const VpdAttribute& at, AttributeValue value);
Expected<void> set_setting(PieceRef& ref, const std::string& key, const std::string& value);
/// Sets what stands at a path to change(thing): get and set as one.
Expected<void> update(PieceRef& ref, const Vpd& at, const std::function<Expected<Thing>(Thing)>& change);

/// An operation on a piece, such as one of set_clef or add_mark with its arguments. Pure; may run several times.
using PieceOperation = std::function<Edited(Shared<Piece>)>;
/// Applies an operation that reads and changes only what lies at or below a path. At "." it depends on all of the
/// piece.
Expected<void> apply(PieceRef& ref, const Vpd& within, PieceOperation operation);

}  // namespace burin
