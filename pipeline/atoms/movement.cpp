#include "pipeline/atoms/movement.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

namespace burin::layout {

namespace {

/// Of numbers like "12"; none of "X3", with which some programs number upbeats within a movement.
std::optional<std::uint32_t> plain_number(const std::string& text) {
  std::uint32_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

bool begins_anew(const Context& context, std::uint32_t measure) {
  constexpr std::uint32_t most_unnumbered = 16;
  const auto& measures = context.piece->measures;
  const std::optional<std::uint32_t> own = plain_number(measures[measure].number);
  if (!own || *own > 1) return false;
  for (std::uint32_t back = 1; back <= std::min(measure, most_unnumbered); ++back) {
    const std::optional<std::uint32_t> before = plain_number(measures[measure - back].number);
    if (before) return *before > 1;
  }
  return false;
}

bool has(const std::vector<std::uint32_t>& ascending, std::uint32_t measure) noexcept {
  return std::binary_search(ascending.begin(), ascending.end(), measure);
}

}  // namespace

void find_movements(Context& context) {
  std::vector<std::uint32_t> closed;
  for (const auto& facts : context.facts) closed.insert(closed.end(), facts->closes.begin(), facts->closes.end());
  std::sort(closed.begin(), closed.end());
  closed.erase(std::unique(closed.begin(), closed.end()), closed.end());
  for (const std::uint32_t end : closed) {
    const std::uint32_t m = end + 1;
    if (m <= context.first || m >= context.end) continue;
    const bool headed = std::any_of(context.facts.begin(), context.facts.end(),
                                    [&](const auto& facts) { return has(facts->headed, m); });
    if (begins_anew(context, m)) context.movements.push_back(m);
    if (headed) context.sections.push_back(m);
  }
}

bool starts_movement(const Context& context, std::uint32_t measure) noexcept { return has(context.movements, measure); }

bool starts_section(const Context& context, std::uint32_t measure) noexcept { return has(context.sections, measure); }

}  // namespace burin::layout
