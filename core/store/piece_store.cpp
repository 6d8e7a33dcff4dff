#include "core/store/piece_store.hpp"

namespace burin {

namespace {

tl::unexpected<Error> unknown(std::string_view id) {
  return fail(Errc::not_found, "BU0204", "there is no piece with the id " + std::string(id));
}

}  // namespace

/// Depends on this id only, so that other pieces come and go without conflict. The look that the transaction remembers
/// keeps the reference alive, and pin() keeps it over further attempts.
std::shared_ptr<PieceRef> PieceStore::look_up(Transaction& tx, std::string_view id) const {
  std::shared_ptr<PieceRef> ref = tx.part(pieces_, {}, [key = std::string(id)](const Pieces& pieces) {
    const auto* found = pieces.find(key);
    return found == nullptr ? nullptr : *found;
  });
  if (ref != nullptr) tx.pin(ref);
  return ref;
}

Expected<std::shared_ptr<PieceRef>> PieceStore::pinned(Transaction& tx, std::string_view id) const {
  std::shared_ptr<PieceRef> ref = look_up(tx, id);
  if (ref == nullptr) return unknown(id);
  return ref;
}

Expected<std::shared_ptr<PieceRef>> PieceStore::reference(std::string_view id) const {
  return atomically([&](Transaction& tx) { return pinned(tx, id); });
}

Expected<void> PieceStore::put(std::string id, Shared<Piece> piece) {
  return atomically([&](Transaction& tx) -> Expected<void> {
    if (piece == nullptr) return fail(Errc::usage, "BU0203", "there is no piece to store as " + id);
    if (const auto present = look_up(tx, id)) {
      tx.set(*present, piece);
    } else {
      tx.edit(pieces_, {}, [id, ref = std::make_shared<PieceRef>(piece)](Pieces& pieces) {
        pieces = std::move(pieces).set(id, ref);
      });
    }
    return {};
  });
}

Expected<Shared<Piece>> PieceStore::find(std::string_view id) const {
  return atomically([&](Transaction& tx) {
    const auto ref = look_up(tx, id);
    return ref == nullptr ? nullptr : tx.get(*ref);
  });
}

/// Outside of transactions: the entry, then the piece, then whether the entries are still the same.
std::optional<PieceSnapshot> PieceStore::glance(std::string_view id) const {
  detail::Pause pause;
  while (true) {
    const auto entries = pieces_.snapshot();
    const auto* found = entries.value.find(id);
    if (found == nullptr) return std::nullopt;
    PieceSnapshot now = (*found)->snapshot();
    if (pieces_.stands_at(entries.generation)) return now;
    pause();
  }
}

Expected<PieceSnapshot> PieceStore::snapshot(std::string_view id) const {
  if (Transaction::current() == nullptr) {
    if (auto now = glance(id)) return *std::move(now);
    return unknown(id);
  }
  return atomically([&](Transaction& tx) -> Expected<PieceSnapshot> {
    BURIN_TRY(const auto ref, pinned(tx, id));
    return ref->snapshot();
  });
}

Expected<PieceSnapshot> PieceStore::wait_newer(std::string_view id, std::uint64_t seen,
                                               Clock::time_point deadline) const {
  TransactionOptions options;
  options.deadline = deadline;
  return atomically(
      [&](Transaction& tx) -> Expected<PieceSnapshot> {
        BURIN_TRY(const auto ref, pinned(tx, id));
        tx.ensure(*ref);  // what retry waits for
        PieceSnapshot now = ref->snapshot();
        if (now.generation <= seen) tx.retry();
        return now;
      },
      options);
}

Expected<std::vector<std::string>> PieceStore::list() const {
  return atomically([&](Transaction& tx) {
    std::vector<std::string> ids;
    for (const auto& [id, ref] : tx.get(pieces_)) ids.push_back(id);
    return ids;
  });
}

Expected<void> PieceStore::rename(std::string_view id, std::string to) {
  return atomically([&](Transaction& tx) -> Expected<void> {
    BURIN_TRY(const auto ref, pinned(tx, id));
    if (id == to) return {};
    if (look_up(tx, to) != nullptr)
      return fail(Errc::usage, "BU0205", "there is a piece with the id " + to + " already");
    tx.edit(pieces_, {},
            [from = std::string(id), to, ref](Pieces& pieces) { pieces = pieces.erase(from).set(to, ref); });
    return {};
  });
}

Expected<Shared<Piece>> PieceStore::remove(std::string_view id) {
  return atomically([&](Transaction& tx) -> Expected<Shared<Piece>> {
    BURIN_TRY(const auto ref, pinned(tx, id));
    tx.edit(pieces_, {}, [key = std::string(id)](Pieces& pieces) { pieces = pieces.erase(key); });
    return tx.get(*ref);
  });
}

Expected<void> PieceStore::alter(std::string_view id, const PieceOperation& change) {
  return atomically([&](Transaction& tx) -> Expected<void> {
    BURIN_TRY(const auto ref, pinned(tx, id));
    const Shared<Piece> before = tx.get(*ref);
    BURIN_TRY(Shared<Piece> after, change(before));
    if (after != before) tx.set(*ref, std::move(after));
    return {};
  });
}

Expected<Thing> PieceStore::get(std::string_view id, const Vpd& at) const {
  return atomically([&](Transaction& tx) -> Expected<Thing> {
    BURIN_TRY(const auto ref, pinned(tx, id));
    return burin::get(*ref, at);
  });
}
Expected<AttributeValue> PieceStore::get_attribute(std::string_view id, const VpdAttribute& at) const {
  return atomically([&](Transaction& tx) -> Expected<AttributeValue> {
    BURIN_TRY(const auto ref, pinned(tx, id));
    return burin::get_attribute(*ref, at);
  });
}

Expected<void> PieceStore::set(std::string_view id, const Vpd& at, Thing thing) {
  return edit(id, [&](PieceRef& ref) { return burin::set(ref, at, thing); });
}
Expected<void> PieceStore::set_attribute(std::string_view id, const VpdAttribute& at, AttributeValue value) {
  return edit(id, [&](PieceRef& ref) { return burin::set_attribute(ref, at, value); });
}
Expected<void> PieceStore::add(std::string_view id, const Vpd& container, Thing thing) {
  return edit(id, [&](PieceRef& ref) { return burin::add(ref, container, thing); });
}
Expected<void> PieceStore::insert(std::string_view id, const Vpd& at, Thing thing) {
  return edit(id, [&](PieceRef& ref) { return burin::insert(ref, at, thing); });
}
Expected<void> PieceStore::remove(std::string_view id, const Vpd& at) {
  return edit(id, [&](PieceRef& ref) { return burin::remove(ref, at); });
}
Expected<void> PieceStore::move(std::string_view id, const Vpd& at, std::int64_t index) {
  return edit(id, [&](PieceRef& ref) { return burin::move(ref, at, index); });
}
Expected<void> PieceStore::replace_items(std::string_view id, const Vpd& container, std::vector<Item> items) {
  return edit(id, [&](PieceRef& ref) { return burin::replace_items(ref, container, items); });
}
Expected<void> PieceStore::update(std::string_view id, const Vpd& at,
                                  const std::function<Expected<Thing>(Thing)>& change) {
  return edit(id, [&](PieceRef& ref) { return burin::update(ref, at, change); });
}
Expected<void> PieceStore::apply(std::string_view id, const Vpd& within, PieceOperation operation) {
  return edit(id, [&](PieceRef& ref) { return burin::apply(ref, within, operation); });
}

}  // namespace burin
