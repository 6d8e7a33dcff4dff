// Attributes of staves and measures: clefs, keys, times, barlines.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/color.hpp"
#include "core/base/rational.hpp"
#include "core/piece/mark.hpp"
#include "core/piece/pitch.hpp"

namespace burin {

enum class ClefSign : std::uint8_t { g, f, c, percussion, tab, jianpu, none };

struct Clef {
  ClefSign sign{ClefSign::g};
  std::int8_t line{2};           // from the bottom line = 1
  std::int8_t octave_change{0};  // -1 = sounds an octave lower
  bool hidden{false};
  bool after_barline{false};
  Color color{0};
  double font_size{0.0};  // points; 0 = usual
  friend constexpr auto operator<=>(Clef, Clef) noexcept = default;

  /// Diatonic height (Pitch::diatonic) of the middle line of a five-line staff under this clef, octave change included.
  /// Percussion and none place like a treble clef.
  [[nodiscard]] constexpr int middle_line() const noexcept {
    const int reference = sign == ClefSign::f ? 3 * 7 + 3 : sign == ClefSign::c ? 4 * 7 : 4 * 7 + 4;
    const bool places = sign == ClefSign::g || sign == ClefSign::f || sign == ClefSign::c;
    const int at = places ? line : 2;
    return reference + (3 - at) * 2 + octave_change * 7;
  }
};

struct KeySignature {
  std::int8_t fifths{0};
  std::int8_t cancel{0};  // fifths cancelled explicitly by the file, when has_cancel
  bool has_cancel{false};
  bool hidden{false};
  struct Sign {
    std::int8_t step{0};
    std::int8_t alter{0};    // quarter tones
    char32_t accidental{0};  // 0: by alter
    std::int8_t octave{-1};  // -1: the usual place
    friend constexpr auto operator<=>(Sign, Sign) noexcept = default;
  };
  std::vector<Sign> custom;  // non-traditional keys; then fifths is ignored
  std::string mode;          // "major", "minor" … or empty
  enum class CancelPlace : std::uint8_t { left, right, before_barline } cancel_place{CancelPlace::left};
  Color color{0};
  double font_size{0.0};  // points; 0 = usual
  friend bool operator==(const KeySignature&, const KeySignature&) = default;
};

struct TimeSignature {
  struct Fraction {
    std::string beats{"4"};  // "3+2" for additive ones
    std::string beat_type{"4"};
    friend bool operator==(const Fraction&, const Fraction&) = default;
  };
  std::vector<Fraction> fractions{Fraction{}};
  enum class Symbol : std::uint8_t { normal, common, cut, single_number, note, dotted_note } symbol{Symbol::normal};
  bool senza_misura{false};
  bool hidden{false};
  std::string free_symbol;  // what a piece without metre prints instead; may be empty
  /// A second metre that the first may be read as, and the sign between them.
  std::vector<Fraction> alternate;
  enum class Relation : std::uint8_t {
    none,
    parentheses,
    bracket,
    equals,
    slash,
    space,
    hyphen
  } relation{Relation::none};
  Color color{0};
  double font_size{0.0};  // points; 0 = usual
  /// Length of a measure in quarter notes; 0 for senza misura. Beats that are not numbers count as 4/4.
  [[nodiscard]] Rational measure_length() const;
  friend bool operator==(const TimeSignature&, const TimeSignature&) = default;
};

/// The lines of a staff from some place on.
struct StaffLines {
  std::uint8_t count{5};
  std::uint32_t hidden{0};  // bit k: line k from the bottom (0 = lowest) is not printed
  Color color{0};
  friend constexpr bool operator==(StaffLines, StaffLines) noexcept = default;
};

struct Tempo {
  double quarters_per_minute{120.0};
  friend constexpr bool operator==(Tempo, Tempo) noexcept = default;
};

// clang-format off
enum class BarStyle : std::uint8_t {
  automatic,  // thin, unless something asks for more
  regular, dotted, dashed, heavy, light_light, light_heavy, heavy_light, heavy_heavy, tick, short_, none
};
// clang-format on

/// The right end of a measure (and, where `left` is asked for, the left end).
struct Barline {
  BarStyle style{BarStyle::automatic};
  bool repeat_forward{false};
  bool repeat_backward{false};
  std::uint8_t repeat_times{0};
  std::vector<Mark> marks;  // fermata, segno, coda on the barline
  Color color{0};
  friend bool operator==(const Barline&, const Barline&) = default;
};

/// A volta over one measure: where one begins or ends.
struct Ending {
  enum class Role : std::uint8_t { start, stop, discontinue };
  std::string number;  // "1", "1, 2"
  std::string text;    // what is printed, if it differs
  bool hidden{false};
  Color color{0};
  friend bool operator==(const Ending&, const Ending&) = default;
};

}  // namespace burin
