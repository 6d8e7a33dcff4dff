// What reading a part yields before the parts are joined into a piece.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/piece/piece.hpp"
#include "io/musicxml/text_scan.hpp"

namespace burin::io {

/// A diagnostic whose place is still a byte offset, and then a place in the part's text.
struct Finding {
  Severity severity{Severity::warning};
  std::string_view code;
  std::string message;
  std::ptrdiff_t offset{-1};  // in the part's text
  std::uint32_t measure{0};   // index
  std::uint8_t staff{0};      // index
  LinePlace place{};          // counted from the start of the part's text; for good once the part is read
};

/// Findings of one part: as many as fit are kept, the rest is counted.
class Findings {
 public:
  void add(Finding finding) {
    ++total_;
    if (items_.size() < Diagnostics::default_limit) items_.push_back(std::move(finding));
  }
  [[nodiscard]] const std::vector<Finding>& items() const noexcept { return items_; }
  /// Puts them in the order of the text, and finds their places in it. O(text + findings log findings).
  void locate(std::string_view text);
  [[nodiscard]] std::size_t lost() const noexcept { return total_ - items_.size(); }

 private:
  std::vector<Finding> items_;
  std::size_t total_{0};
};

/// One end of a spanner. Its mark carries the index of this record + 1 as a provisional SpanId until spans are paired.
struct SpanEnd {
  std::uint64_t kind{0};  // hash of the tag
  std::int32_t number{1};
  SpanRole role{SpanRole::none};
  bool by_pitch{false};
  std::int16_t lane{0};  // voice of a note, or staff of a direction
  std::uint32_t measure{0};
  Rational offset{};       // of the note or direction in its measure
  Rational end{};          // where the note ends (ties)
  std::uint32_t order{0};  // among grace notes at one offset: they come before their main note
  Pitch pitch{};
  std::ptrdiff_t source{-1};
};

/// One measure of one staff, voices still movable.
struct RawMeasure {
  std::vector<Voice> voices;
  Measure rest;
};

struct RawStaff {
  std::uint8_t lines{5};
  double scale{1.0};
  bool is_tab{false};
  ChangeSet<Clef> clefs;
  ChangeSet<KeySignature> keys;
  ChangeSet<TimeSignature> times;
  ChangeSet<StaffLines> line_changes;
  std::vector<Pitch> tuning;  // from the lowest string up
  std::uint8_t capo{0};
  std::vector<RawMeasure> measures;
  std::vector<std::pair<std::uint32_t, bool>> visibility;  // measure, hidden: until the next break of the file's layout
  std::uint8_t repeating{0};                               // measure repeats and slashes go on until they stop
  std::uint32_t repeat_start{0};                           // measure in which the repeat began
  Measure::SlashMode slash{Measure::SlashMode::none};
  WrittenDuration slash_value{no_value, 0};
  ChangeSet<Clef> part_clefs;

  [[nodiscard]] StaffLines lines_at(Position at) const noexcept {
    const StaffLines* own = line_changes.at(at);
    return own == nullptr ? StaffLines{lines, 0, 0} : *own;
  }
};

/// Counts of source tags that no family claims, in order of first appearance.
using UnsupportedCounts = std::vector<std::pair<std::string, std::uint32_t>>;

/// A verse by its number and name, and the line that it stands on.
struct NamedVerse {
  std::int64_t number{1};
  std::string name;
  std::int64_t line{1};
};

struct RawPart {
  std::string id;
  std::vector<RawStaff> staves;
  std::vector<MeasureInfo> measures;  // length = what the part's own content takes; 0 for none
  std::vector<std::pair<Position, double>> tempos;
  Interval transposition;
  ChangeSet<Interval> transpositions;  // all of them
  std::vector<NameChange> name_changes;
  Instrument::GroupSymbol staff_symbol{Instrument::GroupSymbol::brace};
  std::uint8_t symbol_first{0};
  std::uint8_t symbol_last{0};
  ChangeSet<Interval> part_transpositions;
  std::vector<SpanEnd> ends;
  std::vector<std::uint32_t> spans;  // by provisional id - 1: final id within the part, 0 = none
  std::uint32_t span_count{0};
  std::vector<std::uint32_t> respelled;  // provisional ids of the ends of ties whose notes have another name
  std::uint64_t notes{0};
  bool prints_accidentals{false};
  bool needs_accidentals{false};  // a note that is not as its key has it
  std::vector<NamedVerse> named_verses;
  std::uint64_t unseen_lyrics{0};  // syllables that the file asks not to print
  std::uint64_t slashed_notes{0};  // notes that a slash notation without stems stands for
  UnsupportedCounts unsupported;
  Findings findings;
  LinePlace begin{};          // of the part's text in the file
  double parse_seconds{0.0};  // CPU time of the XML parser
};

}  // namespace burin::io
