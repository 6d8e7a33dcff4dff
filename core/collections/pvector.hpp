// Persistent vector: cheap copies, edits that share everything untouched.
#pragma once

#include <array>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "core/collections/node.hpp"

namespace burin {

/// A vector as a trie of 32-way nodes, one pointer to its root; up to 32 elements are one block. Copies and same() are
/// O(1). Reading [i] is O(log32 n); an iterator steps in O(1), at the speed of an array inside each block. set and
/// push_back copy one node a level; insert and erase share the nodes before the place and rebuild the rest, O(n -
/// index). edit() and set() on an rvalue change nodes in place that nobody else holds, and copy the others. Any number
/// of threads may read and copy; one object is changed by one thread at a time. There is no separate tail: pieces are
/// built in bulk (Builder) and edited in the middle, they hardly grow one by one.
template <class T>
class PVector {
  static constexpr std::size_t bits = 5;
  static constexpr std::size_t width = std::size_t{1} << bits;
  using Node = detail::Node<T>;
  using NodePtr = detail::NodePtr<T>;

 public:
  class Builder;
  class const_iterator;
  using value_type = T;
  using iterator = const_iterator;

  PVector() = default;
  explicit PVector(std::vector<T> items) {
    Builder builder;
    for (T& item : items) builder.push_back(std::move(item));
    *this = builder.finish();
  }

  [[nodiscard]] std::size_t size() const noexcept { return root_ ? root_->size() : 0; }
  [[nodiscard]] bool empty() const noexcept { return !root_; }
  [[nodiscard]] const T& operator[](std::size_t index) const noexcept {
    return leaf_of(index)->values()[index & (width - 1)];
  }
  [[nodiscard]] const T& front() const noexcept { return (*this)[0]; }
  [[nodiscard]] const T& back() const noexcept { return (*this)[size() - 1]; }
  [[nodiscard]] const_iterator begin() const noexcept { return const_iterator(this, 0); }
  [[nodiscard]] const_iterator end() const noexcept { return const_iterator(this, size()); }

  /// The element, writable; only this object sees the change. The reference is good until the next change or copy.
  [[nodiscard, gnu::always_inline]] T& edit(std::size_t index) {
    NodePtr* node = &root_;
    for (std::size_t shift = bits * root_->height(); shift > 0; shift -= bits) {
      node = &node->own().children()[(index >> shift) & (width - 1)];
    }
    return node->own().values()[index & (width - 1)];
  }
  /// Fetches what edit(index) will touch last into the cache. Does not wait for it.
  void fetch_for_edit(std::size_t index) const noexcept { leaf_of(index)->fetch_value(index & (width - 1)); }
  [[nodiscard]] PVector set(std::size_t index, T value) const& {
    PVector changed = *this;
    changed.edit(index) = std::move(value);
    return changed;
  }
  [[nodiscard]] PVector set(std::size_t index, T value) && {
    edit(index) = std::move(value);
    return std::move(*this);
  }
  [[nodiscard]] PVector push_back(T value) const {
    Builder builder(*this, size());
    builder.push_back(std::move(value));
    return builder.finish();
  }
  [[nodiscard]] PVector insert(std::size_t index, T value) const {
    Builder builder(*this, index);
    builder.push_back(std::move(value));
    const std::size_t n = size();
    for (std::size_t i = index; i < n; ++i) builder.push_back((*this)[i]);
    return builder.finish();
  }
  [[nodiscard]] PVector erase(std::size_t index) const {
    Builder builder(*this, index);
    const std::size_t n = size();
    for (std::size_t i = index + 1; i < n; ++i) builder.push_back((*this)[i]);
    return builder.finish();
  }
  /// True when both share the same nodes: equal without looking. O(1).
  [[nodiscard]] bool same(const PVector& other) const noexcept { return root_ == other.root_; }

 private:
  [[nodiscard]] Node* leaf_of(std::size_t index) const noexcept {
    Node* node = root_.get();
    for (std::size_t shift = bits * node->height(); shift > 0; shift -= bits) {
      node = node->children()[(index >> shift) & (width - 1)].get();
    }
    return node;
  }

  NodePtr root_;  // null when empty; knows how many elements there are
};

/// Builds a vector element by element; used by one thread, then finish(). Amortised O(1) an element.
template <class T>
class PVector<T>::Builder {
 public:
  Builder() = default;
  /// Begins with the first `n` elements of a vector and shares their full nodes.
  Builder(const PVector& start, std::size_t n) {
    if (n > 0) share(start.root_, n);
  }
  void push_back(T value) {
    if (!open_) open_ = Node::make(width, 0);
    open_->emplace(std::move(value));
    ++size_;
    if (open_->count() == width) close(std::move(open_));
  }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] PVector finish() {
    PVector built;
    size_ = 0;
    if (open_) close(exact(std::move(open_)));
    NodePtr root;
    for (std::size_t level = 0; level < levels; ++level) root = closed_top(level, std::move(root));
    built.root_ = std::move(root);
    return built;
  }

 private:
  static constexpr std::size_t levels = 7;  // 32^7 elements are more than memory holds

  /// Hands a finished node of its height to the level above; a level that is full becomes a node itself.
  void close(NodePtr node) {
    const std::size_t level = node->height();
    NodePtr& parent = pending_[level];
    if (!parent) parent = Node::make(width, static_cast<std::uint8_t>(level + 1));
    parent->adopt(std::move(node));
    if (parent->count() == width) close(std::move(parent));
  }
  /// What a level's pending node and the unfinished part below make together.
  NodePtr closed_top(std::size_t level, NodePtr below) {
    NodePtr& pending = pending_[level];
    if (!pending) return below && has_more_above(level) ? wrap(std::move(below)) : std::move(below);
    if (below) pending->adopt(std::move(below));
    NodePtr node = std::move(pending);
    if (node->count() == 1 && !has_more_above(level)) return NodePtr(node->children()[0]);
    return exact(std::move(node));
  }
  [[nodiscard]] bool has_more_above(std::size_t level) const noexcept {
    for (std::size_t above = level + 1; above < levels; ++above) {
      if (pending_[above]) return true;
    }
    return false;
  }
  static NodePtr wrap(NodePtr child) {
    NodePtr node = Node::make(1, static_cast<std::uint8_t>(child->height() + 1));
    node->adopt(std::move(child));
    return node;
  }
  /// Nodes under construction have room for 32 entries; finished ones only for what they hold.
  static NodePtr exact(NodePtr node) {
    if (node->count() == width) return node;
    NodePtr tight = Node::make(node->count(), static_cast<std::uint8_t>(node->height()));
    for (std::size_t i = 0; i < node->count(); ++i) {
      if (node->height() == 0) {
        tight->emplace(std::move(node->values()[i]));
      } else {
        tight->adopt(std::move(node->children()[i]));
      }
    }
    return tight;
  }
  /// Takes over the subtrees that lie wholly before n, and copies the elements of the leaf that n cuts.
  void share(const NodePtr& node, std::size_t n) {
    const std::size_t span = width << (bits * node->height());
    if (n == span) {
      size_ += n;
      return close(node);
    }
    if (node->height() == 0) {
      for (std::size_t i = 0; i < n; ++i) push_back(node->values()[i]);
      return;
    }
    const std::size_t each = span / width;
    for (std::size_t i = 0; n > 0; ++i) {
      const std::size_t part = n < each ? n : each;
      share(node->children()[i], part);
      n -= part;
    }
  }

  NodePtr open_;
  std::array<NodePtr, levels> pending_;  // [h]: a node of height h + 1 that is being filled
  std::size_t size_{0};
};

/// Random access. Stepping inside a block is a pointer increment; a new block is looked up once per 32 elements.
template <class T>
class PVector<T>::const_iterator {
 public:
  using iterator_category = std::random_access_iterator_tag;
  using value_type = T;
  using difference_type = std::ptrdiff_t;
  using pointer = const T*;
  using reference = const T&;

  const_iterator() = default;
  const_iterator(const PVector* owner, std::size_t index) noexcept : owner_(owner), index_(index) { seek(); }

  reference operator*() const noexcept { return *at_; }
  pointer operator->() const noexcept { return at_; }
  reference operator[](difference_type n) const noexcept { return *(*this + n); }
  const_iterator& operator++() noexcept {
    ++index_;
    if (++at_ == block_end_) seek();
    return *this;
  }
  const_iterator operator++(int) noexcept {
    const_iterator before = *this;
    ++*this;
    return before;
  }
  const_iterator& operator--() noexcept { return *this -= 1; }
  const_iterator operator--(int) noexcept {
    const_iterator before = *this;
    --*this;
    return before;
  }
  const_iterator& operator+=(difference_type n) noexcept {
    index_ = static_cast<std::size_t>(static_cast<difference_type>(index_) + n);
    seek();
    return *this;
  }
  const_iterator& operator-=(difference_type n) noexcept { return *this += -n; }
  friend const_iterator operator+(const_iterator it, difference_type n) noexcept { return it += n; }
  friend const_iterator operator+(difference_type n, const_iterator it) noexcept { return it += n; }
  friend const_iterator operator-(const_iterator it, difference_type n) noexcept { return it -= n; }
  friend difference_type operator-(const const_iterator& a, const const_iterator& b) noexcept {
    return static_cast<difference_type>(a.index_) - static_cast<difference_type>(b.index_);
  }
  friend bool operator==(const const_iterator& a, const const_iterator& b) noexcept { return a.index_ == b.index_; }
  friend auto operator<=>(const const_iterator& a, const const_iterator& b) noexcept { return a.index_ <=> b.index_; }

 private:
  void seek() noexcept {
    if (index_ >= owner_->size()) {
      at_ = block_end_ = nullptr;
      return;
    }
    Node* leaf = owner_->leaf_of(index_);
    at_ = leaf->values() + (index_ & (width - 1));
    block_end_ = leaf->values() + leaf->count();
  }

  const PVector* owner_{nullptr};
  std::size_t index_{0};
  const T* at_{nullptr};
  const T* block_end_{nullptr};
};

}  // namespace burin
