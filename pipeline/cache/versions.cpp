#include "pipeline/cache/versions.hpp"

#include <algorithm>
#include <iterator>

namespace burin::layout {

namespace {

template <class T>
bool same_value(const T* a, const T* b) {
  return a == b || (a != nullptr && b != nullptr && *a == *b);
}

/// Whether two change sets say the same of a measure: on its way in, inside it, and where the next one begins.
template <class T>
bool same_in(const ChangeSet<T>& a, const ChangeSet<T>& b, std::uint32_t measure) {
  const Position from{static_cast<std::int32_t>(measure), {}};
  const Position to{static_cast<std::int32_t>(measure) + 1, {}};
  if (!same_value(a.before(from), b.before(from))) return false;
  const auto before = [](const auto& change, Position at) { return change.at < at; };
  const auto after = [](Position at, const auto& change) { return at < change.at; };
  const auto& x = a.changes();
  const auto& y = b.changes();
  return std::equal(std::lower_bound(x.begin(), x.end(), from, before), std::upper_bound(x.begin(), x.end(), to, after),
                    std::lower_bound(y.begin(), y.end(), from, before),
                    std::upper_bound(y.begin(), y.end(), to, after));
}

bool same_staff_frame(const StaffRef& a, const StaffRef& b) {
  const Instrument& x = *a.instrument;
  const Instrument& y = *b.instrument;
  return a.staff->lines == b.staff->lines && a.staff->line_changes == b.staff->line_changes &&
         a.staff->tuning == b.staff->tuning && a.scale == b.scale && a.staff->is_tab == b.staff->is_tab &&
         a.musician_index == b.musician_index && a.first_of_instrument == b.first_of_instrument &&
         a.staves_of_instrument == b.staves_of_instrument && a.vpd == b.vpd &&
         a.computes_accidentals == b.computes_accidentals && a.beams_by_meter == b.beams_by_meter &&
         a.staff->measures.size() == b.staff->measures.size() &&
         (&x == &y ||
          (x.name == y.name && x.short_name == y.short_name && x.name_hidden == y.name_hidden &&
           x.staff_symbol == y.staff_symbol && x.name_changes == y.name_changes && x.name_parts == y.name_parts &&
           x.symbol_first == y.symbol_first && x.symbol_last == y.symbol_last));
}

bool same_frame(const Context& old, const Context& now) {
  return old.measures == now.measures && old.piece->source.staff_size_mm == now.piece->source.staff_size_mm &&
         old.piece->groups == now.piece->groups &&
         std::equal(old.staves.begin(), old.staves.end(), now.staves.begin(), now.staves.end(), same_staff_frame);
}

bool same_info(const MeasureInfo& a, const MeasureInfo& b) {
  return a.length == b.length && a.number == b.number && a.implicit == b.implicit;
}

const std::vector<StaffFacts::EndingAt>& endings_of(const Context& context) {
  static const std::vector<StaffFacts::EndingAt> none;
  for (const auto& facts : context.facts) {
    if (!facts->endings.empty()) return facts->endings;
  }
  return none;
}

bool same_endings(const Context& old, const Context& now) {
  const auto& a = endings_of(old);
  const auto& b = endings_of(now);
  return &a == &b || std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.measure == y.measure && x.role == y.role && *x.ending == *y.ending;
  });
}

}  // namespace

Versions::Versions(const Context& context)
    : run_(1),
      frame_(1),
      endings_(1),
      staves_(static_cast<std::uint32_t>(context.staves.size())),
      measures_(context.measures),
      stamps_(std::size_t{staves_} * measures_, 1),
      changed_(measures_, 1) {}

Versions::Versions(const Versions& before, const Context& old, const Context& now) : Versions(before) {
  ++run_;
  if (!same_frame(old, now)) {
    const std::uint32_t run = run_;
    *this = Versions(now);
    run_ = frame_ = endings_ = run;
    std::fill(stamps_.begin(), stamps_.end(), run);
    return;
  }
  std::fill(changed_.begin(), changed_.end(), 0);
  for (std::uint32_t s = 0; s < staves_; ++s) compare_staff(old, now, s);
  if (!same_endings(old, now)) endings_ = run_;
  for (std::uint32_t m = 0; m < measures_; ++m) {
    if (old.rests_from[m] == now.rests_from[m] && old.rest_index[m] == now.rest_index[m]) continue;
    for (std::uint32_t s = 0; s < staves_; ++s) touch(s, m);
  }
  if (old.movements != now.movements) {
    std::vector<std::uint32_t> moved;
    std::set_symmetric_difference(old.movements.begin(), old.movements.end(), now.movements.begin(),
                                  now.movements.end(), std::back_inserter(moved));
    for (const std::uint32_t m : moved) {  // the measure before says no more what comes, or does again
      for (std::uint32_t s = 0; s < staves_; ++s) touch(s, m - 1), touch(s, m);
    }
  }
  if (old.piece->measures.same(now.piece->measures)) return;
  for (std::uint32_t m = 0; m < measures_; ++m) {
    if (same_info(old.piece->measures.get()[m], now.piece->measures.get()[m])) continue;
    for (std::uint32_t s = 0; s < staves_; ++s) touch(s, m);
  }
}

void Versions::touch(std::uint32_t staff, std::uint32_t measure) noexcept {
  stamps_[std::size_t{staff} * measures_ + measure] = run_;
  changed_[measure] = 1;
}

void Versions::compare_staff(const Context& old, const Context& now, std::uint32_t staff) {
  const Staff& a = *old.staves[staff].staff;
  const Staff& b = *now.staves[staff].staff;
  const bool times = old.piece->times == now.piece->times;
  if (&a == &b && times) return;
  const auto& shifts_a = old.facts[staff]->octave_shifts;
  const auto& shifts_b = now.facts[staff]->octave_shifts;
  const bool attributes = times && a.clefs == b.clefs && a.keys == b.keys && a.times == b.times && shifts_a == shifts_b;
  const auto all = std::min<std::size_t>(measures_, a.measures.size());
  for (std::uint32_t m = 0; m < all; ++m) {
    const bool same =
        a.measures[m] == b.measures[m] &&
        (attributes || (same_in(a.clefs, b.clefs, m) && same_in(a.keys, b.keys, m) && same_in(a.times, b.times, m) &&
                        same_in(shifts_a, shifts_b, m) && same_in(old.piece->times, now.piece->times, m)));
    if (!same) touch(staff, m);
  }
}

std::uint32_t Versions::newest(std::uint32_t first_staff, std::uint32_t last_staff, std::int64_t first_measure,
                               std::int64_t last_measure) const noexcept {
  const auto begin = static_cast<std::size_t>(std::max<std::int64_t>(first_measure, 0));
  const auto end = static_cast<std::size_t>(std::min<std::int64_t>(last_measure + 1, measures_));
  std::uint32_t newest = 0;
  for (std::size_t s = first_staff; s <= last_staff; ++s) {
    for (std::size_t m = begin; m < end; ++m) newest = std::max(newest, stamps_[s * measures_ + m]);
  }
  return newest;
}

}  // namespace burin::layout
