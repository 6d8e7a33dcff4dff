// Persistent map of a few keys: one block, searched from its front.
#pragma once

#include <cstddef>
#include <utility>

#include "core/collections/node.hpp"

namespace burin {

/// A map of a handful of keys as an array of pairs, in the order in which they were given. Copies and same() are O(1),
/// find O(n); an edit copies the one block, or changes it in place when nobody else holds it. Thread rule as for
/// PVector: any number of threads may read and copy; one object is changed by one thread at a time.
template <class K, class V>
class ArrayMap {
 public:
  struct Entry {
    K key;
    V value;
  };

  ArrayMap() = default;
  /// From entries with different keys; one allocation.
  template <class... Entries>
  [[nodiscard]] static ArrayMap of(Entries&&... entries) {
    ArrayMap made;
    made.block_ = Node::make(sizeof...(Entries), 0);
    (made.block_->emplace(std::forward<Entries>(entries)), ...);
    return made;
  }

  [[nodiscard]] std::size_t size() const noexcept { return block_ ? block_->count() : 0; }
  /// The value of a key, or null. Valid as long as this map is neither changed nor destroyed.
  [[nodiscard]] const V* find(const K& key) const noexcept {
    const std::size_t index = index_of(key);
    return index < size() ? &block_->values()[index].value : nullptr;
  }
  /// The value of a key that is there, writable; only this object sees the change.
  [[nodiscard]] V& edit(const K& key) { return block_.own().values()[index_of(key)].value; }
  [[nodiscard]] bool same(const ArrayMap& other) const noexcept { return block_ == other.block_; }
  /// Says that this map will be let go soon.
  void fetch_for_release() const noexcept { __builtin_prefetch(block_.get(), 1); }

 private:
  using Node = detail::Node<Entry>;

  [[nodiscard]] std::size_t index_of(const K& key) const noexcept {
    std::size_t index = 0;
    while (index < size() && !(block_->values()[index].key == key)) ++index;
    return index;
  }

  detail::NodePtr<Entry> block_;
};

}  // namespace burin
