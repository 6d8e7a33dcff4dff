// Stands alone, so that the compiler does not see the replaced operators inline and warn about mismatched pairs.
#include "tests/support/allocation_counter.hpp"

#include <cstdlib>
#include <new>

namespace {
thread_local burin::test::Allocated count;
}

burin::test::Allocated burin::test::allocated() noexcept { return count; }

void* operator new(std::size_t size) {
  count.bytes += size;
  ++count.requests;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
// Also the one that does not throw: memory of a sanitizer's own must not end in free.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  count.bytes += size;
  ++count.requests;
  return std::malloc(size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
