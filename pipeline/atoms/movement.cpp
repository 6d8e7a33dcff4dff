#include "pipeline/atoms/movement.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

namespace burin::layout {

namespace {

/// Of numbers like "12"; none of "X3", with which some programs number upbeats within a movement.
std::optional<std::uint32_t> whole_number(const std::string& text) {
  std::uint32_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

bool begins_anew(const Context& context, std::uint32_t measure) {
  constexpr std::uint32_t most_unnumbered = 16;
  const auto& measures = context.piece->measures;
  const std::optional<std::uint32_t> own = whole_number(measures[measure].number);
  if (!own || *own > 1) return false;
  for (std::uint32_t back = 1; back <= std::min(measure, most_unnumbered); ++back) {
    const std::optional<std::uint32_t> before = whole_number(measures[measure - back].number);
    if (before) return *before > 1;
  }
  return false;
}

bool ends_piece(const Context& context, std::uint32_t measure) {
  for (std::uint32_t s = 0; s < context.staves.size(); ++s) {
    if (!context.has(s, measure)) continue;
    const Barline& right = context.measure(s, measure).right;
    if (right.style == BarStyle::light_heavy || right.repeat_backward) return true;
  }
  return false;
}

}  // namespace

std::vector<std::uint32_t> movements_of(const Context& context) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t m = context.first + 1; m < context.end; ++m) {
    if (begins_anew(context, m) && ends_piece(context, m - 1)) found.push_back(m);
  }
  return found;
}

bool starts_movement(const Context& context, std::uint32_t measure) noexcept {
  return std::binary_search(context.movements.begin(), context.movements.end(), measure);
}

}  // namespace burin::layout
