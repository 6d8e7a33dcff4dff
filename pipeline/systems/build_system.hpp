// One system from its line: places, signs, skylines, paint.
#pragma once

#include <memory>
#include <span>

#include "pipeline/systems/staff_work.hpp"
#include "pipeline/systems/system.hpp"

namespace burin::layout {

/// Builds a system. `spans` are the spanners that touch it, in the order of their ids. Pure. O(signs × log signs).
[[nodiscard]] std::shared_ptr<const SystemLayout> build_system(const Context& context, const Stacks& stacks,
                                                               const LineSpec& line, std::span<const Span* const> spans,
                                                               std::uint32_t index);

}  // namespace burin::layout
