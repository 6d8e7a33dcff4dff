#include "io/musicxml/writer/part_plan.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace burin::io {

namespace {

constexpr std::uint16_t lonely_stop = 15;
constexpr std::uint16_t lonely_start = 16;
constexpr std::int64_t most_for_part = 1'000'000;
constexpr std::int64_t most = 10'000'000;
constexpr std::int64_t rounded = 1'441'440;  // divisible by everything up to 16

/// The least common multiple as long as it stays in bounds.
std::int64_t multiple(std::int64_t a, std::int64_t b) {
  if (b <= 0 || b > most) return most + 1;
  const std::int64_t step = b / std::gcd(a, b);
  return a > most / step ? most + 1 : a * step;
}

struct Denominators {
  std::int64_t divisions{1};
  void take(Rational length) { divisions = multiple(divisions, length.den()); }
  template <class Set>
  void take_changes(const Set& set, std::size_t measure) {
    const auto& changes = set.changes();
    auto at = std::lower_bound(changes.begin(), changes.end(), measure,
                               [](const auto& one, std::size_t m) { return one.at.measure < static_cast<int>(m); });
    for (; at != changes.end() && at->at.measure == static_cast<int>(measure); ++at) take(at->at.offset);
  }
};

void take(const Measure& measure, Denominators& out, Rational& reach) {
  for (const auto& voice : measure.voices) {
    Rational end;
    auto leaf = [&](const auto& one) {
      out.take(one.duration);
      end += one.duration;
    };
    each_leaf(voice->items, leaf);
    reach = std::max(reach, end);
  }
  for (const PlacedMark& placed : measure.marks) out.take(placed.at);
  for (const auto& [at, style] : measure.middle) out.take(at);
}

void add_notes(const Measure& measure, SpanNumbers& numbers) {
  auto leaf = [&](const auto& one) {
    if constexpr (requires { one.marks; }) {
      for (const Mark& mark : one.marks) numbers.add(mark);
    }
    if constexpr (requires { one.notes; }) {
      for (const Note& note : one.notes) {
        for (const Mark& mark : note.marks) numbers.add(mark);
      }
    }
  };
  for (const auto& voice : measure.voices) each_leaf(voice->items, leaf);
}

/// In the order of writing: barline, staves with their directions and notes, barline.
void add_ends(const Instrument& instrument, std::size_t index, SpanNumbers& numbers) {
  const auto each = [&](const std::vector<Mark>& marks) {
    for (const Mark& mark : marks) numbers.add(mark);
  };
  for (const auto& staff : instrument.staves)
    with_measure(*staff, index, [&](const Measure& m) { each(m.left.marks); });
  for (const auto& staff : instrument.staves) {
    with_measure(*staff, index, [&](const Measure& measure) {
      for (const PlacedMark& placed : measure.marks) numbers.add(placed.mark);
      add_notes(measure, numbers);
    });
  }
  for (const auto& staff : instrument.staves)
    with_measure(*staff, index, [&](const Measure& m) { each(m.right.marks); });
}

}  // namespace

void SpanNumbers::add(const Mark& mark) {
  if (mark.role == SpanRole::none || mark.role == SpanRole::let_ring || mark.span == SpanId::none) return;
  Open& open = spans_[static_cast<std::uint32_t>(mark.span)];
  if (open.family == FamilyId::unsupported) open = {mark.family, ends_, ends_, 1};
  open.last = ends_++;
}

void SpanNumbers::settle() {
  std::vector<Open*> order;
  order.reserve(spans_.size());
  for (auto& [id, open] : spans_) order.push_back(&open);
  std::sort(order.begin(), order.end(), [](const Open* a, const Open* b) { return a->first < b->first; });
  std::map<FamilyId, std::vector<std::int64_t>> busy_until;  // by number - 1
  for (Open* open : order) {
    std::vector<std::int64_t>& numbers = busy_until[open->family];
    std::size_t at = 0;
    while (at < numbers.size() && numbers[at] >= static_cast<std::int64_t>(open->first)) ++at;
    if (at == lonely_stop - 1) {
      numbers.resize(std::max<std::size_t>(numbers.size(), lonely_start), std::int64_t{1} << 40);
      at = numbers.size();
    }
    if (at >= numbers.size()) numbers.resize(at + 1);
    numbers[at] = open->last;
    open->number = static_cast<std::uint16_t>(at + 1);
  }
}

int SpanNumbers::of(const Mark& mark) const {
  const auto at = spans_.find(static_cast<std::uint32_t>(mark.span));
  if (mark.span != SpanId::none && at != spans_.end()) return at->second.number;
  return mark.role == SpanRole::start ? lonely_start : lonely_stop;
}

PartPlan plan_part(const Instrument& instrument, const Piece& piece, bool first) {
  const std::size_t measures = piece.measures.size();
  PartPlan plan;
  plan.reach.resize(measures);
  plan.divisions.resize(measures, 1);
  std::int64_t whole = 1;
  for (std::size_t i = 0; i < measures; ++i) {
    Denominators own;
    own.take_changes(piece.times, i);
    own.take_changes(instrument.transpositions, i);
    if (first) own.take_changes(piece.tempos, i), own.take(piece.measures[i].length);
    for (const auto& staff : instrument.staves) {
      with_measure(*staff, i, [&](const Measure& measure) { take(measure, own, plan.reach[i]); });
      own.take_changes(staff->clefs, i);
      own.take_changes(staff->keys, i);
      own.take_changes(staff->times, i);
      own.take_changes(staff->line_changes, i);
    }
    plan.divisions[i] = own.divisions > most ? rounded : own.divisions;
    whole = std::min(multiple(whole, plan.divisions[i]), most_for_part + 1);
    add_ends(instrument, i, plan.numbers);
  }
  if (whole <= most_for_part) std::fill(plan.divisions.begin(), plan.divisions.end(), whole);
  plan.numbers.settle();
  return plan;
}

}  // namespace burin::io
