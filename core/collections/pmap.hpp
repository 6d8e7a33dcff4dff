// Persistent ordered map: cheap copies, edits that share everything untouched.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <iterator>
#include <utility>

#include "core/collections/node.hpp"

namespace burin {

/// A map in key order (never in hash order: outputs must not depend on it), as an AVL tree with shared nodes. Copies
/// and same() are O(1); find, set and erase O(log n), an edit copies the O(log n) nodes on its path, or changes them in
/// place when nobody else holds them. Thread rule as for PVector.
template <class K, class V, class Less = std::less<>>
class PMap {
  struct Entry;
  using Node = detail::Node<Entry>;
  using NodePtr = detail::NodePtr<Entry>;
  struct Entry {
    std::pair<K, V> item;
    NodePtr left{};
    NodePtr right{};
    int height{1};
  };

 public:
  using value_type = std::pair<K, V>;
  class const_iterator;
  using iterator = const_iterator;

  PMap() = default;
  PMap(const PMap&) = default;
  PMap(PMap&& other) noexcept : root_(std::move(other.root_)), size_(std::exchange(other.size_, 0)) {}
  PMap& operator=(PMap other) noexcept {
    std::swap(root_, other.root_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~PMap() = default;

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] const_iterator begin() const noexcept { return const_iterator(root_); }
  [[nodiscard]] const_iterator end() const noexcept { return {}; }

  /// The value of a key, or null. Valid as long as this map is neither changed nor destroyed.
  template <class Q>
  [[nodiscard]] const V* find(const Q& key) const noexcept {
    const NodePtr* node = &root_;
    while (*node) {
      const Entry& entry = at(*node);
      if (Less{}(key, entry.item.first)) {
        node = &entry.left;
      } else if (Less{}(entry.item.first, key)) {
        node = &entry.right;
      } else {
        return &entry.item.second;
      }
    }
    return nullptr;
  }
  template <class Q>
  [[nodiscard]] bool contains(const Q& key) const noexcept {
    return find(key) != nullptr;
  }
  [[nodiscard]] PMap set(K key, V value) const& { return PMap(*this).set(std::move(key), std::move(value)); }
  [[nodiscard]] PMap set(K key, V value) && {
    size_ += contains(key) ? 0 : 1;
    put(root_, std::move(key), std::move(value));
    return std::move(*this);
  }
  /// Without the key; the identical map when it is not there.
  template <class Q>
  [[nodiscard]] PMap erase(const Q& key) const {
    if (!contains(key)) return *this;
    PMap changed = *this;
    --changed.size_;
    remove(changed.root_, key);
    return changed;
  }
  /// True when both share the same nodes: equal without looking. O(1).
  [[nodiscard]] bool same(const PMap& other) const noexcept { return root_ == other.root_; }

 private:
  static const Entry& at(const NodePtr& node) noexcept { return node->values()[0]; }
  static Entry& own(NodePtr& node) { return node.own().values()[0]; }
  static int height(const NodePtr& node) noexcept { return node ? at(node).height : 0; }
  static void measure(Entry& entry) noexcept { entry.height = 1 + std::max(height(entry.left), height(entry.right)); }

  static void put(NodePtr& node, K&& key, V&& value) {
    if (!node) {
      node = Node::make(1, 0);
      node->emplace(Entry{{std::move(key), std::move(value)}});
      return;
    }
    Entry& entry = own(node);
    if (Less{}(key, entry.item.first)) {
      put(entry.left, std::move(key), std::move(value));
    } else if (Less{}(entry.item.first, key)) {
      put(entry.right, std::move(key), std::move(value));
    } else {
      entry.item.second = std::move(value);
      return;
    }
    balance(node);
  }
  template <class Q>
  static void remove(NodePtr& node, const Q& key) {
    Entry& entry = own(node);
    if (Less{}(key, entry.item.first)) {
      remove(entry.left, key);
    } else if (Less{}(entry.item.first, key)) {
      remove(entry.right, key);
    } else if (!entry.left || !entry.right) {
      node = NodePtr(entry.left ? entry.left : entry.right);
      return;
    } else {
      entry.item = first(entry.right);
      const K successor = entry.item.first;
      remove(entry.right, successor);
    }
    balance(node);
  }
  static const value_type& first(const NodePtr& node) noexcept {
    const NodePtr* leftmost = &node;
    while (at(*leftmost).left) leftmost = &at(*leftmost).left;
    return at(*leftmost).item;
  }
  /// Restores the AVL condition of a node whose subtrees differ by at most two; the node is already owned.
  static void balance(NodePtr& node) {
    Entry& entry = own(node);
    const int lean = height(entry.left) - height(entry.right);
    if (lean > 1) {
      if (height(at(entry.left).left) < height(at(entry.left).right)) rotate_left(entry.left);
      rotate_right(node);
    } else if (lean < -1) {
      if (height(at(entry.right).right) < height(at(entry.right).left)) rotate_right(entry.right);
      rotate_left(node);
    } else {
      measure(entry);
    }
  }
  static void rotate_right(NodePtr& node) {
    NodePtr top = std::move(own(node).left);
    Entry& upper = own(top);
    own(node).left = std::move(upper.right);
    measure(own(node));
    upper.right = std::move(node);
    measure(upper);
    node = std::move(top);
  }
  static void rotate_left(NodePtr& node) {
    NodePtr top = std::move(own(node).right);
    Entry& upper = own(top);
    own(node).right = std::move(upper.left);
    measure(own(node));
    upper.left = std::move(node);
    measure(upper);
    node = std::move(top);
  }

  NodePtr root_;
  std::size_t size_{0};
};

/// Walks in key order; holds the path from the root, no allocation.
template <class K, class V, class Less>
class PMap<K, V, Less>::const_iterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = std::pair<K, V>;
  using difference_type = std::ptrdiff_t;
  using pointer = const value_type*;
  using reference = const value_type&;

  const_iterator() = default;
  explicit const_iterator(const NodePtr& root) noexcept { descend(root); }
  reference operator*() const noexcept { return top()->item; }
  pointer operator->() const noexcept { return &top()->item; }
  const_iterator& operator++() noexcept {
    const Entry* done = path_[--depth_];
    descend(done->right);
    return *this;
  }
  const_iterator operator++(int) noexcept {
    const_iterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const const_iterator& a, const const_iterator& b) noexcept { return a.top() == b.top(); }

 private:
  static constexpr std::size_t deepest = 64;  // an AVL tree of this height has more than 10^13 entries
  [[nodiscard]] const Entry* top() const noexcept { return depth_ == 0 ? nullptr : path_[depth_ - 1]; }
  void descend(const NodePtr& from) noexcept {
    for (const NodePtr* node = &from; *node; node = &at(*node).left) path_[depth_++] = &at(*node);
  }
  std::array<const Entry*, deepest> path_;  // valid below depth_
  std::size_t depth_{0};
};

}  // namespace burin
