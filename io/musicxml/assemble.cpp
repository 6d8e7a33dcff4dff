#include "io/musicxml/assemble.hpp"

#include <algorithm>

namespace burin::io {

namespace {

/// What every part needs to know of the whole when it is finished.
struct Common {
  std::size_t measures{0};
  std::vector<bool> breaks;  // before which measures the file starts a new system
  ChangeSet<TimeSignature> times;
};

/// Replaces provisional span ids by final ones, which count in the order of the tree: equal music has equal ids, in
/// whatever order the file has it.
class SpanNumbers {
 public:
  SpanNumbers(const RawPart& part, std::uint32_t base) : part_(part), last_(base), final_(part.span_count + 1, 0) {}

  void number(Mark& mark) {
    const auto provisional = static_cast<std::uint32_t>(mark.span);
    if (provisional == 0) return;
    const std::uint32_t id = part_.spans[provisional - 1];
    if (id != 0 && final_[id] == 0) final_[id] = ++last_;
    mark.span = static_cast<SpanId>(final_[id]);
    if (std::binary_search(part_.respelled.begin(), part_.respelled.end(), provisional)) mark.variant = respelled_tie;
  }
  void number(std::vector<Mark>& marks) {
    for (Mark& mark : marks) number(mark);
  }
  void number(std::vector<Item>& items) {
    for (Item& item : items) std::visit([&](auto& one) { walk(one); }, item);
  }

 private:
  void walk(Chord& chord) {
    number(chord.marks);
    for (Note& note : chord.notes) number(note.marks);
  }
  void walk(Rest& rest) { number(rest.marks); }
  void walk(Space&) {}
  void walk(Tuplet& tuplet) { number(tuplet.items); }
  void walk(GraceGroup& group) { number(group.items); }
  void walk(Tremolo& tremolo) { number(tremolo.items); }

  const RawPart& part_;
  std::uint32_t last_;
  std::vector<std::uint32_t> final_;  // by id within the part; 0 = not met yet
};

void hide_measures(RawStaff& staff, const Common& common) {
  auto event = staff.visibility.begin();
  bool hidden = false;
  for (std::size_t i = 0; i < common.measures && (hidden || event != staff.visibility.end()); ++i) {
    if (common.breaks[i]) hidden = false;
    for (; event != staff.visibility.end() && event->first == i; ++event) hidden = event->second;
    if (hidden) staff.measures[i].rest.staff_hidden = true;
  }
}

Shared<Measure> finish(RawMeasure& raw, SpanNumbers& numbers) {
  for (Voice& voice : raw.voices) {
    numbers.number(voice.items);
    raw.rest.voices.push_back(std::make_shared<const Voice>(std::move(voice)));
  }
  for (PlacedMark& placed : raw.rest.marks) numbers.number(placed.mark);
  numbers.number(raw.rest.left.marks);
  numbers.number(raw.rest.right.marks);
  return std::make_shared<const Measure>(std::move(raw.rest));
}

Shared<Staff> finish(RawStaff& raw, const Common& common, SpanNumbers& numbers) {
  raw.measures.resize(common.measures);
  hide_measures(raw, common);
  Staff staff;
  staff.lines = raw.lines;
  staff.scale = raw.scale;
  staff.is_tab = raw.is_tab;
  staff.line_changes = std::move(raw.line_changes);
  staff.tuning = std::move(raw.tuning);
  staff.capo = raw.capo;
  staff.part_clefs = std::move(raw.part_clefs);
  staff.clefs = std::move(raw.clefs);
  staff.keys = std::move(raw.keys);
  if (!(raw.times == common.times)) staff.times = std::move(raw.times);
  std::vector<Shared<Measure>> measures;
  measures.reserve(common.measures);
  for (RawMeasure& measure : raw.measures) measures.push_back(finish(measure, numbers));
  staff.measures = PVector<Shared<Measure>>(std::move(measures));
  return std::make_shared<const Staff>(std::move(staff));
}

Shared<Musician> finish(RawPart& part, const PartHead& head, const Common& common, std::uint32_t base) {
  SpanNumbers numbers(part, base);
  Instrument instrument;
  instrument.name = head.name;
  instrument.short_name = head.short_name;
  instrument.family = head.family;
  instrument.part_id = part.id;
  instrument.name_hidden = head.name_hidden;
  instrument.transposition = part.transposition;
  if (part.transpositions.changes().size() > 1 || part.transposition == Interval{}) {
    instrument.transpositions = std::move(part.transpositions);
  }
  instrument.name_changes = std::move(part.name_changes);
  instrument.name_parts = head.name_parts;
  instrument.staff_symbol = part.staff_symbol;
  instrument.symbol_first = part.symbol_first;
  instrument.symbol_last = part.symbol_last;
  instrument.part_transpositions = std::move(part.part_transpositions);
  if (part.staves.empty()) part.staves.emplace_back();
  std::vector<Shared<Staff>> staves;
  for (RawStaff& staff : part.staves) staves.push_back(finish(staff, common, numbers));
  instrument.staves = PVector<Shared<Staff>>(std::move(staves));
  Musician musician;
  musician.name = head.name;
  musician.short_name = head.short_name;
  musician.instruments = PVector<Shared<Instrument>>({std::make_shared<const Instrument>(std::move(instrument))});
  part = RawPart();
  return std::make_shared<const Musician>(std::move(musician));
}

/// What is common to all parts: numbers and breaks by the first part that has the measure, lengths by the longest.
void join_measures(const std::vector<RawPart>& parts, Piece& piece) {
  for (const RawPart& part : parts) {
    for (std::size_t i = 0; i < part.measures.size(); ++i) {
      if (i == piece.measures.size()) {
        piece.measures.push_back(part.measures[i]);
        continue;
      }
      MeasureInfo& info = piece.measures[i];
      info.length = std::max(info.length, part.measures[i].length);
      info.numbering = std::max(info.numbering, part.measures[i].numbering);
    }
  }
  for (std::size_t i = 0; i < piece.measures.size(); ++i) {
    if (piece.measures[i].length.num() > 0) continue;
    const TimeSignature* time = piece.times.at({static_cast<std::int32_t>(i), Rational()});
    piece.measures[i].length = time == nullptr ? Rational(4) : time->measure_length();
    if (piece.measures[i].length.num() <= 0) piece.measures[i].length = Rational(4);
  }
}

/// The key of the score is that of a part that does not transpose.
void take_attributes(const std::vector<RawPart>& parts, Piece& piece) {
  for (const RawPart& part : parts) {
    if (!part.staves.empty()) {
      piece.times = part.staves.front().times;
      break;
    }
  }
  for (const RawPart& part : parts) {
    const bool plain = part.transposition.steps == 0 && part.transposition.quarter_tones == 0;
    if (part.staves.empty() || !plain || !piece.keys.empty()) continue;
    piece.keys = part.staves.front().keys;
  }
  for (const RawPart& part : parts) {
    for (const auto& [at, tempo] : part.tempos) {
      if (piece.tempos.exactly(at) == nullptr) piece.tempos.set(at, Tempo{tempo});
    }
  }
}

}  // namespace

Expected<void> assemble(std::vector<RawPart> parts, const std::vector<PartHead>& heads, Piece& piece,
                        Executor& executor, Operation& operation) {
  take_attributes(parts, piece);
  join_measures(parts, piece);
  Common common;
  common.measures = piece.measures.size();
  common.times = piece.times;
  for (const MeasureInfo& info : piece.measures) common.breaks.push_back(info.system_break || info.page_break);
  std::vector<std::uint32_t> base;
  for (const RawPart& part : parts) {
    base.push_back(piece.last_span);
    piece.last_span += part.span_count;
    for (const auto& [tag, count] : part.unsupported) piece.unsupported[tag] += count;
  }
  BURIN_TRY(std::vector<Shared<Musician>> musicians,
            map_slots<Shared<Musician>>(executor, operation, Stage::import, parts.size(),
                                        [&](std::size_t i) -> Expected<Shared<Musician>> {
                                          return finish(parts[i], heads[i], common, base[i]);
                                        }));
  piece.musicians = PVector<Shared<Musician>>(std::move(musicians));
  return {};
}

}  // namespace burin::io
