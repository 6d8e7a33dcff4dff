// Notes, chords, rests and beams become paint.
#include <algorithm>

#include "core/collections/sort_stably.hpp"
#include "pipeline/atoms/head_accidental.hpp"
#include "pipeline/atoms/slashes.hpp"
#include "pipeline/elements/ledger.hpp"
#include "pipeline/elements/multi_rest.hpp"
#include "pipeline/elements/notehead.hpp"
#include "pipeline/elements/tremolo_shape.hpp"
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

std::uint8_t extras_of(const Event& event) noexcept {
  const std::uint8_t grace = event.size == NoteSize::grace ? extra_grace : extra_none;
  return event.rest != nullptr && event.rest->cue ? static_cast<std::uint8_t>(grace | extra_cue) : grace;
}

class NotePainter {
 public:
  NotePainter(SystemWork& system, StaffWork& staff)
      : system_(system), staff_(staff), glyphs_(*system.context->glyphs), font_(glyphs_.defaults()) {}

  void run() {
    for (std::uint32_t i = 0; i < system_.line.count; ++i) {
      measure_ = i;
      atoms_ = &system_.atoms(i);
      out_ = &staff_.measures[i];
      collect_ledgers();
      slashes_ = slashes_by_beat(*system_.context, staff_.staff, system_.line.first + i);
      if (slashes_) lone_slashes();
      for (std::uint32_t e = atoms_->staff_begin[staff_.staff]; e < atoms_->staff_begin[staff_.staff + 1]; ++e)
        event(e);
      for (const PlacedBeam& beam : staff_.beams) {
        if (beam.measure == i) paint_beam(beam);
      }
    }
  }

 private:
  void event(std::uint32_t e) {
    const Event& event = atoms_->events[e];
    const EventPlace& place = system_.places[measure_][e];
    if (event.kind == EventKind::chord) {
      chord(event, place);
    } else if (!event.rest->hidden && !slashes_) {
      rest(event, place);
    }
  }

  /// Slashes on beats where no note begins that would carry one.
  void lone_slashes() {
    const std::uint32_t m = system_.line.first + measure_;
    const SlashBeat beat = slash_beat(*system_.context, staff_.staff, m);
    const GlyphId id = slash_glyph(system_.context->measure(staff_.staff, m).slash, beat, glyphs_);
    for (const Rational at : slashes_alone(*system_.context, staff_.staff, *atoms_)) {
      const double x = system_.x_at(measure_, at) / staff_.scale;
      GroupInfo& group = out_->open(GroupClass::slash, system_.context->staves[staff_.staff].vpd.child(m));
      group.has_onset = true;
      group.onset = at;
      out_->glyph(id, x, 0.0);
      for (int k = 0; k < beat.value.dots; ++k) out_->glyph(0xE1E7, x + glyphs_.box(id).right + 0.3 + 0.65 * k, 0.5);
      out_->close();
    }
  }

  void with_onset(GroupInfo& group, const Event& event) const {
    group.has_onset = true;
    group.onset = event.onset;
  }

  void chord(const Event& event, const EventPlace& place) {
    const std::span<const Head> heads(atoms_->heads.data() + event.first_head, event.head_count);
    const auto shown = std::count_if(heads.begin(), heads.end(), [](const Head& head) { return !head.hidden; });
    if (shown == 0) {
      parts_of_unseen(event, place);
      return;
    }
    const bool grouped = shown > 1 && event.has_stem;
    if (grouped) with_onset(out_->open(GroupClass::chord, event.vpd, extras_of(event)), event);
    shown_ = ledgers_of(event);
    around_ = joint_parentheses(heads);
    const Head* first = nullptr;
    for (const Head& head : heads) {
      if (head.hidden) continue;
      note(event, place, head, heads.size() > 1, first == nullptr);
      first = &head;
    }
    if (event.has_stem) stem(event, place);
    if (grouped) out_->close();
  }

  /// Heads in parentheses that stand next to each other in a chord share one pair. Nothing for a single head.
  static std::span<const Head> joint_parentheses(std::span<const Head> heads) {
    const auto in_parentheses = [](const Head& head) { return head.note->head_parentheses && !head.hidden; };
    const auto first = std::find_if(heads.begin(), heads.end(), in_parentheses);
    const auto last = std::find_if_not(first, heads.end(), in_parentheses);
    const bool all = std::none_of(last, heads.end(), in_parentheses);
    const bool near = first != heads.end() && first->staff_shift == std::prev(last)->staff_shift;
    if (!all || !near || last - first < 2) return {};
    return {first, last};
  }

  /// What the file prints of notes that are not printed themselves: their ledger lines, their dots.
  void parts_of_unseen(const Event& event, const EventPlace& place) {
    shown_ = ledgers_of(event);
    if (!shown_.empty()) paint_ledgers();
    for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
      const Head& head = atoms_->heads[h];
      if (!head.note->look || !head.note->look->dots_alone || head.dots == 0) continue;
      constexpr double gap = 0.4;
      const double x = place.x + d(event.x) + d(head.x) + d(event.head_width) + gap;
      const double y = (head.p % 2 == 0 ? head.p + 1 : int{head.p}) / 2.0;  // in a space
      out_->open(GroupClass::dots, event.vpd).color = head.note->look->dots;
      for (int k = 0; k < head.dots; ++k) out_->glyph(0xE1E7, x + 0.65 * k, y, d(event.scale));
      out_->close();
    }
  }

  /// A ledger line of one event.
  struct Ledger {
    const Event* event{nullptr};
    LedgerLine line;
    int shift{0};  // of the staff that it belongs to
    double y{0.0};
  };

  std::span<const Ledger> ledgers_of(const Event& event) const {
    const auto own = std::equal_range(ledgers_.begin(), ledgers_.end(), Ledger{&event, {}, 0, 0.0},
                                      [](const Ledger& a, const Ledger& b) { return a.event < b.event; });
    return {own.first, own.second};
  }

  double extension(const Event& event) const { return font_.ledger_extension * d(event.scale) * 0.85; }

  /// Ledger lines of the whole measure, by event; those of neighbouring columns give way to each other.
  void collect_ledgers() {
    ledgers_.clear();
    for (std::uint32_t e = atoms_->staff_begin[staff_.staff]; e < atoms_->staff_begin[staff_.staff + 1]; ++e) {
      const Event& event = atoms_->events[e];
      if (event.kind == EventKind::chord) collect_ledgers(event, system_.places[measure_][e]);
    }
    std::vector<Ledger*> by_height;
    by_height.reserve(ledgers_.size());
    for (Ledger& ledger : ledgers_) by_height.push_back(&ledger);
    sort_stably(by_height.begin(), by_height.end(), [](const Ledger* a, const Ledger* b) {
      if (a->shift != b->shift) return a->shift < b->shift;
      return a->line.p != b->line.p ? a->line.p < b->line.p : a->line.left < b->line.left;
    });
    for (std::size_t k = 1; k < by_height.size(); ++k) {
      Ledger& left = *by_height[k - 1];
      Ledger& right = *by_height[k];
      const bool neighbours = left.shift == right.shift && left.line.p == right.line.p;
      if (!neighbours || right.line.left - left.line.left < d(left.event->head_width)) continue;
      shorten_ledgers({&left.line, 1}, {&right.line, 1}, std::min(extension(*left.event), extension(*right.event)));
    }
  }

  void collect_ledgers(const Event& event, const EventPlace& place) {
    const Position at{static_cast<std::int32_t>(system_.line.first + measure_), event.onset};
    const int staff_lines = system_.context->staves[staff_.staff].staff->lines_at(at).count;
    const std::span<const Head> heads(atoms_->heads.data() + event.first_head, event.head_count);
    for (int shift = -4; shift <= 4; ++shift) {
      if (shift != 0 && !event.cross_staff) continue;
      here_.clear();
      for (const Head& head : heads) {
        if (head.tab || head.staff_shift != shift) continue;
        if (head.hidden && !(head.note->look && head.note->look->ledger_alone)) continue;
        if (head.note->look && head.note->look->no_ledger) continue;
        const double left = place.x + d(event.x) + d(head.x);
        here_.push_back({head.p, left, left + d(event.head_width)});
      }
      if (here_.empty()) continue;
      lines_.clear();
      ledger_lines(here_, staff_lines, extension(event), lines_);
      const double offset = system_.head_offset(event.staff, shift);
      for (const LedgerLine& line : lines_) ledgers_.push_back({&event, line, shift, line.p / 2.0 + offset});
    }
  }

  void note(const Event& event, const EventPlace& place, const Head& head, bool in_chord, bool carries_ledgers) {
    const Vpd vpd = in_chord ? event.vpd.child(head.item_step) : event.vpd;
    const std::uint8_t cue = head.note->cue ? extra_cue : extra_none;
    GroupInfo& group = out_->open(GroupClass::note, vpd, static_cast<std::uint8_t>(extras_of(event) | cue));
    with_onset(group, event);
    const NoteLook& look = head.note->look ? *head.note->look : plain_;
    group.color = look.all;
    if (head.staff_shift != 0) {
      group.staff = static_cast<std::int16_t>(static_cast<int>(event.staff) + head.staff_shift);
    }
    if (carries_ledgers && !shown_.empty()) paint_ledgers();
    const double y = system_.head_y(event, head);
    const double x = place.x + d(event.x) + d(head.x);
    if (head.accidental != 0) accidental(event, place, head, y);
    if (head.tab) {
      number_on_string(event, head, x, y);
    } else if (head.glyph != 0) {
      out_->open(GroupClass::notehead).color = look.head;
      if (head.note->head_parentheses) parentheses_of(event, place, head, x, y);
      out_->glyph(head.glyph, x, y, d(event.scale));
      out_->close();
      if (!look.text.empty()) text_in_head(look.text, x + d(event.head_width) / 2, y, event);
    }
    paint_dots(event, place, head);
    out_->close();
  }

  /// The fret, on the line of its string; the line makes room. It stands for both signs of the file, fret and string.
  void number_on_string(const Event& event, const Head& head, double x, double y) {
    constexpr double size = 1.3;  // numbers on neighbouring strings don't touch
    const FamilyIds& ids = system_.context->families;
    std::string fret;
    int signs = 0;
    for (const Mark& mark : head.note->marks) {
      if (mark.family == ids.tab_number) fret = mark.parameters().text(Param::text);
      signs += mark.family == ids.tab_number ||
               (mark.family == ids.technical && mark.parameters().text(Param::type) == "string");
    }
    if (head.note->head == NoteheadShape::x || head.note->head == NoteheadShape::cross) fret = "X";  // muted
    if (head.note->head_parentheses) fret = "(" + fret + ")";
    const TextExtent extent = system_.context->text->measure(fret, FontFace::roman, size * d(event.scale));
    const double centre = x + d(event.head_width) / 2;
    for (int i = 0; i < signs; ++i) out_->open(GroupClass::technical, event.vpd);
    out_->open(GroupClass::tab_number, event.vpd);
    out_->text(fret, centre, y - (extent.ink.empty() ? 0.0 : (extent.ink.top + extent.ink.bottom) / 2),
               size * d(event.scale), FontFace::roman, TextAlign::middle);
    out_->close();
    for (int i = 0; i < signs; ++i) out_->close();
    const double half = extent.advance / 2 + 0.15;
    staff_.gaps.push_back({head.p, centre - half, centre + half});
  }

  /// A letter or name on the head, white on black ones.
  void text_in_head(const std::string& text, double centre, double y, const Event& event) {
    const double size = 0.9 * d(event.scale);
    out_->open(GroupClass::words, event.vpd, extra_continuation).color = event.value >= 2 ? 0x01FFFFFFU : 0U;
    out_->text(text, centre, y - size * 0.35, size, FontFace::bold, TextAlign::middle);
    out_->close();
  }

  void paint_ledgers() {
    out_->open(GroupClass::ledger_lines);
    for (const Ledger& ledger : shown_) {
      out_->line({ledger.line.left, ledger.y}, {ledger.line.right, ledger.y}, font_.ledger_line);
      const double half = font_.ledger_line / 2;
      system_.add_ink(staff_.staff, {ledger.line.left, ledger.y - half, ledger.line.right, ledger.y + half});
    }
    out_->close();
  }

  /// Its own pair, or with the first of several heads the pair around all of them.
  void parentheses_of(const Event& event, const EventPlace& place, const Head& head, double x, double y) {
    if (around_.empty() || &head < around_.data() || &head > &around_.back()) {
      parentheses(x, y, d(event.head_width), d(event.scale));
      return;
    }
    if (&head != around_.data()) return;
    double left = x;
    double right = x;
    for (const Head& other : around_) {
      left = std::min(left, place.x + d(event.x) + d(other.x));
      right = std::max(right, place.x + d(event.x) + d(other.x));
    }
    constexpr double over = 0.6;
    constexpr double gap = 0.15;
    const double top = system_.head_y(event, around_.back()) + over;
    tall_parenthesis(left - gap, y - over, top, -1.0);
    tall_parenthesis(right + d(event.head_width) + gap, y - over, top, 1.0);
  }

  /// A bow that opens towards the heads; `side` is where it bulges to.
  void tall_parenthesis(double x, double bottom, double top, double side) {
    const double bulge = std::min(0.35 + 0.04 * (top - bottom), 0.7) * side;
    constexpr double thick = 0.14;
    const double third = (top - bottom) * 0.3;
    const auto bow = [&](double depth) {
      return std::array<Point, 4>{Point{x, bottom}, Point{x + depth, bottom + third}, Point{x + depth, top - third},
                                  Point{x, top}};
    };
    out_->curve(bow(bulge + thick * side), bow(bulge), 0.06);
  }

  void parentheses(double x, double y, double width, double scale) {
    out_->glyph(0xE0F5, x - 0.15 - glyphs_.width(0xE0F5) * scale, y, scale);
    out_->glyph(0xE0F6, x + width + 0.15, y, scale);
  }

  void accidental(const Event& event, const EventPlace& place, const Head& head, double y) {
    const AccidentalGlyphs signs =
        accidental_glyphs(accidental_of(event, head), place.x + d(head.accidental_x), glyphs_);
    out_->open(GroupClass::accidental).color = head.note->look ? head.note->look->accidental : 0;
    for (int k = 0; k < signs.count; ++k) {
      const PlacedGlyph& sign = signs.glyphs[static_cast<std::size_t>(k)];
      out_->glyph(sign.id, sign.x, y + sign.y, sign.scale);
    }
    out_->close();
  }

  void paint_dots(const Event& event, const EventPlace& place, const Head& head) {
    if (head.dots == 0) return;
    const double y = head.dot_p / 2.0 + system_.head_offset(event.staff, head.staff_shift);
    out_->open(GroupClass::dots).color = head.note->look ? head.note->look->dots : 0;
    const double scale = d(event.scale) * d(head.dot_scale);
    for (int k = 0; k < head.dots; ++k) out_->glyph(0xE1E7, place.x + d(head.dot_x) + 0.65 * k, y, scale);
    out_->close();
  }

  void stem(const Event& event, const EventPlace& place) {
    const double x = place.x + d(event.x) + d(event.stem_x);
    const StemSpan span = system_.stem_span(*atoms_, event, place);
    const Note& carrier = event.chord->notes.front();
    out_->open(GroupClass::stem).color = !carrier.look             ? 0
                                         : carrier.look->stem != 0 ? carrier.look->stem
                                                                   : carrier.look->all;
    out_->line({x, span.from}, {x, span.to}, font_.stem * (event.size == NoteSize::full ? 1.0 : 0.8));
    out_->close();
    if (event.flag == 0 || event.beamed) return;
    out_->open(GroupClass::flag);
    out_->glyph(event.flag, x - font_.stem / 2, span.flag, d(event.scale));
    if (event.slashed && event.size == NoteSize::grace) {
      slash(grace_slash(glyphs_, event.flag, {x, span.flag},
                        event.direction > 0 ? StemDirection::up : StemDirection::down, d(event.scale), {}));
    }
    out_->close();
  }

  void slash(const Stroke& stroke) { out_->line(stroke.from, stroke.to, stroke.thickness); }

  void rest(const Event& event, const EventPlace& place) {
    const bool whole = event.kind == EventKind::measure_rest;
    GroupInfo& group = out_->open(whole ? GroupClass::measure_rest : GroupClass::rest, event.vpd, extras_of(event));
    with_onset(group, event);
    group.color = event.rest->color;
    if (event.rest_shift != 0)
      group.staff = static_cast<std::int16_t>(static_cast<int>(event.staff) + event.rest_shift);
    if (const std::uint32_t m = system_.line.first + measure_; whole && system_.context->multi_rest(m) > 1) {
      const std::uint32_t index = system_.context->rest_index[m];
      if (group.color == 0) group.color = system_.context->measure(staff_.staff, m - index).multi_rest_color;
      share_of_multi_rest(m);
      out_->close();
      return;
    }
    const double x = whole ? centred(event) : place.x;
    if (whole) staff_.add_ink(glyphs_.box(event.rest_glyph).scaled(d(event.scale)).shifted(x, d(event.rest_y)));
    out_->glyph(event.rest_glyph, x, d(event.rest_y) + place.rest_shift, d(event.scale));
    if (event.rest->parentheses) {
      parentheses(x, d(event.rest_y) + place.rest_shift, glyphs_.width(event.rest_glyph), d(event.scale));
    }
    if (event.dots > 0 && !whole) {
      out_->open(GroupClass::dots);
      for (int k = 0; k < event.dots; ++k) {
        out_->glyph(0xE1E7, place.x + d(event.dots_x) + 0.65 * k, event.dot_p / 2.0 + place.rest_shift, d(event.grow));
      }
      out_->close();
    }
    out_->close();
  }

  /// Left and right of the free space of the multi-measure rest around a measure.
  std::pair<double, double> multi_rest_room(std::uint32_t m) const {
    const std::uint32_t first = measure_ - std::min<std::uint32_t>(measure_, system_.context->rest_index[m]);
    const MeasurePlace& place = system_.geometry.measures[first];
    const double signs = first > 0 ? d((*system_.stacks)[system_.line.first + first]->change.width) : 0.0;
    return {(place.left + signs) / staff_.scale, place.right / staff_.scale};
  }

  /// Each rest that the thick bar stands for is a piece of it, and so keeps its address; the first one brings the
  /// number and the strokes at the ends. Where the file asks for the old signs, each is one of these.
  void share_of_multi_rest(std::uint32_t m) {
    const int count = system_.context->multi_rest(m);
    const int index = system_.context->rest_index[m];
    const auto [left, right] = multi_rest_room(m);
    const MultiRest rest = place_multi_rest(count, left, right, glyphs_);
    const bool symbols =
        count <= most_measures_by_symbols &&
        system_.context->measure(staff_.staff, m - static_cast<std::uint32_t>(index)).multi_rest_symbols;
    if (symbols) {
      const GlyphGroup signs = place_rest_symbols(count, left, right, glyphs_);
      if (static_cast<std::size_t>(index) < signs.glyphs.size()) {
        const PlacedGlyph& sign = signs.glyphs[static_cast<std::size_t>(index)];
        out_->glyph(sign.id, sign.x, sign.y, sign.scale);
      }
    } else {
      constexpr double lap = 0.03;  // no seams between the pieces
      const double width = (rest.bars[2].left - rest.bars[0].right) / count;
      const double from = rest.bars[0].right + width * index;
      out_->rect({from - lap, rest.bars[1].bottom, from + width + lap, rest.bars[1].top});
    }
    if (index > 0) return;
    const Measure& written = system_.context->measure(staff_.staff, m);
    out_->open(GroupClass::multi_measure_rest, system_.context->staves[staff_.staff].vpd.child(m)).color =
        written.multi_rest_color;
    if (!symbols) {
      out_->rect(rest.bars[0]);
      out_->rect(rest.bars[2]);
    }
    // A number of another size keeps its middle and stands on its lower edge.
    const double grow = music_factor(written.multi_rest_size, size_reference(*system_.context->piece));
    const Box all = box_of(rest.number, glyphs_);
    const double middle = (all.left + all.right) / 2;
    for (const PlacedGlyph& digit : rest.number.glyphs) {
      const double x = middle + (digit.x - middle) * grow;
      const double y = all.bottom + (digit.y - all.bottom) * grow;
      out_->glyph(digit.id, x, y, digit.scale * grow);
      staff_.add_ink(glyphs_.box(digit.id).scaled(digit.scale * grow).shifted(x, y));
    }
    out_->close();
  }

  double centred(const Event& event) const {
    const MeasurePlace& place = system_.geometry.measures[measure_];
    double left = place.left / staff_.scale;
    if (measure_ > 0) left += d((*system_.stacks)[system_.line.first + measure_]->change.width);
    double right = place.right / staff_.scale;
    for (const ClefAtom& clef : atoms_->clefs) {
      if (clef.at_end && clef.staff == staff_.staff)
        right -= system_.context->style.spacing.clef_to_barline + d(clef.width);
    }
    return centred_x(glyphs_.box(event.rest_glyph).scaled(d(event.scale)), left, right);
  }

  void paint_beam(const PlacedBeam& beam) {
    const Event& first = atoms_->events[beam.group->events.front()];
    const Head* heads = atoms_->heads.data() + first.first_head;
    const bool unseen = first.kind == EventKind::chord &&
                        std::all_of(heads, heads + first.head_count, [](const Head& head) { return head.hidden; });
    if (unseen && !beam.group->open_left) return;  // what begins on a hidden note is hidden
    const std::uint8_t again = beam.group->open_left ? extra_continuation : extra_none;
    out_->open(GroupClass::beam, first.vpd, static_cast<std::uint8_t>(extras_of(first) | again)).color =
        first.chord != nullptr ? first.chord->beam_color : 0;
    for (const Stemlet& stemlet : beam.stemlets) {
      const Event& event = atoms_->events[stemlet.event];
      out_->open(GroupClass::stem, event.vpd, extra_continuation).color = event.rest->stem_color;
      out_->line({stemlet.x, stemlet.from}, {stemlet.x, stemlet.to}, font_.stem);
      out_->close();
    }
    for (std::size_t q = 0; q < beam.quads.size(); ++q) {
      const auto& quad = beam.quads[q];
      if (beam.beamlet[q]) out_->open(GroupClass::beamlet);
      out_->quad(quad[0], quad[1], quad[2], quad[3]);
      if (beam.beamlet[q]) out_->close();
    }
    if (beam.group->grace && first.slashed && first.head_count > 0) {
      const Head& head = atoms_->heads[first.first_head];
      slash(grace_beam_slash(beam.left_x, system_.head_y(first, head), beam.left_y, d(first.scale), {}));
    }
    out_->close();
  }

  SystemWork& system_;
  StaffWork& staff_;
  const GlyphMetrics& glyphs_;
  const EngravingDefaults& font_;
  std::uint32_t measure_{0};
  const MeasureAtoms* atoms_{nullptr};
  PaintBuilder* out_{nullptr};
  NoteLook plain_;
  bool slashes_{false};            // by the beat, in the measure at work
  std::vector<Ledger> ledgers_;    // of the measure, by event
  std::span<const Ledger> shown_;  // of the event at work
  std::span<const Head> around_;   // heads of the event at work that one pair of parentheses stands around
  std::vector<LedgerHead> here_;
  std::vector<LedgerLine> lines_;
};

}  // namespace

void paint_notes(SystemWork& system, StaffWork& staff) { NotePainter(system, staff).run(); }

}  // namespace burin::layout
