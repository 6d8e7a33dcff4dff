// Stage 1's result: what each measure holds, staff by staff, with sizes but without horizontal places.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "core/base/units.hpp"
#include "core/paint/paint_list.hpp"
#include "core/piece/piece.hpp"
#include "core/piece/vpd.hpp"

namespace burin::layout {

/// A glyph at a place relative to its event's column, staff spaces of its staff.
struct GlyphAt {
  GlyphId id{0};
  float x{0.0F};
  float y{0.0F};
  float scale{1.0F};
};

/// One notehead of an event. x is the left edge relative to the event's x.
struct Head {
  const Note* note{nullptr};
  GlyphId glyph{0};
  GlyphId accidental{0};  // 0 = none
  std::int16_t p{0};      // staff position in half spaces, middle line 0, on the staff it is printed on
  std::int8_t staff_shift{0};
  std::int16_t dot_p{0};  // position of its dots
  float x{0.0F};
  float accidental_x{0.0F};  // left edge of the accidental, relative to the column
  float dot_x{0.0F};         // left edge of its first dot, relative to the column
  std::uint8_t dots{0};
  bool dots_shared{false};  // another head has its dots at the same place
  bool hidden{false};
  bool shared{false};  // printed by another voice as well: same head
  AccidentalStyle accidental_style{AccidentalStyle::plain};
  float accidental_scale{1.0F};  // of its event's scale
  float dot_scale{1.0F};
  bool tab{false};             // a number on a string instead of a head
  std::uint16_t item_step{0};  // index of the note inside a chord
};

enum class EventKind : std::uint8_t { chord, rest, measure_rest };

/// A chord or rest of one voice at one onset. Times in quarter notes from the start of the measure.
struct Event {
  EventKind kind{EventKind::chord};
  NoteSize size{NoteSize::full};
  std::int8_t direction{0};  // stem: 1 up, -1 down, 0 none
  std::uint8_t flags{0};     // beams or flags of the written value
  std::uint8_t dots{0};
  NoteValue value{2};
  std::uint8_t voice{0};  // order on the staff
  bool multi_voice{false};
  bool shares_staff{false};  // with stems the other way of a voice of another staff, where it is printed
  bool has_stem{false};
  bool beamed{false};
  bool cross_staff{false};  // some heads on another staff
  bool slashed{false};
  std::uint16_t staff{0};  // index over all staves: the staff that the voice belongs to
  std::uint32_t column{0};
  Rational onset{};
  Rational duration{};
  const Chord* chord{nullptr};
  const Rest* rest{nullptr};
  std::uint32_t first_head{0};  // range in MeasureAtoms::heads, low to high
  std::uint32_t head_count{0};
  float x{0.0F};          // shift of this event from its column (voices, grace notes)
  float scale{1.0F};      // 1, cue or grace
  float stem_x{0.0F};     // centre of the stem relative to the event's x
  float stem_from{0.0F};  // y where the stem leaves its head
  float stem_to{0.0F};    // provisional end
  float flag_y{0.0F};     // origin of the flag glyph
  float grow{1.0F};       // what the file's font size makes of the scale, which has it already
  GlyphId flag{0};        // 0 = none (beamed notes have none)
  float head_width{1.18F};
  float dots_x{0.0F};  // of a rest: left edge of the first dot relative to the column
  std::int16_t dot_p{1};
  float rest_y{0.0F};
  GlyphId rest_glyph{0};
  std::int8_t rest_shift{0};  // staves from the voice's own to the one that the rest is printed on
  Beams beams;                // of the file, made consistent
  std::int32_t beam{-1};      // index in MeasureAtoms::beams
  Box box{};                  // ink relative to the column's x
  Vpd vpd;

  /// Whether signs, ties and slurs keep to the stem's side, because other notes stand on the other one.
  [[nodiscard]] bool among_voices() const noexcept { return multi_voice || shares_staff; }
};

/// Notes under one beam.
struct BeamGroup {
  std::uint16_t staff{0};
  std::vector<std::uint32_t> events;  // indices in MeasureAtoms::events, in time order (rests included)
  bool grace{false};
  bool cross_staff{false};
  bool open_left{false};   // comes over the left barline
  bool open_right{false};  // goes on over the right barline
  BeamFan fan{BeamFan::none};
};

/// A tuplet over events of one voice.
struct TupletAtom {
  const Tuplet* tuplet{nullptr};
  std::uint16_t staff{0};
  std::uint32_t first{0};  // first and last event index
  std::uint32_t last{0};
  std::uint8_t depth{0};  // 0 = outermost
  Vpd vpd;
};

/// A two-note tremolo between two events.
struct TremoloAtom {
  const Tremolo* tremolo{nullptr};
  std::uint32_t first{0};
  std::uint32_t second{0};
  Vpd vpd;
};

/// A clef change inside the measure, hanging left of its column (or of the right barline when at_end).
struct ClefAtom {
  std::uint16_t staff{0};
  std::uint32_t column{0};
  bool at_end{false};
  Clef clef;
  float x{0.0F};  // left edge relative to the column
  float width{0.0F};
};

/// Time column: everything that sounds at one onset over all staves.
struct Column {
  Rational onset{};
  Rational shortest{};  // shortest duration that sounds here
  float left{0.0F};     // widest reach over all staves, positive
  float right{0.0F};
  bool tied{false};  // a tie ends here
};

/// Reach of one staff in one column, for rods.
struct Reach {
  std::uint32_t column{0};
  std::uint16_t staff{0};
  float left{0.0F};        // to the left of the column, positive
  float right{0.0F};       // to the right
  bool accidental{false};  // the left reach is an accidental's
  bool rest{false};
  bool tied{false};  // a tie ends here: it has to be long enough
};

/// A syllable under (or over) a note, measured; staff spaces of its staff, relative to the column.
struct Syllable {
  const Mark* mark{nullptr};
  std::string_view text;  // what is printed: the hyphens of the word are drawn
  std::uint32_t event{0};
  std::uint16_t staff{0};
  std::uint8_t verse{1};
  bool hyphen{false};  // the word goes on
  bool extender{false};
  float left{0.0F};  // ink
  float right{0.0F};
};

/// A sign that holds for all staves and says on a further staff what one above it has said at that place.
struct RepeatedSign {
  std::uint32_t staff{0};
  std::uint32_t mark{0};   // index among the marks of its measure
  std::uint32_t owner{0};  // the staff that says it first, from the top
  friend bool operator==(const RepeatedSign&, const RepeatedSign&) = default;
};

/// One measure over all staves. Immutable once built; holds pointers into the piece that it was built from.
struct MeasureAtoms {
  std::uint32_t measure{0};
  std::vector<Column> columns;  // strictly increasing onsets
  std::vector<Event> events;    // staff by staff, voice by voice, in time order
  std::vector<Head> heads;
  std::vector<BeamGroup> beams;
  std::vector<TupletAtom> tuplets;
  std::vector<TremoloAtom> tremolos;
  std::vector<ClefAtom> clefs;
  std::vector<Syllable> syllables;         // staff by staff, by event
  std::vector<Reach> reaches;              // staff by staff, columns in order
  std::vector<std::uint32_t> staff_begin;  // events of staff s: [staff_begin[s], staff_begin[s+1])
  std::vector<std::uint8_t> has_content;   // per staff: something other than rests is printed
  std::vector<std::uint8_t> shown;         // per staff: has content, or marks that hold for the measure
  std::vector<RepeatedSign> repeated;      // staff by staff, in the order of the file
  std::uint32_t printed{0};                // heads that are printed
  std::vector<float> staff_up;             // per staff: estimated ink above and below the middle line
  std::vector<float> staff_down;
  Rational shortest{};  // shortest duration of the measure, 0 when there is none
  Rational length{};
};

}  // namespace burin::layout
