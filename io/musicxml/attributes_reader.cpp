// <attributes>.
#include <algorithm>
#include <cmath>

#include "core/piece/accidental_names.hpp"
#include "io/musicxml/measure_reader.hpp"
#include "io/musicxml/values.hpp"

namespace burin::io {

namespace {

std::int8_t small(std::string_view text, int low, int high, int otherwise) {
  return static_cast<std::int8_t>(whole(text, low, high).value_or(otherwise));
}

void read_divisions(PartContext& context, XmlNode node) {
  const auto divisions = divisions_of(node.text());
  if (divisions && divisions->num() > 0 && *divisions <= Rational(context.limits.divisions)) {
    context.divisions = *divisions;
  } else {
    context.warn("BU1030", "divisions that are no positive number are ignored", node);
  }
}

/// Calls fn(staff) for the staff that a number attribute names, or for all.
template <class Fn>
void for_staves(PartContext& context, XmlNode node, Fn&& fn) {
  const std::string_view number = node.attribute("number");
  (void)context.staff(context.staff_index(number));
  if (!number.empty()) {
    fn(context.staff(context.staff_index(number)));
    return;
  }
  for (RawStaff& staff : context.part.staves) fn(staff);
}

void read_clef(PartContext& context, XmlNode node) {
  Clef clef;
  clef.sign = clef_sign_of(node.child_text("sign"));
  const int usual = clef.sign == ClefSign::f     ? 4
                    : clef.sign == ClefSign::c   ? 3
                    : clef.sign == ClefSign::tab ? 5
                    : clef.sign == ClefSign::g   ? 2
                                                 : 3;
  clef.line = small(node.child_text("line"), -10, 20, usual);
  clef.octave_change = small(node.child_text("clef-octave-change"), -4, 4, 0);
  clef.hidden = !node.printed();
  clef.after_barline = node.attribute("after-barline") == "yes";
  RawStaff& staff = context.staff(context.staff_index(node.attribute("number")));
  staff.is_tab = staff.is_tab || clef.sign == ClefSign::tab;
  staff.clefs.set(context.position(), clef);
}

KeySignature key_of(XmlNode node) {
  KeySignature key;
  key.hidden = !node.printed();
  std::vector<std::pair<int, int>> octaves;
  node.each([&](XmlNode child) {
    const std::string_view name = child.name();
    if (name == "fifths") key.fifths = small(child.text(), -21, 21, 0);
    if (name == "mode") key.mode = std::string(child.text().substr(0, 64));
    if (name == "cancel") {
      key.cancel = small(child.text(), -21, 21, 0);
      key.has_cancel = true;
    }
    if (name == "key-step" && key.custom.size() < 32) {
      key.custom.push_back({static_cast<std::int8_t>(std::max(0, step_of(child.text()))), 0, 0, -1});
    }
    if (name == "key-alter" && !key.custom.empty()) key.custom.back().alter = alter_of(child.text());
    if (name == "key-accidental" && !key.custom.empty()) key.custom.back().accidental = accidental_sign(child.text());
    if (name == "key-octave") {
      octaves.emplace_back(static_cast<int>(whole(child.attribute("number"), 1, 32).value_or(0)),
                           static_cast<int>(whole(child.text(), 0, 9).value_or(-1)));
    }
  });
  for (const auto& [index, octave] : octaves) {
    const auto at = static_cast<std::size_t>(index);
    if (at >= 1 && at <= key.custom.size()) key.custom[at - 1].octave = static_cast<std::int8_t>(octave);
  }
  return key;
}

TimeSignature::Symbol symbol_of(std::string_view name) {
  if (name == "common") return TimeSignature::Symbol::common;
  if (name == "cut") return TimeSignature::Symbol::cut;
  if (name == "single-number") return TimeSignature::Symbol::single_number;
  if (name == "note") return TimeSignature::Symbol::note;
  if (name == "dotted-note") return TimeSignature::Symbol::dotted_note;
  return TimeSignature::Symbol::normal;
}

TimeSignature time_of(XmlNode node) {
  TimeSignature time;
  time.fractions.clear();
  time.hidden = !node.printed();
  time.symbol = symbol_of(node.attribute("symbol"));
  std::string beats;
  node.each([&](XmlNode child) {
    const std::string_view name = child.name();
    if (name == "beats") beats = std::string(child.text().substr(0, 64));
    if (name == "beat-type" && time.fractions.size() < 16) {
      time.fractions.push_back({beats, std::string(child.text().substr(0, 64))});
    }
    if (name == "senza-misura") time.senza_misura = true;
  });
  if (time.fractions.empty()) {
    time.senza_misura = true;
    time.fractions.emplace_back();
  }
  return time;
}

void read_transpose(PartContext& context, XmlNode node) {
  const double chromatic = decimal(node.child_text("chromatic")).value_or(0.0);
  const int octaves = static_cast<int>(whole(node.child_text("octave-change"), -10, 10).value_or(0));
  const double limited = std::clamp(chromatic, -60.0, 60.0);
  Interval interval;
  interval.quarter_tones = static_cast<std::int8_t>(std::lround(limited * 2));
  const int usual = static_cast<int>(std::lround(limited * 7 / 12));
  interval.steps = small(node.child_text("diatonic"), -60, 60, usual);
  interval.octaves = static_cast<std::int8_t>(octaves);
  if (context.measure == 0 || context.part.transposition == Interval{}) {
    context.part.transposition = interval;
  } else if (!(context.part.transposition == interval)) {
    context.warn("BU1043", "a transposition that changes within a part is read at its start only", node,
                 Severity::note);
  }
}

void read_staff_details(PartContext& context, XmlNode node) {
  RawStaff& staff = context.staff(context.staff_index(node.attribute("number")));
  if (const auto lines = whole(node.child_text("staff-lines"), 0, 20)) staff.lines = static_cast<std::uint8_t>(*lines);
  const auto size = decimal(node.child_text("staff-size"));
  if (size && *size >= 10.0 && *size <= 400.0) staff.scale = *size / 100.0;
  const std::string_view shown = node.attribute("print-object");
  if (!shown.empty()) staff.visibility.emplace_back(context.measure, shown == "no");
}

void read_measure_style(PartContext& context, XmlNode node) {
  for_staves(context, node, [&](RawStaff& staff) {
    if (staff.measures.size() <= context.measure) staff.measures.resize(context.measure + 1);
    Measure& measure = staff.measures[context.measure].rest;
    node.each([&](XmlNode child) {
      const bool starts = child.attribute("type") != "stop";
      switch (child.tag()) {
        case tag_hash("multiple-rest"):
          measure.multi_rest = static_cast<std::uint16_t>(whole(child.text(), 1, 10'000).value_or(0));
          break;
        case tag_hash("measure-repeat"):
          if (starts) {
            measure.measure_repeat = static_cast<std::uint8_t>(whole(child.text(), 1, 200).value_or(1));
            staff.repeating = measure.measure_repeat;
          } else {
            staff.repeating = 0;
          }
          break;
        case tag_hash("slash"):
        case tag_hash("beat-repeat"):
          staff.slash = !starts                                 ? Measure::SlashMode::none
                        : child.attribute("use-stems") == "yes" ? Measure::SlashMode::rhythm
                                                                : Measure::SlashMode::slash;
          break;
        default: context.count_unsupported(child.name());
      }
    });
  });
}

Instrument::GroupSymbol part_symbol_of(std::string_view name) {
  if (name == "bracket") return Instrument::GroupSymbol::bracket;
  if (name == "line") return Instrument::GroupSymbol::line;
  if (name == "square") return Instrument::GroupSymbol::square;
  if (name == "none") return Instrument::GroupSymbol::none;
  return Instrument::GroupSymbol::brace;
}

}  // namespace

void read_attributes(PartContext& context, XmlNode node) {
  // Staves first: a key without number holds for all of them, wherever <staves> stands.
  if (const auto staves = whole(node.child_text("staves"), 1, most_sensible_staves)) {
    if (*staves <= context.limits.staves_per_part) {
      (void)context.staff(static_cast<std::size_t>(*staves) - 1);
    } else {
      context.exceed_staves(node);
    }
  }
  node.each([&](XmlNode child) {
    switch (child.tag()) {
      case tag_hash("divisions"): read_divisions(context, child); break;
      case tag_hash("key"): {
        const KeySignature key = key_of(child);
        for_staves(context, child, [&](RawStaff& staff) { staff.keys.set(context.position(), key); });
        break;
      }
      case tag_hash("time"): {
        const TimeSignature time = time_of(child);
        for_staves(context, child, [&](RawStaff& staff) { staff.times.set(context.position(), time); });
        break;
      }
      case tag_hash("clef"): read_clef(context, child); break;
      case tag_hash("transpose"): read_transpose(context, child); break;
      case tag_hash("staff-details"): read_staff_details(context, child); break;
      case tag_hash("measure-style"): read_measure_style(context, child); break;
      case tag_hash("part-symbol"): context.part.staff_symbol = part_symbol_of(child.text()); break;
      case tag_hash("staves"):
      case tag_hash("instruments"):
      case tag_hash("footnote"):
      case tag_hash("level"):
      case tag_hash("directive"):
      case tag_hash("for-part"): break;
      default: context.count_unsupported(child.name());
    }
  });
}

}  // namespace burin::io
