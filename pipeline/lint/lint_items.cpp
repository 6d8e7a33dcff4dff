#include "pipeline/lint/lint_items.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "core/paint/ink.hpp"
#include "pipeline/elements/accidental.hpp"
#include "pipeline/elements/element.hpp"
#include "pipeline/numeric/curve.hpp"

namespace burin::layout {
namespace {

constexpr int curve_pieces = 24;
/// Ink of a round or slanted sign fills about that much of its box.
constexpr double rest_share = 0.75;
constexpr double flag_share = 0.6;
constexpr double dynamic_share = 0.8;

std::optional<LintKind> kind_of(GroupClass group) noexcept {
  switch (group) {
    case GroupClass::notehead: return LintKind::notehead;
    case GroupClass::accidental: return LintKind::accidental;
    case GroupClass::dots: return LintKind::dots;
    case GroupClass::rest:
    case GroupClass::measure_rest: return LintKind::rest;
    case GroupClass::stem: return LintKind::stem;
    case GroupClass::flag: return LintKind::flag;
    case GroupClass::beam:
    case GroupClass::beamlet: return LintKind::beam;
    case GroupClass::slur: return LintKind::slur;
    case GroupClass::tie: return LintKind::tie;
    case GroupClass::tuplet: return LintKind::tuplet;
    case GroupClass::articulation:
    case GroupClass::ornament:
    case GroupClass::technical:
    case GroupClass::fermata:
    case GroupClass::fingering:
    case GroupClass::breath_mark: return LintKind::sign;
    case GroupClass::arpeggio: return LintKind::arpeggio;
    case GroupClass::tremolo: return LintKind::tremolo;
    case GroupClass::glissando: return LintKind::glissando;
    case GroupClass::dynamic: return LintKind::dynamic;
    case GroupClass::words:
    case GroupClass::tempo:
    case GroupClass::metronome: return LintKind::words;
    case GroupClass::hairpin: return LintKind::hairpin;
    default: return std::nullopt;
  }
}

bool is_note_group(GroupClass group) noexcept {
  return group == GroupClass::note || group == GroupClass::chord || group == GroupClass::rest;
}

/// Goes through the paint of one staff.
class Collector {
 public:
  Collector(LintItems& out, const GlyphMetrics& glyphs, const TextMetrics& text, std::uint32_t& notes)
      : out_(out), glyphs_(glyphs), text_(text), notes_(notes) {}

  void staff(const PlacedPaint& placed, std::uint32_t index) {
    if (!placed.paint) return;
    placed_ = &placed;
    staff_ = index;
    open_.clear();
    for (const PaintOp& op : *placed.paint) take(op);
  }

 private:
  struct Open {
    std::int64_t item{-1};  // that commands inside belong to
    std::uint32_t note{0};
    std::string_view vpd;
    std::string_view measure;
  };

  Open top() const { return open_.empty() ? Open{} : open_.back(); }
  double x(float v) const noexcept { return placed_->x + placed_->scale * static_cast<double>(v); }
  double y(float v) const noexcept { return placed_->scale * static_cast<double>(v) - placed_->y; }
  Point at(std::array<float, 2> p) const noexcept { return {x(p[0]), y(p[1])}; }
  Box placed_box(const Box& box, const PaintOp& op) const noexcept {
    const double scale = placed_->scale * static_cast<double>(op.v[2]);
    return box.scaled(scale).shifted(x(op.v[0]), y(op.v[1]));
  }

  void take(const PaintOp& op) {
    if (op.kind == PaintKind::open) return open(op.group());
    if (op.kind == PaintKind::close) {
      if (!open_.empty()) open_.pop_back();
      return;
    }
    if (open_.empty() || open_.back().item < 0) return;
    LintItem& item = out_.items[static_cast<std::size_t>(open_.back().item)];
    const auto before = out_.shapes.size();
    draw(op, item.kind);
    // Groups nest (dots inside a rest), so an item's outlines need not be in a row: each run is an item of its own.
    if (item.count > 0 && item.first + item.count != before) {
      LintItem more = item;
      more.first = static_cast<std::uint32_t>(before);
      more.count = 0;
      more.box = Box{};
      out_.items.push_back(more);
      open_.back().item = static_cast<std::int64_t>(out_.items.size() - 1);
    }
    LintItem& own = out_.items[static_cast<std::size_t>(open_.back().item)];
    if (own.count == 0) own.first = static_cast<std::uint32_t>(before);
    own.count = static_cast<std::uint32_t>(out_.shapes.size()) - own.first;
    for (std::size_t i = before; i < out_.shapes.size(); ++i) own.box.add(out_.shapes[i].box);
  }

  void open(const GroupInfo& group) {
    Open inner = top();
    if (!group.vpd.empty()) inner.vpd = group.vpd;
    if (group.group == GroupClass::measure) inner.measure = group.label;
    if (is_note_group(group.group) && inner.note == 0) inner.note = ++notes_;
    const auto kind = kind_of(group.group);
    const bool goes_on = inner.item >= 0 && kind == LintKind::beam;
    if (group.group == GroupClass::multi_measure_rest) inner.item = -1;  // its number is no part of the rest
    if (kind && !goes_on) {
      inner.item = static_cast<std::int64_t>(out_.items.size());
      out_.items.push_back({*kind, 0, 0, staff_, inner.note, {}, inner.vpd, inner.measure});
    }
    open_.push_back(inner);
  }

  void draw(const PaintOp& op, LintKind kind) {
    switch (op.kind) {
      case PaintKind::glyph: return glyph(op, kind);
      case PaintKind::line:
        out_.shapes.push_back(convex_line({x(op.v[0]), y(op.v[1])}, {x(op.v[2]), y(op.v[3])},
                                          placed_->scale * static_cast<double>(op.v[4])));
        return;
      case PaintKind::rect: out_.shapes.push_back(convex_box({x(op.v[0]), y(op.v[1]), x(op.v[2]), y(op.v[3])})); return;
      case PaintKind::polygon: return polygon(op);
      case PaintKind::curve:
        if (kind != LintKind::notehead) curve(op);  // a bow around the heads of a chord: stems may pass it, too
        return;
      case PaintKind::text: return words(op);
      default: return;
    }
  }

  void glyph(const PaintOp& op, LintKind kind) {
    const Box& box = glyphs_.box(op.code);
    const bool parenthesis = op.code == 0xE0F5 || op.code == 0xE0F6;  // of a head: stems may pass it
    if (box.empty() || (parenthesis && kind == LintKind::notehead)) return;
    if (kind == LintKind::accidental) {
      std::array<Box, sign_outline_most> bands;
      const std::size_t count = sign_outline(op.code, glyphs_, bands);
      for (std::size_t i = 0; i < count; ++i) out_.shapes.push_back(convex_box(placed_box(bands[i], op)));
      return;
    }
    Box ink = box;
    const double share = kind == LintKind::rest      ? rest_share
                         : kind == LintKind::flag    ? flag_share
                         : kind == LintKind::dynamic ? dynamic_share
                                                     : 1.0;
    const double dx = box.width() * (1.0 - share) / 2.0;
    const double dy = box.height() * (1.0 - share) / 2.0;
    ink = {box.left + dx, box.bottom + dy, box.right - dx, box.top - dy};
    out_.shapes.push_back(convex_ellipse(placed_box(ink, op)));
  }

  void words(const PaintOp& op) {
    const Box ink = ink_of(op, glyphs_, text_);
    if (!ink.empty()) out_.shapes.push_back(convex_box(ink.scaled(placed_->scale).shifted(placed_->x, -placed_->y)));
  }

  void polygon(const PaintOp& op) {
    if (op.count == 4) {
      out_.shapes.push_back(convex_quad(at(op.point(0)), at(op.point(1)), at(op.point(2)), at(op.point(3))));
      return;
    }
    Box box;
    for (std::uint32_t i = 0; i < op.count; ++i) {
      const Point p = at(op.point(i));
      box.add({p.x, p.y, p.x, p.y});
    }
    out_.shapes.push_back(convex_ellipse(box));
  }

  void curve(const PaintOp& op) {
    const auto cubic = [&](std::uint32_t from) {
      return Cubic{at(op.point(from)), at(op.point(from + 1)), at(op.point(from + 2)), at(op.point(from + 3))};
    };
    const std::vector<Point> outer = flatten(cubic(0), curve_pieces);
    const std::vector<Point> inner = flatten(cubic(4), curve_pieces);
    for (std::size_t i = 0; i + 1 < outer.size(); ++i)
      out_.shapes.push_back(convex_quad(outer[i], outer[i + 1], inner[i + 1], inner[i]));
  }

  LintItems& out_;
  const GlyphMetrics& glyphs_;
  const TextMetrics& text_;
  std::uint32_t& notes_;
  const PlacedPaint* placed_{nullptr};
  std::uint32_t staff_{0};
  std::vector<Open> open_;
};

}  // namespace

std::string_view name_of(LintKind kind) noexcept {
  constexpr std::array<std::string_view, 17> names{"notehead", "accidental", "dots",    "rest",   "stem",   "flag",
                                                   "beam",     "slur",       "tie",     "tuplet", "sign",   "arpeggio",
                                                   "tremolo",  "glissando",  "dynamic", "words",  "hairpin"};
  return names[static_cast<std::size_t>(kind)];
}

LintItems lint_items(const PlacedSystem& system, const GlyphMetrics& glyphs, const TextMetrics& text) {
  LintItems out;
  std::uint32_t notes = 0;
  Collector collector(out, glyphs, text, notes);
  for (std::uint32_t s = 0; s < system.staves.size(); ++s) collector.staff(system.staves[s].paint, s);
  std::erase_if(out.items, [](const LintItem& item) { return item.count == 0; });
  std::stable_sort(out.items.begin(), out.items.end(),
                   [](const LintItem& a, const LintItem& b) { return a.box.left < b.box.left; });
  return out;
}

}  // namespace burin::layout
