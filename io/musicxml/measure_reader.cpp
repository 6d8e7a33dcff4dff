#include "io/musicxml/measure_reader.hpp"

#include <algorithm>
#include <utility>

#include "core/collections/sort_stably.hpp"
#include "core/piece/leaves.hpp"
#include "io/musicxml/part_list.hpp"
#include "io/musicxml/values.hpp"

namespace burin::io {

namespace {

/// A sign before grace notes that the first voice of its staff does not have stands at its note.
void settle_graces(RawMeasure& measure) {
  auto& marks = measure.rest.marks;
  const auto among_graces = [](const PlacedMark& placed) { return placed.graces > 0; };
  if (std::none_of(marks.begin(), marks.end(), among_graces)) return;
  std::vector<std::pair<Rational, int>> graces;  // by onset of the note that follows them
  Rational now;
  int run = 0;
  auto leaf = [&](const auto& one) {
    if (one.duration.num() <= 0) {
      ++run;
      return;
    }
    if (run > 0) graces.emplace_back(now, std::exchange(run, 0));
    now += one.duration;
  };
  if (!measure.voices.empty()) each_leaf(measure.voices.front().items, leaf);
  for (PlacedMark& placed : marks) {
    const bool there = std::any_of(graces.begin(), graces.end(), [&](const auto& one) {
      return one.first == placed.at && one.second >= static_cast<int>(placed.graces);
    });
    if (!there) placed.graces = 0;
  }
}

}  // namespace

void PartReader::read_measure(XmlNode attributes, XmlNode content, XmlNode next) {
  RawPart& part = context_.part;
  context_.measure = static_cast<std::uint32_t>(part.measures.size());
  context_.measure_node = content;
  context_.next_measure = next;
  context_.now = context_.reached = Rational();
  context_.jump = 0;
  context_.grace_order = 0;
  MeasureInfo info;
  const std::string_view text = attributes.attribute("text");
  info.number = std::string((text.empty() ? attributes.attribute("number") : text).substr(0, 64));
  info.implicit = attributes.attribute("implicit") == "yes";
  if (!part.measures.empty()) info.numbering = part.measures.back().numbering;
  part.measures.push_back(std::move(info));
  content.each([&](XmlNode child) { read_data(child); });
  part.measures.back().length = context_.reached;
  check_length(content);
  check_beams(notes_.entries());
  count_slashed();
  build_voices(context_, notes_.entries());
  for (RawStaff& staff : part.staves) {
    if (staff.measures.size() <= context_.measure) staff.measures.resize(context_.measure + 1);
    Measure& measure = staff.measures[context_.measure].rest;
    // What begins and ends in this measure has been noted already.
    if (measure.slash == Measure::SlashMode::none) measure.slash = staff.slash;
    if (measure.slash != Measure::SlashMode::none) measure.slash_value = staff.slash_value;
    if (measure.measure_repeat == 0) measure.measure_repeat = staff.repeating;
    if (measure.measure_repeat > 0)
      measure.repeat_index = static_cast<std::uint16_t>(context_.measure - staff.repeat_start);
    auto& marks = staff.measures[context_.measure].rest.marks;
    sort_stably(marks.begin(), marks.end(), [](const PlacedMark& a, const PlacedMark& b) { return a.at < b.at; });
    settle_graces(staff.measures[context_.measure]);
  }
}

/// Notes of this measure that are printed as slashes by the beat.
void PartReader::count_slashed() {
  for (const Entry& entry : notes_.entries()) {
    const Chord* chord = std::get_if<Chord>(&entry.item);
    if (chord == nullptr || entry.grace || entry.staff >= context_.part.staves.size()) continue;
    const RawStaff& staff = context_.part.staves[entry.staff];
    const bool here = context_.measure < staff.measures.size();
    const Measure::SlashMode mode = here && staff.measures[context_.measure].rest.slash != Measure::SlashMode::none
                                        ? staff.measures[context_.measure].rest.slash
                                        : staff.slash;
    const bool by_beat = mode == Measure::SlashMode::slash || mode == Measure::SlashMode::beat_repeat;
    if (by_beat && entry.printed) context_.part.slashed_notes += chord->notes.size();
  }
}

void PartReader::finish() {
  RawPart& part = context_.part;
  for (const OpenBeam& one : open_beams_) report(one);
  open_beams_.clear();
  const auto inform = [&](std::string_view code, std::string message) {
    part.findings.add({Severity::note, code, std::move(message), -1, 0});
  };
  if (part.unseen_lyrics > 0) {
    inform("BU1052", std::to_string(part.unseen_lyrics) + " syllables are not printed, as the file asks");
  }
  if (part.slashed_notes > 0) {
    inform("BU1053", "slashes by the beat stand for " + std::to_string(part.slashed_notes) +
                         " notes: their stems, and what does not fall on a beat, are not printed");
  }
  if (part.prints_accidentals || !part.needs_accidentals) return;
  part.findings.add({Severity::warning, "BU1047",
                     "the part prints no accidentals, though its notes need some: they are worked out", -1, 0});
}

/// Measures that don't add up are kept as they are; whoever wrote them may want to know.
void PartReader::check_length(XmlNode content) {
  const Rational nominal = context_.nominal_length(0);
  if (nominal.num() <= 0 || context_.reached.num() == 0 || context_.reached == nominal) return;
  const std::string lengths = context_.reached.str() + " quarter notes where the time signature has " + nominal.str();
  if (context_.reached > nominal) {
    context_.warn("BU1037", "the measure is too long: " + lengths, content);
  } else if (!context_.part.measures.back().implicit) {
    context_.warn("BU1038", "the measure is not full: " + lengths, content, Severity::note);
  }
}

namespace {

/// The level-1 beam of an entry that is no grace note.
BeamState beam_of_entry(const Entry& entry) {
  const Chord* chord = std::get_if<Chord>(&entry.item);
  return chord == nullptr || entry.grace ? BeamState::none : chord->beams.level(1);
}

}  // namespace

/// Beams that begin and do not end, or go on without a beginning, are drawn as far as they make sense. One that the
/// next measure takes up goes on over the barline.
void PartReader::check_beams(const std::vector<Entry>& entries) {
  std::vector<OpenBeam> open;
  std::vector<std::int16_t> met;
  for (const Entry& entry : entries) {
    const BeamState state = beam_of_entry(entry);
    if (state == BeamState::none) continue;
    const auto of_voice = [&](const OpenBeam& one) { return one.voice == entry.voice; };
    if (std::find(met.begin(), met.end(), entry.voice) == met.end()) {
      met.push_back(entry.voice);
      const auto before = std::find_if(open_beams_.begin(), open_beams_.end(), of_voice);
      if (before != open_beams_.end() && (state == BeamState::continue_ || state == BeamState::end)) {
        open.push_back(*before);
        open_beams_.erase(before);
      }
    }
    const auto at = std::find_if(open.begin(), open.end(), of_voice);
    if (state == BeamState::begin) {
      if (at != open.end()) open.erase(at);
      open.push_back({entry.voice, entry.source, context_.measure});
    } else if (state == BeamState::end && at != open.end()) {
      open.erase(at);
    }
  }
  for (const OpenBeam& one : open_beams_) report(one);
  open_beams_ = std::move(open);
}

void PartReader::report(const OpenBeam& beam) {
  context_.part.findings.add(
      {Severity::warning, "BU1046", "a beam begins that does not end", beam.source, beam.measure});
}

void PartReader::read_data(XmlNode child) {
  switch (child.tag()) {
    case tag_hash("note"):
      notes_.read(child);
      context_.figures = Rational();
      break;
    case tag_hash("backup"): move(child, true); break;
    case tag_hash("forward"): move(child, false); break;
    case tag_hash("direction"): read_direction(context_, child); break;
    case tag_hash("attributes"): read_attributes(context_, child); break;
    case tag_hash("harmony"):
    case tag_hash("figured-bass"): read_harmony(context_, child); break;
    case tag_hash("print"): read_print(child); break;
    case tag_hash("sound"): read_sound(context_, child); break;
    case tag_hash("barline"): read_barline(context_, child); break;
    case tag_hash("listening"):
    case tag_hash("grouping"):
    case tag_hash("link"):
    case tag_hash("bookmark"): break;
    default: context_.count_unsupported(child.name());
  }
}

namespace {

MeasureInfo::Numbering numbering_of(std::string_view text) {
  if (text == "none") return MeasureInfo::Numbering::none;
  return text == "measure" ? MeasureInfo::Numbering::measure : MeasureInfo::Numbering::system;
}

}  // namespace

void PartReader::read_print(XmlNode node) {
  MeasureInfo& info = context_.part.measures.back();
  if (node.attribute("new-system") == "yes") info.system_break = true;
  if (node.attribute("new-page") == "yes") info.page_break = true;
  if (const XmlNode numbering = node.child("measure-numbering")) info.numbering = numbering_of(numbering.text());
  const XmlNode name = node.child("part-name-display");
  const XmlNode abbreviation = node.child("part-abbreviation-display");
  if (!name && !abbreviation) return;
  context_.part.name_changes.push_back(
      {context_.measure, name_of(node, "", "part-name-display"), name_of(node, "", "part-abbreviation-display")});
}

void PartReader::move(XmlNode node, bool back) {
  const auto ticks = divisions_of(node.child_text("duration"));
  if (!ticks || ticks->num() < 0) {
    context_.warn("BU1031", "a duration that is no length of time is ignored", node);
    return;
  }
  const Rational length = *ticks / context_.divisions;
  if (!back) {
    context_.now += length;
    context_.reached = std::max(context_.reached, context_.now);
    return;
  }
  ++context_.jump;
  context_.grace_order = 0;
  context_.now -= length;
  if (context_.now < Rational()) {
    context_.warn("BU1036", "a backup goes back beyond the start of the measure", node);
    context_.now = Rational();
  }
}

}  // namespace burin::io
