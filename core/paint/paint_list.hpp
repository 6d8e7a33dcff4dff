// Paint lists: what layout hands to the writers. Flat arrays of commands, immutable once built, shared between threads.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/color.hpp"
#include "core/base/rational.hpp"
#include "core/base/units.hpp"
#include "core/font/glyph_metrics.hpp"
#include "core/font/text_metrics.hpp"
#include "core/piece/vpd.hpp"

namespace burin {

/// Classes of the SVG contract; names by name_of().
// clang-format off
enum class GroupClass : std::uint8_t {
  page, system, staff, measure,
  note, notehead, accidental, dots, ledger_lines, stem, flag, beam, beamlet, chord, rest, measure_rest,
  multi_measure_rest, measure_repeat, slash, clef, key_signature, time_signature, barline, staff_lines, bracket, brace,
  system_barline, repeat_dots, ending, segno, coda, jump, tie, slur, tuplet, dynamic, hairpin, words, metronome, tempo,
  rehearsal, dashes, line_bracket, articulation, ornament, technical, fermata, arpeggio, tremolo, glissando, fingering,
  breath_mark, trill_line, octave_line, pedal, lyric, lyric_hyphen, lyric_extender, chord_symbol, chord_diagram,
  figured_bass, percussion_sign, harp_pedals, scordatura, tab_number, instrument_name, bar_number, title, subtitle,
  composer, lyricist, arranger, credit, copyright, page_number, header, footer, unsupported, system_divider,
  non_arpeggio, change_mark, count_,
};
// clang-format on
[[nodiscard]] std::string_view name_of(GroupClass group) noexcept;

/// Further classes of a group.
enum GroupExtra : std::uint8_t {
  extra_none = 0,
  extra_grace = 1,
  extra_cue = 2,
  extra_reminder = 4,
  extra_continuation = 8
};

struct GroupInfo {
  GroupClass group{};
  std::uint8_t extras{extra_none};
  bool has_onset{false};
  std::int16_t staff{-1};      // data-staff: index of the staff that it is written in, when that differs
  std::uint32_t vpd_begin{0};  // range in PaintList::text; empty = no data-vpd
  std::uint32_t vpd_end{0};
  std::uint32_t label_begin{0};  // measure: printed number; unsupported: element name
  std::uint32_t label_end{0};
  std::int32_t index{-1};  // measure: data-n
  Rational onset{};        // when has_onset
  double scale{1.0};       // staff: data-scale when not 1
  Color color{0};          // of everything inside; 0 = that of what stands around
};

enum class PaintKind : std::uint8_t { open, close, glyph, line, rect, polygon, curve, text };
enum class TextAlign : std::uint8_t { start, middle, end };
enum class LineStyle : std::uint8_t { solid, dashed, dotted };

/// One command, 40 bytes. Coordinates in staff spaces of the list's own scale, y up.
///   open     ref = index in groups
///   glyph    ref = code point, v = x, y, scale
///   line     v = x1, y1, x2, y2, width [, dash, gap when style is dashed]; round caps when dotted
///   rect     v = left, bottom, right, top
///   polygon  ref = first point in points, count points: filled
///   curve    ref = first of 8 points (outer and inner cubic of a slur or tie), filled, v[0] = outline width
///   text     ref = begin in text, count = bytes; v = x, y, size; face, align
struct PaintOp {
  PaintKind kind{};
  std::uint8_t face{0};   // FontFace
  std::uint8_t align{0};  // TextAlign
  std::uint8_t style{0};  // LineStyle
  std::uint32_t ref{0};
  std::uint32_t count{0};
  std::array<float, 7> v{};
};

struct PaintList {
  std::vector<PaintOp> ops;
  std::vector<GroupInfo> groups;
  std::vector<std::array<float, 2>> points;
  std::string text;  // VPDs, labels and printed text, referred to by range
};

/// Builds a paint list. One thread.
class PaintBuilder {
 public:
  /// Opens a group; the returned reference is valid until the next open(). Every open() needs its close().
  GroupInfo& open(GroupClass group, std::uint8_t extras = extra_none);
  /// The same with an address.
  GroupInfo& open(GroupClass group, const Vpd& vpd, std::uint8_t extras = extra_none);
  void close();
  void label(GroupInfo& group, std::string_view text);
  /// Gives the first group of the list a colour, if it has none yet; nothing for 0.
  void tint(Color color);
  void glyph(GlyphId id, double x, double y, double scale = 1.0);
  void line(Point from, Point to, double width, LineStyle style = LineStyle::solid, double dash = 0.0,
            double gap = 0.0);
  void rect(const Box& box);
  void polygon(const std::vector<Point>& points);
  void quad(Point a, Point b, Point c, Point d);
  /// A lens between two cubics that share both end points (p0 and p3 of outer and inner).
  void curve(const std::array<Point, 4>& outer, const std::array<Point, 4>& inner, double outline);
  void text(std::string_view utf8, double x, double y, double size, FontFace face = FontFace::roman,
            TextAlign align = TextAlign::start);
  [[nodiscard]] bool empty() const noexcept { return list_.ops.empty(); }
  /// Begins anew, in the room that it has.
  void clear() noexcept;
  /// Room for so many things of about a note's size.
  void reserve(std::size_t things);
  [[nodiscard]] PaintList take() { return std::move(list_); }
  [[nodiscard]] PaintList& list() noexcept { return list_; }

 private:
  PaintList list_;
};

/// One staff of a placed system: its paint in its own staff spaces, placed on the page.
struct PlacedPaint {
  std::shared_ptr<const PaintList> paint;
  double x{0.0};      // of the list's origin, in main staff spaces from the left edge of the page
  double y{0.0};      // in main staff spaces from the TOP edge of the page, downwards
  double scale{1.0};  // of the list's spaces to main staff spaces
};

struct PlacedStaff {
  PlacedPaint paint;       // content of g.staff: staff lines and g.measure groups
  std::string vpd;         // "m/0/0/1"
  std::uint32_t staff{0};  // index over all staves
};

struct PlacedSystem {
  std::vector<PlacedStaff> staves;
  PlacedPaint overlay;  // what belongs to the system as a whole (barlines between staves, brackets, spanners)
  std::string vpd;      // "l/0/page/system"
};

/// One finished page, immutable.
struct Page {
  std::uint32_t number{1};
  double width_mm{210.0};
  double height_mm{297.0};
  double space_mm{1.75};  // one main staff space
  std::vector<PlacedSystem> systems;
  PlacedPaint furniture;  // title block, headers, footers: g.page level
  std::string vpd;        // "l/0/page"
};

/// What the document says of itself (SVG title and desc, PDF metadata).
struct DocumentInfo {
  std::string title;
  std::string composer;
  std::string creator;  // "burin 0.1.0"
};

/// Things drawn, counted by class over groups without the class continuation. O(groups).
using ElementCounts = std::array<std::uint32_t, static_cast<std::size_t>(GroupClass::count_)>;
void count_elements(const PaintList& list, ElementCounts& counts);
[[nodiscard]] ElementCounts count_elements(const std::vector<std::shared_ptr<const Page>>& pages);

}  // namespace burin
