#include "core/piece/piece.hpp"

#include <algorithm>

namespace burin {

namespace {

template <class T>
bool equal(const Shared<T>& a, const Shared<T>& b) {
  return a == b || (a && b && *a == *b);
}
template <class C>
bool all_equal(const C& a, const C& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) { return equal(x, y); });
}

std::uint32_t printed_notes(const std::vector<Item>& items);

struct NotesIn {
  std::uint32_t operator()(const Chord& chord) const {
    return static_cast<std::uint32_t>(
        std::count_if(chord.notes.begin(), chord.notes.end(), [](const Note& note) { return !note.hidden; }));
  }
  std::uint32_t operator()(const Rest&) const { return 0; }
  std::uint32_t operator()(const Space&) const { return 0; }
  std::uint32_t operator()(const Tuplet& tuplet) const { return printed_notes(tuplet.items); }
  std::uint32_t operator()(const GraceGroup& group) const { return printed_notes(group.items); }
  std::uint32_t operator()(const Tremolo& tremolo) const { return printed_notes(tremolo.items); }
};

std::uint32_t printed_notes(const std::vector<Item>& items) {
  std::uint32_t total = 0;
  for (const Item& item : items) total += std::visit(NotesIn{}, item);
  return total;
}

std::uint32_t printed_notes(const Staff& staff) {
  std::uint32_t total = 0;
  for (const auto& measure : staff.measures) {
    for (const auto& voice : measure->voices) total += printed_notes(voice->items);
  }
  return total;
}

}  // namespace

bool operator==(const Measure& a, const Measure& b) {
  return all_equal(a.voices, b.voices) && a.marks == b.marks && a.left == b.left && a.right == b.right &&
         a.endings == b.endings && a.multi_rest == b.multi_rest && a.measure_repeat == b.measure_repeat &&
         a.multi_rest_symbols == b.multi_rest_symbols && a.repeat_index == b.repeat_index && a.slash == b.slash &&
         a.slash_value == b.slash_value && a.multi_rest_color == b.multi_rest_color &&
         a.multi_rest_size == b.multi_rest_size && a.staff_hidden == b.staff_hidden && a.middle == b.middle;
}
bool operator==(const Staff& a, const Staff& b) {
  return a.lines == b.lines && a.scale == b.scale && a.is_tab == b.is_tab && a.clefs == b.clefs && a.keys == b.keys &&
         a.times == b.times && a.name == b.name && a.line_changes == b.line_changes && a.tuning == b.tuning &&
         a.capo == b.capo && a.part_clefs == b.part_clefs && all_equal(a.measures, b.measures);
}
bool operator==(const Instrument& a, const Instrument& b) {
  return a.name == b.name && a.short_name == b.short_name && a.family == b.family && a.part_id == b.part_id &&
         a.name_hidden == b.name_hidden && a.transposition == b.transposition && a.staff_symbol == b.staff_symbol &&
         a.transpositions == b.transpositions && a.name_changes == b.name_changes && a.name_parts == b.name_parts &&
         a.symbol_first == b.symbol_first && a.symbol_last == b.symbol_last &&
         a.part_transpositions == b.part_transpositions && all_equal(a.staves, b.staves);
}
bool operator==(const Musician& a, const Musician& b) {
  return a.name == b.name && a.short_name == b.short_name && all_equal(a.instruments, b.instruments);
}
bool operator==(const Piece& a, const Piece& b) {
  return a.id == b.id && a.title == b.title && a.subtitle == b.subtitle && a.movement_title == b.movement_title &&
         a.movement_number == b.movement_number && a.composer == b.composer && a.lyricist == b.lyricist &&
         a.arranger == b.arranger && a.rights == b.rights && a.credits == b.credits && a.source == b.source &&
         a.settings == b.settings && a.measures == b.measures && a.times == b.times && a.keys == b.keys &&
         a.tempos == b.tempos && a.groups == b.groups && all_equal(a.musicians, b.musicians);
}

PieceCounts count(const Piece& piece) {
  PieceCounts counts;
  counts.measures = static_cast<std::uint32_t>(piece.measures.size());
  for (const auto& musician : piece.musicians) {
    for (const auto& instrument : musician->instruments) {
      ++counts.parts;
      for (const auto& staff : instrument->staves) {
        ++counts.staves;
        counts.notes += printed_notes(*staff);
      }
    }
  }
  return counts;
}

}  // namespace burin
