// Items: what a voice consists of. A closed variant: notes and chords, rests, spaces, tuplets, grace groups, tremolos.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/base/color.hpp"
#include "core/base/rational.hpp"
#include "core/piece/mark.hpp"
#include "core/piece/pitch.hpp"

namespace burin {

/// Written value as the exponent of 1/2: whole = 0, half = 1, quarter = 2 … 1024th = 10; breve = -1, long = -2, maxima
/// = -3.
using NoteValue = std::int8_t;
inline constexpr NoteValue no_value = -128;  // the file names none (whole-measure rests, mostly)

/// A written value with dots. The sounding length stands beside it, because files may disagree.
struct WrittenDuration {
  NoteValue value{2};
  std::uint8_t dots{0};
  /// Length in quarter notes; 0 for no_value.
  [[nodiscard]] Rational quarters() const noexcept;
  friend constexpr bool operator==(WrittenDuration, WrittenDuration) noexcept = default;
};

/// Accidental signs by SMuFL code point (0 = none); names as in MusicXML are mapped by io.
using AccidentalSign = char32_t;
enum class AccidentalStyle : std::uint8_t { plain, parentheses, brackets, both };  // both: brackets around parentheses

// clang-format off
enum class NoteheadShape : std::uint8_t {
  normal, x, diamond, triangle, inverted_triangle, slash, slashed, back_slashed, cross, square, circle_x, circled,
  circle_dot, cluster, rectangle, arrow_up, arrow_down, left_triangle, none, do_, re, mi, fa, fa_up, so, la, ti, other
};
// clang-format on
enum class Filled : std::uint8_t { by_value, yes, no };

/// What a file asks of the look of a single note; most notes have none.
struct NoteLook {
  Color all{0};  // of the note; the parts below may have their own
  Color head{0};
  Color accidental{0};
  Color dots{0};
  Color stem{0};
  bool no_ledger{false};     // print-leger="no"
  bool ledger_alone{false};  // of a note that is not printed: its ledger lines are all the same
  bool dots_alone{false};    // of a note that is not printed: its dots are all the same
  // Font sizes in points; 0 = the usual one
  double all_size{0.0};
  double head_size{0.0};
  double accidental_size{0.0};
  double dots_size{0.0};
  std::string text;  // inside the head
  friend bool operator==(const NoteLook&, const NoteLook&) = default;
};

/// One notehead.
struct Note {
  Pitch pitch;
  AccidentalSign accidental{0};
  AccidentalStyle accidental_style{AccidentalStyle::plain};
  bool cautionary{false};
  bool unpitched{false};  // pitch is a display position only
  bool hidden{false};     // print-object="no"
  bool head_parentheses{false};
  bool cue{false};  // another player's note; small notes of the player's own are none
  NoteheadShape head{NoteheadShape::normal};
  Filled filled{Filled::by_value};
  std::int8_t staff_shift{0};  // printed that many staves below (+) or above (-) the voice's staff
  std::uint8_t dots{0};
  std::vector<Mark> marks;  // ties, fingerings, glissandi: what belongs to this head alone
  Shared<NoteLook> look;    // may be null
  friend bool operator==(const Note& a, const Note& b);
};

enum class StemDirection : std::uint8_t { automatic, up, down, none, double_ };

/// Beam states of the first eight levels, two bytes of MusicXML's words each: see BeamState.
enum class BeamState : std::uint8_t { none, begin, continue_, end, forward_hook, backward_hook };
struct Beams {
  std::uint32_t packed{0};                                         // four bits a level, level 1 lowest
  [[nodiscard]] constexpr BeamState level(int n) const noexcept {  // n from 1 to 8
    return static_cast<BeamState>((packed >> ((n - 1) * 4)) & 0xFU);
  }
  constexpr void set(int n, BeamState state) noexcept {
    packed &= ~(0xFU << ((n - 1) * 4));
    packed |= static_cast<std::uint32_t>(state) << ((n - 1) * 4);
  }
  [[nodiscard]] constexpr bool any() const noexcept { return packed != 0; }
  friend constexpr bool operator==(Beams, Beams) noexcept = default;
};

/// How a beam spreads: its inner lines open towards the end (ever faster) or close (ever slower).
enum class BeamFan : std::uint8_t { none, accelerando, ritardando };

enum class NoteSize : std::uint8_t { full, cue, grace };

/// One or more notes on one stem. A single note is a chord with one note (its VPD is the item's own; the notes of a
/// real chord have one more `i` step). Notes are sorted by staff (top first), then from low to high.
struct Chord {
  WrittenDuration written;
  Rational duration{};  // sounding length in quarter notes; 0 for grace notes
  std::vector<Note> notes;
  StemDirection stem{StemDirection::automatic};
  Beams beams;
  NoteSize size{NoteSize::full};
  bool slashed{false};  // grace note with a slash
  std::vector<Mark> marks;
  BeamFan fan{BeamFan::none};  // of the beam that begins here
  Color beam_color{0};         // of the beam that begins here; 0 = usual
  friend bool operator==(const Chord&, const Chord&) = default;
};

struct Rest {
  WrittenDuration written;
  Rational duration{};
  bool whole_measure{false};
  bool hidden{false};
  bool cue{false};
  std::int8_t staff_shift{0};
  bool has_position{false};  // the file gives a place on the staff
  Pitch position;            // valid when has_position
  Beams beams;               // a rest may stand under a beam
  std::vector<Mark> marks;
  bool parentheses{false};
  Color color{0};
  double font_size{0.0};                         // points; 0 = usual
  StemDirection stem{StemDirection::automatic};  // up, down, double: a stemlet leads from its beam towards it
  Color stem_color{0};
  friend bool operator==(const Rest&, const Rest&) = default;
};

/// Musical time of a voice in which nothing is printed.
struct Space {
  Rational duration{};
  friend bool operator==(const Space&, const Space&) = default;
};

struct Tuplet;
struct GraceGroup;
struct Tremolo;
using Item = std::variant<Chord, Rest, Space, Tuplet, GraceGroup, Tremolo>;

enum class TupletShow : std::uint8_t { none, actual, both };

/// Groups items under a number and perhaps a bracket. Durations of the items already contain the ratio, so a tuplet
/// never changes time.
struct Tuplet {
  std::vector<Item> items;
  std::uint16_t actual{3};
  std::uint16_t normal{2};
  TupletShow show{TupletShow::actual};
  enum class Bracket : std::uint8_t { automatic, yes, no } bracket{Bracket::automatic};
  bool hidden{false};
  bool open_at_end{false};  // goes on in the next measure: the next one has `continues`
  bool continues{false};    // second part of a tuplet cut by a barline; not counted again
  Side side{Side::automatic};
  TupletShow show_type{TupletShow::none};  // note values beside the numbers
  WrittenDuration actual_type{no_value, 0};
  WrittenDuration normal_type{no_value, 0};
  bool curved{false};       // a slur instead of a bracket
  Color color{0};           // of the number
  double number_size{0.0};  // points; 0 = usual
  friend bool operator==(const Tuplet& a, const Tuplet& b);
};

/// Grace notes before the item that follows (or after the one before, at the end of a voice). Takes no time.
struct GraceGroup {
  std::vector<Item> items;  // chords and rests
  friend bool operator==(const GraceGroup& a, const GraceGroup& b);
};

/// Two-note tremolo: exactly two chords (or a chord and a rest in broken files), alternating.
struct Tremolo {
  std::vector<Item> items;
  std::uint8_t strokes{3};
  friend bool operator==(const Tremolo& a, const Tremolo& b);
};

/// Sounding length of an item in quarter notes. O(items inside).
[[nodiscard]] Rational duration_of(const Item& item) noexcept;

}  // namespace burin
