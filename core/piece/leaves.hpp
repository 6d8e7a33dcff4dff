// The chords, rests and spaces of a voice, wherever they lie.
#pragma once

#include <variant>
#include <vector>

#include "core/piece/items.hpp"

namespace burin {

/// Calls fn(chord), fn(rest) or fn(space) for what lies in tuplets, grace groups and tremolos, too, in order. O(items).
template <class Fn>
void each_leaf(const std::vector<Item>& items, Fn& fn) {
  for (const Item& item : items) {
    std::visit(
        [&](const auto& one) {
          if constexpr (requires { one.items; }) {
            each_leaf(one.items, fn);
          } else {
            fn(one);
          }
        },
        item);
  }
}

}  // namespace burin
