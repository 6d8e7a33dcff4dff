// Everything outside the staff by priority, nearest first: handbook §16, §23.2.
#include "pipeline/systems/outside.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "core/collections/sort_stably.hpp"
#include "pipeline/elements/system_sign.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

class Outside {
 public:
  Outside(SystemWork& system, StaffWork& staff) : system_(system), staff_(staff) {}

  /// Finds out what there is to be placed.
  void take() {
    take_marks();
    take_spans();
    join_expression();
  }

  /// The lower staff of a piano gives what stands above it in the line of dynamics to the upper staff, so that all of
  /// it is one line between them (handbook §16.1). What the upper one has another thing for at the same time stays, and
  /// so does what must find its way among stems and slurs from staff to staff.
  void hand_over(Outside& upper) {
    if (other_hand(system_, staff_) != &upper.staff_ || hand_of(*system_.context, staff_.staff) != Hand::lower) return;
    if (upper.staff_.has_lyrics) return;
    const std::size_t own = upper.waiting_.size();
    for (Waiting& one : waiting_) {
      const auto first = upper.waiting_.begin();
      const bool stays = !one.above || one.rule.placing != Placing::dynamics || among_stems(upper.staff_, one) ||
                         std::any_of(first, first + static_cast<std::ptrdiff_t>(own),
                                     [&](const Waiting& other) { return rivals(one, other); });
      if (stays) continue;
      one.above = one.context.sign.above = false;
      upper.waiting_.push_back(std::move(one));
      one.mark = nullptr;
    }
    std::erase_if(waiting_, [](const Waiting& one) { return one.mark == nullptr; });
  }

  void place() {
    place_dynamics_line(system_, staff_, dynamics(false));
    place_dynamics_line(system_, staff_, dynamics(true));
    place_labels(system_, staff_);
    others();
  }

 private:
  [[nodiscard]] double inverse() const { return 1.0 / staff_.scale; }

  static bool among_stems(const StaffWork& upper, const Waiting& one) {
    const double left = one.x + (one.span ? 0.0 : one.box.left);
    const double right = one.x + (one.span ? one.width : one.box.right);
    return std::any_of(upper.between.begin(), upper.between.end(),
                       [&](const Box& ink) { return ink.left < right && ink.right > left; });
  }

  /// Whether two hands have different things to say at the same time.
  static bool rivals(const Waiting& lower, const Waiting& upper) {
    if (upper.above || upper.rule.placing != Placing::dynamics) return false;
    if (lower.span && upper.span) return lower.at < upper.until && upper.at < lower.until;
    if (lower.span) return lower.at < upper.at && upper.at < lower.until;
    if (upper.span) return upper.at < lower.at && lower.at < upper.until;
    return lower.at == upper.at && !say_the_same(*lower.mark, *upper.mark);
  }

  bool is_above(const Mark& mark, const SignRule& rule) const {
    if (mark.side != Side::automatic) return mark.side == Side::above;
    if (rule.placing == Placing::dynamics && staff_.has_lyrics) return true;
    return rule.side == Side::above;
  }

  Waiting start(const Mark& mark, const ElementFamily& own, const Vpd& vpd) const {
    Waiting waiting;
    waiting.mark = &mark;
    waiting.family = &own;
    waiting.rule = rule_of(mark, own);
    waiting.above = is_above(mark, waiting.rule);
    if (own.name == "words" && !waiting.above && staff_.has_lyrics)
      waiting.rule.padding = std::max(waiting.rule.padding, below_verses);
    waiting.context.sign = system_.sign_context();
    waiting.context.sign.above = waiting.above;
    waiting.context.sign.vpd = vpd;
    return waiting;
  }

  SignRule rule_of(const Mark& mark, const ElementFamily& own) const {
    SignRule rule = own.rule_for(mark);
    if (says_how_between(system_, staff_, mark, own)) {
      rule.placing = Placing::dynamics;
      rule.padding = 0.6F;
    }
    return rule;
  }

  static bool outside(const SignRule& rule) {
    return rule.placing == Placing::dynamics || rule.placing == Placing::outside;
  }

  void take_marks() {
    for (std::uint32_t i = 0; i < system_.line.count; ++i) {
      const std::uint32_t m = system_.line.first + i;
      if (!system_.context->has(staff_.staff, m)) continue;
      const Vpd vpd = system_.context->staves[staff_.staff].vpd.child(m);
      const auto& placed = system_.context->measure(staff_.staff, m).marks;
      for (std::uint32_t k = 0; k < placed.size(); ++k) {
        if (stands_at_ornament(system_, staff_, i, placed[k])) continue;
        if (said_above(i, k) || upper_twin(system_, staff_.staff, m, k) != nullptr) continue;
        take_placed(placed[k], i, vpd);
        repeat_lower(placed[k], m);
      }
      if (staff_.staff == system_.line.staves.front()) take_system_marks(i);
      const MeasureAtoms& atoms = system_.atoms(i);
      for (std::uint32_t e = atoms.staff_begin[staff_.staff]; e < atoms.staff_begin[staff_.staff + 1]; ++e) {
        const Event& event = atoms.events[e];
        const auto& marks = event.chord != nullptr ? event.chord->marks : event.rest->marks;
        const bool on_line = over_trill_line(*system_.context, marks);
        for (const Mark& mark : marks) {
          take(mark, i, event.onset, event.vpd);
          if (on_line && mark.family == system_.context->families.accidental_mark) take_on_line(mark, i, event);
        }
      }
    }
  }

  void take_placed(const PlacedMark& placed, std::uint32_t i, const Vpd& vpd) {
    const std::size_t count = waiting_.size();
    if (!placed.joined) direction_begin_ = count;
    take(placed.mark, i, placed.at, vpd, placed.graces);
    if (placed.joined && count > direction_begin_ && waiting_.size() > count) join_last();
  }

  /// A dynamic between the staves of a piano stands for the same one of the lower staff, too (handbook §16.1).
  void repeat_lower(const PlacedMark& placed, std::uint32_t m) {
    const std::uint32_t lower = staff_.staff + 1;
    if (waiting_.empty() || waiting_.back().mark != &placed.mark || lower >= system_.context->staves.size()) return;
    if (!system_.context->has(lower, m)) return;
    const std::size_t count = system_.context->measure(lower, m).marks.size();
    for (std::size_t k = 0; k < count; ++k) {
      if (upper_twin(system_, lower, m, k) == &placed.mark)
        repeat(waiting_.back(), system_.context->staves[lower].vpd.child(m));
    }
  }

  /// The last sign goes on in the line of the one before it. Words of a dynamic stand in its line, wherever they would
  /// stand by themselves (handbook §16.1).
  void join_last() {
    Waiting& one = waiting_.back();
    one.joined = true;
    const auto in_line = [](const Waiting& w) { return w.rule.placing == Placing::dynamics; };
    const auto plain_words = [](const Waiting& w) { return w.family->name == "words" && w.rule.priority < 1000.0F; };
    Waiting& before = waiting_[waiting_.size() - 2];
    if (one.span || before.span || one.above != before.above || in_line(one) == in_line(before)) return;
    if (in_line(before)) {
      if (plain_words(one)) enter_line(one, before);
      return;
    }
    for (auto word = waiting_.rbegin() + 1; word != waiting_.rend() && plain_words(*word); ++word) {
      enter_line(*word, one);
      if (!word->joined) break;
    }
  }

  /// Words of expression above a staff that has its dynamic of the same beat there, too, say how it is meant: they
  /// stand behind it, also where the file writes two directions (handbook §16.3). Tempo words stay by themselves, and
  /// so do words that would stand where a hairpin begins.
  void join_expression() {
    for (std::size_t k = 0; k < waiting_.size(); ++k) {
      Waiting& word = waiting_[k];
      if (word.span || !word.above || word.rule.placing != Placing::outside || !is_expression(*word.mark)) continue;
      if (word.joined || (k + 1 < waiting_.size() && waiting_[k + 1].joined)) continue;
      const auto beside = [&](const Waiting& one) {
        return one.above && one.rule.placing == Placing::dynamics && one.at == word.at && &one != &word;
      };
      if (std::any_of(waiting_.begin(), waiting_.end(), [&](const Waiting& one) { return one.span && beside(one); }))
        continue;
      const auto dynamic = std::find_if(waiting_.begin(), waiting_.end(), [&](const Waiting& one) {
        return beside(one) && one.family->name == "dynamic";
      });
      if (dynamic == waiting_.end()) continue;
      enter_line(word, *dynamic);
      for (Waiting& line : waiting_) {
        if (line.span && line.leader_mark == word.mark) line.rule = word.rule;
      }
      const auto at = waiting_.begin() + static_cast<std::ptrdiff_t>(k);
      if (at < dynamic) std::rotate(at, at + 1, dynamic + 1);
    }
  }

  /// Several lines have their middle at that of the letters.
  static void enter_line(Waiting& word, const Waiting& dynamic) {
    constexpr double letters = 0.5;
    word.rule.placing = dynamic.rule.placing;
    word.rule.padding = dynamic.rule.padding;
    if (word.box.height() < 3.0) return;
    const double shift = letters - (word.box.bottom + word.box.top) / 2;
    PaintBuilder moved;
    moved.append(word.paint, 0.0, shift);
    word.paint = moved.take();
    word.box = word.box.shifted(0.0, shift);
  }

  /// Over the top staff stands what the file has for all staves on one that is not shown here.
  void take_system_marks(std::uint32_t i) {
    const Context& context = *system_.context;
    for (std::uint32_t s = 0; s < context.staves.size(); ++s) {
      if (!shown(s)) take_system_marks(context.staves[s], i, true);
    }
    for (const StaffRef& ref : context.others) take_system_marks(ref, i, false);
    for (const RepeatedSign& sign : system_.atoms(i).repeated) {
      if (shown(sign.staff) && stands_on_top(sign.owner)) add_repetition(sign, i);
    }
  }

  bool shown(std::uint32_t staff) const {
    return std::binary_search(system_.line.staves.begin(), system_.line.staves.end(), staff);
  }
  bool stands_on_top(std::uint32_t owner) const { return owner == system_.line.staves.front() || !shown(owner); }

  /// Whether a mark of this staff says again what stands over the top staff.
  bool said_above(std::uint32_t i, std::uint32_t mark) const {
    const auto& repeated = system_.atoms(i).repeated;
    return std::any_of(repeated.begin(), repeated.end(), [&](const RepeatedSign& sign) {
      return sign.staff == staff_.staff && sign.mark == mark && stands_on_top(sign.owner);
    });
  }

  /// The sign of a further staff is the one over the top staff: both are printed as one.
  void add_repetition(const RepeatedSign& sign, std::uint32_t i) {
    const std::uint32_t m = system_.line.first + i;
    const PlacedMark& placed = system_.context->measure(sign.staff, m).marks[sign.mark];
    if (Waiting* first = find_said(placed, m)) repeat(*first, system_.context->staves[sign.staff].vpd.child(m));
  }

  Waiting* find_said(const PlacedMark& placed, std::uint32_t m) {
    const auto first = std::find_if(waiting_.begin(), waiting_.end(), [&](const Waiting& one) {
      return !one.span && one.at.measure == static_cast<std::int32_t>(m) && at_one_place(one.at.offset, placed.at) &&
             say_the_same(*one.mark, placed.mark);
    });
    return first == waiting_.end() ? nullptr : &*first;
  }

  static void repeat(Waiting& first, const Vpd& vpd) { first.paint = stands_for(first.paint, vpd); }

  /// Of musicians that the layout leaves out nothing is printed twice.
  void take_system_marks(const StaffRef& ref, std::uint32_t i, bool own) {
    const std::uint32_t m = system_.line.first + i;
    if (m >= ref.staff->measures.size()) return;
    const PlacedMark* before = nullptr;  // the last one taken
    for (const PlacedMark& placed : ref.staff->measures[m]->marks) {
      if (!is_system_sign(placed.mark)) continue;
      if (Waiting* known = find_said(placed, m)) {
        if (own) repeat(*known, ref.vpd.child(m));
        before = nullptr;
        continue;
      }
      const std::size_t count = waiting_.size();
      take(placed.mark, i, placed.at, ref.vpd.child(m), 0, system_.line.lower ? extra_continuation : extra_none);
      if (waiting_.size() == count) continue;
      waiting_.back().joined = placed.joined && before != nullptr;
      before = &placed;
    }
  }

  void take(const Mark& mark, std::uint32_t i, Rational at, const Vpd& vpd, std::uint8_t graces = 0,
            std::uint8_t extras = extra_none) {
    const ElementFamily* own = family(mark.family);
    if (own == nullptr || own->paint == nullptr || mark.hidden) return;
    if (!outside(own->rule_for(mark))) return;
    Waiting waiting = start(mark, *own, vpd);
    waiting.context.sign.extras |= extras;
    waiting.measure = static_cast<std::int32_t>(i);
    waiting.at = {static_cast<std::int32_t>(system_.line.first + i), at};
    const Event* grace = graces > 0 ? grace_before(i, at, graces) : nullptr;
    waiting.x = grace != nullptr ? x_of_grace(*grace, i) + 0.3 : x_of(waiting.rule, i, at);
    waiting.metronome = own->name == "metronome";
    paint(std::move(waiting));
  }

  /// Signs that paint nothing don't wait.
  void paint(Waiting waiting) {
    painted_.clear();
    waiting.family->paint(waiting.context.sign, *waiting.mark, painted_);
    if (painted_.empty()) return;
    dress(*waiting.family, *waiting.mark, waiting.context.sign, painted_);
    waiting.box = ink_box(painted_.list(), *system_.context->glyphs, *system_.context->text);
    waiting.paint = painted_.list();
    keep_off_barline(system_, staff_, waiting);
    waiting_.push_back(std::move(waiting));
  }

  /// The accidental of a trill that changes on its way stands on the wavy line (handbook §15.4).
  void take_on_line(const Mark& mark, std::uint32_t i, const Event& event) {
    constexpr float after_line = 50.5F;
    const ElementFamily* own = family(mark.family);
    if (own == nullptr || own->paint == nullptr || mark.hidden) return;
    Waiting waiting = start(mark, *own, event.vpd);
    waiting.rule.placing = Placing::outside;
    waiting.rule.priority = after_line;
    waiting.measure = static_cast<std::int32_t>(i);
    waiting.at = {static_cast<std::int32_t>(system_.line.first + i), event.onset};
    waiting.x = system_.x_at(i, event.onset) * inverse() + d(event.x) + d(event.head_width) / 2;
    paint(std::move(waiting));
  }

  double x_of(const SignRule& rule, std::uint32_t i, Rational at) const {
    const MeasurePlace& measure = system_.geometry.measures[i];
    switch (rule.align) {
      case AlignX::barline:
        if (at.num() > 0) return system_.x_at(i, at) * inverse();
        return (i == 0 ? 0.0 : measure.left) * inverse();
      case AlignX::right_barline: return measure.right * inverse();
      case AlignX::time_signature_or_head:
        if (at.num() == 0 && i == 0 && system_.line.first == system_.context->first) {
          const PrefixSigns& header = (*system_.stacks)[system_.line.first]->header;
          if (header.has_time) return d(header.time_x) * inverse();
        }
        return system_.x_at(i, at) * inverse();
      case AlignX::head_centre: return system_.x_at(i, at) * inverse() + 0.59;
      default: return system_.x_at(i, at) * inverse();
    }
  }

  /// The grace note of the staff's first voice that has so many up to the note at this place, itself included.
  const Event* grace_before(std::uint32_t i, Rational at, std::uint8_t graces) const {
    const MeasureAtoms& atoms = system_.atoms(i);
    const std::uint32_t first = atoms.staff_begin[staff_.staff];
    for (std::uint32_t e = first; e < atoms.staff_begin[staff_.staff + 1]; ++e) {
      const Event& event = atoms.events[e];
      if (event.size == NoteSize::grace || event.onset != at) continue;
      const Event* grace = e >= first + graces ? &atoms.events[e - graces] : nullptr;
      return grace != nullptr && grace->size == NoteSize::grace && grace->onset == at ? grace : nullptr;
    }
    return nullptr;
  }

  double x_of_grace(const Event& grace, std::uint32_t i) const {
    const auto index = static_cast<std::size_t>(&grace - system_.atoms(i).events.data());
    return system_.places[i][index].x + d(grace.x);
  }

  double end_x(const SpanEnd& end) const {
    const std::uint32_t i = end.measure - system_.line.first;
    const Event* grace = end.graces > 0 && end.staff == staff_.staff ? grace_before(i, end.at, end.graces) : nullptr;
    if (grace != nullptr) return x_of_grace(*grace, i);
    return system_.x_at(i, end.at) * inverse();
  }

  /// A line that stops on the first beat of a measure ends at the barline before it.
  static bool stops_at_barline(const Span& span) {
    return span.stop.event == SpanEnd::no_event && span.stop.at.num() == 0 && span.stop.measure > span.start.measure;
  }

  void take_spans() {
    for (const Span* span : system_.spans) {
      const ElementFamily* own = family(span->family);
      if (own == nullptr || own->paint_span == nullptr || !outside(own->rule_for(*span->start.mark))) continue;
      const bool octave_line = span->family == system_.context->families.octave_line;
      if ((octave_line ? staff_of_notes(*span) : span->start.staff) != staff_.staff) continue;
      if (stops_at_barline(*span) && span->stop.measure <= system_.line.first) continue;
      take_span(*span, *own);
    }
  }

  /// The staff on which all notes under an octave line are printed: that of its voice, or the one the voice has gone
  /// to.
  std::uint32_t staff_of_notes(const Span& span) const {
    const std::uint32_t own = span.start.staff;
    if (system_.index_of[own] < 0) return own;
    std::optional<int> shift;
    bool apart = false;
    each_head_under(span, [&](std::uint32_t, std::uint32_t, const Head& head) {
      apart = apart || (shift && *shift != head.staff_shift);
      shift = head.staff_shift;
    });
    if (apart) return own;
    const auto printed = static_cast<std::uint32_t>(static_cast<int>(own) + shift.value_or(0));
    return system_.index_of[printed] >= 0 ? printed : own;
  }

  /// Calls visit(measure of the system, event, head) for the printed heads of a line's voices in this system, from its
  /// start up to its stop: what begins where it stops is no longer under it.
  template <class Visit>
  void each_head_under(const Span& span, Visit visit) const {
    const std::uint32_t own = span.start.staff;
    for (std::uint32_t i = 0; i < system_.line.count; ++i) {
      const std::uint32_t m = system_.line.first + i;
      if (m < span.start.measure || m > span.stop.measure) continue;
      const MeasureAtoms& atoms = system_.atoms(i);
      for (std::uint32_t e = atoms.staff_begin[own]; e < atoms.staff_begin[own + 1]; ++e) {
        const Event& event = atoms.events[e];
        if (event.kind != EventKind::chord) continue;
        if (m == span.start.measure && event.onset < span.start.at) continue;
        if (m == span.stop.measure && event.onset >= span.stop.at) continue;
        for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
          if (!atoms.heads[h].hidden) visit(i, e, atoms.heads[h]);
        }
      }
    }
  }

  /// An octave line ends behind the head of its last note, before whatever follows (handbook §16.4).
  std::optional<double> end_of_heads(const Span& span) const {
    constexpr double past_head = 0.5;
    if (span.family != system_.context->families.octave_line || system_.index_of[span.start.staff] < 0)
      return std::nullopt;
    std::optional<double> right;
    each_head_under(span, [&](std::uint32_t i, std::uint32_t e, const Head& head) {
      const Event& event = system_.atoms(i).events[e];
      const double edge = system_.places[i][e].x + d(event.x) + d(head.x) + d(event.head_width) + past_head;
      right = std::max(right.value_or(edge), edge);
    });
    return right;
  }

  void take_span(const Span& span, const ElementFamily& own) {
    Waiting waiting = start(*span.start.mark, own, span.start.vpd);
    waiting.span = true;
    waiting.at = {static_cast<std::int32_t>(span.start.measure), span.start.at};
    waiting.until = {static_cast<std::int32_t>(span.stop.measure), span.stop.at};
    waiting.context.begins = system_.holds(span.start.measure);
    waiting.context.ends =
        system_.holds(span.stop.measure) || (stops_at_barline(span) && system_.holds(span.stop.measure - 1));
    waiting.context.stop = span.stop.mark;
    waiting.context.follows = span.follows;
    waiting.context.followed = span.followed;
    waiting.context.sign.extras = waiting.context.begins ? extra_none : extra_continuation;
    const double left = waiting.context.begins ? end_x(span.start) : (system_.geometry.header_width + 0.6) * inverse();
    waiting.x = left;
    waiting.width = std::max(right_end(span, waiting) - left, 0.8);
    for (const SpanEnd& middle : span.middles) {
      const Color color = middle.mark != nullptr ? mark_color(*middle.mark) : 0;
      if (system_.holds(middle.measure)) {
        waiting.context.changes.push_back({end_x(middle) - left, color});
      } else if (middle.measure < system_.line.first && color != 0) {
        waiting.context.color = color;
      }
    }
    follow_word(span, waiting);
    follow_trill(span, waiting);
    waiting_.push_back(std::move(waiting));
  }

  double right_end(const Span& span, const Waiting& waiting) const {
    constexpr double before_barline = 0.4;
    if (stops_at_barline(span) && waiting.context.ends && waiting.rule.placing == Placing::dynamics) {
      return (system_.geometry.measures[span.stop.measure - 1 - system_.line.first].right - before_barline) * inverse();
    }
    if (const auto behind_head = waiting.context.ends ? end_of_heads(span) : std::nullopt) return *behind_head;
    if (!waiting.context.ends || !system_.holds(span.stop.measure)) {
      return (system_.geometry.measures.back().right - 0.3) * inverse();
    }
    const bool bracket = waiting.family->name == "line_bracket";
    if (bracket && stops_at_barline(span))
      return (system_.geometry.measures[span.stop.measure - 1 - system_.line.first].right - before_barline) * inverse();
    const double before_words = waiting.family->name == "dashes" ? 0.6 : bracket ? before_barline : 0.0;
    if (const auto own_end = end_of_note(span)) return *own_end;
    return end_x(span.stop) + (span.stop.event != SpanEnd::no_event ? 1.0 : -before_words);
  }

  /// Dashes go on in the line of the word before which they stand in the file, on every system (handbook §16.3).
  void follow_word(const Span& span, Waiting& waiting) const {
    if (waiting.family->name != "dashes" || !system_.context->has(staff_.staff, span.start.measure)) return;
    const PlacedMark* word = nullptr;
    for (const PlacedMark& placed : system_.context->measure(staff_.staff, span.start.measure).marks) {
      if (&placed.mark == span.start.mark) break;
      const ElementFamily* own = family(placed.mark.family);
      if (placed.at == span.start.at && own != nullptr && own->name == "words") word = &placed;
    }
    if (word == nullptr) return;
    const SignRule rule = rule_of(word->mark, *family(word->mark.family));
    waiting.above = is_above(word->mark, rule);
    waiting.context.sign.above = waiting.above;
    waiting.rule.placing = rule.placing;
    waiting.rule.priority = rule.priority;
    waiting.rule.padding = rule.padding;
    waiting.leader_mark = &word->mark;
  }

  /// A wavy line that begins and ends on one note lasts as long as the note does (handbook §16.6).
  std::optional<double> end_of_note(const Span& span) const {
    constexpr double before_next = 0.5;
    const bool own = span.family == system_.context->families.trill_line && span.start.event == span.stop.event &&
                     span.start.event != SpanEnd::no_event && span.start.measure == span.stop.measure;
    if (!own) return std::nullopt;
    const Event& event = system_.event(span.start);
    return system_.x_at(span.start.measure - system_.line.first, event.onset + event.duration) * inverse() -
           before_next;
  }

  /// A wavy line goes on at the height of the trill sign on its note, on the same side (handbook §16.6).
  void follow_trill(const Span& span, Waiting& waiting) const {
    if (span.family != system_.context->families.trill_line || !waiting.context.begins) return;
    if (span.start.event == SpanEnd::no_event) return;
    const EventPlace& place = system_.places[span.start.measure - system_.line.first][span.start.event];
    if (span.start.mark->side == Side::automatic && place.trill_top == 0.0 && place.trill_bottom != 0.0)
      waiting.above = waiting.context.sign.above = false;
    if (waiting.above && place.trill_top != 0.0) waiting.least = place.trill_top;
    if (!waiting.above && place.trill_bottom != 0.0) waiting.most = place.trill_bottom;
  }

  std::vector<Waiting*> dynamics(bool above) {
    std::vector<Waiting*> line;
    for (Waiting& waiting : waiting_) {
      if (waiting.rule.placing == Placing::dynamics && waiting.above == above) line.push_back(&waiting);
    }
    return line;
  }

  void others() {
    std::vector<Waiting*> line;
    for (Waiting& waiting : waiting_) {
      if (waiting.rule.placing == Placing::outside) line.push_back(&waiting);
    }
    place_by_priority(system_, staff_, std::move(line));
  }

  /// Words below a staff with words of a song keep off them, or they look like a further verse (handbook §17.1).
  static constexpr float below_verses = 1.2F;

  SystemWork& system_;
  StaffWork& staff_;
  std::vector<Waiting> waiting_;
  std::size_t direction_begin_{0};  // of waiting_: the first sign of the direction at work
  PaintBuilder painted_;            // of the sign at work
};

}  // namespace

void place_outside(SystemWork& system) {
  std::vector<Outside> staves;
  staves.reserve(system.staves.size());
  for (StaffWork& staff : system.staves) {
    staves.emplace_back(system, staff).take();
    if (staves.size() > 1) staves.back().hand_over(staves[staves.size() - 2]);
  }
  for (Outside& staff : staves) staff.place();
}

}  // namespace burin::layout
