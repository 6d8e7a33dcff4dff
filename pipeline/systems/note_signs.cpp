// Signs that stand on notes and rests, stacked from the note outwards: handbook §15.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/collections/sort_stably.hpp"
#include "pipeline/systems/outside.hpp"
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

/// Accidentals by their SMuFL names, those of figured bass included.
bool is_accidental_sign(const Mark& mark) {
  const ElementFamily* own = family(mark.family);
  if (own == nullptr || own->name != "symbol" || mark.hidden) return false;
  const std::string_view name = mark.parameters().text(Param::name);
  constexpr std::array<std::string_view, 6> figured{"figbassFlat",       "figbassSharp",        "figbassNatural",
                                                    "figbassDoubleFlat", "figbassDoubleSharp1", "figbassDoubleSharp2"};
  return name.starts_with("accidental") || std::find(figured.begin(), figured.end(), name) != figured.end();
}

bool has_ornament(const std::vector<Mark>& marks) {
  return std::any_of(marks.begin(), marks.end(), [](const Mark& mark) {
    const ElementFamily* own = family(mark.family);
    return own != nullptr && own->name == "ornament" && !mark.hidden;
  });
}

/// One sign to be placed.
struct Stacked {
  const Mark* mark{nullptr};
  const ElementFamily* family{nullptr};
  SignRule rule;
  std::uint32_t head{SpanEnd::no_event};
  Side side{Side::above};
  bool loose{false};  // the file has it at the note's place, not on the note
  bool late{false};   // in the middle of the note's duration
};

class NoteSigns {
 public:
  NoteSigns(SystemWork& system, StaffWork& staff, bool near) : system_(system), staff_(staff), near_(near) {}

  void run() {
    for (std::uint32_t i = 0; i < system_.line.count; ++i) {
      const MeasureAtoms& atoms = system_.atoms(i);
      for (std::uint32_t e = atoms.staff_begin[staff_.staff]; e < atoms.staff_begin[staff_.staff + 1]; ++e) {
        event(i, e);
      }
    }
  }

 private:
  void take(const Event& event, const std::vector<Mark>& marks, std::uint32_t head) {
    std::size_t ornament = none;  // the last one
    for (const Mark& mark : marks) {
      const ElementFamily* own = family(mark.family);
      if (own == nullptr || own->paint == nullptr || mark.hidden) continue;
      if (mark.family == system_.context->families.accidental_mark && over_trill_line(*system_.context, marks))
        continue;
      const SignRule rule = own->rule_for(mark);
      if (rule.placing == Placing::beside ? near_ : rule.placing != (near_ ? Placing::near_note : Placing::note))
        continue;
      stack_.push_back({&mark, own, rule, head, side_of(event, mark, rule), false, delayed(mark)});
      if (own->name == "ornament") ornament = stack_.size() - 1;
      if (ornament != none && mark.family == system_.context->families.accidental_mark)
        join(stack_.back(), stack_[ornament]);
    }
  }

  /// An accidental stands directly over or under the ornament that it belongs to, on the same side of the note: under
  /// it when the file says so, and that of a mordent, which goes to the lower note and back (handbook §15.4).
  static void join(Stacked& accidental, const Stacked& ornament) {
    constexpr float close = 0.25F, step = 0.5F;
    const Side asked = accidental.mark->side;
    const bool lower_note = ornament.mark->parameters().text(Param::type) == "mordent";
    const bool under = asked == Side::below || (asked == Side::automatic && lower_note);
    const bool inner = under == (ornament.side == Side::above);  // between the note and the ornament
    accidental.side = ornament.side;
    accidental.late = ornament.late;
    accidental.rule.priority = ornament.rule.priority + (inner ? -step : step);
    accidental.rule.padding = inner ? ornament.rule.padding : close;
  }

  /// Accidentals that the file has as signs of their own at the place of a note with an ornament.
  void take_beside(std::uint32_t i, const Event& event) {
    const auto ornament =
        std::find_if(stack_.begin(), stack_.end(), [](const Stacked& sign) { return sign.family->name == "ornament"; });
    const std::uint32_t m = system_.line.first + i;
    if (ornament == stack_.end() || !system_.context->has(staff_.staff, m)) return;
    const Stacked of = *ornament;
    for (const PlacedMark& placed : system_.context->measure(staff_.staff, m).marks) {
      if (!(placed.at == event.onset) || !is_accidental_sign(placed.mark)) continue;
      const ElementFamily* own = family(placed.mark.family);
      stack_.push_back({&placed.mark, own, own->rule_for(placed.mark), SpanEnd::no_event, of.side, true, false});
      join(stack_.back(), of);
    }
  }

  void event(std::uint32_t i, std::uint32_t e) {
    const MeasureAtoms& atoms = system_.atoms(i);
    const Event& event = atoms.events[e];
    EventPlace& place = system_.places[i][e];
    if (near_) {
      place.sign_top = place.top;
      place.sign_bottom = place.bottom;
    }
    stack_.clear();
    take(event, event.chord != nullptr ? event.chord->marks : event.rest->marks, SpanEnd::no_event);
    for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
      take(event, atoms.heads[h].note->marks, h);
    }
    if (!near_ && event.size != NoteSize::grace) take_beside(i, event);
    if (stack_.empty()) return;
    if (near_) pass_ties(system_.line.first + i, e, place);
    sort_stably(stack_.begin(), stack_.end(),
                [](const Stacked& a, const Stacked& b) { return a.rule.priority < b.rule.priority; });
    for (const Stacked& sign : stack_) place_sign(i, event, place, sign);
  }

  /// Signs stand beyond a tie that begins or ends at their note.
  void pass_ties(std::uint32_t measure, std::uint32_t e, EventPlace& place) const {
    constexpr double clear = 0.25;  // the tie leaves its tip outwards
    for (const TieTip& tip : system_.tie_tips) {
      if (tip.measure != measure || tip.event != e) continue;
      if (tip.side == Side::above)
        place.sign_top = std::max(place.sign_top, tip.y + clear);
      else
        place.sign_bottom = std::min(place.sign_bottom, tip.y - clear);
    }
  }

  static Side side_of(const Event& event, const Mark& mark, const SignRule& rule) {
    if (mark.side != Side::automatic) return mark.side;
    if (!rule.follows_stem) {
      const bool lower = event.among_voices() && event.direction < 0;
      return lower && rule.side == Side::above ? Side::below : rule.side;
    }
    if (event.among_voices()) return event.direction > 0 ? Side::above : Side::below;
    return event.direction > 0 ? Side::below : Side::above;
  }

  double centre(std::uint32_t i, const Event& event, const EventPlace& place) const {
    if (event.kind == EventKind::measure_rest) {
      const MeasurePlace& measure = system_.geometry.measures[i];
      return (measure.left + measure.right) / 2 / staff_.scale;
    }
    if (event.kind == EventKind::rest)
      return place.x + (event.box.empty() ? 0.5 : (event.box.left + event.box.right) / 2);
    return place.x + d(event.x) + d(event.head_width) / 2;
  }

  /// The two notes of a hammer-on or pull-off, whose letter stands over the middle between them.
  const Span* pair_of(const Mark& mark) const {
    if (mark.role != SpanRole::start || mark.family != system_.context->families.technical) return nullptr;
    for (const Span* span : system_.spans) {
      if (span->start.mark == &mark && span->stop.event != SpanEnd::no_event && system_.holds(span->stop.measure) &&
          span->stop.staff == staff_.staff)
        return span;
    }
    return nullptr;
  }

  /// A turn that is played late stands in the middle of its note's duration (handbook §15.4).
  static bool delayed(const Mark& mark) {
    constexpr std::string_view word = "delayed-";
    return mark.parameters().text(Param::type).substr(0, word.size()) == word;
  }

  double middle_of(const SpanEnd& end) const {
    const std::uint32_t i = end.measure - system_.line.first;
    return centre(i, system_.event(end), system_.places[i][end.event]);
  }

  void place_sign(std::uint32_t i, const Event& event, EventPlace& place, const Stacked& sign) {
    const bool above = sign.side == Side::above;
    SignContext context = system_.sign_context();
    context.above = above;
    context.scale = event.size == NoteSize::full ? 1.0 : 0.75;
    context.extras = event.size == NoteSize::grace ? extra_grace : event.size == NoteSize::cue ? extra_cue : extra_none;
    context.vpd = sign.loose ? system_.context->staves[staff_.staff].vpd.child(system_.line.first + i) : event.vpd;
    context.head_width = d(event.head_width);
    context.stem_side = event.has_stem && (event.direction > 0) == above;
    context.on_tab = event.head_count > 0 && system_.atoms(i).heads[event.first_head].tab;
    PaintBuilder& fragment = fragment_;
    fragment.clear();
    sign.family->paint(context, *sign.mark, fragment);
    if (fragment.empty()) return;
    dress(*sign.family, *sign.mark, context, fragment);
    const Box box = ink_box(fragment.list(), *system_.context->glyphs, *system_.context->text);
    if (sign.rule.placing == Placing::beside && event.head_count > 0)
      return place_beside(i, event, place, sign, fragment);
    double x = centre(i, event, place) - (sign.loose ? (box.left + box.right) / 2 : 0.0);
    if (sign.late) x = (x + system_.x_at(i, event.onset + event.duration) / staff_.scale) / 2;
    if (const Span* pair = pair_of(*sign.mark)) x = (x + middle_of(pair->stop)) / 2;
    if (near_ && context.stem_side) x = (x + place.x + d(event.x) + d(event.stem_x)) / 2;
    const double y = box.empty() ? 0.0 : height(i, event, place, box.shifted(x, 0.0), sign, above);
    staff_.measures[i].append(fragment.list(), x, y);
    if (box.empty()) return;
    const Box ink = box.shifted(x, y);
    if (sign.family->name == "ornament") (above ? place.trill_top : place.trill_bottom) = (ink.top + ink.bottom) / 2;
    place.sign_top = std::max(place.sign_top, ink.top);
    place.sign_bottom = std::min(place.sign_bottom, ink.bottom);
    system_.add_ink(staff_.staff, ink);
    if (near_) staff_.obstacles.push_back({ink, ObstacleKind::other});
  }

  /// The event's box has the room that stage 1 added for the sign, at its outer edge.
  void place_beside(std::uint32_t i, const Event& event, const EventPlace& place, const Stacked& sign,
                    PaintBuilder& fragment) {
    if (event.head_count == 0 || event.box.empty()) return;
    const Box box = ink_box(fragment.list(), *system_.context->glyphs, *system_.context->text);
    const std::uint32_t head = sign.head != SpanEnd::no_event ? sign.head : event.first_head + event.head_count - 1;
    const double x = sign.rule.before ? place.x + event.box.left - box.left : place.x + event.box.right - box.right;
    const Home home = home_of(i, event, true);
    const bool on_top_line = sign.family->name == "breath_mark";
    const double y = on_top_line ? home.offset + home.edge - (box.bottom + box.top) / 2
                                 : system_.head_y(event, system_.atoms(i).heads[head]);
    staff_.measures[i].append(fragment.list(), x, y);
    system_.add_ink(staff_.staff, box.shifted(x, y));
  }

  /// The staff that the outermost part of an event is printed on, and its middle line as the voice's staff sees it.
  struct Home {
    const StaffWork* staff{nullptr};
    double offset{0.0};
    double edge{2.0};
  };
  Home home_of(std::uint32_t i, const Event& event, bool above) const {
    int shift = event.rest_shift;
    if (event.head_count > 0)
      shift = system_.atoms(i).heads[above ? event.first_head + event.head_count - 1 : event.first_head].staff_shift;
    const auto printed = static_cast<std::uint32_t>(static_cast<int>(staff_.staff) + shift);
    const StaffWork* other = shift == 0 ? nullptr : system_.work(printed);
    Home home;
    home.staff = other == nullptr ? &staff_ : other;
    home.offset = other == nullptr ? 0.0 : system_.head_offset(staff_.staff, shift);
    home.edge = (system_.context->staves[home.staff->staff].staff->lines - 1) / 2.0;
    return home;
  }

  /// How far the fragment moves so that it stands clear of what lies nearer.
  double height(std::uint32_t i, const Event& event, const EventPlace& place, const Box& box, const Stacked& sign,
                bool above) const {
    const double padding = d(sign.rule.padding);
    const Home home = home_of(i, event, above);
    if (near_ && sign.rule.in_staff) return inside(home, place, box, above, padding);
    double from = above ? place.sign_top : place.sign_bottom;
    if (!near_) {
      from = above ? std::max(from, home.staff->up.height(box.left, box.right, 0.1) + home.offset)
                   : std::min(from, home.staff->down.height(box.left, box.right, 0.1) + home.offset);
    }
    if (above) return std::max(from, home.offset + home.edge) + padding - box.bottom;
    return std::min(from, home.offset - home.edge) - padding - box.top;
  }

  /// Small signs inside the staff stand in spaces, a space away from the head (handbook §15.2).
  static double inside(const Home& home, const EventPlace& place, const Box& box, bool above, double padding) {
    const double from = (above ? place.sign_top : place.sign_bottom) - home.offset;
    const double half = box.height() / 2;
    const double middle = (box.top + box.bottom) / 2;
    double centre = above ? from + padding * 0.6 + half : from - padding * 0.6 - half;
    if (std::abs(centre) < home.edge + 0.25) {
      // The next space: centres of spaces are at odd half spaces.
      centre = above ? std::ceil(centre - 0.5 - 1e-9) + 0.5 : std::floor(centre - 0.5 + 1e-9) + 0.5;
    }
    return centre + home.offset - middle;
  }

  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  SystemWork& system_;
  StaffWork& staff_;
  bool near_;
  std::vector<Stacked> stack_;
  PaintBuilder fragment_;  // of the sign at work
};

}  // namespace

bool stands_at_ornament(const SystemWork& system, const StaffWork& staff, std::uint32_t i, const PlacedMark& placed) {
  if (!is_accidental_sign(placed.mark)) return false;
  const MeasureAtoms& atoms = system.atoms(i);
  const auto first = atoms.events.begin() + atoms.staff_begin[staff.staff];
  const auto last = atoms.events.begin() + atoms.staff_begin[staff.staff + 1];
  return std::any_of(first, last, [&](const Event& event) {
    if (event.chord == nullptr || event.size == NoteSize::grace || !(event.onset == placed.at)) return false;
    const auto head = atoms.heads.begin() + event.first_head;
    return has_ornament(event.chord->marks) ||
           std::any_of(head, head + event.head_count, [](const Head& one) { return has_ornament(one.note->marks); });
  });
}

void place_note_signs(SystemWork& system, StaffWork& staff, bool near) { NoteSigns(system, staff, near).run(); }

}  // namespace burin::layout
