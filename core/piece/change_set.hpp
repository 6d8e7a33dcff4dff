// Change sets: a value that changes at musical positions (clef, key, time, tempo).
#pragma once

#include <algorithm>
#include <initializer_list>
#include <utility>
#include <vector>

#include "core/base/time.hpp"

namespace burin {

/// Values sorted by position; at most one at each. Lookup O(log n), insertion and removal O(n). A value type.
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
    const auto where = lower(at);
    if (where != changes_.end() && where->at == at) {
      where->value = std::move(value);
    } else {
      changes_.insert(where, Change{at, std::move(value)});
    }
  }
  /// Removes the change at exactly this position; says whether there was one.
  bool remove(Position at) {
    const auto where = lower(at);
    if (where == changes_.end() || where->at != at) return false;
    changes_.erase(where);
    return true;
  }
  /// The value in force at a position (a change at the position itself counts), or null before the first.
  [[nodiscard]] const T* at(Position position) const noexcept {
    const auto after = std::upper_bound(changes_.begin(), changes_.end(), position,
                                        [](Position p, const Change& change) { return p < change.at; });
    return after == changes_.begin() ? nullptr : &std::prev(after)->value;
  }
  /// The value in force just before a position.
  [[nodiscard]] const T* before(Position position) const noexcept {
    const auto where = std::lower_bound(changes_.begin(), changes_.end(), position,
                                        [](const Change& change, Position p) { return change.at < p; });
    return where == changes_.begin() ? nullptr : &std::prev(where)->value;
  }
  /// The change at exactly this position, or null.
  [[nodiscard]] const T* exactly(Position position) const noexcept {
    const auto where = std::lower_bound(changes_.begin(), changes_.end(), position,
                                        [](const Change& change, Position p) { return change.at < p; });
    return where == changes_.end() || where->at != position ? nullptr : &where->value;
  }
  [[nodiscard]] const std::vector<Change>& changes() const noexcept { return changes_; }
  [[nodiscard]] bool empty() const noexcept { return changes_.empty(); }
  friend bool operator==(const ChangeSet&, const ChangeSet&) = default;

 private:
  auto lower(Position at) {
    return std::lower_bound(changes_.begin(), changes_.end(), at,
                            [](const Change& change, Position p) { return change.at < p; });
  }
  std::vector<Change> changes_;
};

}  // namespace burin
