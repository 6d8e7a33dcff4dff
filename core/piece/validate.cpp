#include "core/piece/validate.hpp"

#include <string>

namespace burin {

namespace {

constexpr int deepest_octave = -1;
constexpr int highest_octave = 10;
constexpr int widest_alter = 12;    // quarter tones
constexpr int shortest_value = 10;  // 1024th
constexpr int longest_value = -3;   // maxima
constexpr int most_dots = 8;
constexpr int most_lines = 12;
constexpr int most_fifths = 14;
constexpr int highest_clef_line = 12;
constexpr std::int64_t longest = 100'000;  // quarter notes in one item or measure
constexpr double largest_scale = 4.0;
constexpr double smallest_scale = 0.1;
constexpr double fastest = 10'000.0;

using Checked = Expected<void>;

Checked wrong(const Vpd& at, const std::string& what) {
  Where where;
  where.vpd = at.str();
  return fail(Errc::bad_input, "BU0214", at.str() + ": " + what, std::move(where));
}

bool within(std::int64_t value, std::int64_t least, std::int64_t most) { return value >= least && value <= most; }
bool is_length(Rational length) { return length >= Rational() && length <= Rational(longest); }

Checked check(const Vpd& at, const Pitch& pitch) {
  if (within(pitch.step, 0, 6) && within(pitch.octave, deepest_octave, highest_octave) &&
      within(pitch.alter, -widest_alter, widest_alter)) {
    return {};
  }
  return wrong(at, "there is no such pitch");
}

Checked check(const Vpd& at, const WrittenDuration& written) {
  if (written.value != no_value && !within(written.value, longest_value, shortest_value)) {
    return wrong(at, "there is no such note value");
  }
  if (written.dots > most_dots) return wrong(at, "more than " + std::to_string(most_dots) + " dots");
  return {};
}

Checked check(const Vpd& at, const std::vector<Item>& items, int depth);

struct CheckItem {
  const Vpd& at;
  int depth;

  Checked operator()(const Chord& chord) const {
    if (chord.notes.empty()) return wrong(at, "a chord without a note");
    if (!is_length(chord.duration)) return wrong(at, "a duration out of range");
    BURIN_CHECK(check(at, chord.written));
    for (std::size_t n = 0; n < chord.notes.size(); ++n) {
      BURIN_CHECK(check(at.child(static_cast<std::uint32_t>(n)), chord.notes[n].pitch));
    }
    return {};
  }
  Checked operator()(const Rest& rest) const {
    if (!is_length(rest.duration)) return wrong(at, "a duration out of range");
    if (rest.has_position) BURIN_CHECK(check(at, rest.position));
    return check(at, rest.written);
  }
  Checked operator()(const Space& space) const {
    return is_length(space.duration) ? Checked() : wrong(at, "a duration out of range");
  }
  Checked operator()(const Tuplet& tuplet) const {
    if (tuplet.actual == 0 || tuplet.normal == 0) return wrong(at, "a tuplet of nothing");
    return check(at, tuplet.items, depth + 1);
  }
  Checked operator()(const GraceGroup& group) const { return check(at, group.items, depth + 1); }
  Checked operator()(const Tremolo& tremolo) const {
    if (tremolo.items.size() != 2) return wrong(at, "a tremolo stands between two items");
    return check(at, tremolo.items, depth + 1);
  }
};

/// Deeper than this no VPD leads.
constexpr int deepest_items = static_cast<int>(Vpd::max_depth - Vpd::levels);

Checked check(const Vpd& at, const std::vector<Item>& items, int depth) {
  if (depth > deepest_items) return wrong(at, "items nested too deep");
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Vpd vpd = at.child(static_cast<std::uint32_t>(i));
    BURIN_CHECK(std::visit(CheckItem{vpd, depth}, items[i]));
  }
  return {};
}

Checked check(const Vpd& at, const Measure& measure) {
  for (std::size_t v = 0; v < measure.voices.size(); ++v) {
    BURIN_CHECK(check(at.child(static_cast<std::uint32_t>(v)), measure.voices[v]->items, 1));
  }
  for (const PlacedMark& placed : measure.marks) {
    if (!is_length(placed.at)) return wrong(at, "a mark outside of any time");
  }
  for (const auto& [position, style] : measure.middle) {
    if (!is_length(position)) return wrong(at, "a barline outside of any time");
  }
  return {};
}

template <class Value, class Good>
Checked check_changes(const Vpd& at, const ChangeSet<Value>& changes, std::string_view name, Good good) {
  for (const auto& change : changes.changes()) {
    if (change.at.measure < 0 || change.at.offset < Rational() || !good(change.value)) {
      return wrong(at, "a " + std::string(name) + " out of range in measure " + std::to_string(change.at.measure));
    }
  }
  return {};
}

bool is_good_key(const KeySignature& key) {
  if (!within(key.fifths, -most_fifths, most_fifths) || !within(key.cancel, -most_fifths, most_fifths)) return false;
  for (const KeySignature::Sign& sign : key.custom) {
    if (!within(sign.step, 0, 6) || !within(sign.alter, -widest_alter, widest_alter)) return false;
  }
  return true;
}
bool is_good_time(const TimeSignature& time) {
  return (time.senza_misura || !time.fractions.empty()) && is_length(time.measure_length());
}
bool is_good_clef(const Clef& clef) {
  return within(clef.line, -highest_clef_line, highest_clef_line) && within(clef.octave_change, -9, 9);
}
bool is_good_tempo(const Tempo& tempo) { return tempo.quarters_per_minute > 0 && tempo.quarters_per_minute < fastest; }

Checked check(const Vpd& at, const Staff& staff, std::size_t measures) {
  if (staff.measures.size() != measures) {
    return wrong(at, "the staff has " + std::to_string(staff.measures.size()) + " measures, the piece " +
                         std::to_string(measures));
  }
  if (staff.lines > most_lines) return wrong(at, "more than " + std::to_string(most_lines) + " lines");
  if (!(staff.scale >= smallest_scale && staff.scale <= largest_scale)) return wrong(at, "a scale out of range");
  BURIN_CHECK(check_changes(at, staff.clefs, "clef", is_good_clef));
  BURIN_CHECK(check_changes(at, staff.keys, "key", is_good_key));
  BURIN_CHECK(check_changes(at, staff.times, "time signature", is_good_time));
  for (std::size_t m = 0; m < staff.measures.size(); ++m) {
    BURIN_CHECK(check(at.child(static_cast<std::uint32_t>(m)), *staff.measures[m]));
  }
  return {};
}

Checked check(const Vpd& at, const Musician& musician, std::size_t measures) {
  for (std::size_t i = 0; i < musician.instruments.size(); ++i) {
    const Vpd vpd = at.child(static_cast<std::uint32_t>(i));
    const Instrument& instrument = *musician.instruments[i];
    for (std::size_t s = 0; s < instrument.staves.size(); ++s) {
      BURIN_CHECK(check(vpd.child(static_cast<std::uint32_t>(s)), *instrument.staves[s], measures));
    }
  }
  return {};
}

Checked check_groups_and_layouts(const Piece& piece) {
  const std::size_t musicians = piece.musicians.size();
  for (const PartGroup& group : piece.groups) {
    if (group.count == 0 || group.first >= musicians || group.count > musicians - group.first) {
      return wrong(Vpd(), "a group of musicians who are not there");
    }
  }
  for (std::size_t l = 0; l < piece.layouts.size(); ++l) {
    for (const std::uint32_t musician : piece.layouts[l]->musicians) {
      if (musician >= musicians) {
        return wrong(Vpd::layout().child(static_cast<std::uint32_t>(l)), "a musician who is not there");
      }
    }
  }
  return {};
}

}  // namespace

Expected<void> validate(const Measure& measure, const Vpd& at) { return check(at, measure); }

Expected<void> validate(const Piece& piece) {
  for (const MeasureInfo& info : piece.measures) {
    if (!is_length(info.length)) return wrong(Vpd(), "measure " + info.number + " has a length out of range");
  }
  BURIN_CHECK(check_changes(Vpd(), piece.times, "time signature", is_good_time));
  BURIN_CHECK(check_changes(Vpd(), piece.keys, "key", is_good_key));
  BURIN_CHECK(check_changes(Vpd(), piece.tempos, "tempo", is_good_tempo));
  BURIN_CHECK(check_groups_and_layouts(piece));
  for (std::size_t m = 0; m < piece.musicians.size(); ++m) {
    BURIN_CHECK(check(Vpd::music().child(static_cast<std::uint32_t>(m)), *piece.musicians[m], piece.measures.size()));
  }
  return {};
}

}  // namespace burin
