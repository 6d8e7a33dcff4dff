// <attributes>: what holds from a place on.
#include <algorithm>

#include "core/base/decimal_text.hpp"
#include "core/piece/accidental_names.hpp"
#include "io/musicxml/writer/words.hpp"
#include "io/musicxml/writer/write_context.hpp"

namespace burin::io {

namespace {

/// One <attributes> element, opened by the first thing that is in it.
class Attributes {
 public:
  Attributes(WriteContext& context, Rational at) : context_(context), at_(at) {}
  ~Attributes() {
    if (open_) context_.xml.close();
  }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;

  void write();

 private:
  XmlWriter& xml() {
    if (!open_) context_.xml.open("attributes");
    open_ = true;
    return context_.xml;
  }
  [[nodiscard]] bool very_first() const { return at_ == Rational() && context_.measure == 0; }
  void write_divisions();
  void write_keys();
  void write_times();
  void write_clefs();
  void write_staff_details(std::size_t staff);
  void write_line_change(std::size_t staff);
  void write_transposition();
  void write_for_parts();
  void write_styles(std::size_t staff);
  void write_key(const KeySignature& key, std::size_t staff, bool all);
  void write_time(const TimeSignature& time, std::size_t staff, bool all);
  template <class SetOf, class Write>
  void write_changes(SetOf&& set_of, Write&& write);

  WriteContext& context_;
  Rational at_;
  bool open_{false};
};

void Attributes::write_divisions() {
  const std::int64_t divisions = context_.plan.divisions[context_.measure];
  if (context_.measure > 0 && divisions == context_.divisions) return;
  context_.divisions = divisions;
  xml().count("divisions", divisions);
}

/// A change that is the same on every staff is written once, else each with the number of its staff.
template <class SetOf, class Write>
void Attributes::write_changes(SetOf&& set_of, Write&& write) {
  const Position position = context_.position(at_);
  const auto* first = set_of(0).exactly(position);
  bool all = first != nullptr;
  for (std::size_t i = 1; i < context_.staves() && all; ++i) {
    const auto* other = set_of(i).exactly(position);
    all = other != nullptr && *other == *first;
  }
  if (all) {
    write(*first, 0, true);
    return;
  }
  for (std::size_t i = 0; i < context_.staves(); ++i) {
    if (const auto* change = set_of(i).exactly(position)) write(*change, i, false);
  }
}

void write_custom_key(XmlWriter& out, const KeySignature& key) {
  for (const KeySignature::Sign& sign : key.custom) {
    out.child("key-step", name_of_step(sign.step));
    out.child("key-alter", alter_text(sign.alter));
    if (sign.accidental != 0) out.child("key-accidental", accidental_name(sign.accidental));
  }
  for (std::size_t i = 0; i < key.custom.size(); ++i) {
    if (key.custom[i].octave < 0) continue;
    out.open("key-octave");
    out.number("number", static_cast<std::int64_t>(i) + 1);
    out.text(std::to_string(key.custom[i].octave));
    out.close();
  }
}

void Attributes::write_key(const KeySignature& key, std::size_t staff, bool all) {
  XmlWriter& out = xml();
  out.open("key");
  if (!all) context_.staff_number(staff);
  if (key.hidden) out.attribute("print-object", "no");
  write_size(out, key.font_size);
  out.attribute("color", color_text(key.color));
  if (key.has_cancel) {
    out.open("cancel");
    if (key.cancel_place != KeySignature::CancelPlace::left) {
      out.attribute("location", key.cancel_place == KeySignature::CancelPlace::right ? "right" : "before-barline");
    }
    out.text(std::to_string(key.cancel));
    out.close();
  }
  if (key.custom.empty()) {
    out.count("fifths", key.fifths);
    out.child("mode", key.mode);
  } else {
    write_custom_key(out, key);
  }
  out.close();
}

void Attributes::write_keys() {
  write_changes(
      [&](std::size_t i) -> const auto& { return context_.instrument.staves[i]->keys; },
      [&](const KeySignature& key, std::size_t staff, bool all) { write_key(key, staff, all); });
}

void write_fractions(XmlWriter& out, const std::vector<TimeSignature::Fraction>& fractions) {
  for (const TimeSignature::Fraction& fraction : fractions) {
    out.child("beats", fraction.beats);
    out.open("beat-type");
    out.text(fraction.beat_type);
    out.close();
  }
}

void Attributes::write_time(const TimeSignature& time, std::size_t staff, bool all) {
  XmlWriter& out = xml();
  out.open("time");
  if (!all) context_.staff_number(staff);
  out.attribute("symbol", name_of(time.symbol));
  if (time.hidden) out.attribute("print-object", "no");
  write_size(out, time.font_size);
  out.attribute("color", color_text(time.color));
  const bool nothing_else = time.fractions.size() == 1 && time.fractions.front() == TimeSignature::Fraction{};
  if (!time.senza_misura || !nothing_else) {
    write_fractions(out, time.fractions);
  }
  if (!time.alternate.empty()) {
    out.open("interchangeable");
    out.child("time-relation", name_of(time.relation));
    write_fractions(out, time.alternate);
    out.close();
  }
  if (time.senza_misura) {
    out.open("senza-misura");
    out.text(time.free_symbol);
    out.close();
  }
  out.close();
}

void Attributes::write_times() {
  write_changes(
      [&](std::size_t i) -> const auto& { return context_.times_of(i); },
      [&](const TimeSignature& time, std::size_t staff, bool all) { write_time(time, staff, all); });
}

std::string_view word_of(Instrument::GroupSymbol symbol) {
  switch (symbol) {
    case Instrument::GroupSymbol::brace: break;
    case Instrument::GroupSymbol::bracket: return "bracket";
    case Instrument::GroupSymbol::line: return "line";
    case Instrument::GroupSymbol::square: return "square";
    case Instrument::GroupSymbol::none: return "none";
  }
  return "brace";
}

void write_part_symbol(XmlWriter& out, const Instrument& instrument) {
  const bool some = instrument.symbol_first != 0 || instrument.symbol_last != 0;
  if (instrument.staff_symbol == Instrument::GroupSymbol::brace && !some) return;
  out.open("part-symbol");
  if (instrument.symbol_first != 0) out.number("top-staff", instrument.symbol_first);
  if (instrument.symbol_last != 0) out.number("bottom-staff", instrument.symbol_last);
  out.text(word_of(instrument.staff_symbol));
  out.close();
}

void write_clef_sign(XmlWriter& out, const Clef& clef) {
  out.child("sign", name_of(clef.sign));
  out.count("line", clef.line);
  if (clef.octave_change != 0) out.count("clef-octave-change", clef.octave_change);
}

void Attributes::write_clefs() {
  for (std::size_t i = 0; i < context_.staves(); ++i) {
    const Clef* clef = context_.instrument.staves[i]->clefs.exactly(context_.position(at_));
    if (clef == nullptr) continue;
    XmlWriter& out = xml();
    out.open("clef");
    context_.staff_number(i);
    if (clef->after_barline) out.attribute("after-barline", "yes");
    if (clef->hidden) out.attribute("print-object", "no");
    write_size(out, clef->font_size);
    out.attribute("color", color_text(clef->color));
    write_clef_sign(out, *clef);
    out.close();
  }
}

/// A size in per cent that reads as the same share again.
double percent_of(double scale) {
  const double exact = scale * 100.0;
  const double rounded = static_cast<double>(static_cast<std::int64_t>(exact * 1e6 + 0.5)) / 1e6;
  return rounded / 100.0 == scale ? rounded : exact;
}

/// A new number of lines takes away what was said of single ones, so all of it is said each time.
void write_lines(XmlWriter& out, const StaffLines& lines) {
  out.count("staff-lines", lines.count);
  for (int line = 1; line <= lines.count; ++line) {
    const bool hidden = (lines.hidden >> static_cast<unsigned>(line - 1) & 1U) != 0;
    if (!hidden && lines.color == 0) continue;
    out.open("line-detail");
    out.number("line", line);
    out.attribute("color", color_text(lines.color));
    if (hidden) out.attribute("print-object", "no");
    out.close();
  }
}

void write_tuning(XmlWriter& out, const Staff& staff) {
  for (std::size_t i = 0; i < staff.tuning.size(); ++i) {
    const Pitch& pitch = staff.tuning[i];
    out.open("staff-tuning");
    out.number("line", static_cast<std::int64_t>(i) + 1);
    out.child("tuning-step", name_of_step(pitch.step));
    if (pitch.alter != 0) out.child("tuning-alter", alter_text(pitch.alter));
    out.count("tuning-octave", pitch.octave);
    out.close();
  }
  if (staff.capo != 0) out.count("capo", staff.capo);
}

/// Whether a staff is other than the usual one from its beginning on.
bool has_shape(const Staff& staff) {
  return staff.lines != 5 || staff.scale != 1.0 || !staff.tuning.empty() || staff.capo != 0;
}

/// Lines that change inside a measure.
void Attributes::write_line_change(std::size_t index) {
  const StaffLines* lines = context_.instrument.staves[index]->line_changes.exactly(context_.position(at_));
  if (lines == nullptr) return;
  XmlWriter& out = xml();
  out.open("staff-details");
  context_.staff_number(index);
  write_lines(out, *lines);
  out.close();
}

void Attributes::write_staff_details(std::size_t index) {
  const Staff& staff = *context_.instrument.staves[index];
  const Measure* measure = context_.measure_of(index);
  RunningState& running = context_.running[index];
  const MeasureInfo& info = context_.piece.measures[context_.measure];
  if (info.system_break || info.page_break) running.hidden = false;
  const bool hidden = measure != nullptr && measure->staff_hidden;
  const bool shape = context_.measure == 0 && has_shape(staff);
  const StaffLines* lines = staff.line_changes.exactly(context_.position({}));
  if (!shape && lines == nullptr && hidden == running.hidden) return;
  XmlWriter& out = xml();
  out.open("staff-details");
  context_.staff_number(index);
  if (hidden != running.hidden) out.attribute("print-object", hidden ? "no" : "yes");
  if (lines != nullptr) {
    write_lines(out, *lines);
  } else if (shape && staff.lines != 5) {
    out.count("staff-lines", staff.lines);
  }
  if (shape) write_tuning(out, staff);
  if (shape && staff.scale != 1.0) out.child("staff-size", decimal_text(percent_of(staff.scale)));
  out.close();
  running.hidden = hidden;
}

void write_interval(XmlWriter& out, const Interval& interval) {
  out.count("diatonic", interval.steps);
  out.child("chromatic", alter_text(interval.quarter_tones));
  if (interval.octaves != 0) out.count("octave-change", interval.octaves);
}

/// Whether what the first measure says only after its start is the part's transposition.
bool transposes_late(const Instrument& instrument) {
  const auto& changes = instrument.transpositions.changes();
  return !changes.empty() && changes.front().at.measure == 0;
}

void Attributes::write_transposition() {
  const Instrument& instrument = context_.instrument;
  const Interval* change = instrument.transpositions.exactly(context_.position(at_));
  if (change == nullptr && (!very_first() || instrument.transposition == Interval{} || transposes_late(instrument))) {
    return;
  }
  const Interval& interval = change == nullptr ? instrument.transposition : *change;
  XmlWriter& out = xml();
  out.open("transpose");
  write_interval(out, interval);
  out.close();
}

/// How the player's own part differs from a score in concert pitch. The schema wants a transposition in each.
void Attributes::write_for_parts() {
  const Position position = context_.position(at_);
  const Interval* interval = context_.instrument.part_transpositions.exactly(position);
  for (std::size_t i = 0; i < context_.staves(); ++i) {
    const Clef* clef = context_.instrument.staves[i]->part_clefs.exactly(position);
    if (clef == nullptr && (interval == nullptr || i > 0)) continue;
    XmlWriter& out = xml();
    out.open("for-part");
    context_.staff_number(i);
    if (clef != nullptr) {
      out.open("part-clef");
      write_clef_sign(out, *clef);
      out.close();
    }
    const Interval* before = context_.instrument.part_transpositions.at(position);
    out.open("part-transpose");
    write_interval(out, before == nullptr ? Interval{} : *before);
    out.close();
    out.close();
  }
}

void Attributes::write_styles(std::size_t index) {
  static const Measure none;
  const Measure* own = context_.measure_of(index);
  const Measure& measure = own == nullptr ? none : *own;
  RunningState& running = context_.running[index];
  const auto style = [&](std::string_view tag, auto&& inside, double size = 0.0, Color color = 0) {
    XmlWriter& out = xml();
    out.open("measure-style");
    context_.staff_number(index);
    write_size(out, size);
    out.attribute("color", color_text(color));
    out.open(tag);
    inside(out);
    out.close();
    out.close();
  };
  if (measure.multi_rest > 0) {
    style(
        "multiple-rest",
        [&](XmlWriter& out) {
          if (measure.multi_rest_symbols) out.attribute("use-symbols", "yes");
          out.text(std::to_string(measure.multi_rest));
        },
        measure.multi_rest_size, measure.multi_rest_color);
  }
  if (measure.measure_repeat != running.repeating) {
    running.repeating = measure.measure_repeat;
    style("measure-repeat", [&](XmlWriter& out) {
      out.attribute("type", running.repeating > 0 ? "start" : "stop");
      if (running.repeating > 0) out.text(std::to_string(running.repeating));
    });
  }
  if (measure.slash != running.slash || !(measure.slash_value == running.slash_value)) {
    running.slash = measure.slash;
    running.slash_value = measure.slash_value;
    style("slash", [&](XmlWriter& out) {
      out.attribute("type", running.slash == Measure::SlashMode::none ? "stop" : "start");
      if (running.slash == Measure::SlashMode::rhythm) out.attribute("use-stems", "yes");
      if (running.slash_value.value == no_value) return;
      out.child("slash-type", name_of_value(running.slash_value.value));
      for (int dot = 0; dot < running.slash_value.dots; ++dot) out.empty("slash-dot");
    });
  }
}

void Attributes::write() {
  const bool start = at_ == Rational();
  if (start) write_divisions();
  write_keys();
  write_times();
  if (very_first() && context_.staves() > 1) {
    xml().count("staves", static_cast<std::int64_t>(context_.staves()));
    write_part_symbol(xml(), context_.instrument);
  }
  write_clefs();
  for (std::size_t i = 0; i < context_.staves(); ++i) start ? write_staff_details(i) : write_line_change(i);
  write_transposition();
  write_for_parts();
  if (!start) return;
  for (std::size_t i = 0; i < context_.staves(); ++i) write_styles(i);
}

}  // namespace

void write_attributes(WriteContext& context, Rational at) { Attributes(context, at).write(); }

std::vector<Rational> attribute_places(const WriteContext& context) {
  std::vector<Rational> places;
  const auto take = [&](const auto& set) {
    const auto& changes = set.changes();
    auto at = std::upper_bound(changes.begin(), changes.end(), context.position({}),
                               [](Position p, const auto& change) { return p < change.at; });
    for (; at != changes.end() && at->at.measure == static_cast<std::int32_t>(context.measure); ++at) {
      places.push_back(at->at.offset);
    }
  };
  for (std::size_t i = 0; i < context.staves(); ++i) {
    take(context.instrument.staves[i]->clefs);
    take(context.instrument.staves[i]->keys);
    take(context.times_of(i));
    take(context.instrument.staves[i]->line_changes);
    take(context.instrument.staves[i]->part_clefs);
  }
  take(context.instrument.transpositions);
  take(context.instrument.part_transpositions);
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

}  // namespace burin::io
