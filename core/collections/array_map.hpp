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
  ArrayMap() = default;
  /// of(key, value, key, value …) with different keys; one allocation.
  template <class... KeysAndValues>
  [[nodiscard]] static ArrayMap of(KeysAndValues&&... entries) {
    static_assert(sizeof...(entries) % 2 == 0);
    ArrayMap made;
    made.block_ = Node::make(sizeof...(entries) / 2, 0);
    fill(*made.block_.get(), std::forward<KeysAndValues>(entries)...);
    return made;
  }

  [[nodiscard]] std::size_t size() const noexcept { return block_ ? block_->count() : 0; }
  /// The value of a key, or null. Valid as long as this map is neither changed nor destroyed.
  [[nodiscard]] const V* find(const K& key) const noexcept {
    if (!block_) return nullptr;
    const Entry* const end = block_->values() + block_->count();
    for (const Entry* entry = block_->values(); entry != end; ++entry) {
      if (entry->key == key) return &entry->value;
    }
    return nullptr;
  }
  /// The value of a key that is there.
  [[nodiscard]] const V& at(const K& key) const noexcept {
    const Entry* entry = block_->values();
    while (!(entry->key == key)) ++entry;
    return entry->value;
  }
  /// The same, writable; only this object sees the change.
  [[nodiscard, gnu::always_inline]] V& edit(const K& key) {
    Entry* entry = block_.own().values();
    while (!(entry->key == key)) ++entry;
    return entry->value;
  }
  [[nodiscard]] bool same(const ArrayMap& other) const noexcept { return block_ == other.block_; }
  /// Says that this map will be let go soon.
  void fetch_for_release() const noexcept {
    if (block_) block_->fetch();
  }

 private:
  struct Entry {
    template <class From>
    Entry(K k, From&& from) : value(std::forward<From>(from)), key(k) {}
    [[no_unique_address]] V value;  // its padding may have room for the key
    K key;
  };
  using Node = detail::Node<Entry>;

  static void fill(Node&) noexcept {}
  template <class From, class... More>
  static void fill(Node& block, K key, From&& value, More&&... more) {
    block.emplace(key, std::forward<From>(value));
    fill(block, std::forward<More>(more)...);
  }

  detail::NodePtr<Entry> block_;
};

}  // namespace burin
