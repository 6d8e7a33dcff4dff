#include "core/paint/paint_list.hpp"

namespace burin {

namespace {

// clang-format off
constexpr std::array<std::string_view, static_cast<std::size_t>(GroupClass::count_)> group_names{
    "page", "system", "staff", "measure", "note", "notehead", "accidental", "dots", "ledger-lines", "stem", "flag",
    "beam", "beamlet", "chord", "rest", "measure-rest", "multi-measure-rest", "measure-repeat", "slash", "clef",
    "key-signature", "time-signature", "barline", "staff-lines", "bracket", "brace", "system-barline", "repeat-dots",
    "ending", "segno", "coda", "jump", "tie", "slur", "tuplet", "dynamic", "hairpin", "words", "metronome", "tempo",
    "rehearsal", "dashes", "line-bracket", "articulation", "ornament", "technical", "fermata", "arpeggio", "tremolo",
    "glissando", "fingering", "breath-mark", "trill-line", "octave-line", "pedal", "lyric", "lyric-hyphen",
    "lyric-extender", "chord-symbol", "chord-diagram", "figured-bass", "percussion-sign", "harp-pedals", "scordatura",
    "tab-number", "instrument-name", "bar-number", "title", "subtitle", "composer", "lyricist", "arranger", "credit",
    "copyright", "page-number", "header", "footer", "unsupported", "system-divider", "non-arpeggio", "change-mark"};
// clang-format on

float f(double v) noexcept { return static_cast<float>(v); }
std::uint32_t u(std::size_t v) noexcept { return static_cast<std::uint32_t>(v); }

/// Room for so many points more, without growing by one and two.
void make_room(std::vector<std::array<float, 2>>& points, std::size_t more) {
  if (points.size() + more > points.capacity()) points.reserve(2 * points.capacity() + 2 * more);
}

}  // namespace

std::string_view name_of(GroupClass group) noexcept { return group_names[static_cast<std::size_t>(group)]; }

GroupInfo& PaintBuilder::open(GroupClass group, std::uint8_t extras) {
  PaintOp& op = list_.ops.emplace_back();
  op.kind = PaintKind::open;
  op.ref = u(list_.groups.size());
  GroupInfo& info = list_.groups.emplace_back();
  info.group = group;
  info.extras = extras;
  return info;
}

GroupInfo& PaintBuilder::open(GroupClass group, const Vpd& vpd, std::uint8_t extras) {
  GroupInfo& info = open(group, extras);
  info.vpd_begin = u(list_.text.size());
  vpd.append_to(list_.text);
  info.vpd_end = u(list_.text.size());
  return info;
}

void PaintBuilder::close() { list_.ops.emplace_back().kind = PaintKind::close; }

void PaintBuilder::clear() noexcept {
  list_.ops.clear();
  list_.groups.clear();
  list_.points.clear();
  list_.text.clear();
}

void PaintBuilder::reserve(std::size_t things) {
  // A note of an orchestral page: its own group, those of head, stem and ledger lines, and an address.
  list_.ops.reserve(8 * things + 8);
  list_.groups.reserve(3 * things + 2);
  list_.text.reserve(16 * things + 32);
}

void PaintBuilder::label(GroupInfo& group, std::string_view text) {
  group.label_begin = u(list_.text.size());
  list_.text.append(text);
  group.label_end = u(list_.text.size());
}

void PaintBuilder::tint(Color color) {
  if (color != 0 && !list_.groups.empty() && list_.groups.front().color == 0) list_.groups.front().color = color;
}

void PaintBuilder::glyph(GlyphId id, double x, double y, double scale) {
  PaintOp& op = list_.ops.emplace_back();
  op.kind = PaintKind::glyph;
  op.ref = static_cast<std::uint32_t>(id);
  op.v = {f(x), f(y), f(scale)};
}

void PaintBuilder::line(Point from, Point to, double width, LineStyle style, double dash, double gap) {
  PaintOp& op = list_.ops.emplace_back();
  op.kind = PaintKind::line;
  op.style = static_cast<std::uint8_t>(style);
  op.v = {f(from.x), f(from.y), f(to.x), f(to.y), f(width), f(dash), f(gap)};
}

void PaintBuilder::rect(const Box& box) {
  PaintOp& op = list_.ops.emplace_back();
  op.kind = PaintKind::rect;
  op.v = {f(box.left), f(box.bottom), f(box.right), f(box.top)};
}

void PaintBuilder::polygon(const std::vector<Point>& points) {
  PaintOp& op = list_.ops.emplace_back();
  op.kind = PaintKind::polygon;
  op.ref = u(list_.points.size());
  op.count = u(points.size());
  for (const Point& point : points) list_.points.push_back({f(point.x), f(point.y)});
}

void PaintBuilder::quad(Point a, Point b, Point c, Point d) {
  PaintOp& op = list_.ops.emplace_back();
  op.kind = PaintKind::polygon;
  op.ref = u(list_.points.size());
  op.count = 4;
  make_room(list_.points, 4);
  for (const Point& point : {a, b, c, d}) list_.points.push_back({f(point.x), f(point.y)});
}

void PaintBuilder::curve(const std::array<Point, 4>& outer, const std::array<Point, 4>& inner, double outline) {
  PaintOp op;
  op.kind = PaintKind::curve;
  op.ref = u(list_.points.size());
  op.count = 8;
  make_room(list_.points, 8);
  op.v = {f(outline)};
  for (const auto* side : {&outer, &inner}) {
    for (const Point& point : *side) list_.points.push_back({f(point.x), f(point.y)});
  }
  list_.ops.push_back(op);
}

void PaintBuilder::text(std::string_view utf8, double x, double y, double size, FontFace face, TextAlign align) {
  PaintOp op;
  op.kind = PaintKind::text;
  op.face = static_cast<std::uint8_t>(face);
  op.align = static_cast<std::uint8_t>(align);
  op.ref = u(list_.text.size());
  op.count = u(utf8.size());
  op.v = {f(x), f(y), f(size)};
  list_.text.append(utf8);
  list_.ops.push_back(op);
}

void count_elements(const PaintList& list, ElementCounts& counts) {
  for (const GroupInfo& group : list.groups) {
    if ((group.extras & extra_continuation) == 0) ++counts[static_cast<std::size_t>(group.group)];
  }
}

ElementCounts count_elements(const std::vector<std::shared_ptr<const Page>>& pages) {
  ElementCounts counts{};
  const auto add = [&](const PlacedPaint& placed) {
    if (placed.paint) count_elements(*placed.paint, counts);
  };
  for (const auto& page : pages) {
    add(page->furniture);
    for (const PlacedSystem& system : page->systems) {
      add(system.overlay);
      for (const PlacedStaff& staff : system.staves) add(staff.paint);
    }
  }
  return counts;
}

}  // namespace burin
