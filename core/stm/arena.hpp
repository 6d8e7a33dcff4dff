// Memory of one attempt at a transaction: allocated by bumping a pointer, given back all at once.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace burin::detail {

/// Makes objects that live until reset(), which destroys them, the last first. One thread. The first block is kept, so
/// that short transactions allocate nothing.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena() { reset(); }

  template <class T, class... Args>
  T* make(Args&&... args) {
    static_assert(alignof(T) <= alignof(std::max_align_t));
    T* object = ::new (take(sizeof(T))) T(std::forward<Args>(args)...);
    if constexpr (!std::is_trivially_destructible_v<T>) {
      last_ =
          ::new (take(sizeof(Cleanup))) Cleanup{[](void* at) noexcept { static_cast<T*>(at)->~T(); }, object, last_};
    }
    return object;
  }
  void reset() noexcept {
    while (last_ != nullptr) {
      const Cleanup done = *last_;
      last_ = done.before;
      done.destroy(done.object);
    }
    if (!more_.empty()) more_.clear();
    at_ = first_;
    end_ = first_ + sizeof(first_);
  }

 private:
  struct Cleanup {
    void (*destroy)(void*) noexcept;
    void* object;
    Cleanup* before;
  };
  static constexpr std::size_t block_size = 4096;

  void* take(std::size_t size) {
    size = (size + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) * alignof(std::max_align_t);
    if (static_cast<std::size_t>(end_ - at_) < size) grow(size);
    return std::exchange(at_, at_ + size);
  }
  void grow(std::size_t size) {
    const std::size_t bytes = size > block_size ? size : block_size;
    more_.push_back(std::make_unique_for_overwrite<std::byte[]>(bytes));
    at_ = more_.back().get();
    end_ = at_ + bytes;
  }

  alignas(std::max_align_t) std::byte first_[block_size];
  std::byte* at_{first_};
  std::byte* end_{first_ + sizeof(first_)};
  Cleanup* last_{nullptr};
  std::vector<std::unique_ptr<std::byte[]>> more_;
};

}  // namespace burin::detail
