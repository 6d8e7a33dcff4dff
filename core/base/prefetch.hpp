// Fetching memory into the cache before it is used.
#pragma once

namespace burin {

inline constexpr unsigned cache_line = 64;  // bytes, on all processors that matter here

/// Says that the line with this address will be read soon. Any address is allowed. O(1), does not wait.
/// The empty statement keeps the compiler from taking a function that only fetches for one that does nothing.
inline void fetch_to_read(const void* address) noexcept {
  __builtin_prefetch(address, 0);
  asm volatile("" : : "r"(address));
}
/// The same for a line that will be written.
inline void fetch_to_write(const void* address) noexcept {
  __builtin_prefetch(address, 1);
  asm volatile("" : : "r"(address));
}

}  // namespace burin
