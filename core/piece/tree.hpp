// Walking to a place in a piece by VPD, to read it or to change it with sharing. The base of the operations.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/piece/piece.hpp"
#include "core/piece/vpd.hpp"

namespace burin::tree {

/// Whether nobody else holds the object. Then what other owners did before they let go is visible here.
template <class T>
bool alone(const Shared<T>& pointer) noexcept {
  if (pointer.use_count() != 1) return false;
#if defined(__SANITIZE_THREAD__)
  return Shared<T>(pointer).use_count() == 2;  // ThreadSanitizer knows no fences; counting up acquires as well
#else
  std::atomic_thread_fence(std::memory_order_acquire);
  return true;
#endif
}

/// The object behind a pointer, writable: itself when nobody else holds it, else a copy that takes its place.
template <class T>
T& own(Shared<T>& pointer) {
  if (!alone(pointer)) pointer = std::make_shared<T>(*pointer);
  return const_cast<T&>(*pointer);  // made by make_shared, so never an object defined as const
}

/// How a walk opens what it passes: Reading looks, Writing makes everything on its way writable.
struct Reading {
  template <class T>
  static const T& open(const Shared<T>& pointer) noexcept {
    return *pointer;
  }
  template <class List>
  static const auto& at(const List& list, std::size_t index) noexcept {
    return list[index];
  }
};
struct Writing {
  template <class T>
  static T& open(Shared<T>& pointer) {
    return own(pointer);
  }
  template <class T>
  static T& at(PVector<T>& list, std::size_t index) {
    return list.edit(index);
  }
  template <class T>
  static T& at(std::vector<T>& list, std::size_t index) noexcept {
    return list[index];
  }
};

/// "m/0/0/7: instrument has 3 staves": the first step of the path that leads nowhere.
[[nodiscard]] tl::unexpected<Error> missing(const Vpd& path, std::size_t level, std::string_view parent,
                                            std::size_t size);
/// "m/0/0/0/0/0/i/3/i/0: rest has no items".
[[nodiscard]] tl::unexpected<Error> childless(const Vpd& path, std::size_t level, std::string_view parent);
[[nodiscard]] std::string_view name_of(const Item& item) noexcept;
/// The path's first `depth` steps.
[[nodiscard]] Vpd cut(const Vpd& path, std::size_t depth) noexcept;

/// Goes down a path and calls `use(list)` with the list of children of what it addresses: a PVector of shared pointers,
/// or a std::vector of voices, items or notes.
template <class Access, class Use>
class Walk {
 public:
  Walk(const Vpd& path, Use& use) : path_(path), use_(use) {}

  template <class P>
  Expected<void> from(P& piece) {
    if (path_.root() == Vpd::Root::layout) return list(piece.layouts, 0, "piece");
    return list(piece.musicians, 0, "piece");
  }

 private:
  template <class List>
  Expected<void> list(List& children, std::size_t level, std::string_view parent) {
    if (level == path_.depth()) return use_(children);
    const std::size_t index = *path_.step(level);
    if (index >= children.size()) return missing(path_, level, parent, children.size());
    return into(Access::at(children, index), level + 1);
  }
  template <class Child>
  Expected<void> into(Child& child, std::size_t level) {
    using Kind = std::remove_const_t<Child>;
    if constexpr (std::is_same_v<Kind, Item>) {
      return item(child, level);
    } else if constexpr (std::is_same_v<Kind, Note> || std::is_same_v<Kind, Shared<MeasureView>>) {
      return childless(path_, level, std::is_same_v<Kind, Note> ? "note" : "measure view");
    } else {
      return list(children_of(Access::open(child)), level, Vpd::thing_name(path_.root(), level));
    }
  }
  template <class AnyItem>
  Expected<void> item(AnyItem& any, std::size_t level) {
    const std::string_view name = name_of(any);
    return std::visit(
        [&](auto& one) -> Expected<void> {
          if constexpr (requires { one.items; }) {
            return list(one.items, level, name);
          } else if constexpr (requires { one.notes; }) {
            return list(one.notes, level, name);
          } else {
            return childless(path_, level, name);
          }
        },
        any);
  }
  template <class T>
  static auto& children_of(T& thing) noexcept {
    if constexpr (requires { thing.instruments; }) {
      return thing.instruments;
    } else if constexpr (requires { thing.voices; }) {
      return thing.voices;
    } else if constexpr (requires { thing.items; }) {
      return thing.items;
    } else if constexpr (requires { thing.pages; }) {
      return thing.pages;
    } else if constexpr (requires { thing.systems; }) {
      return thing.systems;
    } else if constexpr (requires { thing.measures; }) {
      return thing.measures;
    } else {
      return thing.staves;
    }
  }

  const Vpd& path_;
  Use& use_;
};

/// Reads the children's list of what a path addresses.
template <class Use>
[[nodiscard]] Expected<void> read(const Piece& piece, const Vpd& path, Use&& use) {
  return Walk<Reading, std::remove_reference_t<Use>>(path, use).from(piece);
}
/// Changes it. The path must lead somewhere (read it first): nodes on the way are copied as the walk goes.
template <class Use>
Expected<void> write(Shared<Piece>& piece, const Vpd& path, Use&& use) {
  return Walk<Writing, std::remove_reference_t<Use>>(path, use).from(own(piece));
}

}  // namespace burin::tree
