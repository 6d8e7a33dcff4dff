// Change sets: a value that changes at musical positions (clef, key, time, tempo).
#pragma once

#include <algorithm>
#include <initializer_list>
#include <utility>
#include <vector>

#include "core/base/time.hpp"
#include "core/collections/shared_vector.hpp"

namespace burin {

/// Values sorted by position; at most one at each. Lookup O(log n), insertion and removal O(n). A value type; copies
/// share their changes until one of them is changed.
template <class T>
class ChangeSet {
 public:
  struct Change {
    Position at;
    T value;
    friend bool operator==(const Change&, const Change&) = default;
  };

  /// Sets the value from a position on; replaces what stood there.
  void set(Position at, T value) {
    std::vector<Change>& changes = changes_.edit();
    const auto where = lower(changes, at);
    if (where != changes.end() && where->at == at) {
      where->value = std::move(value);
    } else {
      changes.insert(where, Change{at, std::move(value)});
    }
  }
  /// Removes the change at exactly this position; says whether there was one.
  bool remove(Position at) {
    if (exactly(at) == nullptr) return false;
    std::vector<Change>& changes = changes_.edit();
    changes.erase(lower(changes, at));
    return true;
  }
  /// The value in force at a position (a change at the position itself counts), or null before the first.
  [[nodiscard]] const T* at(Position position) const noexcept {
    const auto after = std::upper_bound(changes().begin(), changes().end(), position,
                                        [](Position p, const Change& change) { return p < change.at; });
    return after == changes().begin() ? nullptr : &std::prev(after)->value;
  }
  /// The value in force just before a position.
  [[nodiscard]] const T* before(Position position) const noexcept {
    const auto where = lower(changes(), position);
    return where == changes().begin() ? nullptr : &std::prev(where)->value;
  }
  /// The change at exactly this position, or null.
  [[nodiscard]] const T* exactly(Position position) const noexcept {
    const auto where = lower(changes(), position);
    return where == changes().end() || where->at != position ? nullptr : &where->value;
  }
  [[nodiscard]] const std::vector<Change>& changes() const noexcept { return changes_.get(); }
  [[nodiscard]] bool empty() const noexcept { return changes_.empty(); }
  friend bool operator==(const ChangeSet&, const ChangeSet&) = default;

 private:
  template <class Changes>
  static auto lower(Changes& changes, Position at) noexcept {
    return std::lower_bound(changes.begin(), changes.end(), at,
                            [](const Change& change, Position p) { return change.at < p; });
  }
  SharedVector<Change> changes_;
};

}  // namespace burin
