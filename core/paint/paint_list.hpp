// Paint lists: what layout hands to the writers. Packed commands, immutable once built, shared between threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <span>
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

/// What the command `open` says of its group.
struct GroupInfo {
  GroupClass group{};
  std::uint8_t extras{extra_none};
  bool has_onset{false};
  std::int16_t staff{-1};    // data-staff: index of the staff that it is written in, when that differs
  std::int32_t index{-1};    // measure: data-n
  Rational onset{};          // when has_onset
  double scale{1.0};         // staff: data-scale when not 1
  Color color{0};            // of everything inside; 0 = that of what stands around
  std::string_view vpd{};    // empty = no data-vpd; into the list that it was read from
  std::string_view label{};  // measure: printed number; unsupported: element name; into the list
};

enum class PaintKind : std::uint8_t { open, close, glyph, line, rect, polygon, curve, text };
enum class TextAlign : std::uint8_t { start, middle, end };
enum class LineStyle : std::uint8_t { solid, dashed, dotted };

/// One command, as it is read from a list; valid as long as the list. Coordinates in staff spaces of the list's own
/// scale, y up.
///   open     group()
///   glyph    code, v = x, y, scale
///   line     v = x1, y1, x2, y2, width [, dash, gap when style is not solid]; round caps when dotted
///   rect     v = left, bottom, right, top
///   polygon  count points: filled
///   curve    8 points (outer and inner cubic of a slur or tie), filled, v[0] = outline width
///   text     text(), v = x, y, size; face, align
struct PaintOp {
  PaintKind kind{};
  std::uint8_t face{0};   // FontFace
  std::uint8_t align{0};  // TextAlign
  std::uint8_t style{0};  // LineStyle
  GlyphId code{0};
  std::uint32_t count{0};
  std::array<float, 7> v{};
  const std::uint32_t* words{nullptr};  // of the command in its list

  [[nodiscard]] GroupInfo group() const noexcept;
  [[nodiscard]] GroupClass group_class() const noexcept;
  [[nodiscard]] std::uint8_t extras() const noexcept;
  [[nodiscard]] std::string_view text() const noexcept;
  [[nodiscard]] std::array<float, 2> point(std::size_t index) const noexcept;
  template <std::size_t Count>
  [[nodiscard]] std::array<std::array<float, 2>, Count> points() const noexcept {
    std::array<std::array<float, 2>, Count> all;
    for (std::size_t i = 0; i < Count; ++i) all[i] = point(i);
    return all;
  }
};

/// Commands in a row, packed: a word of 32 bits with the kind and what fits beside it, then as many words as the
/// command needs. A note with its head and stem takes some hundred bytes. Equal commands are equal words. A value;
/// concurrent reads are safe.
class PaintList {
 public:
  /// Reads one command after the other.
  class Iterator {
   public:
    using value_type = PaintOp;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const std::uint32_t* at, const std::uint32_t* end) noexcept : next_(at), end_(end) { ++*this; }
    [[nodiscard]] const PaintOp& operator*() const noexcept { return op_; }
    [[nodiscard]] const PaintOp* operator->() const noexcept { return &op_; }
    Iterator& operator++() noexcept;
    Iterator operator++(int) noexcept {
      Iterator old = *this;
      ++*this;
      return old;
    }
    /// The words of the command, and where those of the next one begin.
    [[nodiscard]] const std::uint32_t* words() const noexcept { return op_.words; }
    [[nodiscard]] const std::uint32_t* next() const noexcept { return next_; }
    friend bool operator==(const Iterator& a, const Iterator& b) noexcept { return a.op_.words == b.op_.words; }

   private:
    PaintOp op_;
    const std::uint32_t* next_{nullptr};
    const std::uint32_t* end_{nullptr};
  };

  PaintList() = default;
  explicit PaintList(std::span<const std::uint32_t> words) : words_(words.begin(), words.end()) {}

  [[nodiscard]] Iterator begin() const noexcept { return {words_.data(), words_.data() + words_.size()}; }
  [[nodiscard]] Iterator end() const noexcept { return {words_.data() + words_.size(), words_.data() + words_.size()}; }
  [[nodiscard]] bool empty() const noexcept { return words_.empty(); }
  /// The packed commands: for comparing, and as a measure of size.
  [[nodiscard]] std::span<const std::uint32_t> words() const noexcept { return words_; }

 private:
  friend class PaintBuilder;
  std::vector<std::uint32_t> words_;
};

/// Builds a paint list. One thread.
class PaintBuilder {
 public:
  /// Opens a group; the returned reference may be written to until the next command. Every open() needs its close().
  GroupInfo& open(GroupClass group, std::uint8_t extras = extra_none);
  /// The same with an address.
  GroupInfo& open(GroupClass group, const Vpd& vpd, std::uint8_t extras = extra_none);
  void close();
  /// Names the group that was opened just now.
  void label(std::string_view text);
  /// Gives the first group of the list a colour, if it has none yet; nothing for 0.
  void tint(Color color);
  void glyph(GlyphId id, double x, double y, double scale = 1.0);
  void line(Point from, Point to, double width, LineStyle style = LineStyle::solid, double dash = 0.0,
            double gap = 0.0);
  void rect(const Box& box);
  void polygon(std::initializer_list<Point> points);
  void quad(Point a, Point b, Point c, Point d);
  /// A lens between two cubics that share both end points (p0 and p3 of outer and inner).
  void curve(const std::array<Point, 4>& outer, const std::array<Point, 4>& inner, double outline);
  void text(std::string_view utf8, double x, double y, double size, FontFace face = FontFace::roman,
            TextAlign align = TextAlign::start);
  /// Makes everything larger (or smaller) about the origin: places, glyphs, words, strokes. O(commands).
  void scale(double factor);
  /// Appends another list, moved by (dx, dy). O(commands); O(words) when it isn't moved.
  void append(const PaintList& source, double dx, double dy);
  [[nodiscard]] bool empty() const noexcept { return !opening_ && list_.empty(); }
  /// Begins anew, in the room that it has.
  void clear() noexcept;
  /// Room for so many words.
  void reserve(std::size_t words) { list_.words_.reserve(words); }
  [[nodiscard]] PaintList take() { return std::move(list()); }
  [[nodiscard]] PaintList& list() {
    flush();
    return list_;
  }

 private:
  /// Writes the group that was opened just now.
  void flush() {
    if (opening_) put_group();
  }
  void put_group();
  void put(std::uint32_t word) { list_.words_.push_back(word); }
  void put(std::initializer_list<double> numbers);
  void put(std::string_view text);

  PaintList list_;
  bool opening_{false};  // group_ is open and not yet written, since the caller may still have something to add
  GroupInfo group_;
  std::string vpd_;    // of group_
  std::string label_;  // of group_
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

/// By class.
using ElementCounts = std::array<std::uint32_t, static_cast<std::size_t>(GroupClass::count_)>;

/// Things drawn; groups with the class continuation go on with something that is counted already.
struct DrawnElements {
  ElementCounts counts{};
  std::map<std::string, std::uint32_t> unsupported;  // by the names of the elements
  void add(const DrawnElements& more);
};
/// O(commands).
[[nodiscard]] DrawnElements drawn_on(const Page& page);

}  // namespace burin
