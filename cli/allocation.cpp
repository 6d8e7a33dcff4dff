// The program's operator new: counts what each thread asks for, so that reports can say what each stage allocates. A
// file of its own, linked into the program only; the libraries leave the operators of whoever links them alone.
#include <cstdlib>
#include <new>

#include "core/run/report.hpp"

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
