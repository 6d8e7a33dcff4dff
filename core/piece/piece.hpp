// The piece: an immutable tree of musicians, instruments, staves, measures, voices and items, and its layouts.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/collections/pvector.hpp"
#include "core/collections/shared_vector.hpp"
#include "core/piece/attributes.hpp"
#include "core/piece/change_set.hpp"
#include "core/piece/items.hpp"
#include "core/piece/layouts.hpp"
#include "core/piece/mark.hpp"

namespace burin {

/// A voice of one measure on one staff.
struct Voice {
  std::int16_t number{1};  // as the input calls it; order in the measure decides the stems
  std::vector<Item> items;
  friend bool operator==(const Voice&, const Voice&) = default;
};

/// One measure of one staff.
struct Measure {
  std::vector<Shared<Voice>> voices;
  std::vector<PlacedMark> marks;  // sorted by position, then as in the file
  Barline left;
  Barline right;
  std::vector<std::pair<Ending::Role, Ending>> endings;
  std::uint16_t multi_rest{0};     // > 0: a multi-measure rest of that many measures starts here
  bool multi_rest_symbols{false};  // it is written with old rest signs
  std::uint8_t measure_repeat{0};  // > 0: inside a repeat of the last n measures
  std::uint16_t repeat_index{0};   // how many measures of that repeat lie before this one
  enum class SlashMode : std::uint8_t { none, slash, rhythm, beat_repeat } slash{SlashMode::none};
  WrittenDuration slash_value{no_value, 0};  // what each slash lasts; no_value = a beat of the metre
  Color multi_rest_color{0};
  double multi_rest_size{0.0};                        // points; 0 = usual
  bool staff_hidden{false};                           // hidden by the file for this system of its own layout
  std::vector<std::pair<Rational, BarStyle>> middle;  // barlines inside the measure, by position
  friend bool operator==(const Measure&, const Measure&);
};

/// What holds for a measure over the whole score.
struct MeasureInfo {
  std::string number;        // as printed
  bool implicit{false};      // pickup or split measure: not numbered
  Rational length{};         // actual length in quarter notes (longest over the staves, at least the pickup's own)
  bool system_break{false};  // the file starts a new system here
  bool page_break{false};
  /// Where the file wants bar numbers from here on; of several parts that differ the one that wants most counts.
  enum class Numbering : std::uint8_t { unsaid, none, system, measure } numbering{Numbering::unsaid};
  friend bool operator==(const MeasureInfo&, const MeasureInfo&) = default;
};

struct Staff {
  std::uint8_t lines{5};
  double scale{1.0};  // cue or ossia size
  bool is_tab{false};
  ChangeSet<Clef> clefs;
  ChangeSet<KeySignature> keys;
  ChangeSet<TimeSignature> times;  // only where they differ from the piece's
  PVector<Shared<Measure>> measures;
  std::string name;
  ChangeSet<StaffLines> line_changes;  // where the lines differ from `lines`
  std::vector<Pitch> tuning;           // of tablature, from the lowest string up
  std::uint8_t capo{0};
  ChangeSet<Clef> part_clefs;  // of the player's own part, where they differ from the score's
  /// The lines in force at a position.
  [[nodiscard]] StaffLines lines_at(Position at) const noexcept {
    const StaffLines* own = line_changes.at(at);
    return own == nullptr ? StaffLines{lines, 0, 0} : *own;
  }
  friend bool operator==(const Staff&, const Staff&);
};

/// A stretch of a name with a look of its own.
struct TextPart {
  std::string text;
  Color color{0};
  double font_size{0.0};  // points; 0 = usual
  bool bold{false};
  bool italic{false};
  friend bool operator==(const TextPart&, const TextPart&) = default;
};

/// A name that an instrument has from a measure on.
struct NameChange {
  std::uint32_t measure{0};
  std::string name;
  std::string short_name;
  friend bool operator==(const NameChange&, const NameChange&) = default;
};

struct Instrument {
  std::string name;
  std::string short_name;
  std::string family;
  std::string part_id;  // the input's name for it, used in diagnostics
  bool name_hidden{false};
  Interval transposition;  // written to sounding
  PVector<Shared<Staff>> staves;
  enum class GroupSymbol : std::uint8_t { brace, bracket, line, square, none } staff_symbol{GroupSymbol::brace};
  ChangeSet<Interval> transpositions;  // where it changes within the piece
  std::vector<NameChange> name_changes;
  std::vector<TextPart> name_parts;  // the name piece by piece, where its pieces look different; else empty
  std::uint8_t symbol_first{0};      // first and last of its staves that the symbol joins, from 1; 0 = all
  std::uint8_t symbol_last{0};
  ChangeSet<Interval> part_transpositions;  // of its own part, where the score is in concert pitch
  friend bool operator==(const Instrument&, const Instrument&);
};

struct Musician {
  std::string name;
  std::string short_name;
  PVector<Shared<Instrument>> instruments;
  friend bool operator==(const Musician&, const Musician&);
};

/// A bracket or brace over musicians, and whether barlines run through it.
struct PartGroup {
  std::uint32_t first{0};  // index of the first musician
  std::uint32_t count{0};
  enum class Symbol : std::uint8_t { none, brace, bracket, line, square } symbol{Symbol::none};
  bool barlines{false};
  std::string name;
  std::string short_name;
  bool between_only{false};  // barlines stand between the staves, not in them (Mensurstrich)
  bool one_time{false};      // one time signature for all of them
  double symbol_x{0.0};      // where the file has the symbol, tenths left of the staves are negative; 0 = not said
  friend bool operator==(const PartGroup&, const PartGroup&) = default;
};

/// A text, sign or image on the title page as the file has it.
struct Credit {
  std::uint32_t page{1};
  std::string type;  // "title", "subtitle", "composer", "lyricist", "arranger", "rights", "page number" or empty
  std::string text;
  double x_share{0.5};  // place on the file's own page, 0 = left, 1 = right; 0 = bottom, 1 = top
  double y_share{1.0};
  std::string justify;
  std::string valign;
  double font_size{0.0};  // points; 0 = not given
  bool bold{false};
  bool italic{false};
  bool symbol{false};       // the text is the SMuFL name of a sign
  std::string image;        // the file that it names; never fetched
  double width_share{0.0};  // of an image, as shares of the page
  double height_share{0.0};
  std::string enclosure;  // "rectangle", "circle" …
  bool placed{false};     // the file says where it stands
  [[nodiscard]] bool is_text() const noexcept { return !symbol && image.empty(); }
  friend bool operator==(const Credit&, const Credit&) = default;
};

/// What the file says of its own page; used only with --honour-layout.
struct SourceLayout {
  double staff_size_mm{0.0};  // 0 = not given
  double page_width_mm{0.0};
  double page_height_mm{0.0};
  bool has_margins{false};  // then of the first (odd) page, millimetres:
  double margin_top_mm{0.0};
  double margin_right_mm{0.0};
  double margin_bottom_mm{0.0};
  double margin_left_mm{0.0};
  std::string music_font;
  std::string word_font;
  friend bool operator==(const SourceLayout&, const SourceLayout&) = default;
};

/// The whole piece: a value that never changes once built. Copying a Shared<Piece> costs one pointer; an edit makes a
/// new piece that shares every untouched branch. Safe to read from any number of threads.
struct Piece {
  std::string id;
  std::string title;
  std::string subtitle;
  std::string movement_title;
  std::string movement_number;
  std::string composer;
  std::string lyricist;
  std::string arranger;
  std::string rights;
  SharedVector<Credit> credits;
  SourceLayout source;
  std::map<std::string, std::string> settings;
  SharedVector<MeasureInfo> measures;  // what is common to all staves, by measure index
  ChangeSet<TimeSignature> times;
  ChangeSet<KeySignature> keys;  // concert; staves carry their own written keys
  ChangeSet<Tempo> tempos;
  SharedVector<PartGroup> groups;
  PVector<Shared<Musician>> musicians;
  PVector<Shared<Layout>> layouts;
  std::uint32_t last_span{0};                        // highest SpanId in use
  std::map<std::string, std::uint32_t> unsupported;  // source elements that no family claims, with counts
  friend bool operator==(const Piece&, const Piece&);
};

/// Counts for reports. O(items).
struct PieceCounts {
  std::uint32_t parts{0};
  std::uint32_t staves{0};
  std::uint32_t measures{0};
  std::uint32_t notes{0};  // printed noteheads
};
[[nodiscard]] PieceCounts count(const Piece& piece);

}  // namespace burin
