// Staff lines, clefs, keys, times and barlines of one staff of a system.
#include <algorithm>

#include "pipeline/elements/clef.hpp"
#include "pipeline/elements/key_signature.hpp"
#include "pipeline/elements/time_signature.hpp"
#include "pipeline/stacks/prefix.hpp"
#include "pipeline/systems/barline.hpp"
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

class StaffPainter {
 public:
  StaffPainter(SystemWork& system, StaffWork& staff)
      : system_(system),
        context_(*system.context),
        staff_(staff),
        ref_(context_.staves[staff.staff]),
        inverse_(1.0 / staff.scale) {}

  void run() {
    header();
    for (std::uint32_t i = 0; i < system_.line.count; ++i) {
      if (i > 0) changes(i);
      clefs(i);
      naturals(i);
      middle_barlines(i);
    }
    courtesy();
    barlines();
  }

 private:
  void paint_group(PaintBuilder& out, GroupClass group, const GlyphGroup& sign, double x, const Vpd& vpd,
                   std::uint8_t extras, Color color = 0) {
    if (sign.empty()) return;
    out.open(group, vpd, extras).color = color;
    for (const PlacedGlyph& glyph : sign.glyphs) out.glyph(glyph.id, x + glyph.x, glyph.y, glyph.scale);
    out.close();
    staff_.add_ink(box_of(sign, *context_.glyphs).shifted(x, 0.0));
  }

  void header() {
    const std::uint32_t m = system_.line.first;
    const Position at{static_cast<std::int32_t>(m), {}};
    const PrefixSigns& signs = (*system_.stacks)[m]->header;
    PaintBuilder& out = staff_.measures.front();
    const Vpd vpd = ref_.vpd.child(m);
    const std::uint8_t repeated = m > 0 ? extra_reminder : extra_none;
    const Clef clef = context_.clef_at(staff_.staff, at);
    const int lines = ref_.staff->lines;
    paint_group(out, GroupClass::clef, clef_sign(context_, clef, ClefSize::full, lines), d(signs.clef_x) * inverse_,
                vpd, repeated, clef.color);
    paint_group(out, GroupClass::key_signature, key_sign(context_, staff_.staff, at, nullptr),
                d(signs.key_x) * inverse_, vpd, repeated);
    if (header_has_time(context_, staff_.staff, m)) time(out, m, d(signs.time_x) * inverse_, extra_none);
  }

  void time(PaintBuilder& out, std::uint32_t m, double x, std::uint8_t extras) {
    const TimeSignature* time = context_.time_at(staff_.staff, {static_cast<std::int32_t>(m), {}});
    if (time == nullptr || time_group(context_, staff_.staff) != nullptr) return;
    paint_group(out, GroupClass::time_signature, time_sign(context_, *time), x, ref_.vpd.child(m), extras, time->color);
  }

  void key_change(PaintBuilder& out, std::uint32_t m, double x, std::uint8_t extras) {
    const Position at{static_cast<std::int32_t>(m), {}};
    paint_group(out, GroupClass::key_signature,
                key_sign(context_, staff_.staff, at, &context_.key_before(staff_.staff, at)), x, ref_.vpd.child(m),
                extras, context_.key_at(staff_.staff, at).color);
  }

  void changes(std::uint32_t i) {
    const std::uint32_t m = system_.line.first + i;
    const PrefixSigns& signs = (*system_.stacks)[m]->change;
    if (signs.width <= 0.0F) return;
    const double left = system_.geometry.measures[i].left;
    if (key_changes(context_, staff_.staff, m)) {
      key_change(staff_.measures[i], m, (left + d(signs.key_x)) * inverse_, extra_none);
    }
    if (time_changes(context_, staff_.staff, m)) {
      time(staff_.measures[i], m, (left + d(signs.time_x)) * inverse_, extra_none);
    }
  }

  void clefs(std::uint32_t i) {
    for (const ClefAtom& clef : system_.atoms(i).clefs) {
      if (clef.staff != staff_.staff) continue;
      const MeasurePlace& place = system_.geometry.measures[i];
      const double x = clef.at_end ? place.right * inverse_ - context_.style.spacing.clef_to_barline - d(clef.width)
                                   : place.columns[clef.column] * inverse_ + d(clef.x);
      paint_group(staff_.measures[i], GroupClass::clef,
                  clef_sign(context_, clef.clef, ClefSize::change, ref_.staff->lines), x,
                  ref_.vpd.child(system_.line.first + i), extra_none, clef.clef.color);
    }
  }

  /// Naturals of the next measure's key, before the barline.
  void naturals(std::uint32_t i) {
    const std::uint32_t next = system_.line.first + i + 1;
    const GlyphGroup sign = naturals_before(context_, staff_.staff, next);
    if (sign.empty()) return;
    const double x =
        system_.geometry.measures[i].right * inverse_ - context_.style.spacing.clef_to_barline - sign.width;
    const Position at{static_cast<std::int32_t>(next), {}};
    paint_group(staff_.measures[i], GroupClass::key_signature, sign, x, ref_.vpd.child(next), extra_continuation,
                context_.key_at(staff_.staff, at).color);
  }

  /// Barlines inside a measure stand before the next column.
  void middle_barlines(std::uint32_t i) {
    constexpr double before_note = 0.9;
    const std::uint32_t m = system_.line.first + i;
    if (!context_.has(staff_.staff, m)) return;
    for (const auto& [at, style] : context_.measure(staff_.staff, m).middle) {
      const int lines = ref_.staff->lines_at({static_cast<std::int32_t>(m), at}).count;
      const double half = lines > 1 ? (lines - 1) / 2.0 : 1.0;
      BoundaryBarline barline;
      barline.style = style == BarStyle::automatic ? BarStyle::regular : style;
      barline.measure = m;
      barline.x = system_.x_at(i, at) * inverse_ - before_note;
      PaintBuilder& out = staff_.measures[i];
      out.open(GroupClass::barline, ref_.vpd.child(m));
      paint_barline(barline, -half, half, true, context_, out);
      out.close();
    }
  }

  void courtesy() {
    const std::uint32_t last = system_.line.first + system_.line.count - 1;
    const PrefixSigns& signs = (*system_.stacks)[last]->courtesy;
    if (signs.width <= 0.0F) return;
    PaintBuilder& out = staff_.measures.back();
    const double x = system_.geometry.courtesy_x;
    if (key_changes(context_, staff_.staff, last + 1)) {
      key_change(out, last + 1, (x + d(signs.key_x)) * inverse_, extra_reminder);
    }
    if (time_changes(context_, staff_.staff, last + 1)) {
      time(out, last + 1, (x + d(signs.time_x)) * inverse_, extra_reminder);
    }
  }

  void barlines() {
    for (const BoundaryBarline& barline : system_.geometry.barlines) {
      if (barline.width <= 0.0 || between_staves_only(barline)) continue;
      const int lines = ref_.staff->lines_at({static_cast<std::int32_t>(barline.measure), {}}).count;
      const double half = lines > 1 ? (lines - 1) / 2.0 : 1.0;
      const std::uint32_t i = barline.measure - system_.line.first;
      BoundaryBarline own = barline;
      own.x *= inverse_;
      PaintBuilder& out = staff_.measures[i];
      out.open(GroupClass::barline, ref_.vpd.child(barline.measure)).color = color_of(barline);
      paint_barline(own, -half, half, true, context_, out);
      out.close();
    }
  }

  /// Plain barlines of a group whose file wants them between the staves (Mensurstrich).
  bool between_staves_only(const BoundaryBarline& barline) const {
    const bool plain = barline.style == BarStyle::regular || barline.style == BarStyle::automatic;
    if (!plain || barline.dots_left || barline.dots_right) return false;
    const SharedVector<PartGroup>& groups = context_.piece->groups;
    return std::any_of(groups.begin(), groups.end(), [&](const PartGroup& group) {
      return group.between_only && group.count > 1 && ref_.musician_index >= group.first &&
             ref_.musician_index < group.first + group.count;
    });
  }

  /// Of the measure that it ends, or of the one that it begins.
  Color color_of(const BoundaryBarline& barline) const {
    const Measure* own =
        context_.has(staff_.staff, barline.measure) ? &context_.measure(staff_.staff, barline.measure) : nullptr;
    if (own == nullptr) return 0;
    if (barline.at_start) return own->left.color;
    if (own->right.color != 0 || !context_.has(staff_.staff, barline.measure + 1)) return own->right.color;
    return context_.measure(staff_.staff, barline.measure + 1).left.color;
  }

  SystemWork& system_;
  const Context& context_;
  StaffWork& staff_;
  const StaffRef& ref_;
  double inverse_;
};

}  // namespace

void paint_staff(SystemWork& system, StaffWork& staff) { StaffPainter(system, staff).run(); }

}  // namespace burin::layout
