#include "pipeline/atoms/multi_rests.hpp"

#include <algorithm>

namespace burin::layout {

namespace {

/// Whether a voice has nothing but a rest over the whole measure, or spaces.
bool only_rests(const Voice& voice, Rational length) {
  return std::all_of(voice.items.begin(), voice.items.end(), [&](const Item& item) {
    if (std::holds_alternative<Space>(item)) return true;
    const Rest* rest = std::get_if<Rest>(&item);
    return rest != nullptr && rest->marks.empty() && (rest->whole_measure || rest->duration >= length);
  });
}

bool plain(const Barline& barline) {
  const bool style = barline.style == BarStyle::automatic || barline.style == BarStyle::regular;
  return style && !barline.repeat_forward && !barline.repeat_backward && barline.marks.empty();
}

class Finder {
 public:
  explicit Finder(Context& context) : context_(context) {}

  void run() {
    context_.rests_from.assign(context_.measures, 0);
    context_.rest_index.assign(context_.measures, 0);
    const MultiRests wanted = context_.options->multi_rests;
    if (wanted == MultiRests::never || context_.staves.empty()) return;
    const bool any =
        std::any_of(context_.facts.begin(), context_.facts.end(), [](const auto& facts) { return facts->multi_rests; });
    if (wanted != MultiRests::automatic && !any) return;
    for (std::uint32_t m = 0; m < context_.measures;) {
      const std::uint32_t most = wanted == MultiRests::automatic ? context_.measures - m : encoded(m);
      std::uint32_t count = 0;
      while (count < most && m + count < context_.measures && goes_on(m, count)) ++count;
      if (count >= 2) mark(m, count);
      m += std::max(count, 1U);
    }
  }

 private:
  std::uint32_t encoded(std::uint32_t m) const {
    std::uint32_t most = 0;
    for (std::uint32_t s = 0; s < context_.staves.size(); ++s) {
      if (context_.has(s, m)) most = std::max<std::uint32_t>(most, context_.measure(s, m).multi_rest);
    }
    return most;
  }

  void mark(std::uint32_t m, std::uint32_t count) {
    context_.rests_from[m] = static_cast<std::uint16_t>(std::min(count, 60'000U));
    for (std::uint32_t k = 1; k < count; ++k) context_.rest_index[m + k] = static_cast<std::uint16_t>(k);
  }

  /// Whether measure m + k rests and can follow the k measures before it.
  bool goes_on(std::uint32_t m, std::uint32_t k) const {
    const MeasureInfo& info = context_.piece->measures[m + k];
    const bool honour = context_.options->breaks == Breaks::encoded || context_.options->honour_breaks;
    if (k > 0 && honour && (info.system_break || info.page_break)) return false;
    for (std::uint32_t s = 0; s < context_.staves.size(); ++s) {
      if (!context_.has(s, m + k)) continue;
      if (!rests(s, m + k) || (k > 0 && !follows(s, m + k))) return false;
    }
    return true;
  }

  bool rests(std::uint32_t s, std::uint32_t m) const {
    const Measure& measure = context_.measure(s, m);
    if (measure.measure_repeat > 0 || measure.slash != Measure::SlashMode::none || !measure.middle.empty())
      return false;
    const Rational length = context_.piece->measures[m].length;
    return std::all_of(measure.voices.begin(), measure.voices.end(),
                       [&](const auto& voice) { return only_rests(*voice, length); });
  }

  /// Nothing between the measure before and this one needs a place.
  bool follows(std::uint32_t s, std::uint32_t m) const {
    const Measure& measure = context_.measure(s, m);
    const Measure& before = context_.measure(s, m - 1);
    if (!measure.marks.empty() || !measure.endings.empty()) return false;
    if (!plain(measure.left) || !plain(before.right)) return false;
    const bool ends = std::any_of(before.endings.begin(), before.endings.end(),
                                  [](const auto& ending) { return ending.first != Ending::Role::start; });
    return !ends && !changes(s, m);
  }

  /// Clef, key or time changes after the start of the measure before and up to the start of this one.
  bool changes(std::uint32_t s, std::uint32_t m) const {
    const Position from{static_cast<std::int32_t>(m) - 1, {}};
    const Position to{static_cast<std::int32_t>(m), {}};
    const auto any = [&](const auto& set) {
      return std::any_of(set.changes().begin(), set.changes().end(),
                         [&](const auto& change) { return from < change.at && !(to < change.at); });
    };
    const Staff& staff = *context_.staves[s].staff;
    return any(staff.clefs) || any(staff.keys) || any(staff.times) || any(context_.piece->times);
  }

  Context& context_;
};

}  // namespace

void find_multi_rests(Context& context) { Finder(context).run(); }

}  // namespace burin::layout
