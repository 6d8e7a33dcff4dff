// The program's operator new: counts what each thread asks for, so that reports can say what each stage allocates. A
// file of its own, linked into the program only; the libraries leave the operators of whoever links them alone.
#include <cstdlib>
#include <new>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include "core/run/report.hpp"

namespace {

/// glibc makes the heap of every further thread accessible page by page, a system call each, and gives large blocks
/// back as soon as they are free, only to fetch them again. Asked to think bigger it costs no more memory and a tenth
/// less time.
bool ask_for_large_heaps() {
#if defined(__GLIBC__)
  mallopt(M_TOP_PAD, 64 << 20);
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
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
