// Parallel loops on oneTBB.
#pragma once

#include <cstddef>
#include <memory>

#include "core/run/executor.hpp"

namespace burin::layout {

/// An executor with `jobs` threads (0 = all cores), one arena for the process's work. jobs = 1 runs the same code on
/// the calling thread. Loops may nest.
[[nodiscard]] std::unique_ptr<Executor> make_executor(std::size_t jobs);

}  // namespace burin::layout
