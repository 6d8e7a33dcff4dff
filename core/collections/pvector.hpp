// Persistent vector: cheap copies, edits that share everything untouched.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace burin {

/// First form: one shared block, copied on edit. The interface is the final one; the branching trie comes behind it.
template <class T>
class PVector {
 public:
  using value_type = T;
  using const_iterator = typename std::vector<T>::const_iterator;

  PVector() = default;
  explicit PVector(std::vector<T> items) : items_(std::make_shared<const std::vector<T>>(std::move(items))) {}

  [[nodiscard]] std::size_t size() const noexcept { return items_ ? items_->size() : 0; }
  [[nodiscard]] bool empty() const noexcept { return size() == 0; }
  [[nodiscard]] const T& operator[](std::size_t index) const noexcept { return (*items_)[index]; }
  [[nodiscard]] const_iterator begin() const noexcept { return block().begin(); }
  [[nodiscard]] const_iterator end() const noexcept { return block().end(); }

  [[nodiscard]] PVector set(std::size_t index, T value) const {
    std::vector<T> copy = block();
    copy[index] = std::move(value);
    return PVector(std::move(copy));
  }
  [[nodiscard]] PVector push_back(T value) const { return insert(size(), std::move(value)); }
  [[nodiscard]] PVector insert(std::size_t index, T value) const {
    std::vector<T> copy = block();
    copy.insert(copy.begin() + static_cast<std::ptrdiff_t>(index), std::move(value));
    return PVector(std::move(copy));
  }
  [[nodiscard]] PVector erase(std::size_t index) const {
    std::vector<T> copy = block();
    copy.erase(copy.begin() + static_cast<std::ptrdiff_t>(index));
    return PVector(std::move(copy));
  }
  /// True when both share the same nodes: equal without looking. O(1).
  [[nodiscard]] bool same(const PVector& other) const noexcept { return items_ == other.items_; }

 private:
  [[nodiscard]] const std::vector<T>& block() const noexcept {
    static const std::vector<T> none;
    return items_ ? *items_ : none;
  }
  std::shared_ptr<const std::vector<T>> items_;
};

}  // namespace burin
