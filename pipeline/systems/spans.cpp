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

void note_end(std::vector<Span>& spans, std::vector<Span>& open, std::vector<SpanEnd>& middles, const Mark& mark,
              const SpanEnd& end, Rational measure_end) {
  if (mark.hidden) return;
  if (mark.span == SpanId::none) {
    if (mark.role == SpanRole::start) add_open(open, mark, end, measure_end);
    return;
  }
  const auto index = static_cast<std::size_t>(mark.span);
  if (index >= spans.size()) spans.resize(index + 1);
  if (index >= middles.size()) middles.resize(index + 1);
  if (mark.role == SpanRole::middle) middles[index] = end;
  Span& span = spans[index];
  span.family = mark.family;
  if (mark.role == SpanRole::start && span.start.mark == nullptr) span.start = end;
  if (mark.role == SpanRole::stop && span.stop.mark == nullptr) span.stop = end;
}

class Finder {
 public:
  void event(const MeasureAtoms& atoms, std::uint32_t e) {
    const Event& event = atoms.events[e];
    SpanEnd end;
    end.measure = atoms.measure;
    end.event = e;
    end.staff = event.staff;
    end.at = event.onset;
    end.vpd = event.vpd;
    take(event.chord != nullptr ? event.chord->marks : event.rest->marks, end, atoms.length);
    for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
      end.head = h;
      take(atoms.heads[h].note->marks, end, atoms.length);
    }
  }

  void placed(const PlacedMark& placed, const MeasureAtoms& atoms, std::uint32_t staff, const Vpd& vpd) {
    SpanEnd end;
    end.mark = &placed.mark;
    end.measure = atoms.measure;
    end.staff = staff;
    end.at = placed.at;
    end.vpd = vpd;
    note_end(spans_, open_, middles_, placed.mark, end, atoms.length);
  }

  std::vector<Span> take_all() {
    // What was broken off and never taken up again ends there.
    for (std::size_t i = 0; i < middles_.size(); ++i) {
      if (spans_[i].start.mark != nullptr && spans_[i].stop.mark == nullptr) spans_[i].stop = middles_[i];
    }
    std::erase_if(spans_, [](const Span& span) { return !span.whole(); });
    spans_.insert(spans_.end(), open_.begin(), open_.end());
    return std::move(spans_);
  }

 private:
  void take(const std::vector<Mark>& marks, SpanEnd end, Rational measure_end) {
    for (const Mark& mark : marks) {
      end.mark = &mark;
      note_end(spans_, open_, middles_, mark, end, measure_end);
    }
  }

  std::vector<Span> spans_;
  std::vector<Span> open_;
  std::vector<SpanEnd> middles_;  // the last one of each span
};

}  // namespace

std::vector<Span> find_spans(const Context& context, const std::vector<std::shared_ptr<const MeasureAtoms>>& atoms) {
  Finder finder;
  for (const auto& measure : atoms) {
    for (std::uint32_t e = 0; e < measure->events.size(); ++e) finder.event(*measure, e);
    for (std::uint32_t s = 0; s < context.staves.size(); ++s) {
      if (!context.has(s, measure->measure)) continue;
      const Vpd vpd = context.staves[s].vpd.child(measure->measure);
      for (const PlacedMark& placed : context.measure(s, measure->measure).marks) {
        finder.placed(placed, *measure, s, vpd);
      }
    }
  }
  return finder.take_all();
}

}  // namespace burin::layout
