// What the program can ask of its allocator.
#pragma once

namespace burin::cli {

/// Called once by the file that has the program's operator new, before main. Programs without it (tests) do without.
void set_thrift(void (*give_back_at_once)()) noexcept;

/// Asks the allocator to give free memory back to the system at once instead of keeping some for later: slower, but
/// what the process takes is then what it uses. Any thread.
void be_thrifty() noexcept;

}  // namespace burin::cli
