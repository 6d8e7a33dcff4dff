// A std::vector that is shared until somebody writes to it.
#pragma once

#include <initializer_list>
#include <utility>
#include <vector>

#include "core/collections/node.hpp"

namespace burin {

/// Used like a std::vector, but a copy costs one pointer: the elements are copied when one of several owners first asks
/// for a way to write. For lists that hang on nodes of the piece and seldom change, so that an edit next to them does
/// not copy them. Reading through a const object never copies. Thread rule as for std::vector; copies may live on other
/// threads.
template <class T>
class SharedVector {
 public:
  using value_type = T;
  using iterator = typename std::vector<T>::iterator;
  using const_iterator = typename std::vector<T>::const_iterator;

  SharedVector() = default;
  SharedVector(std::initializer_list<T> items) : SharedVector(std::vector<T>(items)) {}
  SharedVector(std::vector<T> items) {  // NOLINT: a vector is what it stands for
    if (items.empty()) return;
    items_ = Node::make(1, 0);
    items_->emplace(std::move(items));
  }

  [[nodiscard]] const std::vector<T>& get() const noexcept {
    static const std::vector<T> none;
    return items_ ? items_->values()[0] : none;
  }
  operator const std::vector<T>&() const noexcept { return get(); }  // NOLINT
  /// The vector, writable; copies it if somebody else holds it.
  [[nodiscard]] std::vector<T>& edit() {
    if (!items_) {
      items_ = Node::make(1, 0);
      items_->emplace();
    }
    return items_.own().values()[0];
  }

  [[nodiscard]] std::size_t size() const noexcept { return get().size(); }
  [[nodiscard]] bool empty() const noexcept { return get().empty(); }
  [[nodiscard]] const_iterator begin() const noexcept { return get().begin(); }
  [[nodiscard]] const_iterator end() const noexcept { return get().end(); }
  [[nodiscard]] iterator begin() { return edit().begin(); }
  [[nodiscard]] iterator end() { return edit().end(); }
  [[nodiscard]] const T& operator[](std::size_t index) const noexcept { return get()[index]; }
  [[nodiscard]] T& operator[](std::size_t index) { return edit()[index]; }
  [[nodiscard]] const T& front() const noexcept { return get().front(); }
  [[nodiscard]] const T& back() const noexcept { return get().back(); }
  [[nodiscard]] T& front() { return edit().front(); }
  [[nodiscard]] T& back() { return edit().back(); }
  void push_back(T item) { edit().push_back(std::move(item)); }
  template <class... Args>
  T& emplace_back(Args&&... args) {
    return edit().emplace_back(std::forward<Args>(args)...);
  }
  void resize(std::size_t n) { edit().resize(n); }
  void reserve(std::size_t n) { edit().reserve(n); }
  void clear() { *this = {}; }
  void pop_back() { edit().pop_back(); }
  iterator insert(const_iterator at, T item) {
    const auto index = at - get().begin();
    return edit().insert(edit().begin() + index, std::move(item));
  }
  iterator erase(const_iterator at) {
    const auto index = at - get().begin();
    return edit().erase(edit().begin() + index);
  }
  [[nodiscard]] bool same(const SharedVector& other) const noexcept { return items_ == other.items_; }
  friend bool operator==(const SharedVector& a, const SharedVector& b) { return a.same(b) || a.get() == b.get(); }

 private:
  using Node = detail::Node<std::vector<T>>;
  detail::NodePtr<std::vector<T>> items_;
};

}  // namespace burin
