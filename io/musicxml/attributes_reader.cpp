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

/// Whether a child is there and no whole number of a range.
bool beyond(XmlNode child, int low, int high) { return child && !whole(child.text(), low, high); }

/// Sign, line and octave of a clef.
Clef clef_of(PartContext& context, XmlNode node) {
  Clef clef;
  const XmlNode sign = node.child("sign");
  if (!sign || !is_clef_sign(sign.text())) context.senseless(sign ? sign : node);
  if (const XmlNode line = node.child("line"); beyond(line, -10, 20)) context.senseless(line);
  if (const XmlNode octave = node.child("clef-octave-change"); beyond(octave, -4, 4)) context.senseless(octave);
  clef.sign = clef_sign_of(node.child_text("sign"));
  const int usual = clef.sign == ClefSign::f     ? 4
                    : clef.sign == ClefSign::c   ? 3
                    : clef.sign == ClefSign::tab ? 5
                    : clef.sign == ClefSign::g   ? 2
                                                 : 3;
  clef.line = small(node.child_text("line"), -10, 20, usual);
  clef.octave_change = small(node.child_text("clef-octave-change"), -4, 4, 0);
  return clef;
}

void read_clef(PartContext& context, XmlNode node) {
  Clef clef = clef_of(context, node);
  clef.hidden = !node.printed();
  clef.after_barline = node.attribute("after-barline") == "yes";
  clef.color = color_of(node.attribute("color"));
  clef.font_size = points_of(node.attribute("font-size"));
  RawStaff& staff = context.staff(context.staff_index(node.attribute("number")));
  staff.is_tab = staff.is_tab || clef.sign == ClefSign::tab;
  staff.clefs.set(context.position(), clef);
}

void check_key(PartContext& context, XmlNode node) {
  const XmlNode fifths = node.child("fifths");
  if (beyond(fifths, -21, 21)) context.senseless(fifths);
  node.each([&](XmlNode child) {
    const bool step = child.name() == "key-step" && step_of(child.text()) < 0;
    if (step || (child.name() == "key-alter" && !is_alter(child.text()))) context.senseless(child);
  });
}

KeySignature key_of(XmlNode node) {
  KeySignature key;
  key.hidden = !node.printed();
  key.color = color_of(node.attribute("color"));
  key.font_size = points_of(node.attribute("font-size"));
  std::vector<std::pair<int, int>> octaves;
  node.each([&](XmlNode child) {
    const std::string_view name = child.name();
    if (name == "fifths") key.fifths = small(child.text(), -21, 21, 0);
    if (name == "mode") key.mode = std::string(child.text().substr(0, 64));
    if (name == "cancel") {
      key.cancel = small(child.text(), -21, 21, 0);
      key.has_cancel = true;
      const std::string_view place = child.attribute("location");
      key.cancel_place = place == "right"            ? KeySignature::CancelPlace::right
                         : place == "before-barline" ? KeySignature::CancelPlace::before_barline
                                                     : KeySignature::CancelPlace::left;
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

/// Whether a text is a sum of numbers ("3+2").
bool is_count(std::string_view text) {
  while (true) {
    const std::size_t plus = text.find('+');
    if (!whole(trimmed(text.substr(0, plus)), 1, 1000)) return false;
    if (plus == std::string_view::npos) return true;
    text.remove_prefix(plus + 1);
  }
}

void check_time(PartContext& context, XmlNode node) {
  node.each([&](XmlNode child) {
    const bool number = child.tag() == tag_hash("beats") || child.tag() == tag_hash("beat-type");
    if (number && !is_count(child.text())) context.senseless(child);
  });
}

TimeSignature::Symbol symbol_of(std::string_view name) {
  if (name == "common") return TimeSignature::Symbol::common;
  if (name == "cut") return TimeSignature::Symbol::cut;
  if (name == "single-number") return TimeSignature::Symbol::single_number;
  if (name == "note") return TimeSignature::Symbol::note;
  if (name == "dotted-note") return TimeSignature::Symbol::dotted_note;
  return TimeSignature::Symbol::normal;
}

TimeSignature::Relation relation_of(std::string_view name) {
  if (name == "bracket") return TimeSignature::Relation::bracket;
  if (name == "equals") return TimeSignature::Relation::equals;
  if (name == "slash") return TimeSignature::Relation::slash;
  if (name == "space") return TimeSignature::Relation::space;
  if (name == "hyphen") return TimeSignature::Relation::hyphen;
  return TimeSignature::Relation::parentheses;
}

/// Pairs of <beats> and <beat-type>.
std::vector<TimeSignature::Fraction> fractions_of(XmlNode node) {
  std::vector<TimeSignature::Fraction> fractions;
  std::string beats;
  node.each([&](XmlNode child) {
    if (child.tag() == tag_hash("beats")) beats = std::string(child.text().substr(0, 64));
    if (child.tag() == tag_hash("beat-type") && fractions.size() < 16) {
      fractions.push_back({beats, std::string(child.text().substr(0, 64))});
    }
  });
  return fractions;
}

TimeSignature time_of(XmlNode node) {
  TimeSignature time;
  time.fractions = fractions_of(node);
  time.hidden = !node.printed();
  time.color = color_of(node.attribute("color"));
  time.font_size = points_of(node.attribute("font-size"));
  time.symbol = symbol_of(node.attribute("symbol"));
  if (const XmlNode free = node.child("senza-misura")) {
    time.senza_misura = true;
    time.free_symbol = std::string(free.text().substr(0, 64));
  }
  if (const XmlNode other = node.child("interchangeable")) {
    time.alternate = fractions_of(other);
    if (!time.alternate.empty()) time.relation = relation_of(other.child_text("time-relation"));
  }
  if (time.fractions.empty()) {
    time.senza_misura = true;
    time.fractions.emplace_back();
  }
  return time;
}

Interval interval_of(PartContext& context, XmlNode node) {
  const auto semitones = decimal(node.child_text("chromatic"));
  const double chromatic = semitones.value_or(0.0);
  if (!semitones || chromatic < -60.0 || chromatic > 60.0) {
    const XmlNode at = node.child("chromatic");
    context.senseless(at ? at : node);
  }
  const int octaves = static_cast<int>(whole(node.child_text("octave-change"), -10, 10).value_or(0));
  const double limited = std::clamp(chromatic, -60.0, 60.0);
  Interval interval;
  interval.quarter_tones = static_cast<std::int8_t>(std::lround(limited * 2));
  const int usual = static_cast<int>(std::lround(limited * 7 / 12));
  interval.steps = small(node.child_text("diatonic"), -60, 60, usual);
  interval.octaves = static_cast<std::int8_t>(octaves);
  return interval;
}

void read_transpose(PartContext& context, XmlNode node) {
  const Interval interval = interval_of(context, node);
  const bool first = context.part.transpositions.empty() && context.measure == 0;
  if (first) context.part.transposition = interval;
  if (first || !context.part.transpositions.empty() || !(context.part.transposition == interval)) {
    context.part.transpositions.set(context.position(), interval);
  }
}

/// Line details and a new number of lines hold from here on.
void read_lines(PartContext& context, XmlNode node, RawStaff& staff) {
  const auto count = whole(node.child_text("staff-lines"), 0, 20);
  StaffLines lines = staff.lines_at(context.position());
  const StaffLines before = lines;
  if (count) lines = {static_cast<std::uint8_t>(*count), 0, 0};
  node.each([&](XmlNode child) {
    if (child.tag() != tag_hash("line-detail")) return;
    const auto line = whole(child.attribute("line"), 1, 20);
    if (line && !child.printed()) lines.hidden |= 1U << static_cast<unsigned>(*line - 1);
    if (const Color color = color_of(child.attribute("color"))) lines.color = color;
  });
  const bool start = context.measure == 0 && context.now.num() == 0;
  if (start && count) staff.lines = lines.count;
  if (lines == before || (start && lines == StaffLines{staff.lines, 0, 0})) return;
  staff.line_changes.set(context.position(), lines);
}

void read_tuning(XmlNode node, RawStaff& staff) {
  const auto line = whole(node.attribute("line"), 1, 20);
  if (!line) return;
  const auto index = static_cast<std::size_t>(*line - 1);
  if (staff.tuning.size() <= index) staff.tuning.resize(index + 1);
  Pitch& pitch = staff.tuning[index];
  pitch.step = static_cast<std::int8_t>(std::max(0, step_of(node.child_text("tuning-step"))));
  pitch.alter = alter_of(node.child_text("tuning-alter"));
  pitch.octave = small(node.child_text("tuning-octave"), -2, 12, 4);
}

void read_staff_details(PartContext& context, XmlNode node) {
  RawStaff& staff = context.staff(context.staff_index(node.attribute("number")));
  read_lines(context, node, staff);
  node.each([&](XmlNode child) {
    if (child.tag() == tag_hash("staff-tuning")) read_tuning(child, staff);
    if (child.tag() == tag_hash("capo")) staff.capo = static_cast<std::uint8_t>(whole(child.text(), 0, 24).value_or(0));
  });
  const auto size = decimal(node.child_text("staff-size"));
  if (size && *size >= 10.0 && *size <= 400.0) staff.scale = *size / 100.0;
  const std::string_view shown = node.attribute("print-object");
  if (!shown.empty()) staff.visibility.emplace_back(context.measure, shown == "no");
}

/// What each slash of a slash notation lasts.
WrittenDuration slash_value_of(XmlNode node) {
  WrittenDuration value{note_value(node.child_text("slash-type")), 0};
  node.each([&](XmlNode child) {
    if (child.tag() == tag_hash("slash-dot") && value.value != no_value && value.dots < 4) ++value.dots;
  });
  return value;
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
          measure.multi_rest_symbols = child.attribute("use-symbols") == "yes";
          measure.multi_rest_color = color_of(node.attribute("color"));
          measure.multi_rest_size = points_of(node.attribute("font-size"));
          break;
        case tag_hash("measure-repeat"):
          if (starts) {
            measure.measure_repeat = static_cast<std::uint8_t>(whole(child.text(), 1, 200).value_or(1));
            staff.repeating = measure.measure_repeat;
            staff.repeat_start = context.measure;
          } else {
            staff.repeating = 0;
          }
          break;
        case tag_hash("slash"):
        case tag_hash("beat-repeat"):
          staff.slash = !starts                                  ? Measure::SlashMode::none
                        : child.tag() == tag_hash("beat-repeat") ? Measure::SlashMode::beat_repeat
                        : child.attribute("use-stems") == "yes"  ? Measure::SlashMode::rhythm
                                                                 : Measure::SlashMode::slash;
          if (starts) {
            measure.slash = staff.slash;
            staff.slash_value = slash_value_of(child);
          }
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

/// The symbol may join some of the staves only.
void read_part_symbol(RawPart& part, XmlNode node) {
  part.staff_symbol = part_symbol_of(node.text());
  const auto first = whole(node.attribute("top-staff"), 1, 255);
  const auto last = whole(node.attribute("bottom-staff"), 1, 255);
  part.symbol_first = static_cast<std::uint8_t>(first.value_or(0));
  part.symbol_last = static_cast<std::uint8_t>(last.value_or(0));
}

/// How a score in concert pitch wants the player's own part: its clef, and how it transposes.
void read_for_part(PartContext& context, XmlNode node) {
  for_staves(context, node, [&](RawStaff& staff) {
    if (const XmlNode clef = node.child("part-clef")) staff.part_clefs.set(context.position(), clef_of(context, clef));
  });
  if (const XmlNode transpose = node.child("part-transpose")) {
    const Interval interval = interval_of(context, transpose);
    const Interval* before = context.part.part_transpositions.at(context.position());
    if (!((before == nullptr ? Interval{} : *before) == interval)) {
      context.part.part_transpositions.set(context.position(), interval);
    }
  }
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
        check_key(context, child);
        for_staves(context, child, [&](RawStaff& staff) { staff.keys.set(context.position(), key); });
        break;
      }
      case tag_hash("time"): {
        const TimeSignature time = time_of(child);
        check_time(context, child);
        for_staves(context, child, [&](RawStaff& staff) { staff.times.set(context.position(), time); });
        break;
      }
      case tag_hash("clef"): read_clef(context, child); break;
      case tag_hash("transpose"): read_transpose(context, child); break;
      case tag_hash("staff-details"): read_staff_details(context, child); break;
      case tag_hash("measure-style"): read_measure_style(context, child); break;
      case tag_hash("part-symbol"): read_part_symbol(context.part, child); break;
      case tag_hash("for-part"): read_for_part(context, child); break;
      case tag_hash("staves"):
      case tag_hash("instruments"):
      case tag_hash("footnote"):
      case tag_hash("level"): break;
      case tag_hash("directive"): read_directive(context, child); break;
      default: context.count_unsupported(child.name());
    }
  });
}

}  // namespace burin::io
