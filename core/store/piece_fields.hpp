// The fields of everything in a piece, listed once, for the binary format and for scripts. Internal to both.
// Structured bindings take every field of an aggregate, so a field that is added and forgotten here does not compile.
#pragma once

#include <map>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/piece/piece.hpp"

namespace burin::codec {

template <class T, class Wanted>
concept Like = std::is_same_v<std::remove_const_t<T>, Wanted>;

/// What a field is made of.
template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;
template <class T>
inline constexpr bool is_list<SharedVector<T>> = true;
template <class T>
inline constexpr bool is_list<PVector<T>> = true;
template <class T>
inline constexpr bool is_map = false;
template <class K, class V>
inline constexpr bool is_map<std::map<K, V>> = true;
template <class T>
inline constexpr bool is_changes = false;
template <class T>
inline constexpr bool is_changes<ChangeSet<T>> = true;
template <class T>
inline constexpr bool is_variant = false;
template <class... T>
inline constexpr bool is_variant<std::variant<T...>> = true;
template <class T>
inline constexpr bool is_pair = false;
template <class A, class B>
inline constexpr bool is_pair<std::pair<A, B>> = true;
template <class T>
inline constexpr bool is_shared = false;
template <class T>
inline constexpr bool is_shared<Shared<T>> = true;

/// The highest enumerator: what a file names beyond it is damage.
template <class E>
inline constexpr int last_of = -1;
template <>
inline constexpr int last_of<Side> = 1;
template <>
inline constexpr int last_of<SpanRole> = static_cast<int>(SpanRole::let_ring);
template <>
inline constexpr int last_of<Param> = static_cast<int>(Param::runs);
template <>
inline constexpr int last_of<ClefSign> = static_cast<int>(ClefSign::none);
template <>
inline constexpr int last_of<TimeSignature::Symbol> = static_cast<int>(TimeSignature::Symbol::dotted_note);
template <>
inline constexpr int last_of<BarStyle> = static_cast<int>(BarStyle::none);
template <>
inline constexpr int last_of<Ending::Role> = static_cast<int>(Ending::Role::discontinue);
template <>
inline constexpr int last_of<AccidentalStyle> = static_cast<int>(AccidentalStyle::both);
template <>
inline constexpr int last_of<NoteheadShape> = static_cast<int>(NoteheadShape::other);
template <>
inline constexpr int last_of<Filled> = static_cast<int>(Filled::no);
template <>
inline constexpr int last_of<StemDirection> = static_cast<int>(StemDirection::double_);
template <>
inline constexpr int last_of<NoteSize> = static_cast<int>(NoteSize::grace);
template <>
inline constexpr int last_of<BeamFan> = static_cast<int>(BeamFan::ritardando);
template <>
inline constexpr int last_of<MeasureInfo::Numbering> = static_cast<int>(MeasureInfo::Numbering::measure);
template <>
inline constexpr int last_of<TupletShow> = static_cast<int>(TupletShow::both);
template <>
inline constexpr int last_of<KeySignature::CancelPlace> = static_cast<int>(KeySignature::CancelPlace::before_barline);
template <>
inline constexpr int last_of<TimeSignature::Relation> = static_cast<int>(TimeSignature::Relation::hyphen);
template <>
inline constexpr int last_of<Tuplet::Bracket> = static_cast<int>(Tuplet::Bracket::no);
template <>
inline constexpr int last_of<Measure::SlashMode> = static_cast<int>(Measure::SlashMode::beat_repeat);
template <>
inline constexpr int last_of<Instrument::GroupSymbol> = static_cast<int>(Instrument::GroupSymbol::none);
template <>
inline constexpr int last_of<PartGroup::Symbol> = static_cast<int>(PartGroup::Symbol::square);

/// Hands fields to an archive, with their names if it wants them ("lines, scale, is_tab").
template <class Archive, class... T>
void hand_over(Archive& archive, std::string_view names, T&... fields) {
  if constexpr (requires { archive.named(names, fields...); }) {
    archive.named(names, fields...);
  } else {
    archive(fields...);
  }
}

#define BURIN_FIELDS(Type, ...)                    \
  template <class Archive, Like<Type> T>           \
  void fields(Archive& archive, T& whole) {        \
    auto& [__VA_ARGS__] = whole;                   \
    hand_over(archive, #__VA_ARGS__, __VA_ARGS__); \
  }

BURIN_FIELDS(Position, measure, offset)
BURIN_FIELDS(Pitch, step, octave, alter)
BURIN_FIELDS(Interval, steps, quarter_tones, octaves)
BURIN_FIELDS(WrittenDuration, value, dots)
BURIN_FIELDS(Beams, packed)
BURIN_FIELDS(Mark, family, variant, side, role, hidden, span, params)
BURIN_FIELDS(PlacedMark, at, mark, joined, graces)
BURIN_FIELDS(Clef, sign, line, octave_change, hidden, after_barline, color, font_size)
BURIN_FIELDS(KeySignature::Sign, step, alter, accidental, octave)
BURIN_FIELDS(KeySignature, fifths, cancel, has_cancel, hidden, custom, mode, cancel_place, color, font_size)
BURIN_FIELDS(TimeSignature::Fraction, beats, beat_type)
BURIN_FIELDS(TimeSignature, fractions, symbol, senza_misura, hidden, free_symbol, alternate, relation, color, font_size)
BURIN_FIELDS(StaffLines, count, hidden, color)
BURIN_FIELDS(Tempo, quarters_per_minute)
BURIN_FIELDS(Barline, style, repeat_forward, repeat_backward, repeat_times, marks, color)
BURIN_FIELDS(Ending, number, text, hidden, color)
BURIN_FIELDS(NoteLook, all, head, accidental, dots, stem, no_ledger, ledger_alone, dots_alone, all_size, head_size,
             accidental_size, dots_size, text)
BURIN_FIELDS(Note, pitch, accidental, accidental_style, cautionary, unpitched, hidden, head_parentheses, cue, head,
             filled, staff_shift, dots, marks, look)
BURIN_FIELDS(Chord, written, duration, notes, stem, beams, size, slashed, marks, fan, beam_color)
BURIN_FIELDS(Rest, written, duration, whole_measure, hidden, cue, staff_shift, has_position, position, beams, marks,
             parentheses, color, font_size, stem, stem_color)
BURIN_FIELDS(Space, duration)
BURIN_FIELDS(Tuplet, items, actual, normal, show, bracket, hidden, open_at_end, continues, side, show_type, actual_type,
             normal_type, curved, color, number_size)
BURIN_FIELDS(GraceGroup, items)
BURIN_FIELDS(Tremolo, items, strokes)
BURIN_FIELDS(Voice, number, items)
BURIN_FIELDS(Measure, voices, marks, left, right, endings, multi_rest, multi_rest_symbols, measure_repeat, repeat_index,
             slash, slash_value, multi_rest_color, multi_rest_size, staff_hidden, middle)
BURIN_FIELDS(MeasureInfo, number, implicit, length, system_break, page_break, numbering)
BURIN_FIELDS(Staff, lines, scale, is_tab, clefs, keys, times, measures, name, line_changes, tuning, capo, part_clefs)
BURIN_FIELDS(TextPart, text, color, font_size, bold, italic)
BURIN_FIELDS(NameChange, measure, name, short_name)
BURIN_FIELDS(Instrument, name, short_name, family, part_id, name_hidden, transposition, staves, staff_symbol,
             transpositions, name_changes, name_parts, symbol_first, symbol_last, part_transpositions)
BURIN_FIELDS(Musician, name, short_name, instruments)
BURIN_FIELDS(PartGroup, first, count, symbol, barlines, name, short_name, between_only, one_time, symbol_x)
BURIN_FIELDS(Credit, page, type, text, x_share, y_share, justify, valign, font_size, bold, italic, symbol, image,
             width_share, height_share, enclosure, placed)
BURIN_FIELDS(SourceLayout, staff_size_mm, page_width_mm, page_height_mm, has_margins, margin_top_mm, margin_right_mm,
             margin_bottom_mm, margin_left_mm, music_font, word_font)
BURIN_FIELDS(Piece, id, title, subtitle, movement_title, movement_number, composer, lyricist, arranger, rights, credits,
             source, settings, measures, times, keys, tempos, groups, musicians, layouts, last_span, unsupported)

#undef BURIN_FIELDS

/// Pages of a layout are made from the piece again; only what it shows is kept.
template <class Archive, Like<Layout> T>
void fields(Archive& archive, T& layout) {
  auto& [name, musicians, pages] = layout;
  (void)pages;
  hand_over(archive, "name, musicians", name, musicians);
}

}  // namespace burin::codec
