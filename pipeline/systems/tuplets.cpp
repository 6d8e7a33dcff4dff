// Tuplets of a system: handbook §13. Shapes come from plan_tuplet; here are the notes they stand over.
#include <algorithm>

#include "pipeline/elements/tuplet.hpp"
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

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
    notes_.push_back(note);
  }

  void place(std::uint32_t i, const TupletAtom& tuplet) {
    const MeasureAtoms& atoms = system_.atoms(i);
    StaffWork* staff = system_.work(tuplet.staff);
    if (staff == nullptr || tuplet.last >= atoms.events.size()) return;
    notes_.clear();
    for (std::uint32_t e = tuplet.first; e <= tuplet.last; ++e) add_note(i, e);
    if (notes_.empty()) return;
    const Event& first = atoms.events[tuplet.first];
    const PlacedBeam* beam = beam_over(i, tuplet, *staff);
    TupletInput input;
    input.side = tuplet_side(tuplet.tuplet->side, notes_, first.multi_voice && first.voice % 2 == 0,
                             first.multi_voice && first.voice % 2 == 1);
    input.bracket = tuplet_has_bracket(tuplet.tuplet->bracket, beam != nullptr);
    input.actual = tuplet.tuplet->actual;
    input.normal = tuplet.tuplet->normal;
    input.show = tuplet.tuplet->show;
    input.open_left = tuplet.tuplet->continues;
    input.open_right = tuplet.tuplet->open_at_end;
    input.staff_lines = system_.context->staves[tuplet.staff].staff->lines;
    if (beam != nullptr && beam->above == (input.side == Side::above)) {
      input.beam_left = Point{beam->left_x, beam->left_y};
      input.beam_right = Point{beam->right_x, beam->right_y};
    }
    keep_clear_of_inner(i, tuplet, input.side);
    input.notes = notes_;
    paint(i, tuplet, *staff, plan_tuplet(input, *system_.context->glyphs, style_));
  }

  void keep_clear_of_inner(std::uint32_t i, const TupletAtom& tuplet, Side side) {
    for (const auto& [measure, inner, box] : placed_) {
      if (measure != i || inner->first < tuplet.first || inner->last > tuplet.last) continue;
      for (TupletNote& note : notes_) {
        if (note.right < box.left || note.left > box.right) continue;
        if (side == Side::above)
          note.top = std::max(note.top, box.top);
        else
          note.bottom = std::min(note.bottom, box.bottom);
      }
    }
  }

  void paint(std::uint32_t i, const TupletAtom& tuplet, StaffWork& staff, const TupletPlan& plan) {
    PaintBuilder& out = staff.measures[i];
    out.open(GroupClass::tuplet, tuplet.vpd, tuplet.tuplet->continues ? extra_continuation : extra_none).color =
        tuplet.tuplet->color;
    for (const TupletLine& line : plan.lines) out.line(line.from, line.to, style_.line);
    if (!tuplet.tuplet->continues) {
      for (const TupletGlyph& glyph : plan.number) out.glyph(glyph.glyph, glyph.at.x, glyph.at.y, glyph.scale);
    }
    out.close();
    for (const TupletLine& line : plan.lines) {
      system_.add_ink(staff.staff, {std::min(line.from.x, line.to.x), std::min(line.from.y, line.to.y),
                                    std::max(line.from.x, line.to.x), std::max(line.from.y, line.to.y)});
    }
    for (const TupletGlyph& glyph : plan.number) {
      const Box& box = system_.context->glyphs->box(glyph.glyph);
      if (!box.empty()) system_.add_ink(staff.staff, box.scaled(glyph.scale).shifted(glyph.at.x, glyph.at.y));
    }
    placed_.push_back({i, &tuplet, plan.box});
    staff.obstacles.push_back({plan.box, ObstacleKind::other});
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

}  // namespace burin::layout
