// Tuplets of a system: handbook §13. Shapes come from plan_tuplet; here are the notes they stand over.
#include <algorithm>
#include <array>
#include <cmath>

#include "pipeline/elements/tuplet.hpp"
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

/// Something under or over a bracket, as far as it reaches: seen like a note. Curves come a little nearer than notes,
/// but not to hooks and numbers, which reach inwards.
void add_between(const std::vector<TupletNote>& notes, const Box& box, Side side, std::vector<TupletNote>& out) {
  constexpr double reach = 0.3;
  constexpr double number = 1.2;  // half of its width and the gap beside it
  const double left = notes.front().left;
  const double right = notes.back().right;
  const bool at_hook = box.left < left + reach || box.right > right - reach;
  const bool at_number = box.left < (left + right) / 2 + number && box.right > (left + right) / 2 - number;
  const double gap = at_hook || at_number ? -0.25 : 0.1;
  TupletNote note;
  note.left = std::max(box.left, left);
  note.right = std::min(box.right, right);
  note.top = side == Side::above ? box.top - gap : -1e3;
  note.bottom = side == Side::above ? 1e3 : box.bottom + gap;
  note.apart = true;
  out.push_back(note);
}

/// Puts them behind the first note: the outer notes say how long the bracket is.
void insert_between(std::vector<TupletNote>& notes, const std::vector<TupletNote>& more) {
  if (notes.size() > 1) {
    notes.insert(notes.begin() + 1, more.begin(), more.end());
    return;
  }
  for (const TupletNote& note : more) {
    notes.front().top = std::max(notes.front().top, note.top);
    notes.front().bottom = std::min(notes.front().bottom, note.bottom);
  }
}

/// Calls visit(box) for pieces of the bracket's lines, and for each digit.
template <class Visit>
void tuplet_ink(const SystemWork& system, const TupletPlan& plan, double thickness, Visit visit) {
  for (const TupletLine& line : plan.lines) {
    const int pieces = std::clamp(static_cast<int>(std::abs(line.to.x - line.from.x)), 1, 40);
    const auto at = [&](int k) {
      const double share = static_cast<double>(k) / pieces;
      return Point{line.from.x + (line.to.x - line.from.x) * share, line.from.y + (line.to.y - line.from.y) * share};
    };
    for (int k = 0; k < pieces; ++k) {
      const Point a = at(k);
      const Point b = at(k + 1);
      visit(Box{std::min(a.x, b.x), std::min(a.y, b.y) - thickness / 2, std::max(a.x, b.x),
                std::max(a.y, b.y) + thickness / 2});
    }
  }
  if (plan.arc) {
    std::array<Box, 8> boxes;
    outline_boxes(*plan.arc, boxes);
    for (const Box& box : boxes) visit(box);
  }
  for (const TupletGlyph& glyph : plan.number) {
    const Box& box = system.context->glyphs->box(glyph.glyph);
    if (!box.empty()) visit(box.scaled(glyph.scale).shifted(glyph.at.x, glyph.at.y));
  }
}

/// The file may ask for a larger number.
TupletStyle style_for(const Tuplet& tuplet, const SystemWork& system, TupletStyle style) {
  style.number_scale *= music_factor(tuplet.number_size, size_reference(*system.context->piece));
  return style;
}

/// Paints the tuplets once the slurs are known.
class TupletFinisher {
 public:
  explicit TupletFinisher(SystemWork& system)
      : system_(system), style_(TupletStyle::from(system.context->glyphs->defaults())) {}

  void run() {
    for (PlannedTuplet& planned : system_.tuplets) {
      StaffWork& staff = *system_.work(planned.atom->staff);
      // A move may meet more of a slur, or another one.
      for (int pass = 0; pass < most_moves && leave_slurs(staff, planned); ++pass) {
      }
      paint(staff, planned);
    }
  }

 private:
  static constexpr int most_moves = 6;

  bool leave_slurs(const StaffWork& staff, PlannedTuplet& planned) {
    constexpr double reach = 0.15;
    std::vector<Box> slurs;
    const Box& all = planned.plan.box;
    for (const SlurObstacle& obstacle : staff.obstacles) {
      if (obstacle.box.left > all.right + reach) break;
      if (obstacle.kind == ObstacleKind::inner_slur && obstacle.box.right > all.left - reach)
        slurs.push_back(obstacle.box);
    }
    if (slurs.empty()) return false;
    std::vector<TupletNote> between;
    tuplet_ink(system_, planned.plan, style_.line, [&](const Box& ink) {
      for (const Box& box : slurs) {
        const bool beside = box.left > ink.right + reach || box.right < ink.left - reach;
        if (beside || box.top < ink.bottom - reach || box.bottom > ink.top + reach) continue;
        add_between(planned.notes, box, planned.input.side, between);
      }
    });
    if (between.empty()) return false;
    insert_between(planned.notes, between);
    planned.input.notes = planned.notes;
    planned.plan =
        plan_tuplet(planned.input, *system_.context->glyphs, style_for(*planned.atom->tuplet, system_, style_));
    return true;
  }

  void paint(StaffWork& staff, const PlannedTuplet& planned) {
    const TupletAtom& tuplet = *planned.atom;
    PaintBuilder& out = staff.measures[planned.measure];
    out.open(GroupClass::tuplet, tuplet.vpd, tuplet.tuplet->continues ? extra_continuation : extra_none);
    for (const TupletLine& line : planned.plan.lines) out.line(line.from, line.to, style_.line);
    if (planned.plan.arc) out.curve(planned.plan.arc->outer, planned.plan.arc->inner, planned.plan.arc->outline);
    if (!tuplet.tuplet->continues) {
      const bool colored = tuplet.tuplet->color != 0;  // the number alone
      if (colored) out.open(GroupClass::tuplet, tuplet.vpd, extra_continuation).color = tuplet.tuplet->color;
      for (const TupletGlyph& glyph : planned.plan.number) out.glyph(glyph.glyph, glyph.at.x, glyph.at.y, glyph.scale);
      if (colored) out.close();
    }
    out.close();
    tuplet_ink(system_, planned.plan, style_.line, [&](const Box& box) { system_.add_ink(staff.staff, box); });
    Box number;
    for (const TupletGlyph& glyph : planned.plan.number)
      number.add(system_.context->glyphs->box(glyph.glyph).scaled(glyph.scale).shifted(glyph.at.x, glyph.at.y));
    if (!number.empty()) staff.numbers.push_back(number);
  }

  SystemWork& system_;
  TupletStyle style_;
};

class TupletPlacer {
 public:
  explicit TupletPlacer(SystemWork& system)
      : system_(system), style_(TupletStyle::from(system.context->glyphs->defaults())) {}

  void run() {
    for (std::uint32_t i = 0; i < system_.line.count; ++i) {
      const auto& tuplets = system_.atoms(i).tuplets;
      // Inner ones first: outer ones keep clear of them.
      std::uint8_t deepest = 0;
      for (const TupletAtom& tuplet : tuplets) deepest = std::max(deepest, tuplet.depth);
      for (int depth = deepest; depth >= 0; --depth) {
        for (const TupletAtom& tuplet : tuplets) {
          if (tuplet.depth == depth && !hidden(*tuplet.tuplet)) place(i, tuplet);
        }
      }
    }
  }

 private:
  static bool hidden(const Tuplet& tuplet) {
    return tuplet.hidden || (tuplet.show == TupletShow::none && tuplet.bracket == Tuplet::Bracket::no);
  }

  /// The beam that spans exactly these events, if there is one.
  const PlacedBeam* beam_over(std::uint32_t i, const TupletAtom& tuplet, const StaffWork& staff) const {
    const MeasureAtoms& atoms = system_.atoms(i);
    const std::int32_t beam = atoms.events[tuplet.first].beam;
    if (beam < 0 || atoms.events[tuplet.last].beam != beam) return nullptr;
    const BeamGroup& group = atoms.beams[static_cast<std::size_t>(beam)];
    if (group.events.empty() || group.events.front() != tuplet.first || group.events.back() != tuplet.last)
      return nullptr;
    for (const PlacedBeam& placed : staff.beams) {
      if (placed.group == &group) return &placed;
    }
    return nullptr;
  }

  void add_note(std::uint32_t i, std::uint32_t e) {
    const Event& event = system_.atoms(i).events[e];
    if (event.size == NoteSize::grace || event.box.empty()) return;
    const EventPlace& place = system_.places[i][e];
    TupletNote note;
    note.left = place.x + (event.kind == EventKind::chord ? d(event.x) : event.box.left);
    note.right = event.kind == EventKind::chord ? note.left + d(event.head_width) : place.x + event.box.right;
    note.top = std::max(place.top, place.sign_top);
    note.bottom = std::min(place.bottom, place.sign_bottom);
    if (event.has_stem) note.stem = event.direction > 0 ? StemDirection::up : StemDirection::down;
    note.rest = event.kind != EventKind::chord;
    notes_.push_back(note);
  }

  /// Hidden notes whose bracket the file asks for all the same: it stands where they would, outside the staff.
  void add_unseen(std::uint32_t i, const TupletAtom& tuplet) {
    const MeasureAtoms& atoms = system_.atoms(i);
    const double edge = (system_.context->staves[tuplet.staff].staff->lines - 1) / 2.0;
    for (std::uint32_t e = tuplet.first; e <= tuplet.last; ++e) {
      const Event& event = atoms.events[e];
      if (event.size == NoteSize::grace) continue;
      TupletNote note;
      note.left = system_.places[i][e].x + d(event.x);
      note.right = note.left + d(event.head_width);
      note.top = edge;
      note.bottom = -edge;
      notes_.push_back(note);
    }
  }

  /// Whether another voice of the staff has notes at the time of the tuplet.
  static bool has_company(const MeasureAtoms& atoms, const TupletAtom& tuplet) {
    const Event& last = atoms.events[tuplet.last];
    const Rational from = atoms.events[tuplet.first].onset;
    const Rational to = last.onset + last.duration;
    for (std::uint32_t e = atoms.staff_begin[tuplet.staff]; e < atoms.staff_begin[tuplet.staff + 1]; ++e) {
      const Event& event = atoms.events[e];
      if (e >= tuplet.first && e <= tuplet.last) continue;
      if (event.kind != EventKind::chord || event.box.empty() || event.size == NoteSize::grace) continue;
      if (event.onset < to && from < event.onset + event.duration) return true;
    }
    return false;
  }

  /// 1 when all stems point up, -1 when all point down, else 0: a voice may give up its side where the others rest.
  static int common_stems(const MeasureAtoms& atoms, const TupletAtom& tuplet) {
    int common = 0;
    for (std::uint32_t e = tuplet.first; e <= tuplet.last; ++e) {
      const Event& event = atoms.events[e];
      if (!event.has_stem || event.size == NoteSize::grace) continue;
      if (common * event.direction < 0) return 0;
      common = event.direction > 0 ? 1 : -1;
    }
    return common;
  }

  /// Hidden notes beside a printed tuplet of the same time and ratio: their bracket is printed at the same place.
  bool repeat_twin(std::uint32_t i, const TupletAtom& tuplet) {
    const MeasureAtoms& atoms = system_.atoms(i);
    const auto column = [&](std::uint32_t e) { return atoms.events[e].column; };
    for (const PlannedTuplet& other : system_.tuplets) {
      const TupletAtom& twin = *other.atom;
      if (other.measure != i || twin.staff != tuplet.staff || column(twin.first) != column(tuplet.first) ||
          column(twin.last) != column(tuplet.last) || twin.tuplet->actual != tuplet.tuplet->actual ||
          twin.tuplet->normal != tuplet.tuplet->normal)
        continue;
      PlannedTuplet planned = other;
      planned.atom = &tuplet;
      system_.tuplets.push_back(std::move(planned));
      system_.tuplets.back().input.notes = system_.tuplets.back().notes;
      return true;
    }
    return false;
  }

  static bool on_two_staves(const MeasureAtoms& atoms, const TupletAtom& tuplet) {
    const auto shift = [&](std::uint32_t e) { return atoms.heads[atoms.events[e].first_head].staff_shift; };
    const Event* first = nullptr;
    for (std::uint32_t e = tuplet.first; e <= tuplet.last; ++e) {
      const Event& event = atoms.events[e];
      if (event.kind != EventKind::chord || event.head_count == 0 || event.size == NoteSize::grace) continue;
      if (first == nullptr) first = &event;
      if (shift(e) != atoms.heads[first->first_head].staff_shift) return true;
    }
    return false;
  }

  /// The side of a beam between two staves where the number has room: the notes next to its middle hang on the other.
  Side free_side(const PlacedBeam& beam) const {
    const double middle = (beam.left_x + beam.right_x) / 2;
    const auto apart = [&](const TupletNote& note) { return std::abs((note.left + note.right) / 2 - middle); };
    const auto nearest = std::min_element(
        notes_.begin(), notes_.end(), [&](const TupletNote& a, const TupletNote& b) { return apart(a) < apart(b); });
    return nearest->stem == StemDirection::down ? Side::below : Side::above;
  }

  void place(std::uint32_t i, const TupletAtom& tuplet) {
    const MeasureAtoms& atoms = system_.atoms(i);
    StaffWork* staff = system_.work(tuplet.staff);
    if (staff == nullptr || tuplet.last >= atoms.events.size()) return;
    notes_.clear();
    for (std::uint32_t e = tuplet.first; e <= tuplet.last; ++e) add_note(i, e);
    const bool unseen = notes_.empty() && tuplet.tuplet->bracket == Tuplet::Bracket::yes;
    if (unseen && repeat_twin(i, tuplet)) return;
    if (unseen) add_unseen(i, tuplet);
    if (notes_.empty()) return;
    const Event& first = atoms.events[tuplet.first];
    const PlacedBeam* beam = beam_over(i, tuplet, *staff);
    TupletInput input;
    const int stems = has_company(atoms, tuplet) ? 0 : common_stems(atoms, tuplet);
    const bool upper = stems != 0 ? stems > 0 : first.voice % 2 == 0;
    input.side = tuplet_side(tuplet.tuplet->side, notes_, first.multi_voice && upper, first.multi_voice && !upper);
    input.bracket = tuplet_has_bracket(tuplet.tuplet->bracket, beam != nullptr);
    input.actual = tuplet.tuplet->actual;
    input.normal = tuplet.tuplet->normal;
    input.show = tuplet.tuplet->show;
    input.show_type = tuplet.tuplet->show_type;
    input.actual_type = tuplet.tuplet->actual_type;
    input.normal_type = tuplet.tuplet->normal_type;
    input.curved = tuplet.tuplet->curved;
    input.open_left = tuplet.tuplet->continues;
    input.open_right = tuplet.tuplet->open_at_end;
    input.staff_lines = system_.context->staves[tuplet.staff].staff->lines;
    const bool between = beam != nullptr && !input.bracket && on_two_staves(atoms, tuplet);
    if (between && tuplet.tuplet->side == Side::automatic) input.side = free_side(*beam);
    if (between || (beam != nullptr && beam->above == (input.side == Side::above))) {
      input.beam_left = Point{beam->left_x, beam->left_y};
      input.beam_right = Point{beam->right_x, beam->right_y};
    } else if (beam != nullptr && beam->right_x > beam->left_x) {
      input.far_beam = (beam->right_y - beam->left_y) / (beam->right_x - beam->left_x);
    }
    if (!between) {
      keep_clear_of_inner(i, tuplet, input.side);
      keep_clear_of_others(i, tuplet, input.side);
      keep_clear_of_ties_and_strokes(*staff, input.side);
    }
    PlannedTuplet planned;
    planned.measure = i;
    planned.atom = &tuplet;
    planned.notes = notes_;
    input.notes = planned.notes;
    planned.plan = plan_tuplet(input, *system_.context->glyphs, style_for(*tuplet.tuplet, system_, style_));
    planned.input = input;
    placed_.push_back({i, &tuplet, planned.plan.box});
    tuplet_ink(system_, planned.plan, style_.line, [&](const Box& box) {
      staff->obstacles.push_back({box, ObstacleKind::other});
    });
    system_.tuplets.push_back(std::move(planned));
  }

  /// Ties under the bracket, and strokes between notes without stems, count as parts of the notes there.
  void keep_clear_of_ties_and_strokes(const StaffWork& staff, Side side) {
    const double left = notes_.front().left;
    const double right = notes_.back().right;
    std::vector<TupletNote> ties;
    for (const SlurObstacle& obstacle : staff.obstacles) {
      const Box& box = obstacle.box;
      const bool counts = obstacle.kind == ObstacleKind::tie || obstacle.kind == ObstacleKind::beam;
      if (counts && box.right > left - 0.3 && box.left < right + 0.3) add_between(notes_, box, side, ties);
    }
    insert_between(notes_, ties);
  }

  /// Notes of other voices below (or over) the bracket.
  void keep_clear_of_others(std::uint32_t i, const TupletAtom& tuplet, Side side) {
    const MeasureAtoms& atoms = system_.atoms(i);
    const double left = notes_.front().left;
    const double right = notes_.back().right;
    std::vector<TupletNote> others;
    for (std::uint32_t e = atoms.staff_begin[tuplet.staff]; e < atoms.staff_begin[tuplet.staff + 1]; ++e) {
      const Event& event = atoms.events[e];
      if (event.box.empty()) continue;
      if (e >= tuplet.first && e <= tuplet.last) {
        add_accidentals(atoms, event, system_.places[i][e], side, others);
        continue;
      }
      if (event.kind == EventKind::measure_rest || event.size == NoteSize::grace) continue;
      const EventPlace& place = system_.places[i][e];
      const double x = place.x + d(event.x);
      if (x + d(event.head_width) < left || x > right) continue;
      TupletNote note;
      note.left = x;
      note.right = x + d(event.head_width);
      note.top = side == Side::above ? place.top : -1e3;
      note.bottom = side == Side::above ? 1e3 : place.bottom;
      note.apart = true;
      others.push_back(note);
      add_accidentals(atoms, event, place, side, others);
    }
    insert_between(notes_, others);
  }

  /// What stands left of a head may be nearer to a slanted bracket than the head is.
  void add_accidentals(const MeasureAtoms& atoms, const Event& event, const EventPlace& place, Side side,
                       std::vector<TupletNote>& out) const {
    if (event.kind != EventKind::chord || event.size == NoteSize::grace) return;
    for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
      const Head& head = atoms.heads[h];
      if (head.accidental == 0 || head.hidden) continue;
      const Box sign = system_.context->glyphs->box(head.accidental)
                           .scaled(d(event.scale))
                           .shifted(place.x + d(head.accidental_x), system_.head_y(event, head));
      TupletNote note;
      note.left = std::max(notes_.front().left, sign.left);
      note.right = std::max(note.left, sign.right);
      note.top = side == Side::above ? sign.top : -1e3;
      note.bottom = side == Side::above ? 1e3 : sign.bottom;
      note.apart = true;
      out.push_back(note);
    }
  }

  void keep_clear_of_inner(std::uint32_t i, const TupletAtom& tuplet, Side side) {
    std::vector<TupletNote> inside;
    for (const auto& [measure, inner, box] : placed_) {
      if (measure != i || inner->first < tuplet.first || inner->last > tuplet.last) continue;
      add_between(notes_, box, side, inside);
      for (TupletNote& note : notes_) {
        if (note.right < box.left || note.left > box.right) continue;
        if (side == Side::above)
          note.top = std::max(note.top, box.top);
        else
          note.bottom = std::min(note.bottom, box.bottom);
      }
    }
    insert_between(notes_, inside);
  }

  struct Placed {
    std::uint32_t measure;
    const TupletAtom* tuplet;
    Box box;
  };
  SystemWork& system_;
  TupletStyle style_;
  std::vector<TupletNote> notes_;
  std::vector<Placed> placed_;
};

}  // namespace

void place_tuplets(SystemWork& system) { TupletPlacer(system).run(); }

void finish_tuplets(SystemWork& system) { TupletFinisher(system).run(); }

}  // namespace burin::layout
