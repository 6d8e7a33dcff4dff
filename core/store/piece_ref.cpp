#include "core/store/piece_ref.hpp"

#include "core/piece/tree.hpp"

namespace burin {

namespace {

/// The node that decides what stands at a path, for comparison by identity. A look that is kept holds the node, so it
/// cannot be changed in place and come back under the same address.
auto anchor_at(const Vpd& at) {
  return [at](const Shared<Piece>& piece) { return anchor_of(piece, at); };
}

/// How many children a container has; what comes at its end or in between depends on nothing else.
auto size_of(const Vpd& container) {
  return [container](const Shared<Piece>& piece) {
    std::optional<std::size_t> size;
    (void)tree::read(*piece, container, [&](const auto& list) -> Expected<void> {
      size = list.size();
      return {};
    });
    return size;
  };
}

/// Where an operation on the place of a thing among its siblings has effects: musicians also stand in groups and
/// layouts.
Vpd siblings_of(const Vpd& at) { return at.depth() <= 1 ? Vpd() : at.parent(); }

/// Tries an operation on a copy: an error, or whether it changes anything.
template <class Operation>
Expected<bool> trial(const Shared<Piece>& piece, Operation& operation) {
  Shared<Piece> copy = piece;
  BURIN_CHECK(operation(copy));
  return copy != piece;
}

/// The way of all verbs: look whether the operation is possible and does anything, remembering what that depends on;
/// then leave it to the commit.
template <class Extract, class Check, class Operation>
Expected<void> edit(PieceRef& ref, const Vpd& scope, Extract extract, Check check, Operation operation) {
  return atomically([&](Transaction& tx) -> Expected<void> {
    Expected<bool> changes = false;
    (void)tx.part(ref, scope, extract, [&](const Shared<Piece>& piece) { changes = check(piece); });
    BURIN_TRY(const bool needed, std::move(changes));
    if (needed) tx.edit(ref, scope, [operation](Shared<Piece>& piece) { (void)operation(piece); });
    return success;
  });
}
template <class Extract, class Operation>
Expected<void> edit(PieceRef& ref, const Vpd& scope, Extract extract, Operation operation) {
  return edit(
      ref, scope, extract, [&](const Shared<Piece>& piece) { return trial(piece, operation); }, operation);
}

/// Which alternative of Thing stands at a path down to a voice or a measure view.
std::size_t kind_at(const Vpd& at) {
  constexpr std::size_t first_of_layouts = 7;
  if (at.depth() == 0 || at.depth() > Vpd::levels) return std::variant_npos;
  return at.depth() - 1 + (at.root() == Vpd::Root::layout ? first_of_layouts : 0);
}
static_assert(std::is_same_v<std::variant_alternative_t<7, Thing>, Shared<Layout>>);
static_assert(std::is_same_v<std::variant_alternative_t<4, Thing>, Shared<Voice>>);

/// Whether a thing differs from what stands at an anchor of its own kind; nothing when it is of another kind.
template <std::size_t I = 0>
std::optional<bool> differs(const Thing& thing, const Vpd& at, const std::shared_ptr<const void>& anchor) {
  if constexpr (I < std::variant_size_v<Thing>) {
    using Kind = std::variant_alternative_t<I, Thing>;
    if (thing.index() != I) return differs<I + 1>(thing, at, anchor);
    if constexpr (requires { typename Kind::element_type; }) {
      const Kind& given = *std::get_if<I>(&thing);
      if (given == nullptr || anchor == nullptr || I != kind_at(at)) return std::nullopt;
      const auto* present = static_cast<const typename Kind::element_type*>(anchor.get());
      if constexpr (requires { *given == *present; }) {
        return given.get() != present && !(*given == *present);
      } else {
        return given.get() != present;
      }
    }
  }
  return std::nullopt;
}

/// The long way: items, and all that is an error.
Expected<void> set_checked(Transaction& tx, PieceRef& ref, const Vpd& at, const Thing& thing) {
  const auto operation = [at, thing](Shared<Piece>& piece) { return in_place::set(piece, at, thing); };
  Expected<bool> changes = false;
  (void)tx.part(ref, at, anchor_at(at), [&](const Shared<Piece>& piece) { changes = trial(piece, operation); });
  BURIN_TRY(const bool needed, std::move(changes));
  if (needed) tx.edit(ref, at, [operation](Shared<Piece>& piece) { (void)operation(piece); });
  return success;
}

}  // namespace

Expected<Thing> get(const PieceRef& ref, const Vpd& at) {
  return atomically([&](Transaction& tx) -> Expected<Thing> {
    Expected<Thing> found = fail(Errc::internal, "", "");
    (void)tx.part(ref, at, anchor_at(at), [&](const Shared<Piece>& piece) { found = get(*piece, at); });
    return found;
  });
}

Expected<AttributeValue> get_attribute(const PieceRef& ref, const VpdAttribute& at) {
  return atomically([&](Transaction& tx) -> Expected<AttributeValue> {
    Expected<AttributeValue> found = fail(Errc::internal, "", "");
    const auto value = [at](const Shared<Piece>& piece) {
      return get_attribute(*piece, at).value_or(AttributeValue());
    };
    (void)tx.part(ref, at.vpd, value, [&](const Shared<Piece>& piece) { found = get_attribute(*piece, at); });
    return found;
  });
}

Expected<void> set(PieceRef& ref, const Vpd& at, Thing thing) {
  return atomically([&](Transaction& tx) -> Expected<void> {
    const std::shared_ptr<const void> anchor = tx.part(ref, at, anchor_at(at));
    const std::optional<bool> different = differs(thing, at, anchor);
    if (!different) return set_checked(tx, ref, at, thing);
    if (*different) tx.edit(ref, at, [at, thing](Shared<Piece>& piece) { in_place::replace(piece, at, thing); });
    return success;
  });
}

Expected<void> add(PieceRef& ref, const Vpd& container, Thing thing) {
  const Vpd scope = container.depth() == 0 ? Vpd() : container;
  return edit(ref, scope, size_of(container),
              [container, thing](Shared<Piece>& piece) { return in_place::add(piece, container, thing); });
}

Expected<void> insert(PieceRef& ref, const Vpd& at, Thing thing) {
  return edit(ref, siblings_of(at), size_of(at.parent()),
              [at, thing](Shared<Piece>& piece) { return in_place::insert(piece, at, thing); });
}

Expected<void> remove(PieceRef& ref, const Vpd& at) {
  return edit(ref, siblings_of(at), anchor_at(at), [at](Shared<Piece>& piece) { return in_place::remove(piece, at); });
}

Expected<void> move(PieceRef& ref, const Vpd& at, std::int64_t index) {
  const auto what_and_how_many = [thing = anchor_at(at), size = size_of(at.parent())](const Shared<Piece>& piece) {
    return std::pair(thing(piece), size(piece));
  };
  return edit(ref, siblings_of(at), what_and_how_many,
              [at, index](Shared<Piece>& piece) { return in_place::move(piece, at, index); });
}

Expected<void> replace_items(PieceRef& ref, const Vpd& container, std::vector<Item> items) {
  return edit(ref, container, anchor_at(container), [container, items = std::move(items)](Shared<Piece>& piece) {
    return in_place::replace_items(piece, container, items);
  });
}

Expected<void> set_attribute(PieceRef& ref, const VpdAttribute& at, AttributeValue value) {
  const auto present = [at](const Shared<Piece>& piece) {
    return get_attribute(*piece, at).value_or(AttributeValue());
  };
  return edit(ref, at.vpd, present,
              [at, value](Shared<Piece>& piece) { return in_place::set_attribute(piece, at, value); });
}

Expected<void> set_setting(PieceRef& ref, const std::string& key, const std::string& value) {
  const auto present = [key](const Shared<Piece>& piece) {
    const auto found = piece->settings.find(key);
    return found == piece->settings.end() ? std::string() : found->second;
  };
  return edit(ref, Vpd(), present,
              [key, value](Shared<Piece>& piece) { return in_place::set_setting(piece, key, value); });
}

Expected<void> update(PieceRef& ref, const Vpd& at, const std::function<Expected<Thing>(Thing)>& change) {
  return atomically([&](Transaction&) -> Expected<void> {
    BURIN_TRY(Thing present, get(ref, at));
    BURIN_TRY(Thing changed, change(std::move(present)));
    return set(ref, at, std::move(changed));
  });
}

Expected<void> apply(PieceRef& ref, const Vpd& within, PieceOperation operation) {
  return edit(ref, within, anchor_at(within),
              [operation = std::move(operation)](Shared<Piece>& piece) -> Expected<void> {
                BURIN_TRY(piece, operation(piece));
                return {};
              });
}

}  // namespace burin
