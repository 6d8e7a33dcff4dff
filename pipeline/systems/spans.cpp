#include "pipeline/systems/spans.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "pipeline/elements/element.hpp"
#include "pipeline/elements/system_sign.hpp"

namespace burin::layout {

namespace {

/// A line that the file never ends is drawn to the end of its measure: nothing vanishes.
void add_open(std::vector<Span>& open, const Mark& mark, const SpanEnd& start, Rational measure_end) {
  const ElementFamily* own = family(mark.family);
  if (own == nullptr || own->paint_span == nullptr) return;
  Span span;
  span.family = mark.family;
  span.start = start;
  span.stop = start;
  span.stop.event = SpanEnd::no_event;
  span.stop.at = measure_end;
  open.push_back(span);
}

void note_end(std::vector<Span>& spans, std::vector<Span>& open, const SpanEnd& end, Rational measure_end) {
  const Mark& mark = *end.mark;
  if (mark.span == SpanId::none) return add_open(open, mark, end, measure_end);
  const auto index = static_cast<std::size_t>(mark.span);
  if (index >= spans.size()) spans.resize(index + 1);
  Span& span = spans[index];
  if (mark.role == SpanRole::middle) span.middles.push_back(end);
  span.family = mark.family;
  if (mark.role == SpanRole::start && span.start.mark == nullptr) span.start = end;
  if (mark.role == SpanRole::stop && span.stop.mark == nullptr) span.stop = end;
}

std::pair<std::uint32_t, Rational> place(const SpanEnd& end) { return {end.measure, end.at}; }

/// Lines of the damper pedal by staff and start.
std::vector<Span*> pedals_of(std::vector<Span>& spans) {
  std::vector<Span*> pedals;
  for (Span& span : spans) {
    const ElementFamily* own = family(span.family);
    if (own != nullptr && own->name == "pedal" && span.start.mark->variant == 0) pedals.push_back(&span);
  }
  std::stable_sort(pedals.begin(), pedals.end(), [](const Span* a, const Span* b) {
    return std::pair(a->start.staff, place(a->start)) < std::pair(b->start.staff, place(b->start));
  });
  return pedals;
}

/// Programs write the next press of a pedal before the release of the last one: both are one change. A foot has but one
/// pedal: of lines inside one another the first to begin is the first to end.
void join_pedals(std::vector<Span>& spans) {
  const std::vector<Span*> pedals = pedals_of(spans);
  for (std::size_t i = 0; i < pedals.size();) {
    std::size_t end = i;
    std::vector<SpanEnd> stops;
    for (; end < pedals.size() && pedals[end]->start.staff == pedals[i]->start.staff; ++end)
      stops.push_back(pedals[end]->stop);
    std::stable_sort(stops.begin(), stops.end(),
                     [](const SpanEnd& a, const SpanEnd& b) { return place(a) < place(b); });
    for (std::size_t k = i; k < end; ++k) {
      Span& span = *pedals[k];
      span.stop = stops[k - i];
      const bool pressed_again = k + 1 < end && place(span.start) < place(pedals[k + 1]->start) &&
                                 place(pedals[k + 1]->start) <= place(span.stop);
      if (!pressed_again) continue;
      const SpanEnd release = span.stop;
      span.stop = pedals[k + 1]->start;
      span.stop.mark = release.mark;
      span.stop.vpd = release.vpd;
      span.followed = pedals[k + 1]->follows = true;
    }
    i = end;
  }
}

/// Marks of one measure that begin or end something.
class Finder {
 public:
  explicit Finder(MeasureSpanEnds& out) : out_(out) {}

  void event(const MeasureAtoms& atoms, std::uint32_t e) {
    const Event& event = atoms.events[e];
    const auto heads = std::span(atoms.heads).subspan(event.first_head, event.head_count);
    const std::vector<Mark>& marks = event.chord != nullptr ? event.chord->marks : event.rest->marks;
    const auto bare = [](const Head& head) { return head.note->marks.empty(); };
    if (marks.empty() && std::all_of(heads.begin(), heads.end(), bare)) return;  // most have nothing
    SpanEnd end;
    end.measure = atoms.measure;
    end.event = e;
    end.staff = event.staff;
    end.at = event.onset;
    end.vpd = event.vpd;
    take(marks, end);
    for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
      end.head = h;
      take(atoms.heads[h].note->marks, end);
    }
  }

  void placed(const PlacedMark& placed, const MeasureAtoms& atoms, std::uint32_t staff, const Vpd& vpd) {
    const ElementFamily* own = family(placed.mark.family);
    if (own == nullptr) return;
    if (own->name == "dynamic" && !placed.mark.hidden) out_.dynamics.push_back({staff, placed.at});
    if (own->name == "words") word_ = {&placed, staff};
    SpanEnd end;
    end.measure = atoms.measure;
    end.staff = staff;
    end.at = placed.at;
    end.graces = placed.graces;
    end.vpd = vpd;
    end.yields = own->name == "dashes" && follows_dynamic_word(placed, staff);
    if (end.yields && placed.mark.role == SpanRole::start) out_.dynamics.push_back({staff, placed.at});
    take(placed.mark, end);
  }

 private:
  void take(const Mark& mark, SpanEnd& end) {
    if (mark.hidden || (mark.span == SpanId::none && mark.role != SpanRole::start)) return;
    end.mark = &mark;
    out_.ends.push_back(end);
    out_.last = std::max(out_.last, static_cast<std::size_t>(mark.span));
  }
  void take(const std::vector<Mark>& marks, SpanEnd& end) {
    for (const Mark& mark : marks) take(mark, end);
  }

  bool follows_dynamic_word(const PlacedMark& dashes, std::uint32_t staff) const {
    if (word_.mark == nullptr || word_.staff != staff || word_.mark->at != dashes.at) return false;
    const Mark& word = word_.mark->mark;
    return !may_hold_for_all(word) && family(word.family)->rule_for(word).placing == Placing::dynamics;
  }

  struct Word {
    const PlacedMark* mark{nullptr};
    std::uint32_t staff{0};
  };

  MeasureSpanEnds& out_;
  Word word_;  // the last one
};

using Measures = std::vector<std::shared_ptr<const MeasureSpanEnds>>;

/// The first dynamic on the staff after a place, at the latest in the measure `last`.
std::optional<SpanEnd> next_dynamic(const Measures& measures, const SpanEnd& start, std::uint32_t last) {
  for (std::uint32_t m = start.measure; m <= last && m < measures.size(); ++m) {
    const DynamicPlace* first = nullptr;
    for (const DynamicPlace& one : measures[m]->dynamics) {
      if (one.staff != start.staff || (m == start.measure && one.at <= start.at)) continue;
      if (first == nullptr || one.at < first->at) first = &one;
    }
    if (first == nullptr) continue;
    SpanEnd end = start;
    end.measure = m;
    end.event = SpanEnd::no_event;
    end.at = first->at;
    return end;
  }
  return std::nullopt;
}

/// Ends a line of the dynamics at the next dynamic; one without an end of its own is looked after one measure further.
void yield_to_dynamics(Span& span, const Measures& measures) {
  if (!span.start.yields) return;
  const bool open = span.stop.mark == span.start.mark;
  const bool backwards = place(span.stop) <= place(span.start);
  const std::uint32_t last = open || backwards ? span.start.measure + 1 : span.stop.measure;
  std::optional<SpanEnd> end = next_dynamic(measures, span.start, last);
  if (!end) return;
  if (!open && !backwards && place(*end) >= place(span.stop)) return;
  end->mark = span.stop.mark;
  end->vpd = span.stop.vpd;
  span.stop = *end;
}

}  // namespace

std::shared_ptr<const MeasureSpanEnds> find_span_ends(const Context& context, const MeasureAtoms& atoms) {
  auto found = std::make_shared<MeasureSpanEnds>();
  found->length = atoms.length;
  Finder finder(*found);
  for (std::uint32_t e = 0; e < atoms.events.size(); ++e) finder.event(atoms, e);
  for (std::uint32_t s = 0; s < context.staves.size(); ++s) {
    if (!context.has(s, atoms.measure)) continue;
    const Vpd vpd = context.staves[s].vpd.child(atoms.measure);
    for (const PlacedMark& placed : context.measure(s, atoms.measure).marks) finder.placed(placed, atoms, s, vpd);
  }
  return found;
}

std::vector<Span> join_spans(const Measures& measures) {
  std::vector<Span> spans;
  std::vector<Span> open;
  std::size_t last = 0;
  for (const auto& measure : measures) last = std::max(last, measure->last);
  spans.reserve(last + 1);
  for (const auto& measure : measures) {
    for (const SpanEnd& end : measure->ends) note_end(spans, open, end, measure->length);
  }
  // What was broken off and never taken up again ends there.
  for (Span& span : spans) {
    if (span.start.mark == nullptr || span.stop.mark != nullptr || span.middles.empty()) continue;
    span.stop = span.middles.back();
    span.middles.pop_back();
  }
  std::erase_if(spans, [](const Span& span) { return !span.whole(); });
  spans.insert(spans.end(), open.begin(), open.end());
  for (Span& span : spans) yield_to_dynamics(span, measures);
  join_pedals(spans);
  return spans;
}

}  // namespace burin::layout
