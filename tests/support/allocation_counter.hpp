// Counts what the calling thread allocates by operator new, in test programs that link allocation_counter.cpp.
#pragma once

#include <cstddef>

namespace burin::test {

/// Bytes asked for and number of requests on this thread since it began.
struct Allocated {
  std::size_t bytes{0};
  std::size_t requests{0};
};
[[nodiscard]] Allocated allocated() noexcept;

}  // namespace burin::test
