// Which staff size lets the tallest system fit, and what else is done for it.
#pragma once

#include <string>

#include "core/options/engrave_options.hpp"

namespace burin::layout {

/// Where to start with `--staff-size auto`: by the number of staves (handbook §1, staff sizes). Millimetres.
[[nodiscard]] double first_staff_size(std::size_t staves) noexcept;
/// The largest standard size not above `most`, in millimetres; the smallest standard size when none is.
[[nodiscard]] double standard_size_below(double most) noexcept;

}  // namespace burin::layout
