// <note>: chords, rests and what hangs on them, tuplets, grace groups and tremolos unrolled.
#include <algorithm>

#include "core/piece/accidental_names.hpp"
#include "io/musicxml/writer/words.hpp"
#include "io/musicxml/writer/write_context.hpp"

namespace burin::io {

namespace {

struct Ratio {
  std::int64_t actual{1};
  std::int64_t normal{1};
  [[nodiscard]] bool plain() const noexcept { return actual == normal; }
};

struct TupletBegin {
  const Tuplet* tuplet;
  int number;
};

/// What the place of a chord or rest among the items adds to it.
struct LeafPlace {
  bool grace{false};
  std::size_t graces{0};  // how many of its group follow, itself included
  SpanRole tremolo{SpanRole::none};
  int strokes{0};
  std::vector<TupletBegin> begins;
  std::vector<int> ends;  // numbers of tuplets, inner ones first
  Ratio ratio;            // of the tuplets around it
};

/// How many of the written notes take the time of how many: by the tuplets, else by what the two lengths say. Lengths
/// that were rounded say nothing.
Ratio ratio_of(const WrittenDuration& written, Rational duration, const LeafPlace& place) {
  if (written.value == no_value) return {};
  if (place.grace || duration.num() <= 0) return place.ratio;
  const Rational found = written.quarters() / duration;
  if (found == Rational(1)) return {};
  if (found == Rational(place.ratio.actual, place.ratio.normal)) return place.ratio;
  constexpr std::int64_t most = 64;
  if (found.num() > most || found.den() > most) return {};
  return {found.num(), found.den()};
}

/// The children of <notations>, grouped by the elements around them.
class Notations {
 public:
  explicit Notations(WriteContext& context) : context_(context) {}
  ~Notations() { leave(); }
  Notations(const Notations&) = delete;
  Notations& operator=(const Notations&) = delete;

  void put(const Mark& mark, ExportShape shape) {
    const bool hidden = mark.hidden && (shape.tag == "slur" || shape.tag == "tied");
    if (open_ && !container_.empty() && context_.table.fits(mark, container_, shape.tag)) shape.parent = container_;
    enter(hidden);
    if (shape.parent == "dynamics") {
      put_dynamic(mark, shape);
      return;
    }
    enter_container(shape.parent == "notations" ? std::string_view() : shape.parent);
    write_mark(context_, mark, shape);
  }
  XmlWriter& inside(bool hidden, std::string_view container) {
    enter(hidden);
    enter_container(container);
    return context_.xml;
  }
  void leave() {
    if (!open_) return;
    enter_container({});
    context_.xml.close();
    open_ = false;
  }

 private:
  /// The letters of dynamics have no side; what is around them has.
  void put_dynamic(const Mark& mark, const ExportShape& shape) {
    if (container_ != shape.parent || side_ != mark.side || dynamic_ == nullptr || !same_look(*dynamic_, mark)) {
      enter_container({});
      enter_container(shape.parent);
      context_.xml.attribute("placement", placement_of(mark.side));
      write_look(context_.xml, mark);
      side_ = mark.side;
      dynamic_ = &mark;
    }
    write_mark(context_, mark, shape, false);
  }
  void enter(bool hidden) {
    if (open_ && hidden == hidden_) return;
    leave();
    context_.xml.open("notations");
    if (hidden) context_.xml.attribute("print-object", "no");
    open_ = true;
    hidden_ = hidden;
  }
  void enter_container(std::string_view container) {
    if (container == container_) return;
    if (!container_.empty()) context_.xml.close();
    if (!container.empty()) context_.xml.open(container);
    container_ = container;
  }

  WriteContext& context_;
  std::string_view container_;
  Side side_{Side::automatic};    // of the dynamics that are open
  const Mark* dynamic_{nullptr};  // the first of them
  bool open_{false};
  bool hidden_{false};
};

void write_stop(Notations& notations, int number) {
  XmlWriter& xml = notations.inside(false, {});
  xml.open("tuplet");
  xml.attribute("type", "stop");
  xml.number("number", number);
  xml.close();
}

/// One side of a tuplet's ratio: how many notes of which value.
void write_portion(XmlWriter& xml, std::string_view tag, int count, WrittenDuration type, const Tuplet& tuplet) {
  xml.open(tag);
  xml.open("tuplet-number");
  write_size(xml, tuplet.number_size);
  xml.attribute("color", color_text(tuplet.color));
  xml.text(std::to_string(count));
  xml.close();
  if (type.value != no_value) {
    xml.child("tuplet-type", name_of_value(type.value));
    for (int dot = 0; dot < type.dots; ++dot) xml.empty("tuplet-dot");
  }
  xml.close();
}

void write_begin(Notations& notations, const TupletBegin& begin, const Ratio& ratio) {
  const Tuplet& tuplet = *begin.tuplet;
  const bool nothing_shown = tuplet.show == TupletShow::none && tuplet.bracket == Tuplet::Bracket::no;
  XmlWriter& xml = notations.inside(tuplet.hidden && !nothing_shown, {});
  xml.open("tuplet");
  xml.attribute("type", "start");
  xml.number("number", begin.number);
  if (tuplet.bracket != Tuplet::Bracket::automatic) {
    xml.attribute("bracket", tuplet.bracket == Tuplet::Bracket::yes ? "yes" : "no");
  }
  if (tuplet.show != TupletShow::actual)
    xml.attribute("show-number", tuplet.show == TupletShow::none ? "none" : "both");
  xml.attribute("placement", placement_of(tuplet.side));
  if (tuplet.show_type != TupletShow::none) {
    xml.attribute("show-type", tuplet.show_type == TupletShow::both ? "both" : "actual");
  }
  if (tuplet.curved) xml.attribute("line-shape", "curved");
  const bool typed = tuplet.actual_type.value != no_value || tuplet.normal_type.value != no_value;
  const bool looks = tuplet.color != 0 || tuplet.number_size > 0.0;
  if (typed || looks || tuplet.actual != ratio.actual || tuplet.normal != ratio.normal) {
    write_portion(xml, "tuplet-actual", tuplet.actual, tuplet.actual_type, tuplet);
    write_portion(xml, "tuplet-normal", tuplet.normal, tuplet.normal_type, tuplet);
  }
  xml.close();
}

void write_tremolo(Notations& notations, const LeafPlace& place) {
  if (place.tremolo == SpanRole::none) return;
  XmlWriter& xml = notations.inside(false, "ornaments");
  xml.open("tremolo");
  xml.attribute("type", place.tremolo == SpanRole::start ? "start" : "stop");
  xml.text(std::to_string(place.strokes));
  xml.close();
}

void write_step(XmlWriter& xml, std::string_view tag, const Pitch& pitch) {
  xml.open(tag);
  xml.child("display-step", name_of_step(pitch.step));
  xml.count("display-octave", pitch.octave);
  xml.close();
}

void write_pitch(XmlWriter& xml, const Note& note) {
  if (note.unpitched) {
    write_step(xml, "unpitched", note.pitch);
    return;
  }
  xml.open("pitch");
  xml.child("step", name_of_step(note.pitch.step));
  if (note.pitch.alter != 0) xml.child("alter", alter_text(note.pitch.alter));
  xml.count("octave", note.pitch.octave);
  xml.close();
}

const NoteLook& look_of(const Note& note) {
  static const NoteLook usual;
  return note.look == nullptr ? usual : *note.look;
}

void write_accidental(XmlWriter& xml, const Note& note) {
  if (note.accidental == 0) return;
  const bool both = note.accidental_style == AccidentalStyle::both;
  const bool parentheses = both || note.accidental_style == AccidentalStyle::parentheses;
  xml.open("accidental");
  write_size(xml, look_of(note).accidental_size);
  xml.attribute("color", color_text(look_of(note).accidental));
  if (note.cautionary) xml.attribute("cautionary", "yes");
  if (note.cautionary || parentheses) xml.attribute("parentheses", parentheses ? "yes" : "no");
  if (both || note.accidental_style == AccidentalStyle::brackets) xml.attribute("bracket", "yes");
  const std::string_view name = accidental_name(note.accidental);
  xml.text(name.empty() ? "other" : name);
  xml.close();
}

void write_head(XmlWriter& xml, const Note& note) {
  const Color color = look_of(note).head;
  const double size = look_of(note).head_size;
  const bool shaped = note.head != NoteheadShape::normal || note.filled != Filled::by_value || note.head_parentheses;
  if (!shaped && color == 0 && size <= 0.0) return;
  xml.open("notehead");
  write_size(xml, size);
  xml.attribute("color", color_text(color));
  if (note.filled != Filled::by_value) xml.attribute("filled", note.filled == Filled::yes ? "yes" : "no");
  xml.flag("parentheses", note.head_parentheses);
  xml.text(name_of(note.head));
  xml.close();
}

void write_head_text(XmlWriter& xml, const std::string& text) {
  if (text.empty()) return;
  xml.open("notehead-text");
  xml.child("display-text", text);
  xml.close();
}

void write_stem(XmlWriter& xml, StemDirection stem, Color color) {
  if (stem == StemDirection::automatic) return;
  xml.open("stem");
  xml.attribute("color", color_text(color));
  xml.text(name_of(stem));
  xml.close();
}

void write_beams(XmlWriter& xml, const Beams& beams, BeamFan fan = BeamFan::none, Color color = 0) {
  if (!beams.any()) return;
  for (int level = 1; level <= 8; ++level) {
    const std::string_view name = name_of(beams.level(level));
    if (name.empty()) continue;
    xml.open("beam");
    xml.number("number", level);
    if (level == 1 && fan != BeamFan::none) xml.attribute("fan", fan == BeamFan::accelerando ? "accel" : "rit");
    if (level == 1) xml.attribute("color", color_text(color));
    xml.text(name);
    xml.close();
  }
}

void write_dots(XmlWriter& xml, int dots, Color color, double size) {
  for (int i = 0; i < dots; ++i) {
    xml.open("dot");
    write_size(xml, size);
    xml.attribute("color", color_text(color));
    xml.close();
  }
}

/// Writes the notes of one voice. One measure, one thread.
class VoiceWriter {
 public:
  VoiceWriter(WriteContext& context, const Voice& voice, std::size_t staff, BetweenNotes& between)
      : context_(context), voice_(voice), staff_(staff), between_(between) {}

  void write() {
    write_items(voice_.items, {}, {}, 1);
    between_.before(context_.now, context_.now, 0);
  }

 private:
  using Marks = std::vector<ShapedMark>;

  void write_items(const std::vector<Item>& items, const std::vector<int>& ends, const Ratio& ratio, int depth);
  void write_tuplet(const Tuplet& tuplet, std::vector<int> ends, const Ratio& ratio, int depth);
  void write_tremolo(const Tremolo& tremolo, const std::vector<int>& ends, const Ratio& ratio);
  void write_grace(const GraceGroup& group, const std::vector<int>& ends, const Ratio& ratio);
  void write_leaf(const Item& item, LeafPlace place);
  void write_chord(const Chord& chord, const LeafPlace& place);
  void write_note(const Chord& chord, const Note& note, const LeafPlace& place, bool leads);
  void write_rest(const Rest& rest, const LeafPlace& place);
  void write_space(const Space& space);
  void shape(const std::vector<Mark>& marks);
  void write_ties(const std::vector<Mark>& marks);
  void write_type(const WrittenDuration& written, int dots, bool small, Color color_of_dots, double size_of_dots);
  void write_note_attributes(const Note& note, bool no_dots);
  void write_hidden();
  void write_ratio(const Ratio& ratio);
  void put_chord_notations(Notations& notations);
  void put_lyrics();
  void put_again(Notations& notations);
  [[nodiscard]] std::size_t leader_of(const Chord& chord) const;
  [[nodiscard]] std::size_t staff_of(int shift) const {
    const auto staff = static_cast<std::ptrdiff_t>(staff_) + shift;
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, staff));
  }

  WriteContext& context_;
  const Voice& voice_;
  std::size_t staff_;
  BetweenNotes& between_;
  std::vector<TupletBegin> begins_;
  Marks marks_;          // of the chord or rest in work
  std::size_t next_{0};  // the first of them that is still to be written
};

void VoiceWriter::write_items(const std::vector<Item>& items, const std::vector<int>& ends, const Ratio& ratio,
                              int depth) {
  std::size_t last = items.size();
  while (last > 0 && std::holds_alternative<Space>(items[last - 1])) --last;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::vector<int> own = i + 1 == last ? ends : std::vector<int>();
    if (const auto* tuplet = std::get_if<Tuplet>(&items[i])) {
      write_tuplet(*tuplet, own, ratio, depth);
    } else if (const auto* group = std::get_if<GraceGroup>(&items[i])) {
      write_grace(*group, own, ratio);
    } else if (const auto* tremolo = std::get_if<Tremolo>(&items[i])) {
      write_tremolo(*tremolo, own, ratio);
    } else {
      LeafPlace place;
      place.ends = own;
      place.ratio = ratio;
      write_leaf(items[i], std::move(place));
    }
  }
}

void VoiceWriter::write_tuplet(const Tuplet& tuplet, std::vector<int> ends, const Ratio& ratio, int depth) {
  if (!tuplet.open_at_end) ends.insert(ends.begin(), depth);
  if (!tuplet.continues) begins_.push_back({&tuplet, depth});
  constexpr std::int64_t most = 1'000'000;
  Ratio inner{ratio.actual * tuplet.actual, ratio.normal * tuplet.normal};
  if (inner.actual > most || inner.normal > most || inner.actual < 1 || inner.normal < 1) inner = {};
  write_items(tuplet.items, ends, inner, depth + 1);
}

void VoiceWriter::write_tremolo(const Tremolo& tremolo, const std::vector<int>& ends, const Ratio& ratio) {
  for (std::size_t i = 0; i < tremolo.items.size(); ++i) {
    LeafPlace place;
    place.tremolo = i == 0 ? SpanRole::start : SpanRole::stop;
    place.strokes = tremolo.strokes;
    place.ratio = ratio;
    if (i + 1 == tremolo.items.size()) place.ends = ends;
    write_leaf(tremolo.items[i], std::move(place));
  }
}

void VoiceWriter::write_grace(const GraceGroup& group, const std::vector<int>& ends, const Ratio& ratio) {
  for (std::size_t i = 0; i < group.items.size(); ++i) {
    LeafPlace place;
    place.grace = true;
    place.graces = group.items.size() - i;
    place.ratio = ratio;
    if (i + 1 == group.items.size()) place.ends = ends;
    write_leaf(group.items[i], std::move(place));
  }
}

void VoiceWriter::write_leaf(const Item& item, LeafPlace place) {
  const Rational length = duration_of(item);
  between_.before(context_.now, context_.now + length, place.graces);
  if (const auto* space = std::get_if<Space>(&item)) {
    write_space(*space);
  } else if (const auto* chord = std::get_if<Chord>(&item)) {
    place.begins = std::exchange(begins_, {});
    write_chord(*chord, place);
  } else if (const auto* rest = std::get_if<Rest>(&item)) {
    place.begins = std::exchange(begins_, {});
    write_rest(*rest, place);
  }
  if (!place.grace) context_.now += length;
}

void VoiceWriter::write_space(const Space& space) {
  context_.xml.open("forward");
  context_.xml.count("duration", context_.ticks(space.duration));
  context_.xml.close();
}

/// The head that is written first decides for the whole chord what a file says only once: its value, dots, size and
/// staff.
std::size_t VoiceWriter::leader_of(const Chord& chord) const {
  const auto fitness = [&](const Note& note) {
    const bool size = chord.size != NoteSize::full || !note.cue;
    return (size ? 8 : 0) + (note.dots == chord.written.dots ? 4 : 0) + (note.hidden ? 0 : 2) +
           (note.staff_shift == 0 ? 1 : 0);
  };
  const auto at = std::max_element(chord.notes.begin(), chord.notes.end(),
                                   [&](const Note& a, const Note& b) { return fitness(a) < fitness(b); });
  return static_cast<std::size_t>(at - chord.notes.begin());
}

void VoiceWriter::shape(const std::vector<Mark>& marks) {
  marks_.clear();
  next_ = 0;
  for (const Mark& mark : marks) {
    if (const auto found = shape_of(context_, mark, MarkPlace::note)) marks_.push_back({&mark, *found});
  }
}

void VoiceWriter::write_chord(const Chord& chord, const LeafPlace& place) {
  if (chord.notes.empty()) return;
  shape(chord.marks);
  const std::size_t leader = leader_of(chord);
  write_note(chord, chord.notes[leader], place, true);
  for (std::size_t i = 0; i < chord.notes.size(); ++i) {
    if (i != leader) write_note(chord, chord.notes[i], place, false);
  }
}

void VoiceWriter::write_ties(const std::vector<Mark>& marks) {
  for (const SpanRole role : {SpanRole::stop, SpanRole::start}) {
    for (const Mark& mark : marks) {
      ExportShape shape;
      if (mark.role != role || !context_.table.find(mark, MarkPlace::note, shape) || shape.tag != "tied") continue;
      context_.xml.open("tie");
      context_.xml.attribute("type", role == SpanRole::stop ? "stop" : "start");
      context_.xml.close();
      break;
    }
  }
}

void VoiceWriter::write_type(const WrittenDuration& written, int dots, bool small, Color color_of_dots,
                             double size_of_dots) {
  const std::string_view name = name_of_value(written.value);
  if (!name.empty()) {
    context_.xml.open("type");
    if (small) context_.xml.attribute("size", "cue");
    context_.xml.text(name);
    context_.xml.close();
  }
  write_dots(context_.xml, dots, color_of_dots, size_of_dots);
}

void VoiceWriter::write_ratio(const Ratio& ratio) {
  if (ratio.plain()) return;
  context_.xml.open("time-modification");
  context_.xml.count("actual-notes", ratio.actual);
  context_.xml.count("normal-notes", ratio.normal);
  context_.xml.close();
}

/// Signs of the chord up to the first lyric; lyrics come last in a note, so what follows one waits for the next note.
void VoiceWriter::put_chord_notations(Notations& notations) {
  for (; next_ < marks_.size() && marks_[next_].shape.parent != "note"; ++next_) {
    notations.put(*marks_[next_].mark, marks_[next_].shape);
  }
}

void VoiceWriter::put_lyrics() {
  for (; next_ < marks_.size() && marks_[next_].shape.parent == "note"; ++next_) {
    write_mark(context_, *marks_[next_].mark, marks_[next_].shape);
  }
}

/// Signs that files repeat on every note of a chord.
void VoiceWriter::put_again(Notations& notations) {
  for (std::size_t i = 0; i < next_; ++i) {
    const ExportShape& shape = marks_[i].shape;
    if (shape.import != nullptr && shape.import->once_per_chord) notations.put(*marks_[i].mark, shape);
  }
}

/// Lyrics of a note that is not printed say themselves whether they are.
void VoiceWriter::write_hidden() {
  context_.xml.attribute("print-object", "no");
  const auto is_lyric = [](const ShapedMark& one) { return one.shape.parent == "note"; };
  context_.xml.flag("print-lyric", std::any_of(marks_.begin(), marks_.end(), is_lyric));
}

void VoiceWriter::write_note_attributes(const Note& note, bool no_dots) {
  const NoteLook& look = look_of(note);
  if (note.hidden) write_hidden();
  if (no_dots || look.dots_alone) context_.xml.attribute("print-dot", no_dots ? "no" : "yes");
  if (look.no_ledger || look.ledger_alone) context_.xml.attribute("print-leger", look.no_ledger ? "no" : "yes");
  write_size(context_.xml, look.all_size);
  context_.xml.attribute("color", color_text(look.all));
}

void VoiceWriter::write_note(const Chord& chord, const Note& note, const LeafPlace& place, bool leads) {
  XmlWriter& xml = context_.xml;
  const Ratio ratio = ratio_of(chord.written, chord.duration, place);
  const NoteLook& look = look_of(note);
  const bool no_dots = leads && note.dots == 0 && chord.written.dots > 0;
  xml.open("note");
  write_note_attributes(note, no_dots);
  if (place.grace) {
    xml.open("grace");
    xml.flag("slash", chord.slashed);
    xml.close();
  }
  if (note.cue) xml.empty("cue");
  if (!leads) xml.empty("chord");
  write_pitch(xml, note);
  if (!place.grace) xml.count("duration", context_.ticks(chord.duration));
  write_ties(note.marks);
  xml.count("voice", voice_.number);
  write_type(chord.written, no_dots ? chord.written.dots : note.dots, chord.size == NoteSize::cue && !note.cue,
             look.dots, look.dots_size);
  write_accidental(xml, note);
  write_ratio(ratio);
  write_stem(xml, chord.stem, look.stem);
  write_head(xml, note);
  write_head_text(xml, look.text);
  context_.staff_element(staff_of(note.staff_shift));
  if (leads) write_beams(xml, chord.beams, chord.fan, chord.beam_color);
  {
    Notations notations(context_);
    for (const Mark& mark : note.marks) {
      if (const auto shape = shape_of(context_, mark, MarkPlace::note)) notations.put(mark, *shape);
    }
    if (leads) {
      for (const int number : place.ends) write_stop(notations, number);
      for (const TupletBegin& begin : place.begins) write_begin(notations, begin, ratio);
      io::write_tremolo(notations, place);
    } else {
      put_again(notations);
    }
    put_chord_notations(notations);
  }
  put_lyrics();
  xml.close();
}

void VoiceWriter::write_rest(const Rest& rest, const LeafPlace& place) {
  XmlWriter& xml = context_.xml;
  const Ratio ratio = ratio_of(rest.written, rest.duration, place);
  shape(rest.marks);
  xml.open("note");
  if (rest.hidden) write_hidden();
  write_size(xml, rest.font_size);
  xml.attribute("color", color_text(rest.color));
  if (place.grace) xml.empty("grace");
  if (rest.cue) xml.empty("cue");
  xml.open("rest");
  xml.flag("measure", rest.whole_measure);
  if (rest.has_position) {
    xml.child("display-step", name_of_step(rest.position.step));
    xml.count("display-octave", rest.position.octave);
  }
  xml.close();
  if (!place.grace) xml.count("duration", context_.ticks(rest.duration));
  xml.count("voice", voice_.number);
  write_type(rest.written, rest.written.dots, false, 0, 0.0);
  write_ratio(ratio);
  write_stem(xml, rest.stem, rest.stem_color);
  if (rest.parentheses) {
    xml.open("notehead");
    xml.attribute("parentheses", "yes");
    xml.text("normal");
    xml.close();
  }
  context_.staff_element(staff_of(rest.staff_shift));
  write_beams(xml, rest.beams);
  {
    Notations notations(context_);
    for (const int number : place.ends) write_stop(notations, number);
    for (const TupletBegin& begin : place.begins) write_begin(notations, begin, ratio);
    io::write_tremolo(notations, place);
    put_chord_notations(notations);
  }
  put_lyrics();
  xml.close();
}

}  // namespace

void write_voice(WriteContext& context, const Voice& voice, std::size_t staff, BetweenNotes& between) {
  VoiceWriter(context, voice, staff, between).write();
}

}  // namespace burin::io
