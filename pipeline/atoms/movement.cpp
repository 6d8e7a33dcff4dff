#include "pipeline/atoms/movement.hpp"

#include "pipeline/elements/system_sign.hpp"

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

bool starts_movement(const Context& context, std::uint32_t measure) {
  if (measure <= context.first || measure >= context.end) return false;
  return begins_anew(context, measure) && ends_piece(context, measure - 1);
}

bool starts_section(const Context& context, std::uint32_t measure) {
  if (measure <= context.first || measure >= context.end) return false;
  const auto headed = [&](std::uint32_t staff) {
    if (!context.has(staff, measure)) return false;
    const auto& marks = context.measure(staff, measure).marks;
    return std::any_of(marks.begin(), marks.end(),
                       [](const PlacedMark& placed) { return placed.at == Rational(0) && is_heading(placed.mark); });
  };
  for (std::uint32_t s = 0; s < context.staves.size(); ++s) {
    if (headed(s)) return ends_piece(context, measure - 1);
  }
  return false;
}

}  // namespace burin::layout
