// The program's operator new and delete: those of mimalloc, and counted, so that reports can say what each stage asks
// for. A file of its own, linked into the program only; the libraries leave the operators of whoever links them alone.
#include <mimalloc.h>
#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <new>

#include "cli/app/memory.hpp"
#include "core/run/report.hpp"

namespace {

/// What mimalloc takes from the system at a time, and what its addresses are aligned to.
constexpr std::uintptr_t segment_bytes = std::uintptr_t{32} << 20U;

/// A symphony's layout touches a hundred megabytes for a third of a second: with the system's small pages a fifth of
/// that time goes into handing them out one by one.
bool ask_for_large_pages() {
  mi_option_enable(mi_option_large_os_pages);
  mi_option_set(mi_option_eager_commit_delay, 0);  // from the first segment of a thread on
  mi_option_set(mi_option_decommit_delay, 1000);   // ms: what a stage gives back, the next one takes
  // The first segment was there before these options: it is asked for by hand. A wish that the system may refuse.
  void* const first = mi_malloc(1);
  const std::uintptr_t begin = reinterpret_cast<std::uintptr_t>(first) & ~(segment_bytes - 1);
  madvise(reinterpret_cast<void*>(begin), segment_bytes, MADV_HUGEPAGE);
  mi_free(first);
  return true;
}

[[maybe_unused]] const bool large_pages = ask_for_large_pages();

/// Of --max-memory: what the process takes shall be what it uses.
void give_back_from_now_on() {
  mi_option_disable(mi_option_large_os_pages);  // mimalloc never gives any part of these back
  mi_option_set(mi_option_decommit_delay, 0);
  mi_option_set(mi_option_segment_decommit_delay, 0);
}
void collect() { mi_collect(true); }

[[maybe_unused]] const bool thrift_known = (burin::cli::set_thrift({give_back_from_now_on, collect}), true);

}  // namespace

void* operator new(std::size_t size) {
  burin::count_allocation(size);
  for (;;) {
    if (void* memory = mi_malloc(size)) return memory;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}
void* operator new[](std::size_t size) { return operator new(size); }  // mimalloc's own would not count
void operator delete(void* memory) noexcept { mi_free(memory); }
void operator delete(void* memory, std::size_t) noexcept { mi_free(memory); }
