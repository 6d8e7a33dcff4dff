// Counted nodes of a trie: the blocks that persistent collections share.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>

#include "core/base/prefetch.hpp"

namespace burin::detail {

template <class T>
class NodePtr;

/// A node of a trie in one allocation: at height 0 up to 2^16 values, else as many children and the number of values
/// below. Sized to what it holds. A node that more than one owner holds is never written.
template <class T>
class Node {
 public:
  [[nodiscard]] static NodePtr<T> make(std::size_t capacity, std::uint8_t height);
  static void destroy(Node* node) noexcept;

  [[nodiscard]] std::size_t count() const noexcept { return count_; }
  [[nodiscard]] std::size_t height() const noexcept { return height_; }
  /// How many values it and those below it hold. O(1).
  [[nodiscard]] std::size_t size() noexcept { return height_ == 0 ? count_ : below(); }
  [[nodiscard]] T* values() noexcept { return std::launder(reinterpret_cast<T*>(at(values_offset))); }
  [[nodiscard]] NodePtr<T>* children() noexcept {
    return std::launder(reinterpret_cast<NodePtr<T>*>(at(children_offset)));
  }
  /// Appends; the caller keeps within the capacity.
  template <class... Args>
  void emplace(Args&&... args) {
    ::new (static_cast<void*>(at(values_offset) + count_ * sizeof(T))) T(std::forward<Args>(args)...);
    ++count_;
  }
  void adopt(NodePtr<T> child) noexcept;
  /// Fetches the first lines of the node, or of one value of a node of height 0, into the cache; to be written soon.
  void fetch() noexcept {
    fetch_to_write(this);
    fetch_to_write(at(cache_line));
  }
  void fetch_value(std::size_t index) noexcept {
    fetch_to_write(this);
    fetch_to_write(at(values_offset + index * sizeof(T)));
  }

 private:
  friend class NodePtr<T>;
  static_assert(alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);
  static constexpr std::size_t header = 8;
  static constexpr std::size_t values_offset = std::max<std::size_t>(header, alignof(T));
  static constexpr std::size_t children_offset = header + sizeof(std::size_t);
  [[nodiscard]] std::byte* at(std::size_t offset) noexcept { return reinterpret_cast<std::byte*>(this) + offset; }
  [[nodiscard]] std::size_t& below() noexcept { return *std::launder(reinterpret_cast<std::size_t*>(at(header))); }

  explicit Node(std::uint8_t height) noexcept : height_(height) {}
  ~Node() = default;

  std::atomic<std::uint32_t> owners_{1};
  std::uint16_t count_{0};
  std::uint8_t height_{0};
};

/// An owner of a node. Copies count; the last one destroys. Counting is safe between threads, one owner object is not.
template <class T>
class NodePtr {
 public:
  NodePtr() noexcept = default;
  explicit NodePtr(Node<T>* node) noexcept : node_(node) {}
  NodePtr(const NodePtr& other) noexcept : node_(other.node_) {
    if (node_ != nullptr) node_->owners_.fetch_add(1, std::memory_order_relaxed);
  }
  NodePtr(NodePtr&& other) noexcept : node_(std::exchange(other.node_, nullptr)) {}
  NodePtr& operator=(NodePtr other) noexcept {
    std::swap(node_, other.node_);
    return *this;
  }
  ~NodePtr() {
    if (node_ != nullptr) let_go();
  }
  [[nodiscard]] Node<T>* get() const noexcept { return node_; }
  [[nodiscard]] Node<T>* operator->() const noexcept { return node_; }
  [[nodiscard]] explicit operator bool() const noexcept { return node_ != nullptr; }
  friend bool operator==(const NodePtr& a, const NodePtr& b) noexcept { return a.node_ == b.node_; }

  /// The node, writable: as it is when nobody else holds it (and then what other owners did is acquired), else a copy.
  [[nodiscard]] Node<T>& own() {
    if (node_->owners_.load(std::memory_order_acquire) != 1) [[unlikely]]
      become_a_copy();
    return *node_;
  }
  /// A new node with the first `n` entries.
  [[nodiscard]] NodePtr copy(std::size_t n) const {
    NodePtr twin = Node<T>::make(n, node_->height_);
    if (node_->height_ == 0) {
      for (std::size_t i = 0; i < n; ++i) twin->emplace(std::as_const(node_->values()[i]));
    } else {
      for (std::size_t i = 0; i < n; ++i) twin->adopt(node_->children()[i]);
    }
    return twin;
  }

 private:
  /// The only owner need not count down: nobody else can come to own the node meanwhile.
  void let_go() noexcept {
    const bool last = node_->owners_.load(std::memory_order_acquire) == 1 ||
                      node_->owners_.fetch_sub(1, std::memory_order_acq_rel) == 1;
    if (last) Node<T>::destroy(node_);
  }
  /// Apart, so that own() is small enough to be written out where it is called.
  [[gnu::noinline]] void become_a_copy() { *this = copy(node_->count()); }
  Node<T>* node_{nullptr};
};

template <class T>
NodePtr<T> Node<T>::make(std::size_t capacity, std::uint8_t height) {
  static_assert(sizeof(Node) <= header);
  if (height == 0) return NodePtr<T>(::new (::operator new(values_offset + capacity * sizeof(T))) Node(height));
  auto* node = ::new (::operator new(children_offset + capacity * sizeof(NodePtr<T>))) Node(height);
  ::new (static_cast<void*>(node->at(header))) std::size_t(0);
  return NodePtr<T>(node);
}

template <class T>
void Node<T>::destroy(Node* node) noexcept {
  if (node->height_ == 0) {
    std::destroy_n(node->values(), node->count_);
  } else {
    std::destroy_n(node->children(), node->count_);
  }
  node->~Node();
  ::operator delete(static_cast<void*>(node));
}

template <class T>
void Node<T>::adopt(NodePtr<T> child) noexcept {
  below() += child->size();
  ::new (static_cast<void*>(at(children_offset) + count_ * sizeof(child))) NodePtr<T>(std::move(child));
  ++count_;
}

}  // namespace burin::detail
