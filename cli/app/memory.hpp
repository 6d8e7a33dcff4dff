// What the program can ask of its allocator.
#pragma once

namespace burin::cli {

/// What the program's operator new can do beside giving memory.
struct Thrift {
  void (*from_now_on)(){nullptr};  // free memory goes back to the system at once
  void (*collect)(){nullptr};      // what the calling thread keeps for later, and what others have freed for it, too
};

/// Called once by the file that has the program's operator new, before main. Programs without it (tests) do without.
void set_thrift(const Thrift& thrift) noexcept;

/// From now on free memory goes back to the system at once instead of being kept for later: slower, but what the
/// process takes is nearly what it uses. Any thread.
void be_thrifty() noexcept;
/// Gives back what the calling thread keeps. Memory that one thread has asked for and another has freed is only free
/// after that.
void collect_memory() noexcept;

}  // namespace burin::cli
