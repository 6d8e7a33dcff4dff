// Arpeggios left of their chords, and glissandos between notes: handbook §15.6, §15.7.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/piece/interval.hpp"
#include "pipeline/elements/glissando.hpp"
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

constexpr double wave = 0.85;  // height of one wave
constexpr double swing = 0.28;
constexpr double weight = 0.16;

/// One half wave as a lens that swells in its middle.
void half_wave(double x, double y0, double y1, double to, PaintBuilder& out) {
  const double c = to * 1.35;
  out.curve({Point{x, y0}, Point{x + c + weight, y0 + (y1 - y0) * 0.3}, Point{x + c + weight, y0 + (y1 - y0) * 0.7},
             Point{x, y1}},
            {Point{x, y0}, Point{x + c - weight, y0 + (y1 - y0) * 0.3}, Point{x + c - weight, y0 + (y1 - y0) * 0.7},
             Point{x, y1}},
            0.1);
}

/// A broken chord (or one that is not to be broken): heights of its outer heads on its voice's staff.
struct Broken {
  std::uint32_t event{0};
  std::uint32_t staff{0};
  std::uint32_t column{0};
  const Mark* mark{nullptr};
  double low{0.0};
  double high{0.0};
  double x{0.0};
};

/// The chords of one measure that have such a sign, staff by staff.
std::vector<Broken> broken_chords(const SystemWork& system, std::uint32_t i) {
  std::vector<Broken> found;
  const MeasureAtoms& atoms = system.atoms(i);
  const auto [first, last] = system.events(i);
  for (std::uint32_t e = first; e < last; ++e) {
    const Event& event = atoms.events[e];
    if (event.chord == nullptr || event.head_count == 0 || event.box.empty()) continue;
    for (const Mark& mark : event.chord->marks) {
      if (mark.family != system.context->families.arpeggio || mark.hidden || system.index_of[event.staff] < 0) continue;
      const double low = system.head_y(event, atoms.heads[event.first_head]);
      const double high = system.head_y(event, atoms.heads[event.first_head + event.head_count - 1]);
      const double x = system.places[i][e].x + event.box.left + 0.4;
      found.push_back({e, event.staff, event.column, &mark, std::min(low, high), std::max(low, high), x});
    }
  }
  return found;
}

/// Whether a file asks for one sign over both chords: the same number at the same time (handbook §15.6).
bool belong_together(const SystemWork& system, const Broken& a, const Broken& b) {
  if (a.column != b.column || a.event == b.event || a.mark->variant != b.mark->variant) return false;
  const auto& staves = system.context->staves;
  if (staves[a.staff].first_of_instrument != staves[b.staff].first_of_instrument) return false;
  const Params& one = a.mark->parameters();
  const Params& other = b.mark->parameters();
  return one.has(Param::number) && other.has(Param::number) && one.whole(Param::number) == other.whole(Param::number);
}

/// What one chord shows of a sign: the piece up to its own top from the top of the next chord below, so that the pieces
/// make one line and each chord has its own.
struct Piece {
  double from{0.0};
  double to{0.0};
  double bottom{0.0};  // of the whole line
  double top{0.0};
  double x{0.0};
  bool lowest{true};
  bool highest{true};
};

constexpr double beyond = 0.6;  // the line goes past its outer heads

Piece piece_of(const SystemWork& system, const std::vector<Broken>& all, const Broken& own) {
  Piece piece{own.low - beyond, own.high + beyond, own.low - beyond, own.high + beyond, own.x, true, true};
  double next = -std::numeric_limits<double>::infinity();  // top of the next chord below
  for (const Broken& other : all) {
    const double shift = system.head_offset(own.staff, static_cast<int>(other.staff) - static_cast<int>(own.staff));
    const bool far = other.staff != own.staff && shift == 0.0;  // their distance is not known yet
    const bool joined = !far && belong_together(system, own, other);
    // Of voices without a common sign the upper one's goes on above the lower one's.
    const bool meets = other.staff == own.staff && other.column == own.column && other.event != own.event;
    if (!joined && !meets) continue;
    const double top = other.high + shift + beyond;
    const double own_top = own.high + beyond;
    const bool below = joined ? top < own_top || (top == own_top && other.event > own.event)
                              : other.low < own.low || (other.low == own.low && other.event > own.event);
    if (below) next = std::max(next, top);
    if (!joined) continue;
    (below ? piece.lowest : piece.highest) = false;
    piece.bottom = std::min(piece.bottom, other.low + shift - beyond);
    piece.top = std::max(piece.top, top);
    piece.x = std::min(piece.x, other.x);
  }
  if (!piece.lowest) {
    piece.from = next;
  } else {
    piece.from = std::max(piece.bottom, std::min(next, piece.to - wave));
    piece.bottom = piece.from;
  }
  return piece;
}

void wavy(const Piece& piece, PaintBuilder& out) {
  const double length = piece.top - piece.bottom;
  const int count = std::max(2, static_cast<int>(length / wave * 2.0 + 0.5));
  const double step = length / count;
  const auto half_waves_to = [&](double y) { return static_cast<int>(std::lround((y - piece.bottom) / step)); };
  for (int i = half_waves_to(piece.from); i < half_waves_to(piece.to); ++i) {
    const double y = piece.bottom + i * step;
    half_wave(piece.x, y, y + step, i % 2 == 0 ? swing : -swing, out);
  }
}

void bracket(const Piece& piece, PaintBuilder& out) {
  constexpr double hook = 0.7;
  constexpr double thickness = 0.13;
  out.line({piece.x, piece.from}, {piece.x, piece.to}, thickness);
  if (piece.highest) out.line({piece.x, piece.to}, {piece.x + hook, piece.to}, thickness);
  if (piece.lowest) out.line({piece.x, piece.from}, {piece.x + hook, piece.from}, thickness);
}

void arrow(const Piece& piece, std::string_view direction, PaintBuilder& out) {
  constexpr double half = 0.35;
  constexpr double length = 0.7;
  if (direction == "up" && piece.highest)
    out.polygon({{piece.x - half, piece.to}, {piece.x + half, piece.to}, {piece.x, piece.to + length}});
  if (direction == "down" && piece.lowest)
    out.polygon({{piece.x - half, piece.from}, {piece.x + half, piece.from}, {piece.x, piece.from - length}});
}

void arpeggio(SystemWork& system, std::uint32_t i, const Broken& own, const Piece& piece) {
  StaffWork& staff = *system.work(own.staff);
  const bool is_bracket = own.mark->variant == 1;
  PaintBuilder& out = staff.measures[i];
  out.open(is_bracket ? GroupClass::non_arpeggio : GroupClass::arpeggio, system.atoms(i).events[own.event].vpd).color =
      mark_color(*own.mark);
  if (is_bracket) {
    bracket(piece, out);
  } else {
    wavy(piece, out);
    arrow(piece, own.mark->parameters().text(Param::type), out);
  }
  out.close();
  const Box box{piece.x - 0.3, piece.from, piece.x + 0.3, piece.to};
  staff.arpeggios.push_back(box);
  system.add_ink(own.staff, box);
}

/// A wave along a line of any slope, of whole half waves.
void wavy_line(Point from, Point to, PaintBuilder& out) {
  const double length = std::hypot(to.x - from.x, to.y - from.y);
  constexpr double half_wave_length = 0.5;
  const int count = std::max(4, static_cast<int>(length / half_wave_length + 0.5));
  const Point along{(to.x - from.x) / length, (to.y - from.y) / length};
  const double step = length / count;
  for (int i = 0; i < count; ++i) {
    const auto at = [&](double share, double aside) {
      const double way = (i + share) * step;
      return Point{from.x + along.x * way - along.y * aside, from.y + along.y * way + along.x * aside};
    };
    const double height = (i % 2 == 0 ? swing : -swing) * 1.35;
    out.curve({at(0, 0), at(0.3, height + weight), at(0.7, height + weight), at(1, 0)},
              {at(0, 0), at(0.3, height - weight), at(0.7, height - weight), at(1, 0)}, 0.1);
  }
}

/// The word of a glissando, level above the middle of its line (§15.7); the spacing has made it long enough. A piece of
/// the line that is too short for it all the same has the word above its higher end.
void glissando_text(SystemWork& system, const Span& span, Point from, Point to, PaintBuilder& out) {
  const Mark& mark = *span.start.mark;
  const double width = glissando_word_width(*system.context->text, mark);
  if (width <= 0.0) return;
  const double length = to.x - from.x;
  const double rise = std::abs(to.y - from.y) / 2 * std::min(1.0, width / length);
  const Point at{(from.x + to.x) / 2, (from.y + to.y) / 2 + rise + 0.5};
  out.text(mark.parameters().text(Param::text), at.x, at.y, glissando_word_size, FontFace::italic, TextAlign::middle);
  system.add_ink(span.start.staff, {at.x - width / 2, at.y, at.x + width / 2, at.y + 0.7 * glissando_word_size});
}

/// Calls visit(head, its box, box of its accidental or an empty one) for the visible heads of an event.
template <class Visit>
void each_head(const SystemWork& system, std::uint32_t i, std::uint32_t e, Visit visit) {
  const MeasureAtoms& atoms = system.atoms(i);
  const Event& event = atoms.events[e];
  const double column = system.places[i][e].x;
  for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
    const Head& head = atoms.heads[h];
    if (head.hidden) continue;
    const double y = system.head_y(event, head);
    const double left = column + d(event.x) + d(head.x);
    const double half = 0.5 * d(event.scale);
    Box sign;
    if (head.accidental != 0)
      sign =
          system.context->glyphs->box(head.accidental).scaled(d(event.scale)).shifted(column + d(head.accidental_x), y);
    visit(Box{left, y - half, left + d(event.head_width), y + half}, sign);
  }
}

bool at_height(const Box& box, double y) noexcept { return box.bottom < y + 0.3 && box.top > y - 0.3; }

/// Where a line that comes at this height has to end, for the accidentals of all voices in its last column.
double before_accidentals(const SystemWork& system, const SpanEnd& stop, double y) {
  const std::uint32_t i = stop.measure - system.line.first;
  const MeasureAtoms& atoms = system.atoms(i);
  const Event& own = atoms.events[stop.event];
  double x = std::numeric_limits<double>::infinity();
  for (std::uint32_t e = atoms.staff_begin[own.staff]; e < atoms.staff_begin[own.staff + 1]; ++e) {
    const Event& event = atoms.events[e];
    if (event.column != own.column || event.kind != EventKind::chord) continue;
    if ((event.size == NoteSize::grace) != (own.size == NoteSize::grace)) continue;
    each_head(system, i, e, [&](const Box&, const Box& sign) {
      if (!sign.empty() && at_height(sign, y)) x = std::min(x, sign.left - 0.25);
    });
  }
  return x;
}

/// Where a line that begins at a hidden note comes clear of the printed notes on its way, as small notes that show how
/// it is to be played.
Point past_notes(const SystemWork& system, const Span& span, Point from, Point to) {
  const double slope = to.x > from.x ? (to.y - from.y) / (to.x - from.x) : 0.0;
  double x = from.x;
  const auto pass = [&](const Box& box) {
    const double y = from.y + slope * ((box.left + box.right) / 2 - from.x);
    if (!box.empty() && at_height(box, y)) x = std::max(x, box.right + 0.35);
  };
  const auto meet = [&](std::uint32_t i, std::uint32_t e) {
    const double column = system.places[i][e].x;
    if (column > from.x - 2.0 && column < to.x - 1.0)
      each_head(system, i, e, [&](const Box& head, const Box& sign) { pass(head), pass(sign); });
  };
  for (std::uint32_t m = span.start.measure; m <= span.stop.measure && system.holds(m); ++m) {
    const std::uint32_t i = m - system.line.first;
    const MeasureAtoms& atoms = system.atoms(i);
    const std::uint32_t staff = span.start.staff;
    for (std::uint32_t e = atoms.staff_begin[staff]; e < atoms.staff_begin[staff + 1]; ++e) {
      const bool ends_here = m == span.stop.measure && atoms.events[e].column == system.event(span.stop).column;
      if (!ends_here && atoms.events[e].kind == EventKind::chord) meet(i, e);
    }
  }
  return {x, from.y + slope * (x - from.x)};
}

/// On tablature a slide along one string would lie on its line: it goes up or down with the pitch instead.
void slant_on_string(const SystemWork& system, const Span& span, Point& from, Point& to) {
  constexpr double rise = 0.35;
  const auto head = [&](const SpanEnd& end) { return system.atoms(end.measure - system.line.first).heads[end.head]; };
  const Head first = head(span.start);
  const Head second = head(span.stop);
  if (!first.tab || !second.tab || first.p != second.p) return;
  const bool up = quarter_tones_of(second.note->pitch) >= quarter_tones_of(first.note->pitch);
  from.y -= up ? rise : -rise;
  to.y += up ? rise : -rise;
}

/// How far the ledger lines of a head reach beyond it, where it has any: lines keep their distance from these.
double ledger_beside(const SystemWork& system, std::uint32_t measure, const Event& event, const Head& head) {
  const auto shift = static_cast<std::int64_t>(head.staff_shift);
  const auto printed = static_cast<std::size_t>(static_cast<std::int64_t>(event.staff) + shift);
  const int lines =
      system.context->staves[printed].staff->lines_at({static_cast<std::int32_t>(measure), event.onset}).count;
  if (head.tab || std::abs(static_cast<int>(head.p)) < lines + 1) return 0.0;
  return system.context->glyphs->defaults().ledger_extension * d(event.scale);
}

/// Line from head to head; at a system break it goes to the edge at the height that it has there.
void glissando(SystemWork& system, const Span& span) {
  if (span.start.head == SpanEnd::no_event || span.stop.head == SpanEnd::no_event) return;
  const bool starts = system.holds(span.start.measure);
  const bool stops = system.holds(span.stop.measure);
  const double gap = system.context->style.spacing.glissando_gap;
  StaffWork* staff = system.work(span.start.staff);
  if (staff == nullptr) return;
  const auto end = [&](const SpanEnd& at, bool left) {
    const MeasureAtoms& atoms = system.atoms(at.measure - system.line.first);
    const Event& event = atoms.events[at.event];
    const Head& head = atoms.heads[at.head];
    const double x = system.places[at.measure - system.line.first][at.event].x + d(event.x) + d(head.x);
    const double dots = head.dots > 0 ? 1.0 : 0.0;
    const double ledger = ledger_beside(system, at.measure, event, head);
    const double edge =
        left ? x + d(event.head_width) + std::max(dots, ledger)
             : std::min(x - ledger, head.accidental != 0 ? x - d(event.x) - d(head.x) + d(head.accidental_x) : x);
    return Point{edge + (left ? gap : -gap), system.head_y(event, head)};
  };
  Point from;
  Point to;
  if (starts) from = end(span.start, true);
  if (stops) to = end(span.stop, false);
  if (stops) to.x = std::min(to.x, before_accidentals(system, span.stop, to.y));
  if (!starts) from = {(system.geometry.header_width + 0.5) / staff->scale, to.y + (to.y > 0 ? -0.5 : 0.5)};
  if (!stops) to = {(system.geometry.measures.back().right - 0.3) / staff->scale, from.y + 0.5};
  if (starts && stops) slant_on_string(system, span, from, to);
  if (starts && system.atoms(span.start.measure - system.line.first).heads[span.start.head].hidden)
    from = past_notes(system, span, from, to);
  if (to.x < from.x + 0.5) to.x = from.x + 0.5;
  PaintBuilder& out = staff->spanners;
  out.open(GroupClass::glissando, span.start.vpd, starts ? extra_none : extra_continuation).color =
      mark_color(*span.start.mark);
  const std::string_view type = span.start.mark->parameters().text(Param::line_type);
  const LineStyle style = type == "dashed"   ? LineStyle::dashed
                          : type == "dotted" ? LineStyle::dotted
                                             : LineStyle::solid;
  if (type == "wavy" || (type.empty() && span.start.mark->variant == 0))
    wavy_line(from, to, out);
  else
    out.line(from, to, 0.15, style, 0.6, 0.4);
  if (starts) glissando_text(system, span, from, to, out);
  out.close();
}

}  // namespace

bool arpeggios_cross(const SystemWork& system, std::uint32_t upper) {
  for (std::uint32_t i = 0; i < system.line.count; ++i) {
    const std::vector<Broken> all = broken_chords(system, i);
    for (const Broken& a : all) {
      const bool crosses = std::any_of(all.begin(), all.end(), [&](const Broken& b) {
        return a.staff <= upper && b.staff > upper && belong_together(system, a, b);
      });
      if (crosses) return true;
    }
  }
  return false;
}

void place_arpeggios(SystemWork& system) {
  for (std::uint32_t i = 0; i < system.line.count; ++i) {
    const std::vector<Broken> all = broken_chords(system, i);
    for (const Broken& own : all) arpeggio(system, i, own, piece_of(system, all, own));
  }
  for (const Span* span : system.spans) {
    if (span->family == system.context->families.glissando) glissando(system, *span);
  }
}

}  // namespace burin::layout
