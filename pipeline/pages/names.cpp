#include "pipeline/pages/names.hpp"

#include <algorithm>

#include "pipeline/elements/paint_support.hpp"
#include "pipeline/systems/barline.hpp"

namespace burin::layout {

namespace {

constexpr double bracket_gap = 0.45;  // staff lines to bracket
constexpr double bracket_step = 1.0;  // room that each further level takes
constexpr double brace_gap = 0.35;
constexpr double brace_width = 1.2;
constexpr GlyphId bracket_top = 0xE003;
constexpr GlyphId bracket_bottom = 0xE004;

/// Something that joins visible staves first to last (indices in the system).
struct Joint {
  PartGroup::Symbol symbol{PartGroup::Symbol::none};
  std::size_t first{0};
  std::size_t last{0};
  int level{0};  // 0 = nearest to the staves
  bool barlines{false};
  bool between_only{false};  // barlines stand between the staves only
  double x{0.0};             // the file's place, 0 = not said
  std::string name;
  std::string short_name;
};

PartGroup::Symbol symbol_of(Instrument::GroupSymbol symbol) noexcept {
  switch (symbol) {
    case Instrument::GroupSymbol::brace: return PartGroup::Symbol::brace;
    case Instrument::GroupSymbol::bracket: return PartGroup::Symbol::bracket;
    case Instrument::GroupSymbol::line: return PartGroup::Symbol::line;
    case Instrument::GroupSymbol::square: return PartGroup::Symbol::square;
    default: return PartGroup::Symbol::none;
  }
}

/// Braces of instruments with several staves.
void instrument_joints(const Context& context, const std::vector<SystemStaff>& staves, std::vector<Joint>& joints) {
  for (std::size_t k = 0; k < staves.size();) {
    const StaffRef& ref = context.staves[staves[k].staff];
    std::size_t last = k;
    while (last + 1 < staves.size() &&
           context.staves[staves[last + 1].staff].first_of_instrument == ref.first_of_instrument) {
      ++last;
    }
    if (last > k) {
      Joint joint;
      joint.barlines = true;
      joint.first = k;
      joint.last = last;
      const auto own = [&](std::size_t staff) { return staves[staff].staff - ref.first_of_instrument + 1; };
      const Instrument& instrument = *ref.instrument;
      const bool some = instrument.symbol_first > 0 || instrument.symbol_last > 0;
      if (some) {  // the symbol stands at some of the staves, the barlines run through all
        joints.push_back(joint);
        const std::size_t from = instrument.symbol_first;
        const std::size_t to = instrument.symbol_last > 0 ? instrument.symbol_last : 255;
        while (joint.first < last && own(joint.first) < from) ++joint.first;
        while (joint.last > joint.first && own(joint.last) > to) --joint.last;
        joint.barlines = false;
      }
      if (!some || joint.first < joint.last) joint.symbol = symbol_of(instrument.staff_symbol);
      joints.push_back(joint);
    }
    k = last + 1;
  }
}

void group_joints(const Context& context, const std::vector<SystemStaff>& staves, std::vector<Joint>& joints) {
  for (const PartGroup& group : context.piece->groups) {
    Joint joint;
    bool any = false;
    for (std::size_t k = 0; k < staves.size(); ++k) {
      const std::uint32_t m = context.staves[staves[k].staff].musician_index;
      if (m < group.first || m >= group.first + group.count) continue;
      if (!any) joint.first = k;
      joint.last = k;
      any = true;
    }
    if (!any) continue;
    // One staff alone needs no bracket, nor a name besides its own (handbook §19).
    joint.symbol = joint.first < joint.last ? group.symbol : PartGroup::Symbol::none;
    joint.barlines = group.barlines;
    joint.between_only = group.between_only;
    joint.x = group.symbol_x;
    joint.name = group.name;
    joint.short_name = group.short_name;
    joints.push_back(joint);
  }
}

/// Inner joints lie nearer to the staves; braces of single instruments share the first place. Sub-brackets (lines)
/// stand left of the brackets whose staves they divide (handbook §19).
void set_levels(std::vector<Joint>& joints) {
  const auto thin = [](const Joint& joint) {
    return joint.symbol == PartGroup::Symbol::square || joint.symbol == PartGroup::Symbol::line;
  };
  // Where the file has places for all of them, these decide: what stands farther left comes later.
  const bool placed = std::all_of(joints.begin(), joints.end(), [](const Joint& joint) {
    return joint.x != 0.0 || joint.symbol == PartGroup::Symbol::none;
  });
  std::stable_sort(joints.begin(), joints.end(), [&](const Joint& a, const Joint& b) {
    if (placed && a.x != b.x) return a.x > b.x;
    return thin(a) != thin(b) ? thin(b) : a.last - a.first < b.last - b.first;
  });
  for (std::size_t i = 0; i < joints.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const bool drawn = joints[j].symbol != PartGroup::Symbol::none && joints[i].symbol != PartGroup::Symbol::none;
      const bool overlap = joints[j].first <= joints[i].last && joints[i].first <= joints[j].last;
      if (drawn && overlap) joints[i].level = std::max(joints[i].level, joints[j].level + 1);
    }
  }
}

std::vector<Joint> joints_of(const Context& context, const std::vector<SystemStaff>& staves) {
  std::vector<Joint> joints;
  instrument_joints(context, staves, joints);
  group_joints(context, staves, joints);
  set_levels(joints);
  return joints;
}

double joints_width(const std::vector<Joint>& joints) {
  double width = 0.0;
  for (const Joint& joint : joints) {
    if (joint.symbol == PartGroup::Symbol::none) continue;
    const double own = joint.symbol == PartGroup::Symbol::brace ? brace_gap + brace_width : bracket_gap + 0.5;
    width = std::max(width, joint.level * bracket_step + own);
  }
  return width;
}

double text_width(const Context& context, const std::string& text) {
  double width = 0.0;
  for (const std::string& line : lines_of(text)) {
    width = std::max(width, context.text->measure(line, FontFace::roman, context.style.page.name_size).advance);
  }
  return width;
}

/// Who plays alone is named once: a part says on its pages whose it is, another piece at its first system.
const std::string& name_of(const Context& context, const Instrument& instrument, bool long_names) {
  static const std::string none;
  const bool alone = context.staves.front().staves_of_instrument == context.staves.size();
  const bool named = !context.options->part_name.empty() || !long_names;
  if (instrument.name_hidden || (alone && named)) return none;
  return long_names ? instrument.name : instrument.short_name;
}

WordStyle style_of(const Context& context, const TextPart& part) {
  const double usual = context.style.page.name_size;
  const double points = usual * size_reference(*context.piece).space;
  WordStyle style{part.font_size > 0.0 ? usual * std::clamp(part.font_size / points, 0.4, 3.0) : usual};
  style.face = face_of(part.italic, part.bold);
  return style;
}

double width_of(const Context& context, const std::vector<TextPart>& parts) {
  double width = 0.0;
  for (const TextPart& part : parts) {
    const WordStyle style = style_of(context, part);
    width += context.text->measure(part.text, style.face, style.size).advance;
  }
  return width;
}

/// Whether a name is printed in pieces that look different.
bool in_parts(const Instrument& instrument, const std::string& shown) {
  return !instrument.name_parts.empty() && shown == instrument.name && shown.find('\n') == std::string::npos;
}

double names_width(const Context& context, bool long_names) {
  double width = 0.0;
  for (const StaffRef& ref : context.staves) {
    const std::string& name = name_of(context, *ref.instrument, long_names);
    const bool parts = in_parts(*ref.instrument, name);
    width = std::max(width, parts ? width_of(context, ref.instrument->name_parts) : text_width(context, name));
  }
  return width;
}

/// A group is named where it joins several staves.
const std::string& name_of(const Joint& joint, bool long_names) {
  static const std::string none;
  if (joint.first == joint.last) return none;
  return long_names ? joint.name : joint.short_name;
}

double group_names_width(const Context& context, const std::vector<Joint>& joints, bool long_names) {
  double width = 0.0;
  for (const Joint& joint : joints) width = std::max(width, text_width(context, name_of(joint, long_names)));
  return width;
}

}  // namespace

Indents indents(const Context& context) {
  std::vector<SystemStaff> all(context.staves.size());
  for (std::uint32_t s = 0; s < all.size(); ++s) all[s].staff = s;
  const double joints = joints_width(joints_of(context, all));
  const auto room = [&](bool long_names) {
    const double names = names_width(context, long_names);
    const double groups = group_names_width(context, joints_of(context, all), long_names);
    return joints + (names > 0.0 ? names + context.style.page.name_gap : 0.0) +
           (groups > 0.0 ? groups + context.style.page.group_name_gap : 0.0);
  };
  return {room(true), room(false)};
}

namespace {

class LeftSide {
 public:
  LeftSide(const Context& context, const SystemLayout& system, const StaffHeights& heights, PaintBuilder& out)
      : context_(context), system_(system), heights_(heights), out_(out) {}

  void run(bool long_names) {
    const EngravingDefaults& font = context_.glyphs->defaults();
    if (system_.staves.size() > 1) {
      out_.open(GroupClass::system_barline);
      out_.rect({-font.thin_barline / 2, bottom(system_.staves.size() - 1), font.thin_barline / 2, top(0)});
      out_.close();
    }
    const std::vector<Joint> joints = joints_of(context_, system_.staves);
    for (const Joint& joint : joints) paint(joint);
    names(long_names, joints_width(joints));
    group_names(joints, long_names);
  }

 private:
  double half(std::size_t k) const {
    const StaffRef& ref = context_.staves[system_.staves[k].staff];
    return (ref.staff->lines > 1 ? (ref.staff->lines - 1) / 2.0 : 1.0) * ref.scale;
  }
  double top(std::size_t k) const { return heights_[k] + half(k); }
  double bottom(std::size_t k) const { return heights_[k] - half(k); }

  void paint(const Joint& joint) {
    const double y1 = top(joint.first);
    const double y0 = bottom(joint.last);
    const double shift = -joint.level * bracket_step;
    switch (joint.symbol) {
      case PartGroup::Symbol::brace: brace(shift - brace_gap, y0, y1); break;
      case PartGroup::Symbol::bracket: bracket(shift - bracket_gap, y0, y1); break;
      case PartGroup::Symbol::line: line(shift - bracket_gap, y0, y1, false); break;
      case PartGroup::Symbol::square: line(shift - bracket_gap, y0, y1, true); break;
      case PartGroup::Symbol::none: break;
    }
  }

  void bracket(double right, double y0, double y1) {
    const double thick = context_.glyphs->defaults().bracket;
    const double over = 0.25;
    out_.open(GroupClass::bracket);
    out_.rect({right - thick, y0 - over, right, y1 + over});
    out_.glyph(bracket_top, right - thick, y1 + over);
    out_.glyph(bracket_bottom, right - thick, y0 - over);
    out_.close();
  }

  void line(double right, double y0, double y1, bool hooks) {
    const double thin = context_.glyphs->defaults().sub_bracket;
    out_.open(GroupClass::bracket);
    out_.rect({right - thin, y0, right, y1});
    if (hooks) {
      out_.rect({right - thin, y1 - thin, right + 0.4, y1});
      out_.rect({right - thin, y0, right + 0.4, y0 + thin});
    }
    out_.close();
  }

  /// A brace of two tapered strokes that meet in a point at the left.
  void brace(double right, double y0, double y1) {
    const double middle = (y0 + y1) / 2;
    const double height = y1 - y0;
    const double width = std::min(brace_width, 0.7 + height * 0.03);
    const double thick = std::min(0.55, 0.3 + height * 0.012);
    out_.open(GroupClass::brace);
    for (const double end : {y1, y0}) {
      const double span = end - middle;
      const double bow = right - width * 0.5;
      out_.curve({Point{right, end}, Point{bow - width * 0.45, end - span * 0.12},
                  Point{bow + width * 0.42, middle + span * 0.3}, Point{right - width, middle}},
                 {Point{right, end}, Point{bow - width * 0.45 + thick, end - span * 0.2},
                  Point{bow + width * 0.42 + thick, middle + span * 0.26}, Point{right - width, middle}},
                 0.06);
    }
    out_.close();
  }

  void names(bool long_names, double joints) {
    const double right = -joints - context_.style.page.name_gap;
    for (std::size_t k = 0; k < system_.staves.size();) {
      const StaffRef& ref = context_.staves[system_.staves[k].staff];
      std::size_t last = k;
      while (last + 1 < system_.staves.size() &&
             context_.staves[system_.staves[last + 1].staff].first_of_instrument == ref.first_of_instrument) {
        ++last;
      }
      const std::string shown = current_name(*ref.instrument, long_names);
      const double centre = (heights_[k] + heights_[last]) / 2;
      if (in_parts(*ref.instrument, shown)) {
        name(ref.instrument->name_parts, right, centre, ref.vpd.parent());
      } else {
        name(lines_of(shown), right, centre, ref.vpd.parent());
      }
      k = last + 1;
    }
  }

  /// The name in force: files may change it at some measure.
  std::string current_name(const Instrument& instrument, bool long_names) const {
    std::string shown = name_of(context_, instrument, long_names);
    for (const NameChange& change : instrument.name_changes) {
      const std::string& now = long_names ? change.name : change.short_name;
      if (change.measure <= system_.first_measure && !now.empty()) shown = now;
    }
    return shown;
  }

  /// Names of groups stand left of all names of their members, in the middle of their height.
  void group_names(const std::vector<Joint>& joints, bool long_names) {
    const double members = names_width(context_, long_names);
    const double right = -joints_width(joints) - (members > 0.0 ? members + context_.style.page.name_gap : 0.0) -
                         context_.style.page.group_name_gap;
    for (const Joint& joint : joints) {
      name(lines_of(name_of(joint, long_names)), right, (heights_[joint.first] + heights_[joint.last]) / 2, Vpd{});
    }
  }

  /// Pieces side by side on one line, each in its own colour and size.
  void name(const std::vector<TextPart>& parts, double right, double centre, const Vpd& vpd) {
    double x = right - width_of(context_, parts);
    const double y = centre - context_.style.page.name_size * 0.33;
    out_.open(GroupClass::instrument_name, vpd);
    for (const TextPart& part : parts) {
      const WordStyle style = style_of(context_, part);
      out_.open(GroupClass::instrument_name, vpd, extra_continuation).color = part.color;
      out_.text(part.text, x, y, style.size, style.face);
      out_.close();
      x += context_.text->measure(part.text, style.face, style.size).advance;
    }
    out_.close();
  }

  void name(const std::vector<std::string>& lines, double right, double centre, const Vpd& vpd) {
    if (lines.empty()) return;
    const double name_size = context_.style.page.name_size;
    out_.open(GroupClass::instrument_name, vpd);
    const double pitch = name_size * 1.1;
    double y = centre - name_size * 0.33 + pitch * (static_cast<double>(lines.size()) - 1.0) / 2.0;
    for (const std::string& line : lines) {
      out_.text(line, right, y, name_size, FontFace::roman, TextAlign::end);
      y -= pitch;
    }
    out_.close();
  }

  const Context& context_;
  const SystemLayout& system_;
  const StaffHeights& heights_;
  PaintBuilder& out_;
};

}  // namespace

void paint_left_side(const Context& context, const SystemLayout& system, const StaffHeights& heights, bool long_names,
                     PaintBuilder& out) {
  LeftSide(context, system, heights, out).run(long_names);
}

void paint_joined_barlines(const Context& context, const SystemLayout& system, const StaffHeights& heights,
                           const std::vector<std::uint8_t>& sung, PaintBuilder& out) {
  std::vector<bool> joined(system.staves.size(), false);  // to the next staff below
  for (const Joint& joint : joints_of(context, system.staves)) {
    for (std::size_t k = joint.first; joint.barlines && k < joint.last; ++k) {
      const std::uint32_t upper = system.staves[k].staff;
      const std::uint32_t lower = system.staves[k + 1].staff;
      const bool one_instrument =
          context.staves[upper].first_of_instrument == context.staves[lower].first_of_instrument;
      joined[k] = joined[k] || joint.between_only || one_instrument || sung[upper] == 0;
    }
  }
  const auto half = [&](std::size_t k) {
    const StaffRef& ref = context.staves[system.staves[k].staff];
    return (ref.staff->lines > 1 ? (ref.staff->lines - 1) / 2.0 : 1.0) * ref.scale;
  };
  for (const BoundaryBarline& barline : system.barlines) {
    if (barline.width <= 0.0) continue;
    for (std::size_t k = 0; k + 1 < system.staves.size(); ++k) {
      if (!joined[k]) continue;
      paint_barline(barline, heights[k + 1] + half(k + 1), heights[k] - half(k), false, context, out);
    }
  }
}

}  // namespace burin::layout
