#include "tests/unit/io/musicxml/counts.hpp"

#include "pipeline/elements/element.hpp"

namespace burin::io {

namespace {

class Counter {
 public:
  Counts run(const Piece& piece) {
    counts_["credits"] = static_cast<long>(piece.credits.size());
    counts_["measures"] = static_cast<long>(piece.measures.size());
    for (const PartGroup& group : piece.groups) add("part_groups", group.symbol != PartGroup::Symbol::none);
    for (const auto& musician : piece.musicians) {
      for (const auto& instrument : musician->instruments) {
        ++counts_["parts"];
        for (const auto& staff : instrument->staves) walk(*staff);
      }
    }
    return counts_;
  }

 private:
  void add(const char* column, long n) { counts_[column] += n; }

  void walk(const Staff& staff) {
    add("staves", 1);
    for (const auto& change : staff.clefs.changes()) add("clefs", !change.value.hidden);
    for (const auto& measure : staff.measures) {
      for (const PlacedMark& placed : measure->marks) mark(placed.mark, false);
      for (const Mark& one : measure->left.marks) mark(one, true);
      for (const Mark& one : measure->right.marks) mark(one, true);
      for (const auto& [role, ending] : measure->endings) {
        add("endings_all", role == Ending::Role::start && !ending.hidden);
      }
      add("multirest", measure->multi_rest > 0);
      for (const auto& voice : measure->voices) walk(voice->items);
    }
  }
  void walk(const std::vector<Item>& items) {
    for (const Item& item : items) std::visit([&](const auto& one) { walk(one); }, item);
  }
  void walk(const Space&) {}
  void walk(const Tuplet& tuplet) {
    add("tuplets_drawn", !tuplet.hidden && !tuplet.continues);
    walk(tuplet.items);
  }
  void walk(const GraceGroup& group) { walk(group.items); }
  void walk(const Tremolo& tremolo) {
    add("ornaments", 1);
    add("tremolos", 1);
    walk(tremolo.items);
  }
  void walk(const Rest& rest) {
    add(rest.hidden ? "hidden_rests" : "rests", 1);
    add("measure_rests_drawn", rest.whole_measure && !rest.hidden);
    if (!rest.hidden) {
      add("dots", rest.written.dots);
      beams(rest.beams);
    }
    marks(rest.marks);
  }
  void walk(const Chord& chord) {
    bool any = false;
    for (const Note& note : chord.notes) any = walk(note, chord.size) || any;
    if (any) beams(chord.beams);
    add("chords", any);
    if (any && chord.stem != StemDirection::none && chord.written.value != no_value && chord.written.value >= 1) {
      add("stems", 1);
      add("flags", chord.written.value >= 3 && !chord.beams.any());
    }
    marks(chord.marks);
  }
  bool walk(const Note& note, NoteSize size) {
    for (const Mark& one : note.marks) mark(one, false);
    if (note.hidden) {
      add("hidden_notes", 1);
      return false;
    }
    add("notes", 1);
    add("grace", size == NoteSize::grace);
    add("dots", note.dots);
    add("accidentals", note.accidental != 0);
    add("notehead_none", note.head == NoteheadShape::none);
    return true;
  }
  void beams(Beams beams) {
    for (int level = 1; level <= 8; ++level) {
      const BeamState state = beams.level(level);
      if (state == BeamState::begin) {
        add("beams_all", 1);
        add("beams", level == 1);
      }
      add("hooks", state == BeamState::forward_hook || state == BeamState::backward_hook);
    }
  }
  void marks(const std::vector<Mark>& marks) {
    for (const Mark& one : marks) mark(one, false);
  }

  void mark(const Mark& one, bool on_barline) {
    const layout::ElementFamily* family = layout::family(one.family);
    if (family == nullptr || one.hidden) return;
    const bool start = one.role == SpanRole::start;
    add(start && one.span == SpanId::none ? "lonely_starts" : "other", 1);
    const std::string_view name = family->name;
    if (name == "tie") add("tied", start || one.role == SpanRole::let_ring);
    if (name == "slur") add(start ? "slurs" : "slur_stops", one.role == SpanRole::start || one.role == SpanRole::stop);
    if (name == "hairpin") add("wedges", start);
    if (name == "dynamic") add("dynamics", 1);
    if (name == "words") add("words", 1);
    if (name == "rehearsal") add("rehearsal", 1);
    if (name == "metronome") add("metronome", 1);
    if (name == "segno") add("segno", 1);
    if (name == "coda") add("coda", 1);
    if (name == "octave_line") add("octave_shifts", start);
    if (name == "pedal") add("pedals", start);
    if (name == "dashes") add("dashes", start);
    if (name == "line_bracket") add("brackets", start);
    if (name == "articulation" || name == "breath_mark") add("articulations", 1);
    if (name == "ornament" || name == "tremolo" || (name == "trill_line" && start)) add("ornaments", 1);
    if (name == "tremolo") add("tremolos", 1);
    if (name == "accidental_mark") add("accidental_marks", 1);
    const bool stops = one.role == SpanRole::stop && name == "technical";
    if ((name == "technical" || name == "fingering" || name == "tab_number") && !stops) add("technical", 1);
    if (name == "fermata") add(on_barline ? "fermatas_bar" : "fermatas", 1);
    if (name == "arpeggio") add("arpeggiates", one.variant == 0);
    if (name == "glissando") add("glissandi", start);
    if (name == "lyric") lyric(one);
    if (name == "chord_symbol") add("harmony", 1);
    if (name == "figured_bass") add("figured_bass", 1);
  }

  void lyric(const Mark& one) {
    const Params& params = one.parameters();
    add("lyric_extends", params.whole(Param::extend) == 1);
    if (params.text(Param::text).empty()) return;
    add("lyrics", 1);
    const std::string_view syllabic = params.text(Param::syllabic);
    add("lyric_hyphens", syllabic == "begin" || syllabic == "middle");
  }

  Counts counts_;
};

}  // namespace

Counts counts_of(const Piece& piece) { return Counter().run(piece); }

}  // namespace burin::io
