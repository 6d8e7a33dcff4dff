// The piece manager: pieces by id, and the verbs on them as transactions.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/collections/pmap.hpp"
#include "core/store/piece_ref.hpp"

namespace burin {

/// A piece as it was after a commit, and a number that grows with every commit to it.
using PieceSnapshot = PieceRef::Snapshot;

/// Pieces by id. Every call is a transaction; inside atomically() they join the transaction around them, see what it
/// did before, and take effect or not with it as a whole. Several pieces may be edited in one transaction. Thread-safe.
/// Errors: not_found BU0204 for an unknown id, usage BU0205 for one that is taken, those of the verbs on PieceRef.
class PieceStore {
 public:
  using Clock = std::chrono::steady_clock;

  /// Stores a piece under an id; overwrites.
  Expected<void> put(std::string id, Shared<Piece> piece);
  /// The piece, or null for an unknown id.
  [[nodiscard]] Expected<Shared<Piece>> find(std::string_view id) const;
  /// The piece with its generation. Outside of transactions it takes some tens of nanoseconds besides the O(log pieces)
  /// comparisons of ids; a program that asks often keeps the reference() and asks that.
  [[nodiscard]] Expected<PieceSnapshot> snapshot(std::string_view id) const;
  /// Sleeps until the piece has a newer generation than the one seen; limit BU0602 past the deadline. Outside of
  /// transactions only.
  [[nodiscard]] Expected<PieceSnapshot> wait_newer(std::string_view id, std::uint64_t seen,
                                                   Clock::time_point deadline = Clock::time_point::max()) const;
  /// All ids, sorted.
  [[nodiscard]] Expected<std::vector<std::string>> list() const;
  Expected<void> rename(std::string_view id, std::string to);
  /// Removes a piece and returns it.
  Expected<Shared<Piece>> remove(std::string_view id);
  /// Sets the whole piece to change(piece); any other edit of it meanwhile repeats the change.
  Expected<void> alter(std::string_view id, const PieceOperation& change);

  /// Runs a verb on a piece: store.edit("a", [&](PieceRef& piece) { return set(piece, at, measure); }).
  template <class Verb>
  auto edit(std::string_view id, Verb verb) -> std::invoke_result_t<Verb&, PieceRef&> {
    return atomically([&](Transaction& tx) -> std::invoke_result_t<Verb&, PieceRef&> {
      BURIN_TRY(const std::shared_ptr<PieceRef> ref, pinned(tx, id));
      return verb(*ref);
    });
  }
  [[nodiscard]] Expected<Thing> get(std::string_view id, const Vpd& at) const;
  [[nodiscard]] Expected<AttributeValue> get_attribute(std::string_view id, const VpdAttribute& at) const;
  Expected<void> set(std::string_view id, const Vpd& at, Thing thing);
  Expected<void> set_attribute(std::string_view id, const VpdAttribute& at, AttributeValue value);
  Expected<void> add(std::string_view id, const Vpd& container, Thing thing);
  Expected<void> insert(std::string_view id, const Vpd& at, Thing thing);
  Expected<void> remove(std::string_view id, const Vpd& at);
  Expected<void> move(std::string_view id, const Vpd& at, std::int64_t index);
  Expected<void> replace_items(std::string_view id, const Vpd& container, std::vector<Item> items);
  Expected<void> update(std::string_view id, const Vpd& at, const std::function<Expected<Thing>(Thing)>& change);
  Expected<void> apply(std::string_view id, const Vpd& within, PieceOperation operation);

  /// The reference of a piece, for transactions of one's own. It stays usable when the piece leaves the store.
  [[nodiscard]] Expected<std::shared_ptr<PieceRef>> reference(std::string_view id) const;

 private:
  using Pieces = PMap<std::string, std::shared_ptr<PieceRef>>;

  [[nodiscard]] std::shared_ptr<PieceRef> look_up(Transaction& tx, std::string_view id) const;
  [[nodiscard]] std::optional<PieceSnapshot> glance(std::string_view id) const;
  [[nodiscard]] Expected<std::shared_ptr<PieceRef>> pinned(Transaction& tx, std::string_view id) const;

  Ref<Pieces> pieces_{Pieces()};
};

}  // namespace burin
