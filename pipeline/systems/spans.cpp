#include "pipeline/systems/spans.hpp"

#include <algorithm>

namespace burin::layout {

namespace {

void note_end(std::vector<Span>& spans, const Mark& mark, const SpanEnd& end) {
  if (mark.span == SpanId::none || mark.hidden) return;
  const auto index = static_cast<std::size_t>(mark.span);
  if (index >= spans.size()) spans.resize(index + 1);
  Span& span = spans[index];
  span.family = mark.family;
  if (mark.role == SpanRole::start && span.start.mark == nullptr) span.start = end;
  if (mark.role == SpanRole::stop && span.stop.mark == nullptr) span.stop = end;
}

void take_marks(std::vector<Span>& spans, const std::vector<Mark>& marks, SpanEnd end) {
  for (const Mark& mark : marks) {
    end.mark = &mark;
    note_end(spans, mark, end);
  }
}

void take_event(std::vector<Span>& spans, const MeasureAtoms& atoms, std::uint32_t e) {
  const Event& event = atoms.events[e];
  SpanEnd end;
  end.measure = atoms.measure;
  end.event = e;
  end.staff = event.staff;
  end.at = event.onset;
  end.vpd = event.vpd;
  take_marks(spans, event.chord != nullptr ? event.chord->marks : event.rest->marks, end);
  for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
    end.head = h;
    take_marks(spans, atoms.heads[h].note->marks, end);
  }
}

}  // namespace

std::vector<Span> find_spans(const Context& context, const std::vector<std::shared_ptr<const MeasureAtoms>>& atoms) {
  std::vector<Span> spans;
  for (const auto& measure : atoms) {
    for (std::uint32_t e = 0; e < measure->events.size(); ++e) take_event(spans, *measure, e);
    for (std::uint32_t s = 0; s < context.staves.size(); ++s) {
      if (!context.has(s, measure->measure)) continue;
      for (const PlacedMark& placed : context.measure(s, measure->measure).marks) {
        SpanEnd end;
        end.mark = &placed.mark;
        end.measure = measure->measure;
        end.staff = s;
        end.at = placed.at;
        end.vpd = context.staves[s].vpd.child(measure->measure);
        note_end(spans, placed.mark, end);
      }
    }
  }
  std::erase_if(spans, [](const Span& span) { return !span.whole(); });
  return spans;
}

}  // namespace burin::layout
