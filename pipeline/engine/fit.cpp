#include "pipeline/engine/fit.hpp"

#include <array>

namespace burin::layout {

namespace {

/// Rastral sizes as engravers use them, and steps between the small ones that study scores are set in.
constexpr std::array<double, 18> standard_sizes{9.2, 7.9, 7.4, 7.0, 6.5, 6.0, 5.5,  5.0, 4.8,
                                                4.4, 4.2, 4.0, 3.8, 3.6, 3.4, 3.25, 3.1, 3.0};

}  // namespace

double first_staff_size(std::size_t staves) noexcept {
  if (staves <= 2) return 7.0;
  if (staves == 3) return 6.5;
  if (staves <= 6) return 6.0;
  return staves <= 10 ? 5.5 : 5.0;
}

double standard_size_below(double most) noexcept {
  for (const double size : standard_sizes) {
    if (size <= most + 1e-9) return size;
  }
  return standard_sizes.back();
}

}  // namespace burin::layout
