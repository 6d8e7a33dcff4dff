#include "core/piece/operations.hpp"

#include <algorithm>

#include "core/piece/tree.hpp"

namespace burin {

namespace {

tl::unexpected<Error> misplaced(const Vpd& at, const std::string& what) {
  Where where;
  where.vpd = at.str();
  return fail(Errc::usage, "BU0203", at.str() + ": " + what, std::move(where));
}

bool is_null(const Thing& thing) {
  return std::visit(
      [](const auto& one) {
        if constexpr (requires { one == nullptr; }) {
          return one == nullptr;
        } else {
          return false;
        }
      },
      thing);
}

/// The thing as an element of a list, or an error when it is of another kind.
template <class Element>
Expected<Element> element_for(const Vpd& at, Thing&& thing) {
  auto* element = std::get_if<Element>(&thing);
  if (element == nullptr || is_null(thing)) return misplaced(at, "a thing of another kind belongs here");
  return std::move(*element);
}

template <class T>
bool same_value(const T& a, const T& b) {
  return a == b;
}
template <class T>
bool same_value(const Shared<T>& a, const Shared<T>& b) {
  if constexpr (requires { *a == *b; }) {
    return a == b || *a == *b;
  } else {
    return a == b;
  }
}

template <class T>
void list_insert(PVector<T>& list, std::size_t index, T value) {
  list = list.insert(index, std::move(value));
}
template <class T>
void list_insert(std::vector<T>& list, std::size_t index, T value) {
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(index), std::move(value));
}
template <class T>
void list_erase(PVector<T>& list, std::size_t index) {
  list = list.erase(index);
}
template <class T>
void list_erase(std::vector<T>& list, std::size_t index) {
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(index));
}

/// Index of the last step, and the path of the container.
struct Slot {
  Vpd container;
  std::size_t index{0};
};
Expected<Slot> slot_of(const Vpd& at) {
  if (at.depth() == 0) return misplaced(at, "this is a whole piece or list, not a place in one");
  return Slot{at.parent(), *at.step(at.depth() - 1)};
}

/// Indices of musicians that stand in part groups and layouts, after the musicians were reordered. `now` maps an old
/// index to the new one, or to nothing for a musician that is gone.
template <class Now>
void renumber_musicians(Piece& piece, Now now) {
  for (std::size_t i = 0; i < piece.layouts.size(); ++i) {
    if (piece.layouts[i]->musicians.empty()) continue;
    std::vector<std::uint32_t> kept;
    for (const std::uint32_t old : piece.layouts[i]->musicians) {
      if (const auto index = now(old)) kept.push_back(static_cast<std::uint32_t>(*index));
    }
    if (kept != piece.layouts[i]->musicians) tree::own(piece.layouts.edit(i)).musicians = std::move(kept);
  }
}

/// A group loses a musician that goes and grows by one that comes inside it; it never becomes empty and stays.
void groups_without(Piece& piece, std::size_t index) {
  if (piece.groups.empty()) return;
  std::vector<PartGroup>& groups = piece.groups.edit();
  for (PartGroup& group : groups) {
    if (index < group.first)
      --group.first;
    else if (index < std::size_t{group.first} + group.count)
      --group.count;
  }
  std::erase_if(groups, [](const PartGroup& group) { return group.count == 0; });
}
void groups_with(Piece& piece, std::size_t index) {
  if (piece.groups.empty()) return;
  for (PartGroup& group : piece.groups.edit()) {
    if (index <= group.first)
      ++group.first;
    else if (index < std::size_t{group.first} + group.count)
      ++group.count;
  }
}

bool is_musician(const Vpd& at) { return at.root() == Vpd::Root::music && at.depth() == 1; }

void after_insert(Shared<Piece>& piece, const Vpd& at) {
  if (!is_musician(at)) return;
  const std::size_t index = *at.musician();
  Piece& whole = tree::own(piece);
  groups_with(whole, index);
  renumber_musicians(whole, [&](std::size_t old) { return std::optional(old < index ? old : old + 1); });
}
void after_remove(Shared<Piece>& piece, const Vpd& at) {
  if (!is_musician(at)) return;
  const std::size_t index = *at.musician();
  Piece& whole = tree::own(piece);
  groups_without(whole, index);
  renumber_musicians(
      whole, [&](std::size_t old) { return old == index ? std::nullopt : std::optional(old < index ? old : old - 1); });
}
/// Groups are ranges of places, so they stay where they are; layouts follow their musicians.
void after_move(Shared<Piece>& piece, const Vpd& at, std::size_t to) {
  if (!is_musician(at)) return;
  const std::size_t from = *at.musician();
  renumber_musicians(tree::own(piece), [&](std::size_t old) {
    if (old == from) return std::optional(to);
    const std::size_t closed = old > from ? old - 1 : old;
    return std::optional(closed >= to ? closed + 1 : closed);
  });
}

Expected<void> check_kind(const Piece& piece, const Vpd& container, const Thing& thing, std::size_t& size) {
  return tree::read(piece, container, [&](const auto& list) -> Expected<void> {
    using Element = typename std::decay_t<decltype(list)>::value_type;
    size = list.size();
    if (!std::holds_alternative<Element>(thing) || is_null(thing)) {
      return misplaced(container, "things of another kind belong here");
    }
    return {};
  });
}

Vpd container_for(const Vpd& container, const Thing& thing) {
  if (container.root() != Vpd::Root::piece) return container;
  return std::holds_alternative<Shared<Layout>>(thing) ? Vpd::layout() : Vpd::music();
}

template <class Operation>
Edited edited(Shared<Piece> piece, Operation operation) {
  BURIN_CHECK(operation(piece));
  return piece;
}

}  // namespace

Expected<Thing> get(const Piece& piece, const Vpd& at) {
  BURIN_TRY(const Slot slot, slot_of(at));
  std::optional<Thing> found;
  const auto there = tree::read(piece, slot.container, [&](const auto& list) -> Expected<void> {
    if (slot.index < list.size()) found.emplace(list[slot.index]);
    return {};
  });
  if (there && found) return std::move(*found);
  // The walk along the whole path words the error.
  BURIN_CHECK(tree::read(piece, at, [](const auto&) -> Expected<void> { return {}; }));
  return misplaced(at, "nothing stands here");
}

std::shared_ptr<const void> anchor_of(const Shared<Piece>& piece, const Vpd& at) {
  if (at.depth() == 0) return piece;
  std::shared_ptr<const void> anchor;
  const std::size_t depth = std::min(at.depth(), Vpd::levels);
  const Vpd shared = tree::cut(at, depth);
  (void)tree::read(*piece, shared.parent(), [&](const auto& list) -> Expected<void> {
    if constexpr (requires { anchor = list[0]; }) {
      const std::size_t index = *shared.step(depth - 1);
      if (index < list.size()) anchor = list[index];
    }
    return {};
  });
  return anchor;
}

namespace in_place {

void replace(Shared<Piece>& piece, const Vpd& at, const Thing& thing) {
  (void)tree::write(piece, at.parent(), [&](auto& list) -> Expected<void> {
    using Element = typename std::decay_t<decltype(list)>::value_type;
    if (const auto* element = std::get_if<Element>(&thing))
      tree::Writing::at(list, *at.step(at.depth() - 1)) = *element;
    return {};
  });
}

Expected<void> set(Shared<Piece>& piece, const Vpd& at, Thing thing) {
  BURIN_TRY(const Slot slot, slot_of(at));
  bool same = false;
  BURIN_CHECK(tree::read(*piece, slot.container, [&](const auto& list) -> Expected<void> {
    using Element = typename std::decay_t<decltype(list)>::value_type;
    if (slot.index >= list.size()) return get(*piece, at).map([](const Thing&) {});
    const auto* element = std::get_if<Element>(&thing);
    if (element == nullptr || is_null(thing)) return misplaced(at, "a thing of another kind belongs here");
    same = same_value(*element, list[slot.index]);
    return {};
  }));
  if (same) return {};
  return tree::write(piece, slot.container, [&](auto& list) -> Expected<void> {
    using Element = typename std::decay_t<decltype(list)>::value_type;
    BURIN_TRY(tree::Writing::at(list, slot.index), element_for<Element>(at, std::move(thing)));
    return {};
  });
}

Expected<void> insert(Shared<Piece>& piece, const Vpd& at, Thing thing) {
  BURIN_TRY(const Slot slot, slot_of(at));
  std::size_t size = 0;
  BURIN_CHECK(check_kind(*piece, slot.container, thing, size));
  if (slot.index > size) return get(*piece, at).map([](const Thing&) {});
  BURIN_CHECK(tree::write(piece, slot.container, [&](auto& list) -> Expected<void> {
    using Element = typename std::decay_t<decltype(list)>::value_type;
    BURIN_TRY(Element element, element_for<Element>(at, std::move(thing)));
    list_insert(list, slot.index, std::move(element));
    return {};
  }));
  after_insert(piece, at);
  return {};
}

Expected<void> add(Shared<Piece>& piece, const Vpd& container, Thing thing) {
  const Vpd parent = container_for(container, thing);
  std::size_t size = 0;
  BURIN_CHECK(check_kind(*piece, parent, thing, size));
  return in_place::insert(piece, parent.child(static_cast<std::uint32_t>(size)), std::move(thing));
}

Expected<void> remove(Shared<Piece>& piece, const Vpd& at) {
  BURIN_CHECK(get(*piece, at).map([](const Thing&) {}));
  BURIN_TRY(const Slot slot, slot_of(at));
  BURIN_CHECK(tree::write(piece, slot.container, [&](auto& list) -> Expected<void> {
    list_erase(list, slot.index);
    return {};
  }));
  after_remove(piece, at);
  return {};
}

Expected<void> move(Shared<Piece>& piece, const Vpd& at, std::int64_t index) {
  BURIN_TRY(Thing thing, get(*piece, at));
  BURIN_TRY(const Slot slot, slot_of(at));
  std::size_t size = 0;
  BURIN_CHECK(check_kind(*piece, slot.container, thing, size));
  const std::size_t to = index < 0 ? size - 1 : static_cast<std::size_t>(index);
  if (to >= size) return misplaced(at, "there is no place " + std::to_string(index) + " to move to");
  if (to == slot.index) return {};
  BURIN_CHECK(tree::write(piece, slot.container, [&](auto& list) -> Expected<void> {
    using Element = typename std::decay_t<decltype(list)>::value_type;
    list_erase(list, slot.index);
    BURIN_TRY(Element element, element_for<Element>(at, std::move(thing)));
    list_insert(list, to, std::move(element));
    return {};
  }));
  after_move(piece, at, to);
  return {};
}

Expected<void> replace_items(Shared<Piece>& piece, const Vpd& container, std::vector<Item> items) {
  bool same = false;
  BURIN_CHECK(tree::read(*piece, container, [&](const auto& list) -> Expected<void> {
    if constexpr (std::is_same_v<std::decay_t<decltype(list)>, std::vector<Item>>) {
      same = list == items;
      return {};
    } else {
      return misplaced(container, "there are no items here to be replaced");
    }
  }));
  if (same) return {};
  return tree::write(piece, container, [&](auto& list) -> Expected<void> {
    if constexpr (std::is_same_v<std::decay_t<decltype(list)>, std::vector<Item>>) list = std::move(items);
    return {};
  });
}

}  // namespace in_place

Edited set(Shared<Piece> piece, const Vpd& at, Thing thing) {
  return edited(std::move(piece), [&](Shared<Piece>& p) { return in_place::set(p, at, std::move(thing)); });
}
Edited add(Shared<Piece> piece, const Vpd& container, Thing thing) {
  return edited(std::move(piece), [&](Shared<Piece>& p) { return in_place::add(p, container, std::move(thing)); });
}
Edited insert(Shared<Piece> piece, const Vpd& at, Thing thing) {
  return edited(std::move(piece), [&](Shared<Piece>& p) { return in_place::insert(p, at, std::move(thing)); });
}
Edited remove(Shared<Piece> piece, const Vpd& at) {
  return edited(std::move(piece), [&](Shared<Piece>& p) { return in_place::remove(p, at); });
}
Edited move(Shared<Piece> piece, const Vpd& at, std::int64_t index) {
  return edited(std::move(piece), [&](Shared<Piece>& p) { return in_place::move(p, at, index); });
}
Edited replace_items(Shared<Piece> piece, const Vpd& container, std::vector<Item> items) {
  return edited(std::move(piece),
                [&](Shared<Piece>& p) { return in_place::replace_items(p, container, std::move(items)); });
}

}  // namespace burin
