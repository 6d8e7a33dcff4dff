// The program's memory: operator new hands out blocks of fixed sizes. A file of its own, linked into the program only;
// the libraries leave the operators of whoever links them alone.
//
// Layout makes a million small things and frees them, often on another thread than the one that made them. Blocks of a
// size come from a list of the calling thread, and go back to that of whoever frees them: no lock, no search, no
// header. Full lists wander between threads through a shelf that all share. What a stage has freed is there for the
// next one of any thread, but never goes back to the system: the program needs it again for the next score.
#include <sys/mman.h>

#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <new>
#include <utility>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include "core/run/report.hpp"

namespace {

constexpr std::size_t step = 16;                        // of small sizes, and alignment of all
constexpr std::size_t small = 1024;                     // up to here a class for each step, then four for each doubling
constexpr std::size_t largest = 1 << 15;                // larger blocks are malloc's
constexpr std::size_t span = 1 << 16;                   // of one class, taken from the system at once
constexpr std::size_t reserved = std::size_t{1} << 34;  // addresses, not memory
constexpr std::size_t list_bytes = 1 << 13;             // about what a list holds when it is full

constexpr unsigned class_of(std::size_t size) noexcept {
  if (size <= small) return size == 0 ? 1U : static_cast<unsigned>((size + step - 1) / step);
  const auto width = static_cast<unsigned>(std::bit_width(size - 1));
  return static_cast<unsigned>(small / step) + 4 * (width - 11) +
         static_cast<unsigned>((size - 1) >> (width - 3) & 3U) + 1;
}
constexpr unsigned classes = class_of(largest) + 1;

constexpr std::size_t size_of(unsigned block_class) noexcept {
  if (block_class <= small / step) return block_class * step;
  const auto beyond = block_class - static_cast<unsigned>(small / step) - 1;
  return std::size_t{5 + beyond % 4} << (8 + beyond / 4);
}
static_assert(size_of(class_of(small)) == small && size_of(class_of(small + 1)) == 1280 &&
              size_of(class_of(1281)) == 1536 && size_of(class_of(largest)) == largest);

constexpr unsigned length_of(unsigned block_class) noexcept {
  const std::size_t blocks = list_bytes / size_of(block_class);
  return blocks < 2 ? 2U : blocks > 64 ? 64U : static_cast<unsigned>(blocks);
}

/// What a free block holds: the next one of its list, and (the first one of a list on the shelf) the next list.
struct Block {
  Block* next;
  Block* next_list;
};

struct List {
  Block* first{nullptr};
  unsigned length{0};
};

/// The addresses that blocks come from, and the class of each span.
class Region {
 public:
  [[nodiscard]] bool holds(const void* memory) const noexcept {
    return reinterpret_cast<std::uintptr_t>(memory) - begin_.load(std::memory_order_relaxed) < reserved;
  }
  [[nodiscard]] unsigned class_at(const void* memory) const noexcept {
    return class_of_span_[(reinterpret_cast<std::uintptr_t>(memory) - begin_.load(std::memory_order_relaxed)) / span];
  }
  /// Whether there is nothing more to take: an unusual system, or a score of many gigabytes.
  [[nodiscard]] bool spent() const noexcept { return spent_.load(std::memory_order_relaxed); }
  /// A span for blocks of a class; null when the system gives no more.
  [[nodiscard]] std::byte* take(unsigned block_class) noexcept {
    std::call_once(once_, [this] { reserve(); });
    const std::uintptr_t begin = begin_.load(std::memory_order_relaxed);
    const std::size_t index = begin == nowhere ? spans : next_.fetch_add(1, std::memory_order_relaxed);
    if (index >= spans) {
      spent_.store(true, std::memory_order_relaxed);
      return nullptr;
    }
    class_of_span_[index] = static_cast<std::uint8_t>(block_class);
    return reinterpret_cast<std::byte*>(begin + index * span);
  }

 private:
  static constexpr std::size_t spans = reserved / span;
  static constexpr std::uintptr_t nowhere = ~std::uintptr_t{0} - reserved;  // holds nothing that a program has

  void reserve() noexcept {
    void* const got =
        mmap(nullptr, reserved + span, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (got == MAP_FAILED) return;
    begin_.store((reinterpret_cast<std::uintptr_t>(got) + span - 1) / span * span, std::memory_order_relaxed);
  }

  std::once_flag once_;
  std::atomic<std::uintptr_t> begin_{nowhere};
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> spent_{false};
  std::array<std::uint8_t, spans> class_of_span_{};  // pages of it that nobody needs are never there
};

constinit Region region;

/// Full lists of one class that no thread holds, and the rest of the span that is being cut up.
class Shelf {
 public:
  void put(Block* list) noexcept {
    const std::lock_guard lock(mutex_);
    list->next_list = lists_;
    lists_ = list;
  }
  /// A list of any length above 0; empty when there is no memory.
  [[nodiscard]] List get(unsigned block_class) noexcept {
    const std::lock_guard lock(mutex_);
    if (lists_ == nullptr) return cut(block_class);
    Block* const list = std::exchange(lists_, lists_->next_list);
    return {list, length_of(block_class)};
  }

 private:
  List cut(unsigned block_class) noexcept {
    const std::size_t size = size_of(block_class);
    if (static_cast<std::size_t>(end_ - at_) < size) {
      at_ = region.take(block_class);
      end_ = at_ == nullptr ? nullptr : at_ + span;
    }
    List list;
    for (; list.length < length_of(block_class) && static_cast<std::size_t>(end_ - at_) >= size; at_ += size) {
      list.first = ::new (at_) Block{list.first, nullptr};
      ++list.length;
    }
    return list;
  }

  std::mutex mutex_;
  Block* lists_{nullptr};
  std::byte* at_{nullptr};
  std::byte* end_{nullptr};
};

constinit std::array<Shelf, classes> shelves;

/// What a thread has at hand of one class: a list to take from and to put to, and one that is full or empty.
struct Hand {
  List list;
  Block* full{nullptr};
};

/// Plain data, so that reaching it costs nothing and it outlives every other object of the thread.
constinit thread_local std::array<Hand, classes> hands{};
constinit thread_local bool leaving = false;

/// Gives back what a thread has at hand when it ends. Lists that aren't full are lost to others: a few blocks.
struct AtEnd {
  ~AtEnd() {
    leaving = true;
    for (unsigned c = 0; c < classes; ++c) {
      if (Block* const full = std::exchange(hands[c].full, nullptr)) shelves[c].put(full);
    }
  }
  void attend() noexcept {}
};
thread_local AtEnd at_end;

[[gnu::noinline]] void* take_more(Hand& hand, unsigned block_class) noexcept {
  if (!leaving) at_end.attend();
  if (hand.full != nullptr) {
    hand.list = {std::exchange(hand.full, nullptr), length_of(block_class)};
  } else if (!region.spent()) {
    hand.list = shelves[block_class].get(block_class);
  }
  Block* const block = hand.list.first;
  if (block == nullptr) return std::malloc(size_of(block_class));
  hand.list.first = block->next;
  --hand.list.length;
  return block;
}

[[gnu::noinline]] void put_away(Hand& hand, unsigned block_class) noexcept {
  if (!leaving) at_end.attend();
  if (hand.full != nullptr) shelves[block_class].put(hand.full);
  hand.full = hand.list.first;
  hand.list = {};
}

void* take(std::size_t size) noexcept {
  if (size > largest) return std::malloc(size);
  const unsigned block_class = class_of(size);
  Hand& hand = hands[block_class];
  Block* const block = hand.list.first;
  if (block == nullptr) return take_more(hand, block_class);
  hand.list.first = block->next;
  --hand.list.length;
  return block;
}

void give_back(void* memory) noexcept {
  if (!region.holds(memory)) return std::free(memory);
  const unsigned block_class = region.class_at(memory);
  Hand& hand = hands[block_class];
  hand.list.first = ::new (memory) Block{hand.list.first, nullptr};
  if (++hand.list.length == length_of(block_class)) put_away(hand, block_class);
}

/// glibc makes the heap of every further thread accessible page by page, a system call each, and gives large blocks
/// back as soon as they are free, only to fetch them again. Asked to think bigger it costs no more memory and less
/// time.
bool ask_for_large_heaps() {
#if defined(__GLIBC__)
  mallopt(M_TOP_PAD, 16 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
#endif
  return true;
}

[[maybe_unused]] const bool large_heaps = ask_for_large_heaps();

}  // namespace

void* operator new(std::size_t size) {
  burin::count_allocation(size);
  for (;;) {
    if (void* memory = take(size)) return memory;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
