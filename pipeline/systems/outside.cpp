// Everything outside the staff by priority, nearest first: handbook §16, §23.2.
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

/// A sign or a piece of a spanner that waits for its height.
struct Waiting {
  const Mark* mark{nullptr};
  const ElementFamily* family{nullptr};
  SignRule rule;
  bool above{true};
  std::int32_t measure{-1};  // of the system; -1: belongs to the staff
  Position at{};             // musical start
  Position until{};          // musical end, for spanners
  bool span{false};
  SpanContext context;
  double x{0.0};
  double width{0.0};
  PaintList paint;
  Box box{};  // relative to (x, 0)
  double y{0.0};
  bool joined{false};  // goes on in the line of the one before it
};

class Outside {
 public:
  Outside(SystemWork& system, StaffWork& staff)
      : system_(system), staff_(staff), style_(system.context->style.outside) {}

  void run() {
    take_marks();
    take_spans();
    dynamics(false);
    dynamics(true);
    others();
  }

 private:
  [[nodiscard]] double inverse() const { return 1.0 / staff_.scale; }

  bool is_above(const Mark& mark, const SignRule& rule) const {
    if (mark.side != Side::automatic) return mark.side == Side::above;
    if (rule.placing == Placing::dynamics && staff_.has_lyrics) return true;
    return rule.side == Side::above;
  }

  Waiting start(const Mark& mark, const ElementFamily& own, const Vpd& vpd) const {
    Waiting waiting;
    waiting.mark = &mark;
    waiting.family = &own;
    waiting.rule = own.rule_for(mark);
    waiting.above = is_above(mark, waiting.rule);
    waiting.context.sign = system_.sign_context();
    waiting.context.sign.above = waiting.above;
    waiting.context.sign.vpd = vpd;
    return waiting;
  }

  static bool outside(const SignRule& rule) {
    return rule.placing == Placing::dynamics || rule.placing == Placing::outside;
  }

  void take_marks() {
    for (std::uint32_t i = 0; i < system_.line.count; ++i) {
      const std::uint32_t m = system_.line.first + i;
      if (!system_.context->has(staff_.staff, m)) continue;
      const Vpd vpd = system_.context->staves[staff_.staff].vpd.child(m);
      for (const PlacedMark& placed : system_.context->measure(staff_.staff, m).marks) {
        take(placed.mark, i, placed.at, vpd);
        if (placed.joined && waiting_.size() > 1 && waiting_.back().mark == &placed.mark) waiting_.back().joined = true;
      }
      const MeasureAtoms& atoms = system_.atoms(i);
      for (std::uint32_t e = atoms.staff_begin[staff_.staff]; e < atoms.staff_begin[staff_.staff + 1]; ++e) {
        const Event& event = atoms.events[e];
        const auto& marks = event.chord != nullptr ? event.chord->marks : event.rest->marks;
        for (const Mark& mark : marks) take(mark, i, event.onset, event.vpd);
      }
    }
  }

  void take(const Mark& mark, std::uint32_t i, Rational at, const Vpd& vpd) {
    const ElementFamily* own = family(mark.family);
    if (own == nullptr || own->paint == nullptr || mark.hidden) return;
    if (!outside(own->rule_for(mark))) return;
    Waiting waiting = start(mark, *own, vpd);
    waiting.measure = static_cast<std::int32_t>(i);
    waiting.at = {static_cast<std::int32_t>(system_.line.first + i), at};
    waiting.x = x_of(waiting.rule, i, at);
    PaintBuilder out;
    own->paint(waiting.context.sign, mark, out);
    if (out.empty()) return;
    finish(waiting, out);
    waiting_.push_back(std::move(waiting));
  }

  double x_of(const SignRule& rule, std::uint32_t i, Rational at) const {
    const MeasurePlace& measure = system_.geometry.measures[i];
    switch (rule.align) {
      case AlignX::barline: return (i == 0 ? system_.geometry.header_width * 0.0 : measure.left) * inverse();
      case AlignX::right_barline: return measure.right * inverse();
      case AlignX::time_signature_or_head:
        if (at.num() == 0 && i == 0 && system_.line.first == 0) {
          const PrefixSigns& header = (*system_.stacks)[0]->header;
          if (header.has_time) return d(header.time_x) * inverse();
        }
        return system_.x_at(i, at) * inverse();
      case AlignX::head_centre: return system_.x_at(i, at) * inverse() + 0.59;
      default: return system_.x_at(i, at) * inverse();
    }
  }

  void finish(Waiting& waiting, PaintBuilder& out) const {
    waiting.box = ink_box(out.list(), *system_.context->glyphs, *system_.context->text);
    waiting.paint = out.take();
  }

  double end_x(const SpanEnd& end) const {
    const std::uint32_t i = end.measure - system_.line.first;
    return system_.x_at(i, end.at) * inverse();
  }

  void take_spans() {
    for (const Span* span : system_.spans) {
      if (span->start.staff != staff_.staff) continue;
      const ElementFamily* own = family(span->family);
      if (own == nullptr || own->paint_span == nullptr || !outside(own->rule_for(*span->start.mark))) continue;
      Waiting waiting = start(*span->start.mark, *own, span->start.vpd);
      waiting.span = true;
      waiting.at = {static_cast<std::int32_t>(span->start.measure), span->start.at};
      waiting.until = {static_cast<std::int32_t>(span->stop.measure), span->stop.at};
      waiting.context.begins = system_.holds(span->start.measure);
      waiting.context.ends = system_.holds(span->stop.measure);
      waiting.context.stop = span->stop.mark;
      waiting.context.sign.extras = waiting.context.begins ? extra_none : extra_continuation;
      const double left =
          waiting.context.begins ? end_x(span->start) : (system_.geometry.header_width + 0.6) * inverse();
      double right =
          waiting.context.ends ? end_x(span->stop) : (system_.geometry.measures.back().right - 0.3) * inverse();
      if (waiting.context.ends && span->stop.event != SpanEnd::no_event) right += 1.0;
      waiting.x = left;
      waiting.width = std::max(right - left, 0.8);
      waiting_.push_back(std::move(waiting));
    }
  }

  void paint_span(Waiting& waiting) const {
    waiting.context.width = waiting.width;
    PaintBuilder out;
    waiting.family->paint_span(waiting.context, *waiting.mark, out);
    finish(waiting, out);
  }

  /// Height at which a sign just keeps clear of what has been placed.
  double needed(const Waiting& waiting, double padding) const {
    const double edge = (system_.context->staves[staff_.staff].staff->lines - 1) / 2.0 + style_.staff_padding;
    const double x0 = waiting.x + waiting.box.left;
    const double x1 = waiting.x + waiting.box.right;
    if (waiting.above) {
      const double from = staff_.up.height(x0, x1, style_.horizontal_padding);
      return std::max(from + padding, edge) - waiting.box.bottom;
    }
    const double from = staff_.down.height(x0, x1, style_.horizontal_padding);
    return std::min(from - padding, -edge) - waiting.box.top;
  }

  void emit(const Waiting& waiting, double y) {
    PaintBuilder& target =
        waiting.measure >= 0 ? staff_.measures[static_cast<std::size_t>(waiting.measure)] : staff_.spanners;
    append(target, waiting.paint, waiting.x, y);
    if (!waiting.box.empty()) staff_.add_ink(waiting.box.shifted(waiting.x, y));
  }

  // --- dynamics lines ---------------------------------------------------------------------------------------------

  void dynamics(bool above) {
    std::vector<Waiting*> line;
    for (Waiting& waiting : waiting_) {
      if (waiting.rule.placing == Placing::dynamics && waiting.above == above) line.push_back(&waiting);
    }
    if (line.empty()) return;
    std::stable_sort(line.begin(), line.end(), [](const Waiting* a, const Waiting* b) { return a->at < b->at; });
    spread(line);
    pull_inside(line);
    trim_hairpins(line);
    for (Waiting* waiting : line) {
      if (waiting->span) paint_span(*waiting);
    }
    std::stable_sort(line.begin(), line.end(), [](const Waiting* a, const Waiting* b) { return a->x < b->x; });
    chains(line);
  }

  /// Signs at the same place stand one after the other.
  void spread(std::vector<Waiting*>& line) const {
    const Waiting* before = nullptr;
    for (Waiting* waiting : line) {
      if (waiting->span) continue;
      if (before != nullptr) {
        const double least = before->x + before->box.right + 0.35 - waiting->box.left;
        const bool close = before->at.measure == waiting->at.measure && waiting->x < least;
        if (close) waiting->x = least;
      }
      before = waiting;
    }
  }

  /// From the right end of the line: nothing leaves it, and what gives way pushes what stands before it.
  void pull_inside(std::vector<Waiting*>& line) const {
    double edge = system_.geometry.width * inverse() + 0.3;
    Position at{INT32_MAX, {}};
    for (auto waiting = line.rbegin(); waiting != line.rend(); ++waiting) {
      Waiting& one = **waiting;
      if (one.span) {
        one.width = std::max(0.8, std::min(one.width, edge - one.x));
        one.x = std::min(one.x, edge - one.width);
        continue;
      }
      const double over = one.x + one.box.right - edge;
      if (over > 0.0) {
        one.x = std::max(-one.box.left, one.x - over);
        at = one.at;
        edge = one.x + one.box.left - 0.35;
      } else if (at.measure == INT32_MAX) {
        break;  // nothing further right had to move
      } else {
        edge = std::min(edge, one.x + one.box.left - 0.35);
      }
    }
  }

  /// Hairpins begin after and end before the dynamics at their ends (handbook §16.2).
  void trim_hairpins(const std::vector<Waiting*>& line) const {
    constexpr double gap = 0.5;
    for (Waiting* hairpin : line) {
      if (!hairpin->span) continue;
      double left = hairpin->x;
      double right = hairpin->x + hairpin->width;
      for (const Waiting* other : line) {
        if (other == hairpin) continue;
        if (other->span) {
          if (other->at == hairpin->until && hairpin->context.ends) right = std::min(right, other->x - gap);
          continue;
        }
        const double x0 = other->x + other->box.left;
        const double x1 = other->x + other->box.right;
        if (other->at <= hairpin->at && hairpin->context.begins && x1 + gap > left && x0 < left + 1.0)
          left = x1 + gap;
        else if (other->at >= hairpin->until && x0 - gap < right && x1 > left)
          right = std::min(right, x0 - gap);
        else if (other->at > hairpin->at && other->at < hairpin->until && x0 > left + 1.5) {
          right = std::min(right, std::max(left + 1.5, x0 - gap));
        }
      }
      hairpin->x = left;
      hairpin->width = std::max(right - left, 0.9);
    }
  }

  /// Members of a line that lie close together share one height, unless one would be carried far away.
  void chains(const std::vector<Waiting*>& line) {
    constexpr double far = 8.0;
    constexpr double carried = 2.5;
    std::size_t i = 0;
    while (i < line.size()) {
      double y = needed(*line[i], d(line[i]->rule.padding));
      double nearest = y;
      double right = line[i]->x + line[i]->box.right;
      std::size_t j = i + 1;
      for (; j < line.size() && line[j]->x + line[j]->box.left < right + far; ++j) {
        const double own = needed(*line[j], d(line[j]->rule.padding));
        const double farthest = line[j]->above ? std::max(y, own) : std::min(y, own);
        const double least = line[j]->above ? std::min(nearest, own) : std::max(nearest, own);
        const bool touching = line[j]->x + line[j]->box.left < right + 1.5;
        if (std::abs(farthest - least) > carried && !touching) break;
        y = farthest;
        nearest = least;
        right = std::max(right, line[j]->x + line[j]->box.right);
      }
      for (std::size_t k = i; k < j; ++k) emit(*line[k], y);
      i = j;
    }
  }

  // --- everything else --------------------------------------------------------------------------------------------

  void others() {
    std::vector<Waiting*> line;
    for (Waiting& waiting : waiting_) {
      if (waiting.rule.placing != Placing::outside) continue;
      if (waiting.span) paint_span(waiting);
      line.push_back(&waiting);
    }
    follow_joined(line);
    for (Waiting* waiting : line) keep_inside(*waiting);
    std::stable_sort(line.begin(), line.end(), [](const Waiting* a, const Waiting* b) {
      return a->rule.priority != b->rule.priority ? a->rule.priority < b->rule.priority : a->x < b->x;
    });
    for (std::size_t i = 0; i < line.size();) {
      std::size_t j = i + 1;
      if (line[i]->rule.row) {
        while (j < line.size() && line[j]->family == line[i]->family && line[j]->above == line[i]->above) ++j;
      }
      double y = needed(*line[i], d(line[i]->rule.padding));
      for (std::size_t k = i + 1; k < j; ++k) {
        const double own = needed(*line[k], d(line[k]->rule.padding));
        y = line[k]->above ? std::max(y, own) : std::min(y, own);
      }
      for (std::size_t k = i; k < j; ++k) emit(*line[k], y);
      i = j;
    }
  }

  /// A metronome mark goes on in the line of the tempo word before it: both move as one.
  void follow_joined(std::vector<Waiting*>& line) const {
    for (std::size_t i = 1; i < line.size(); ++i) {
      Waiting& one = *line[i];
      Waiting& before = *line[i - 1];
      if (!one.joined || one.span || before.span || one.above != before.above) continue;
      const double shift = before.x + before.box.right + 0.8 - one.box.left - before.x;
      PaintBuilder both;
      append(both, before.paint, 0.0, 0.0);
      append(both, one.paint, shift, 0.0);
      before.box.add(one.box.shifted(shift, 0.0));
      before.paint = both.take();
      one.paint = PaintList{};
      one.box = Box{};
      line.erase(line.begin() + static_cast<std::ptrdiff_t>(i));
      --i;
    }
  }

  /// Long texts at the right end move left so that they stay on the line (handbook §16.3).
  void keep_inside(Waiting& waiting) const {
    const double edge = system_.geometry.width * inverse() + 0.5;
    const double over = waiting.x + waiting.box.right - edge;
    if (over > 0.0 && !waiting.span) waiting.x = std::max(-waiting.box.left, waiting.x - over);
  }

  SystemWork& system_;
  StaffWork& staff_;
  const OutsideStyle& style_;
  std::vector<Waiting> waiting_;
};

}  // namespace

void place_outside(SystemWork& system) {
  for (StaffWork& staff : system.staves) Outside(system, staff).run();
}

}  // namespace burin::layout
