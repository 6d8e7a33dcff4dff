#include "io/musicxml/note_reader.hpp"

#include <algorithm>

#include "core/piece/accidental_names.hpp"
#include "core/piece/accidental_state.hpp"
#include "io/musicxml/part_list.hpp"
#include "io/musicxml/values.hpp"

namespace burin::io {

struct NoteReader::Parts {
  bool chord{false}, grace{false}, slashed{false}, cue{false}, small{false}, rest{false}, measure_rest{false},
      printed{true};
  bool has_duration{false}, has_position{false};
  Rational duration{};
  WrittenDuration written{no_value, 0};
  std::uint16_t actual{1}, normal{1};
  std::int16_t voice{1};
  std::size_t staff{0};
  bool print_dots{true}, placed{false};
  std::string_view print_lyric;  // "yes", "no" or not said
  StemDirection stem{StemDirection::automatic};
  Beams beams;
  BeamFan fan{BeamFan::none};
  Color beam_color{0};
  Note head;
  NoteLook look;
};

namespace {

Pitch read_pitch(XmlNode node, const char* step_tag, const char* octave_tag) {
  Pitch pitch{6, 4, 0};  // where a sign without pitch goes: the middle line under a treble clef
  const int step = step_of(node.child_text(step_tag));
  if (step >= 0) pitch.step = static_cast<std::int8_t>(step);
  pitch.octave = static_cast<std::int8_t>(whole(node.child_text(octave_tag), -2, 12).value_or(4));
  return pitch;
}

/// <pitch> in one pass: the commonest element with children.
Pitch read_sounding(XmlNode node, PartContext& context) {
  Pitch pitch{0, 4, 0};
  node.each([&](XmlNode child) {
    const std::string_view name = child.name();
    bool sane = true;
    if (name == "step") {
      const int step = step_of(child.text());
      sane = step >= 0;
      pitch.step = static_cast<std::int8_t>(std::max(0, step));
    } else if (name == "octave") {
      const auto octave = whole(child.text(), -2, 12);
      sane = octave.has_value();
      pitch.octave = static_cast<std::int8_t>(octave.value_or(4));
    } else if (name == "alter") {
      sane = is_alter(child.text());
      pitch.alter = alter_of(child.text());
    }
    if (!sane) context.senseless(child);
  });
  return pitch;
}

void read_accidental(XmlNode node, Note& head) {
  if (!node.printed()) return;
  head.accidental = accidental_sign(node.text());
  if (head.accidental == 0) {  // a name that nobody knows: the sign that the pitch needs
    constexpr std::array<AccidentalSign, 9> by_alter{0xE264, 0xE281, 0xE260, 0xE280, 0xE261,
                                                     0xE282, 0xE262, 0xE283, 0xE263};
    const int index = std::clamp<int>(head.pitch.alter, -4, 4) + 4;
    head.accidental = by_alter[static_cast<std::size_t>(index)];
  }
  head.cautionary = node.attribute("cautionary") == "yes";
  const bool brackets = node.attribute("bracket") == "yes" || node.attribute("editorial") == "yes";
  const std::string_view asked = node.attribute("parentheses");
  const bool parentheses = asked == "yes" || (head.cautionary && asked.empty());
  head.accidental_style = brackets && parentheses ? AccidentalStyle::both
                          : brackets              ? AccidentalStyle::brackets
                          : parentheses           ? AccidentalStyle::parentheses
                                                  : AccidentalStyle::plain;
}

/// <notehead-text>: its texts and accidentals in a row.
std::string text_in_head(XmlNode node) {
  std::string text;
  node.each([&](XmlNode child) {
    if (child.tag() == tag_hash("display-text")) text += child.text().substr(0, 100);
    if (child.tag() == tag_hash("accidental-text")) text += accidental_text(child.text());
  });
  return text;
}

void read_head(XmlNode node, Note& head) {
  head.head = notehead_of(node.text());
  head.head_parentheses = node.attribute("parentheses") == "yes";
  const std::string_view filled = node.attribute("filled");
  head.filled = filled == "yes" ? Filled::yes : filled == "no" ? Filled::no : Filled::by_value;
}

}  // namespace

void NoteReader::collect(XmlNode node, Parts& parts) {
  notations_.clear();
  lyrics_.clear();
  node.each_attribute([&](std::uint64_t name, std::string_view value) {
    switch (name) {
      case tag_hash("print-object"): parts.printed = value != "no"; break;
      case tag_hash("print-dot"):
        parts.print_dots = value != "no";
        parts.look.dots_alone = value == "yes";
        break;
      case tag_hash("print-lyric"): parts.print_lyric = value; break;
      case tag_hash("print-leger"):
        parts.look.no_ledger = value == "no";
        parts.look.ledger_alone = value == "yes";
        break;
      case tag_hash("color"): parts.look.all = color_of(value); break;
      case tag_hash("font-size"): parts.look.all_size = points_of(value); break;
      default: break;
    }
  });
  XmlNode accidental;
  node.each([&](XmlNode child) {
    switch (child.tag()) {
      case tag_hash("chord"): parts.chord = true; break;
      case tag_hash("grace"):
        parts.grace = true;
        parts.slashed = child.attribute("slash") == "yes";
        break;
      case tag_hash("cue"): parts.cue = parts.head.cue = true; break;
      case tag_hash("rest"):
        parts.rest = true;
        parts.measure_rest = child.attribute("measure") == "yes";
        parts.has_position = static_cast<bool>(child.child("display-step"));
        parts.head.pitch = read_pitch(child, "display-step", "display-octave");
        break;
      case tag_hash("pitch"): parts.head.pitch = read_sounding(child, context_); break;
      case tag_hash("unpitched"):
        parts.head.unpitched = true;
        parts.head.pitch = read_pitch(child, "display-step", "display-octave");
        parts.placed = static_cast<bool>(child.child("display-step"));
        break;
      case tag_hash("duration"): {
        const auto ticks = divisions_of(child.text());
        parts.has_duration = ticks && ticks->num() >= 0;
        if (parts.has_duration) parts.duration = *ticks / context_.divisions;
        if (!parts.has_duration) context_.warn("BU1031", "a duration that is no length of time is ignored", child);
        break;
      }
      case tag_hash("voice"): parts.voice = context_.voice_number(child.text()); break;
      case tag_hash("type"):
        parts.written.value = note_value(child.text());
        parts.small = child.attribute("size") == "cue";
        break;
      case tag_hash("dot"):
        parts.look.dots = color_of(child.attribute("color"));
        parts.look.dots_size = points_of(child.attribute("font-size"));
        parts.written.dots = static_cast<std::uint8_t>(std::min(parts.written.dots + 1, 8));
        break;
      case tag_hash("accidental"):
        accidental = child;
        parts.look.accidental = color_of(child.attribute("color"));
        parts.look.accidental_size = points_of(child.attribute("font-size"));
        break;
      case tag_hash("time-modification"):
        parts.actual = static_cast<std::uint16_t>(whole(child.child_text("actual-notes"), 1, 1000).value_or(1));
        parts.normal = static_cast<std::uint16_t>(whole(child.child_text("normal-notes"), 1, 1000).value_or(1));
        break;
      case tag_hash("stem"):
        parts.stem = stem_of(child.text());
        parts.look.stem = color_of(child.attribute("color"));
        break;
      case tag_hash("notehead"):
        parts.look.head = color_of(child.attribute("color"));
        parts.look.head_size = points_of(child.attribute("font-size"));
        read_head(child, parts.head);
        break;
      case tag_hash("staff"): parts.staff = context_.staff_index(child.text()); break;
      case tag_hash("beam"): {
        const std::string_view number = child.attribute("number");
        const auto level = number.empty() ? 1 : whole(number, 1, 8).value_or(0);
        if (level > 0) parts.beams.set(static_cast<int>(level), beam_of(child.text()));
        const std::string_view fan = child.attribute("fan");
        if (fan == "accel") parts.fan = BeamFan::accelerando;
        if (fan == "rit") parts.fan = BeamFan::ritardando;
        if (level == 1) parts.beam_color = color_of(child.attribute("color"));
        break;
      }
      case tag_hash("notations"): notations_.push_back(child); break;
      case tag_hash("lyric"): lyrics_.push_back(child); break;
      case tag_hash("notehead-text"): parts.look.text = text_in_head(child); break;
      case tag_hash("tie"):
      case tag_hash("instrument"):
      case tag_hash("play"):
      case tag_hash("listen"):
      case tag_hash("footnote"):
      case tag_hash("level"): break;
      default: context_.count_unsupported(child.name());
    }
  });
  if (accidental) read_accidental(accidental, parts.head);
  context_.part.prints_accidentals = context_.part.prints_accidentals || accidental;
  parts.head.hidden = !parts.printed;
  if (parts.printed) parts.look.ledger_alone = parts.look.dots_alone = false;  // then it says nothing
  parts.head.dots = parts.print_dots ? parts.written.dots : std::uint8_t{0};
  if (!(parts.look == NoteLook{})) parts.head.look = std::make_shared<const NoteLook>(parts.look);
}

/// Where a note without pitch and place goes: on the middle line.
Pitch NoteReader::middle_of(const RawStaff& staff) const {
  const Clef* clef = staff.clefs.at(context_.position());
  const int height = (clef == nullptr ? Clef{} : *clef).middle_line() - (5 - staff.lines_at(context_.position()).count);
  return {static_cast<std::int8_t>(height % 7), static_cast<std::int8_t>(height / 7), 0};
}

/// Whether a note is not as the key has it, so that somebody has to print an accidental.
void NoteReader::look_for_need(const RawStaff& staff, const Note& head) {
  if (context_.part.needs_accidentals || head.unpitched || staff.is_tab) return;
  const KeySignature* key = staff.keys.at(context_.position());
  const AccidentalState by_key(key == nullptr ? KeySignature() : *key);
  context_.part.needs_accidentals = by_key.in_force(head.pitch.step, head.pitch.octave) != head.pitch.alter;
}

void NoteReader::read(XmlNode node) {
  Parts parts;
  collect(node, parts);
  const RawStaff& staff = context_.staff(parts.staff);
  if (parts.head.unpitched && !parts.placed) parts.head.pitch = middle_of(staff);
  const bool joins = parts.chord && !entries_.empty() && std::holds_alternative<Chord>(entries_.back().item) &&
                     !parts.rest && entries_.back().grace == parts.grace;
  if (parts.chord && !joins) context_.warn("BU1032", "a chord note without a note to join stands alone", node);
  if (!joins) begin_entry(parts, node);
  if (!parts.rest) add_head(parts);
  if (!parts.rest && !context_.part.prints_accidentals) look_for_need(staff, parts.head);
  read_marks(parts, joins);
  ++context_.part.notes;
}

namespace {

/// Length by the written value: for files that leave the duration out.
Rational written_length(const WrittenDuration& written, int actual, int normal) {
  return written.quarters() * Rational(normal, actual);
}

/// A value to draw for a sounding length that has no written one: exact if it fits, else the largest that is shorter.
WrittenDuration drawable(Rational length) {
  const WrittenDuration exact = value_of_length(length);
  if (exact.value != no_value || length.num() <= 0) return exact;
  WrittenDuration best{10, 0};
  for (int value = -1; value <= 10; ++value) {
    const WrittenDuration plain{static_cast<NoteValue>(value), 0};
    if (plain.quarters() <= length) return plain;
  }
  return best;
}

}  // namespace

/// Durations are whole numbers of divisions, so programs round: half a 32nd more or less is no disagreement.
void NoteReader::check_duration(const Parts& parts, Rational duration, XmlNode node) {
  if (parts.written.value == no_value) return;
  const Rational written = written_length(parts.written, parts.actual, parts.normal);
  const Rational off = written < duration ? duration - written : written - duration;
  if (off > Rational(1, 16)) {
    context_.warn("BU1039", "the note lasts " + duration.str() + " quarter notes, but is written as " + written.str(),
                  node, Severity::note);
  }
}

void NoteReader::begin_entry(const Parts& parts, XmlNode node) {
  Entry entry;
  entry.at = context_.now;
  entry.voice = parts.voice;
  entry.jump = context_.jump;
  entry.grace = parts.grace;
  entry.printed = parts.printed;
  entry.timed = parts.actual != parts.normal;
  entry.staff = static_cast<std::uint8_t>(parts.staff);
  entry.source = context_.offset_of(node);
  context_.grace_order = parts.grace ? context_.grace_order + 1 : 0;
  Rational duration = parts.duration;
  if (!parts.has_duration && !parts.grace && !parts.measure_rest) {
    duration = written_length(parts.written, parts.actual, parts.normal);
  }
  if (parts.grace) duration = Rational();
  if (parts.has_duration && !parts.grace && !parts.rest) check_duration(parts, duration, node);
  if (parts.rest) {
    const Rational nominal = context_.nominal_length(parts.staff);
    if (parts.measure_rest && !parts.has_duration) duration = nominal;
    Rest rest;
    rest.written = parts.written;
    rest.duration = duration;
    rest.hidden = !parts.printed;
    rest.cue = parts.cue || parts.small;
    rest.staff_shift = static_cast<std::int8_t>(parts.staff);
    rest.has_position = parts.has_position;
    rest.position = parts.head.pitch;
    rest.beams = parts.beams;
    rest.parentheses = parts.head.head_parentheses;
    rest.color = parts.look.all;
    rest.font_size = parts.look.all_size;
    rest.stem = parts.stem;
    rest.stem_color = parts.look.stem;
    rest.whole_measure = parts.measure_rest || (parts.written.value == no_value && context_.now.num() == 0 &&
                                                duration == nominal && duration.num() > 0);
    if (rest.written.value == no_value && !rest.whole_measure) {
      rest.written = drawable(duration * Rational(parts.actual, parts.normal));
    }
    entry.item = std::move(rest);
  } else {
    Chord chord;
    chord.written = parts.written;
    chord.duration = duration;
    chord.stem = parts.stem;
    chord.beams = parts.beams;
    if (parts.beams.level(1) == BeamState::begin) {
      chord.fan = parts.fan;
      chord.beam_color = parts.beam_color;
    }
    chord.slashed = parts.slashed;
    chord.size = parts.grace ? NoteSize::grace : parts.cue || parts.small ? NoteSize::cue : NoteSize::full;
    if (chord.written.value == no_value) {
      chord.written = parts.grace ? WrittenDuration{3, 0} : drawable(duration * Rational(parts.actual, parts.normal));
    }
    entry.item = std::move(chord);
  }
  entries_.push_back(std::move(entry));
  context_.now += duration;
  context_.reached = std::max(context_.reached, context_.now);
}

void NoteReader::add_head(const Parts& parts) {
  Entry& entry = entries_.back();
  Chord& chord = std::get<Chord>(entry.item);
  if (!entry.printed && parts.printed) {
    entry.printed = true;
    entry.staff = static_cast<std::uint8_t>(parts.staff);
  }
  if (chord.stem == StemDirection::automatic) chord.stem = parts.stem;
  if (!chord.beams.any()) chord.beams = parts.beams;
  chord.notes.push_back(parts.head);
  chord.notes.back().staff_shift = static_cast<std::int8_t>(parts.staff);
  if (parts.written.value == no_value) chord.notes.back().dots = chord.written.dots;  // the length decides both
}

/// Verses of one number that have different names (a chorus beside a verse) stand on lines of their own.
void NoteReader::take_named_verse(std::string_view name) {
  constexpr std::size_t most_names = 99;
  if (name.empty()) return;
  Mark& mark = marks().back();
  const std::int64_t number = mark.parameters().whole(Param::number);
  std::vector<NamedVerse>& named = context_.part.named_verses;
  const auto known = std::find_if(named.begin(), named.end(),
                                  [&](const NamedVerse& one) { return one.number == number && one.name == name; });
  std::int64_t line = number;
  if (known != named.end()) {
    line = known->line;
  } else {
    const auto taken = [&](const NamedVerse& one) { return one.line == line; };
    while (line < 99 && std::any_of(named.begin(), named.end(), taken)) ++line;
    if (named.size() < most_names) named.push_back({number, std::string(name.substr(0, 100)), line});
  }
  if (line != number) add_param(mark, Param::number, line);
}

/// Syllables of one note that files give the same number (a chorus beside a verse) stand under each other.
void NoteReader::separate_verses() {
  std::vector<Mark>& all = marks();
  if (all.size() < 2) return;
  Mark& last = all.back();
  std::int64_t verse = last.parameters().whole(Param::number);
  const auto taken = [&](std::int64_t number) {
    return std::any_of(all.begin(), std::prev(all.end()), [&](const Mark& mark) {
      return mark.family == last.family && mark.side == last.side && mark.parameters().whole(Param::number) == number;
    });
  };
  if (!taken(verse)) return;
  while (taken(verse) && verse < 99) ++verse;
  add_param(last, Param::number, verse);
}

std::vector<Mark>& NoteReader::marks() noexcept {
  Item& item = entries_.back().item;
  if (auto* chord = std::get_if<Chord>(&item)) return chord->marks;
  return std::get<Rest>(item).marks;
}

void NoteReader::read_marks(const Parts& parts, bool) {
  for (const XmlNode notations : notations_) read_notations(notations, parts);
  for (const XmlNode lyric : lyrics_) {
    const std::string_view own = lyric.attribute("print-object");
    const bool unseen = parts.print_lyric == "no" || (!parts.printed && parts.print_lyric != "yes");
    const std::size_t before = marks().size();
    attach(lyric, "note", lyric.attribute("placement"), parts, unseen && own != "yes");
    if (marks().size() == before) continue;
    if (marks().back().hidden) ++context_.part.unseen_lyrics;
    take_named_verse(lyric.attribute("name"));
    separate_verses();
  }
}

void NoteReader::read_notations(XmlNode notations, const Parts& parts) {
  const bool hidden = !notations.printed();
  notations.each([&](XmlNode child) { read_notation(child, parts, hidden); });
}

void NoteReader::read_notation(XmlNode child, const Parts& parts, bool hidden) {
  switch (child.tag()) {
    case tag_hash("tuplet"): read_tuplet(child, hidden); break;
    case tag_hash("articulations"):
    case tag_hash("ornaments"):
    case tag_hash("technical"):
    case tag_hash("dynamics"):
      if (!hidden) read_container(child, parts);
      break;
    case tag_hash("footnote"):
    case tag_hash("level"): break;
    case tag_hash("tied"):
    case tag_hash("slur"): attach(child, "notations", {}, parts, hidden); break;
    default:
      if (!hidden) attach(child, "notations", {}, parts, false);
  }
}

void NoteReader::read_container(XmlNode container, const Parts& parts) {
  const std::string_view parent = container.name();
  const std::string_view placement = container.attribute("placement");
  const bool hidden = !container.printed();
  container.each([&](XmlNode child) {
    if (child.tag() == tag_hash("tremolo") && read_tremolo(child)) return;
    attach(child, parent, placement, parts, hidden);
  });
}

bool NoteReader::read_tremolo(XmlNode node) {
  const std::string_view type = node.attribute("type");
  if (type != "start" && type != "stop") return false;
  Entry& entry = entries_.back();
  entry.tremolo = type == "start" ? SpanRole::start : SpanRole::stop;
  entry.strokes = static_cast<std::uint8_t>(whole(node.text(), 0, 8).value_or(3));
  return true;
}

namespace {

/// Note value beside a tuplet's number: its own, that of the time modification, or the note's.
WrittenDuration tuplet_type(XmlNode portion, XmlNode note) {
  const auto dots = [](XmlNode owner, std::uint64_t tag) {
    std::uint8_t count = 0;
    owner.each([&](XmlNode child) { count = static_cast<std::uint8_t>(count + (child.tag() == tag && count < 4)); });
    return count;
  };
  const NoteValue own = note_value(portion.child_text("tuplet-type"));
  if (own != no_value) return {own, dots(portion, tag_hash("tuplet-dot"))};
  const XmlNode modification = note.child("time-modification");
  const NoteValue normal = note_value(modification.child_text("normal-type"));
  if (normal != no_value) return {normal, dots(modification, tag_hash("normal-dot"))};
  return {note_value(note.child_text("type")), dots(note, tag_hash("dot"))};
}

}  // namespace

void NoteReader::read_tuplet(XmlNode node, bool hidden) {
  Entry& entry = entries_.back();
  const auto number = static_cast<std::int32_t>(whole(node.attribute("number"), 0, 1'000'000).value_or(1));
  const std::string_view type = node.attribute("type");
  constexpr std::size_t most_ends = 32;  // on one note; more than anybody writes
  if (type == "stop" && entry.stops.size() < most_ends) entry.stops.push_back(number);
  if (type != "start" || entry.starts.size() >= most_ends) return;
  TupletStart start;
  start.number = number;
  Tuplet& tuplet = start.tuplet;
  const XmlNode modification = node.parent().parent().child("time-modification");
  const auto count = [&](const char* part, const char* whole_note, std::int64_t otherwise) {
    const auto own = whole(node.child(part).child_text("tuplet-number"), 1, 1000);
    return static_cast<std::uint16_t>(
        own.value_or(whole(modification.child_text(whole_note), 1, 1000).value_or(otherwise)));
  };
  tuplet.actual = count("tuplet-actual", "actual-notes", 3);
  tuplet.normal = count("tuplet-normal", "normal-notes", 2);
  const std::string_view bracket = node.attribute("bracket");
  const std::string_view show = node.attribute("show-number");
  tuplet.bracket = bracket == "yes"  ? Tuplet::Bracket::yes
                   : bracket == "no" ? Tuplet::Bracket::no
                                     : Tuplet::Bracket::automatic;
  tuplet.show = show == "none" ? TupletShow::none : show == "both" ? TupletShow::both : TupletShow::actual;
  const std::string_view types = node.attribute("show-type");
  tuplet.show_type = types == "both" ? TupletShow::both : types == "actual" ? TupletShow::actual : TupletShow::none;
  const XmlNode note = node.parent().parent();
  tuplet.actual_type = tuplet_type(node.child("tuplet-actual"), note);
  tuplet.normal_type = tuplet_type(node.child("tuplet-normal"), note);
  tuplet.curved = node.attribute("line-shape") == "curved";
  const XmlNode number_node = node.child("tuplet-actual").child("tuplet-number");
  tuplet.color = color_of(number_node.attribute("color"));
  tuplet.number_size = points_of(number_node.attribute("font-size"));
  tuplet.side = side_of(node.attribute("placement"));
  tuplet.hidden =
      hidden || !node.printed() || (tuplet.show == TupletShow::none && tuplet.bracket == Tuplet::Bracket::no);
  entry.starts.push_back(std::move(start));
}

void NoteReader::attach(XmlNode node, std::string_view parent, std::string_view placement, const Parts& parts,
                        bool hidden) {
  MarkReading reading = read_mark(context_, node, parent, placement);
  if (!reading.valid) return;
  reading.mark.hidden = reading.mark.hidden || hidden;
  Entry& entry = entries_.back();
  SpanEnd end;
  end.lane = parts.voice;
  end.offset = entry.at;
  end.end = entry.at + duration_of(entry.item);
  end.order = parts.grace ? context_.grace_order : 1'000'000;
  end.pitch = parts.head.pitch;
  const bool on_head = reading.rule != nullptr && reading.rule->on_note && !parts.rest;
  std::vector<Mark>& target = on_head ? std::get<Chord>(entry.item).notes.back().marks : marks();
  if (reading.rule != nullptr && reading.rule->once_per_chord) {
    const auto number = [](const Mark& mark) { return mark.parameters().whole(Param::number); };
    const auto same = [&](const Mark& mark) {
      return mark.family == reading.mark.family && mark.variant == reading.mark.variant &&
             number(mark) == number(reading.mark);
    };
    if (std::any_of(target.begin(), target.end(), same)) return;
  }
  register_end(context_, reading, node, end);
  target.push_back(std::move(reading.mark));
}

}  // namespace burin::io
