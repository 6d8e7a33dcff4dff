#include "pipeline/systems/spans.hpp"

#include <algorithm>

#include "pipeline/elements/element.hpp"

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

void note_end(std::vector<Span>& spans, std::vector<Span>& open, std::vector<SpanEnd>& middles, const SpanEnd& end,
              Rational measure_end) {
  const Mark& mark = *end.mark;
  if (mark.span == SpanId::none) return add_open(open, mark, end, measure_end);
  const auto index = static_cast<std::size_t>(mark.span);
  if (index >= spans.size()) spans.resize(index + 1);
  if (mark.role == SpanRole::middle) {
    if (index >= middles.size()) middles.resize(index + 1);
    middles[index] = end;
  }
  Span& span = spans[index];
  span.family = mark.family;
  if (mark.role == SpanRole::start && span.start.mark == nullptr) span.start = end;
  if (mark.role == SpanRole::stop && span.stop.mark == nullptr) span.stop = end;
}

/// Marks of one measure that begin or end something.
class Finder {
 public:
  explicit Finder(MeasureSpanEnds& out) : out_(out) {}

  void event(const MeasureAtoms& atoms, std::uint32_t e) {
    const Event& event = atoms.events[e];
    SpanEnd end;
    end.measure = atoms.measure;
    end.event = e;
    end.staff = event.staff;
    end.at = event.onset;
    end.vpd = event.vpd;
    take(event.chord != nullptr ? event.chord->marks : event.rest->marks, end);
    for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
      end.head = h;
      take(atoms.heads[h].note->marks, end);
    }
  }

  void placed(const PlacedMark& placed, const MeasureAtoms& atoms, std::uint32_t staff, const Vpd& vpd) {
    SpanEnd end;
    end.measure = atoms.measure;
    end.staff = staff;
    end.at = placed.at;
    end.vpd = vpd;
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

  MeasureSpanEnds& out_;
};

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

std::vector<Span> join_spans(const std::vector<std::shared_ptr<const MeasureSpanEnds>>& measures) {
  std::vector<Span> spans;
  std::vector<Span> open;
  std::vector<SpanEnd> middles;  // the last one of each span
  std::size_t last = 0;
  for (const auto& measure : measures) last = std::max(last, measure->last);
  spans.reserve(last + 1);
  for (const auto& measure : measures) {
    for (const SpanEnd& end : measure->ends) note_end(spans, open, middles, end, measure->length);
  }
  // What was broken off and never taken up again ends there.
  for (std::size_t i = 0; i < middles.size(); ++i) {
    if (spans[i].start.mark != nullptr && spans[i].stop.mark == nullptr && middles[i].mark != nullptr)
      spans[i].stop = middles[i];
  }
  std::erase_if(spans, [](const Span& span) { return !span.whole(); });
  spans.insert(spans.end(), open.begin(), open.end());
  return spans;
}

}  // namespace burin::layout
