// Tremolo strokes on stems and between notes: handbook §15.5.
#include "pipeline/atoms/head_accidental.hpp"
#include "pipeline/elements/beam_quant.hpp"
#include "pipeline/elements/tremolo_shape.hpp"
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

class TremoloPlacer {
 public:
  TremoloPlacer(SystemWork& system, StaffWork& staff) : system_(system), staff_(staff) {}

  void run() {
    for (std::uint32_t i = 0; i < system_.line.count; ++i) {
      const MeasureAtoms& atoms = system_.atoms(i);
      for (std::uint32_t e = atoms.staff_begin[staff_.staff]; e < atoms.staff_begin[staff_.staff + 1]; ++e) {
        const Event& event = atoms.events[e];
        if (event.chord == nullptr || event.head_count == 0) continue;
        for (const Mark& mark : event.chord->marks) {
          if (mark.family == system_.context->families.tremolo && !mark.hidden) single(i, e, mark);
        }
      }
      for (const TremoloAtom& tremolo : atoms.tremolos) {
        if (atoms.events[tremolo.first].staff == staff_.staff) pair(i, tremolo);
      }
    }
  }

 private:
  void paint(std::uint32_t i, const Vpd& vpd, const std::vector<Stroke>& strokes) {
    PaintBuilder& out = staff_.measures[i];
    out.open(GroupClass::tremolo, vpd);
    for (const Stroke& s : strokes) {
      const double half = s.thickness / 2;
      out.quad({s.from.x, s.from.y + half}, {s.to.x, s.to.y + half}, {s.to.x, s.to.y - half},
               {s.from.x, s.from.y - half});
      const Box box{s.from.x, std::min(s.from.y, s.to.y) - half, s.to.x, std::max(s.from.y, s.to.y) + half};
      system_.add_ink(staff_.staff, box);
      staff_.obstacles.push_back({box, ObstacleKind::beam});
    }
    out.close();
  }

  double head_y(const MeasureAtoms& atoms, const Event& event, bool top) const {
    return system_.head_y(event, atoms.heads[top ? event.first_head + event.head_count - 1 : event.first_head]);
  }

  void single(std::uint32_t i, std::uint32_t e, const Mark& mark) {
    const MeasureAtoms& atoms = system_.atoms(i);
    const Event& event = atoms.events[e];
    const EventPlace& place = system_.places[i][e];
    StemTremolo input;
    input.strokes = static_cast<int>(mark.parameters().whole(Param::strokes, 3));
    input.direction = !event.has_stem       ? StemDirection::none
                      : event.direction > 0 ? StemDirection::up
                                            : StemDirection::down;
    input.x = place.x + d(event.x) + (event.has_stem ? d(event.stem_x) : d(event.head_width) / 2);
    input.below = !event.has_stem && event.multi_voice && event.direction < 0;
    input.head = head_y(atoms, event, event.has_stem ? event.direction > 0 : !input.below);
    input.stem_end = place.stem_to;
    input.beamed = event.beamed;
    input.beam_slope = beam_slope(i, event);
    input.taken = taken_by_flags(event);
    input.scale = d(event.scale);
    const auto glyph = static_cast<GlyphId>(mark.parameters().whole(Param::glyph));
    if (glyph != 0 || input.strokes == 0) {
      const double up = event.direction > 0 ? 1.0 : -1.0;
      staff_.measures[i].open(GroupClass::tremolo, event.vpd);
      staff_.measures[i].glyph(glyph != 0 ? glyph : GlyphId{0xE22C}, input.x,
                               (input.head + up * 0.5 + input.stem_end) / 2);
      staff_.measures[i].close();
      return;
    }
    paint(i, event.vpd, stem_tremolo(input, style_));
  }

  /// Height at the stem's end that its beams or flags fill.
  double taken_by_flags(const Event& event) const {
    if (event.beamed) return style_.thickness + style_.pitch * (event.flags - 1);
    return event.flag != 0 ? style_.flag + style_.further_flag * (event.flags - 1) : 0.0;
  }

  double beam_slope(std::uint32_t i, const Event& event) const {
    if (event.beam < 0) return 0.0;
    const BeamGroup& group = system_.atoms(i).beams[static_cast<std::size_t>(event.beam)];
    for (const PlacedBeam& beam : staff_.beams) {
      if (beam.group == &group && beam.right_x > beam.left_x)
        return (beam.right_y - beam.left_y) / (beam.right_x - beam.left_x);
    }
    return 0.0;
  }

  void pair(std::uint32_t i, const TremoloAtom& tremolo) {
    const MeasureAtoms& atoms = system_.atoms(i);
    const Event& first = atoms.events[tremolo.first];
    const Event& second = atoms.events[tremolo.second];
    if (first.head_count == 0 || second.head_count == 0) return;
    NoteTremolo input;
    input.strokes = strokes_between(atoms, tremolo);
    input.direction = first.direction > 0 ? StemDirection::up : StemDirection::down;
    input.stemless = !first.has_stem || !second.has_stem;
    input.scale = d(first.scale);
    input.left = end_of(i, tremolo.first, true);
    input.right = end_of(i, tremolo.second, false);
    for (const PlacedTremolo& placed : staff_.tremolos) {
      if (placed.measure != i || placed.atom != &tremolo) continue;
      input.left.y = placed.left_y;
      input.right.y = placed.right_y;
    }
    if (input.right.x - input.left.x < 0.2) return;  // pressed together: nothing would be seen
    paint(i, tremolo.vpd, note_tremolo(input, style_));
  }

  TremoloEnd end_of(std::uint32_t i, std::uint32_t e, bool left) const {
    const MeasureAtoms& atoms = system_.atoms(i);
    const Event& event = atoms.events[e];
    const EventPlace& place = system_.places[i][e];
    const double x = place.x + d(event.x);
    if (event.has_stem) {  // under its beams, if it has any
      const int levels = event.beamed ? std::max<int>(event.flags, level_count(event.beams)) : 0;
      const double beams = style_.pitch * levels * d(event.scale);
      const double end = event.cross_staff ? system_.stem_span(atoms, event, place).to : place.stem_to;
      return {x + d(event.stem_x), end - (event.direction > 0 ? beams : -beams)};
    }
    const double y = head_y(atoms, event, event.direction > 0);
    const double end = y + (event.direction > 0 ? 2.5 : -2.5);
    return {left ? x + d(event.head_width) : std::min(x, before_signs(atoms, event, place.x, end)), end};
  }

  /// Where strokes that come in beside a stemless note at the given height have to end for its accidentals' sake: as if
  /// a head stood so much farther left that they end clear of them.
  double before_signs(const MeasureAtoms& atoms, const Event& event, double x, double height) const {
    constexpr double clear = 0.4;
    constexpr double strokes = 1.5;  // half the height of three and some air
    double left = 1e9;
    for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
      const Head& head = atoms.heads[h];
      if (head.accidental == 0 || head.hidden) continue;
      const double y = system_.head_y(event, head);
      const Box sign = accidental_glyphs(accidental_of(event, head), x + d(head.accidental_x), *system_.context->glyphs)
                           .box.shifted(0.0, y);
      if (sign.bottom < height + strokes && sign.top > height - strokes) left = std::min(left, sign.left);
    }
    return left - clear + style_.head_gap;
  }

  SystemWork& system_;
  StaffWork& staff_;
  TremoloStyle style_;
};

}  // namespace

int strokes_between(const MeasureAtoms& atoms, const TremoloAtom& tremolo) {
  const Event& first = atoms.events[tremolo.first];
  int strokes = std::max(1, static_cast<int>(tremolo.tremolo->strokes));
  if (first.beamed && atoms.events[tremolo.second].beamed && first.flags == 0) {
    // Notes without flags keep one beam; what else the file joins them by are strokes.
    for (int n = 2; n <= 8; ++n) strokes += first.chord->beams.level(n) != BeamState::none;
  }
  return strokes;
}

void place_tremolos(SystemWork& system) {
  for (StaffWork& staff : system.staves) TremoloPlacer(system, staff).run();
}

}  // namespace burin::layout
