#include "pipeline/pages/page_turns.hpp"

#include <algorithm>

namespace burin::layout {

namespace {

bool silent(const Item& item) { return std::holds_alternative<Rest>(item) || std::holds_alternative<Space>(item); }

/// Whether a test holds for every voice of a measure on all staves; voices without items pass.
template <class Test>
bool all_voices(const Context& context, std::uint32_t measure, Test test) {
  for (std::uint32_t s = 0; s < context.staves.size(); ++s) {
    if (!context.has(s, measure)) continue;
    for (const auto& voice : context.measure(s, measure).voices) {
      if (!voice->items.empty() && !test(voice->items)) return false;
    }
  }
  return true;
}

bool rests(const Context& context, std::uint32_t measure) {
  return all_voices(context, measure,
                    [](const std::vector<Item>& items) { return std::all_of(items.begin(), items.end(), silent); });
}

}  // namespace

double turn_penalty(const Context& context, std::uint32_t measure) {
  int resting = 0;
  for (std::uint32_t m = measure; m < context.end && resting < 2 && rests(context, m); ++m) ++resting;
  for (std::uint32_t m = measure; m > context.first && resting < 2 && rests(context, m - 1); --m) ++resting;
  if (resting >= 2) return 0.0;
  if (resting == 1) return 0.3;
  const bool before = measure > 0 && all_voices(context, measure - 1,
                                                [](const std::vector<Item>& items) { return silent(items.back()); });
  const bool after = all_voices(context, measure, [](const std::vector<Item>& items) { return silent(items.front()); });
  return before || after ? 1.0 : 3.0;
}

}  // namespace burin::layout
