// What belongs to measures and barlines rather than to notes: bar numbers, voltas, signs on barlines (handbook §18).
#include <algorithm>
#include <string>
#include <utility>

#include "pipeline/atoms/movement.hpp"
#include "pipeline/elements/ending_text.hpp"
#include "pipeline/elements/multi_rest.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {

namespace {

constexpr double number_size = 1.8;
constexpr double volta_hook = 2.0;

double measure_left(const SystemWork& system, std::uint32_t i) {
  if (i == 0) return std::max(0.0, system.geometry.header_width - 1.0);
  return system.geometry.measures[i].left - system.context->glyphs->defaults().thin_barline / 2;
}

/// How far the hook of a bracket that begins at the top staff reaches over the staff, 0 without one (handbook §19).
double hook_over_staff(const SystemWork& system) {
  constexpr GlyphId hook = 0xE003;  // bracketTop
  constexpr double over = 0.25;     // the bracket's end beyond the staff
  const Context& context = *system.context;
  const auto staves_in = [&](const PartGroup& group) {
    return std::count_if(system.line.staves.begin(), system.line.staves.end(), [&](std::uint32_t staff) {
      const std::uint32_t musician = context.staves[staff].musician_index;
      return musician >= group.first && musician < group.first + group.count;
    });
  };
  const std::uint32_t top = context.staves[system.line.staves.front()].musician_index;
  const bool bracketed =
      std::any_of(context.piece->groups.begin(), context.piece->groups.end(), [&](const PartGroup& group) {
        return group.symbol == PartGroup::Symbol::bracket && top >= group.first && top < group.first + group.count &&
               staves_in(group) > 1;
      });
  return bracketed ? over + context.glyphs->box(hook).top : 0.0;
}

void bar_number(SystemWork& system, std::uint32_t i) {
  const MeasureInfo& info = system.context->piece->measures[system.line.first + i];
  StaffWork& staff = system.staves.front();
  const TextExtent extent = system.context->text->measure(info.number, FontFace::roman, number_size);
  if (extent.ink.empty()) return;
  const double x = i == 0 ? 0.0 : system.geometry.measures[i].left - extent.advance / 2;
  const double top = staff.up.height(x + extent.ink.left, x + extent.ink.right, 0.3);
  const double hook = i == 0 ? hook_over_staff(system) : 0.0;
  const double y = std::max(std::max(top, 2.0) + 0.6, hook > 0.0 ? 2.3 + hook : 0.0) - extent.ink.bottom;
  PaintBuilder& out = staff.measures[i];
  // Of a line that is split over two pages the lower half repeats the number.
  const std::uint8_t extras = system.line.lower ? extra_continuation : extra_none;
  out.open(GroupClass::bar_number, system.context->staves[staff.staff].vpd.child(system.line.first + i), extras);
  out.text(info.number, x, y, number_size);
  out.close();
  staff.add_ink(extent.ink.shifted(x, y));
}

/// First line of the staff: the number of the first measure, or those of all where the file wants that.
void bar_numbers(SystemWork& system) {
  using Numbering = MeasureInfo::Numbering;
  if (!system.context->options->bar_numbers) return;
  for (std::uint32_t i = 0; i < system.line.count; ++i) {
    const std::uint32_t m = system.line.first + i;
    const MeasureInfo& info = system.context->piece->measures[m];
    const bool all = info.numbering == Numbering::measure && !system.context->swallowed(m);
    const bool wanted =
        all || (i == 0 && m > 0 && info.numbering != Numbering::none && !starts_movement(*system.context, m));
    if (wanted && !info.implicit && !info.number.empty()) bar_number(system, i);
  }
}

/// A volta's piece on this system, in measures of the system.
struct Volta {
  std::uint32_t first{0};
  std::uint32_t last{0};
  bool begins{true};
  bool ends{true};
  bool closed{true};
  std::string text;
  Color color{0};
};

class Voltas {
 public:
  explicit Voltas(SystemWork& system) : system_(system), context_(*system.context) {}

  void run() {
    const std::vector<StaffFacts::EndingAt>* all = endings();
    if (all == nullptr) return;
    collect(*all);
    StaffWork& staff = system_.staves.front();
    double y = 5.0;
    for (const Volta& volta : voltas_) {
      const auto [left, right] = reach(volta, staff);
      y = std::max(y, staff.up.height(left, right, 0.2) + 0.8 + volta_hook);
    }
    for (const Volta& volta : voltas_) paint(volta, staff, y);
  }

 private:
  /// Of the first staff that has any.
  const std::vector<StaffFacts::EndingAt>* endings() const {
    for (const auto& facts : context_.facts) {
      if (!facts->endings.empty()) return &facts->endings;
    }
    return nullptr;
  }

  void collect(const std::vector<StaffFacts::EndingAt>& endings) {
    std::int32_t open = -1;
    std::string text;
    const std::uint32_t end = system_.line.first + system_.line.count;
    for (const StaffFacts::EndingAt& at : endings) {
      if (at.measure >= end) break;
      if (at.ending->hidden) continue;
      if (at.role == Ending::Role::start) {
        open = static_cast<std::int32_t>(at.measure);
        color_ = at.ending->color;
        text = ending_text(*at.ending);
      } else if (open >= 0) {
        add(static_cast<std::uint32_t>(open), at.measure, true, at.role == Ending::Role::stop, text);
        open = -1;
      }
    }
    if (open >= 0) add(static_cast<std::uint32_t>(open), end - 1, false, false, text);
  }

  void add(std::uint32_t first, std::uint32_t last, bool ends, bool closed, const std::string& text) {
    const std::uint32_t begin = system_.line.first;
    if (last < begin) return;
    Volta volta;
    volta.begins = first >= begin;
    volta.first = volta.begins ? first - begin : 0;
    volta.last = last - begin;
    volta.ends = ends;
    volta.closed = closed;
    volta.text = text;
    volta.color = color_;
    voltas_.push_back(std::move(volta));
  }

  std::pair<double, double> reach(const Volta& volta, const StaffWork& staff) const {
    const double left = measure_left(system_, volta.first) + 0.15;
    const double right = system_.geometry.measures[volta.last].right - 0.15;
    return {left / staff.scale, right / staff.scale};
  }

  void paint(const Volta& volta, StaffWork& staff, double y) {
    const auto [left, right] = reach(volta, staff);
    const double thickness = context_.glyphs->defaults().repeat_ending;
    PaintBuilder& out = staff.spanners;
    out.open(GroupClass::ending, context_.staves[staff.staff].vpd.child(system_.line.first + volta.first),
             volta.begins && !system_.line.lower ? extra_none : extra_continuation)
        .color = volta.color;
    out.line({left, y}, {right, y}, thickness);
    if (volta.begins) {
      out.line({left, y + thickness / 2}, {left, y - volta_hook}, thickness);
      out.text(volta.text, left + ending_indent, y - 1.75, ending_size, FontFace::bold);
    }
    if (volta.ends && volta.closed) out.line({right, y + thickness / 2}, {right, y - volta_hook}, thickness);
    out.close();
    staff.add_ink({left, y - volta_hook, right, y + thickness});
  }

  SystemWork& system_;
  const Context& context_;
  std::vector<Volta> voltas_;
  Color color_{0};  // of the one that is open
};

/// Fermatas, segnos and codas on barlines stand over every staff that has them.
void barline_signs(SystemWork& system, StaffWork& staff) {
  const Context& context = *system.context;
  PaintBuilder fragment;
  for (std::uint32_t i = 0; i < system.line.count; ++i) {
    const std::uint32_t m = system.line.first + i;
    if (!context.has(staff.staff, m)) continue;
    const Measure& measure = context.measure(staff.staff, m);
    for (const bool right : {false, true}) {
      for (const Mark& mark : (right ? measure.right : measure.left).marks) {
        const ElementFamily* own = family(mark.family);
        if (own == nullptr || own->paint == nullptr || mark.hidden) continue;
        SignContext sign = system.sign_context();
        sign.above = mark.side != Side::below;
        sign.vpd = context.staves[staff.staff].vpd.child(m);
        fragment.clear();
        own->paint(sign, mark, fragment);
        dress(*own, mark, sign, fragment);
        const Box box = ink_box(fragment.list(), *context.glyphs, *context.text);
        if (fragment.empty() || box.empty()) continue;
        const double x = (right ? system.geometry.measures[i].right + 0.1 : measure_left(system, i)) / staff.scale;
        const double y = sign.above
                             ? std::max(2.0, staff.up.height(x + box.left, x + box.right, 0.1)) + 0.5 - box.bottom
                             : std::min(-2.0, staff.down.height(x + box.left, x + box.right, 0.1)) - 0.5 - box.top;
        staff.measures[i].append(fragment.list(), x, y);
        staff.add_ink(box.shifted(x, y));
      }
    }
  }
}

/// Whether words at the start of the measure say the name already.
bool said_by_words(const Measure& measure, FamilyId words, const std::string& name) {
  return std::any_of(measure.marks.begin(), measure.marks.end(), [&](const PlacedMark& placed) {
    const std::string_view text = placed.mark.parameters().text(Param::text);
    return placed.mark.family == words && !placed.mark.hidden &&
           (text.find(name) != std::string_view::npos || (text.size() > 2 && name.find(text) != std::string::npos));
  });
}

/// An instrument that is changed for another in the middle of a system has its new name over its first staff.
void new_names(SystemWork& system, StaffWork& staff) {
  const Context& context = *system.context;
  const StaffRef& ref = context.staves[staff.staff];
  if (ref.first_of_instrument != staff.staff || ref.instrument->name_hidden) return;
  const std::string* before = &ref.instrument->name;
  for (const NameChange& change : ref.instrument->name_changes) {
    if (change.name.empty()) continue;
    const std::string* old = std::exchange(before, &change.name);
    const std::uint32_t i = change.measure - system.line.first;
    if (change.measure <= system.line.first || i >= system.line.count || change.name == *old) continue;
    if (!context.has(staff.staff, change.measure)) continue;
    const Measure& measure = context.measure(staff.staff, change.measure);
    if (said_by_words(measure, family_id("words"), change.name)) continue;
    const double size = context.style.outside.text_size;
    SignContext sign = system.sign_context();
    sign.vpd = ref.vpd.child(change.measure);
    const Mark words;
    PaintBuilder fragment;
    paint_words(sign, GroupClass::instrument_name, words, change.name, {size, FontFace::roman}, TextAlign::start,
                fragment);
    const Box box = ink_box(fragment.list(), *context.glyphs, *context.text);
    if (box.empty()) continue;
    const double edge = system.geometry.width / staff.scale;
    const double x = std::min(measure_left(system, i) / staff.scale + 0.3, edge - box.right);
    const double y = std::max(2.0, staff.up.height(x + box.left, x + box.right, 0.3)) + 0.8 - box.bottom;
    staff.measures[i].append(fragment.list(), x, y);
    staff.add_ink(box.shifted(x, y));
  }
}

/// Signs that stand for whole measures: multi-measure rests (as the file writes them) and repeats of measures.
void whole_measures(SystemWork& system, StaffWork& staff) {
  const Context& context = *system.context;
  for (std::uint32_t i = 0; i < system.line.count; ++i) {
    const std::uint32_t m = system.line.first + i;
    if (!context.has(staff.staff, m) || context.measure(staff.staff, m).measure_repeat == 0) continue;
    const MeasurePlace& place = system.geometry.measures[i];
    const int count = context.measure(staff.staff, m).measure_repeat;
    const int index = context.measure(staff.staff, m).repeat_index;
    if (index % count != (count - 1) / 2) continue;  // on the measure, or on the barline in the middle
    const GlyphGroup sign =
        count == 1 ? place_measure_repeat(1, place.left / staff.scale, place.right / staff.scale, *context.glyphs)
                   : place_measure_repeat(count, place.right / staff.scale, place.right / staff.scale, *context.glyphs);
    PaintBuilder& out = staff.measures[i];
    out.open(GroupClass::measure_repeat, context.staves[staff.staff].vpd.child(m),
             index >= count ? extra_continuation : extra_none);
    for (const PlacedGlyph& glyph : sign.glyphs) out.glyph(glyph.id, glyph.x, glyph.y, glyph.scale);
    out.close();
  }
}

/// Marks that no family claims stay visible to programs: a group without ink.
void unsupported(SystemWork& system, StaffWork& staff) {
  const auto mark_group = [&](std::uint32_t i, const Mark& mark, const Vpd& vpd) {
    const ElementFamily* own = family(mark.family);
    const bool drawn = own != nullptr && (own->paint != nullptr || own->paint_span != nullptr);
    const FamilyIds& ids = system.context->families;
    const bool by_stage = mark.family == ids.tie || mark.family == ids.slur || mark.family == ids.lyric ||
                          mark.family == ids.arpeggio || mark.family == ids.tremolo || mark.family == ids.glissando;
    if (drawn || by_stage || mark.hidden || mark.role == SpanRole::stop) return;
    PaintBuilder& out = staff.measures[i];
    out.open(GroupClass::unsupported, vpd);
    out.label(own != nullptr ? own->name : mark.parameters().text(Param::element));
    out.close();
  };
  for (std::uint32_t i = 0; i < system.line.count; ++i) {
    const std::uint32_t m = system.line.first + i;
    const MeasureAtoms& atoms = system.atoms(i);
    if (!system.context->has(staff.staff, m)) continue;
    const Vpd vpd = system.context->staves[staff.staff].vpd.child(m);
    for (const PlacedMark& placed : system.context->measure(staff.staff, m).marks) mark_group(i, placed.mark, vpd);
    for (std::uint32_t e = atoms.staff_begin[staff.staff]; e < atoms.staff_begin[staff.staff + 1]; ++e) {
      const Event& event = atoms.events[e];
      for (const Mark& mark : event.chord != nullptr ? event.chord->marks : event.rest->marks) {
        mark_group(i, mark, event.vpd);
      }
      for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
        for (const Mark& mark : atoms.heads[h].note->marks) mark_group(i, mark, event.vpd);
      }
    }
  }
}

}  // namespace

void place_measure_signs(SystemWork& system) {
  for (StaffWork& staff : system.staves) {
    barline_signs(system, staff);
    new_names(system, staff);
    whole_measures(system, staff);
    unsupported(system, staff);
  }
}

void place_system_signs(SystemWork& system) {
  bar_numbers(system);
  Voltas(system).run();
}

}  // namespace burin::layout
