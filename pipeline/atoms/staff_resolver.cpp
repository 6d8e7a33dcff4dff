#include "pipeline/atoms/staff_resolver.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/collections/sort_stably.hpp"
#include "pipeline/atoms/slashes.hpp"
#include "pipeline/elements/beam.hpp"
#include "pipeline/elements/chord.hpp"
#include "pipeline/elements/clef.hpp"
#include "pipeline/elements/lyric.hpp"
#include "pipeline/elements/notehead.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"
#include "pipeline/elements/stem.hpp"

namespace burin::layout {

namespace {

float f(double v) noexcept { return static_cast<float>(v); }
double d(float v) noexcept { return static_cast<double>(v); }

}  // namespace

StaffResolver::StaffResolver(const Context& context, MeasureAtoms& atoms)
    : context_(context), glyphs_(*context.glyphs), atoms_(atoms) {}

void StaffResolver::start(std::uint32_t staff) {
  staff_ = staff;
  begin_ = atoms_.staff_begin[staff];
  end_ = atoms_.staff_begin[staff + 1];
  slash_mode_ = context_.measure(staff, atoms_.measure).slash;
}

void StaffResolver::prepare(std::uint32_t staff) {
  start(staff);
  for (std::uint32_t e = begin_; e < end_; ++e) make_heads(atoms_.events[e]);
  if (context_.staves[staff].computes_accidentals) choose_accidentals();
  for (std::uint32_t e = begin_; e < end_; ++e) choose_direction(atoms_.events[e]);
  agree_beam_directions();
  agree_tremolo_directions();
  for (std::uint32_t e = begin_; e < end_; ++e) {
    Event& event = atoms_.events[e];
    if (event.kind != EventKind::chord) {
      if (visit_staff(event)) crossing_.push_back(e);
      continue;
    }
    arrange_chord(event);
    make_stem(event);
    if (event.size == NoteSize::grace) clear_flag(event, {});
    if (event.cross_staff && event.size != NoteSize::grace) crossing_.push_back(e);
  }
}

void StaffResolver::meet(std::uint32_t staff) {
  start(staff);
  order_.clear();
  for (std::uint32_t e = begin_; e < end_; ++e) {
    if (atoms_.events[e].size != NoteSize::grace && belongs(atoms_.events[e])) order_.push_back(e);
  }
  for (const std::uint32_t e : crossing_) {
    if (atoms_.events[e].staff != staff && belongs(atoms_.events[e])) order_.push_back(e);
  }
  sort_stably(order_.begin(), order_.end(),
              [&](std::uint32_t a, std::uint32_t b) { return atoms_.events[a].column < atoms_.events[b].column; });
  meet_visitors();
  for (std::size_t i = 0; i < order_.size();) {
    std::size_t j = i;
    while (j < order_.size() && atoms_.events[order_[j]].column == atoms_.events[order_[i]].column) ++j;
    resolve_column({order_.data() + i, j - i});
    i = j;
  }
}

/// Notes of another staff's voice make two voices of one, for as long as they stay.
void StaffResolver::meet_visitors() {
  struct Stay {
    Rational from{1000000};
    Rational to{};
    [[nodiscard]] bool meets(const Event& event) const {
      return event.onset < to && from < event.onset + event.duration;
    }
  };
  const auto visits = [&](std::uint32_t e) { return atoms_.events[e].staff != staff_; };
  if (std::none_of(order_.begin(), order_.end(), visits)) return;
  std::array<Stay, 4> stays;  // hosts and visitors, stems down and up
  const auto index = [&](const Event& event) {
    return (event.staff != staff_ ? 2U : 0U) + (event.direction > 0 ? 1U : 0U);
  };
  for (const std::uint32_t e : order_) {
    const Event& event = atoms_.events[e];
    if (!event.has_stem) continue;
    Stay& stay = stays[index(event)];
    stay.from = std::min(stay.from, event.onset);
    stay.to = std::max(stay.to, event.onset + event.duration);
  }
  for (const std::uint32_t e : order_) {
    Event& event = atoms_.events[e];
    if (event.has_stem && stays[index(event) ^ 3U].meets(event)) event.shares_staff = true;
  }
}

void StaffResolver::finish(std::uint32_t staff, std::span<const GraceRun> graces, std::size_t first_clef) {
  start(staff);
  for (const GraceRun& run : graces) place_grace(run);
  place_clefs(first_clef);
  measure_syllables();
  estimate_height();
}

/// Rests, too, may be printed on another staff of the instrument.
bool StaffResolver::visit_staff(Event& event) {
  const StaffRef& ref = context_.staves[staff_];
  const auto in_instrument = static_cast<std::int32_t>(staff_ - ref.first_of_instrument) + event.rest->staff_shift;
  const bool inside = in_instrument >= 0 && in_instrument < static_cast<std::int32_t>(ref.staves_of_instrument);
  if (!inside || event.rest->staff_shift == 0 || event.rest->hidden) return false;
  event.rest_shift = event.rest->staff_shift;
  event.cross_staff = true;
  return true;
}

bool StaffResolver::belongs(const Event& event) const {
  std::int32_t printed = event.staff + event.rest_shift;
  if (event.kind == EventKind::chord && event.head_count > 0) {
    const Head& low = atoms_.heads[event.first_head];
    const Head& high = atoms_.heads[event.first_head + event.head_count - 1];
    if (low.staff_shift == high.staff_shift) printed += low.staff_shift;
  }
  return printed == static_cast<std::int32_t>(staff_);
}

void StaffResolver::make_heads(Event& event) {
  if (event.kind != EventKind::chord) return;
  event.first_head = static_cast<std::uint32_t>(atoms_.heads.size());
  event.scale = f(NoteSizeStyle{}.of(event.size));
  const auto& notes = event.chord->notes;
  for (const Note& note : notes) {
    if (!note.look) continue;
    const double points = std::max(note.look->all_size, note.look->head_size);
    event.grow = std::max(event.grow, f(music_factor(points, size_reference(*context_.piece))));
  }
  event.scale *= event.grow;
  for (std::uint16_t n = 0; n < notes.size(); ++n) add_head(event, notes[n], n);
  event.head_count = static_cast<std::uint32_t>(atoms_.heads.size()) - event.first_head;
  const auto own = heads(event);
  sort_stably(own.begin(), own.end(), [](const Head& a, const Head& b) {
    return a.staff_shift != b.staff_shift ? a.staff_shift > b.staff_shift : a.p < b.p;
  });
}

void StaffResolver::add_head(Event& event, const Note& note, std::uint16_t step) {
  Head head;
  head.note = &note;
  head.item_step = step;
  const StaffRef& ref = context_.staves[staff_];
  const auto in_instrument = static_cast<std::int32_t>(staff_ - ref.first_of_instrument) + note.staff_shift;
  const bool inside = in_instrument >= 0 && in_instrument < static_cast<std::int32_t>(ref.staves_of_instrument);
  head.staff_shift = inside ? note.staff_shift : std::int8_t{0};
  const auto printed = static_cast<std::uint32_t>(static_cast<std::int32_t>(staff_) + head.staff_shift);
  const Position at{static_cast<std::int32_t>(atoms_.measure), event.onset};
  const Clef clef = context_.clef_at(printed, at);
  // Files give an octave line to the staff of its voice, also where the voice has gone to another staff.
  const int here = context_.octave_shift(printed, at);
  const int shift = here != 0 || printed == staff_ ? here : context_.octave_shift(staff_, at);
  const int lines = context_.staves[printed].staff->lines_at(at).count;
  // Places count from the middle of the staff, clefs from its lowest line.
  const int place = note.pitch.diatonic() - clef.middle_line() + shift + (5 - lines);
  head.p = static_cast<std::int16_t>(std::clamp(place, -70, 70));
  head.glyph = notehead_glyph(event.value, note.head, note.filled, glyphs_);
  head.accidental = note.accidental;
  head.accidental_style = note.accidental_style;
  head.dots = note.dots;
  head.hidden = note.hidden;
  if (note.look) {
    const SizeReference sizes = size_reference(*context_.piece);
    head.accidental_scale = f(music_factor(note.look->accidental_size, sizes));
    head.dot_scale = f(music_factor(note.look->dots_size, sizes));
  }
  if (clef.sign == ClefSign::tab) put_on_string(head, lines);
  slash(event, head);
  if (head.staff_shift != 0) event.cross_staff = true;
  if (!note.hidden) atoms_.has_content[staff_] = 1;
  if (!note.hidden && head.staff_shift != 0) atoms_.has_content[printed] = 1;
  atoms_.heads.push_back(head);
}

/// Slash notation: rhythm without pitches, on the middle line; without stems one slash for each beat, whatever the
/// notes are that the file has there.
void StaffResolver::slash(const Event& event, Head& head) const {
  if (slash_mode_ == Measure::SlashMode::none || event.size == NoteSize::grace) return;
  head.p = 0;
  head.accidental = 0;
  if (head.item_step > 0) head.hidden = true;  // of a chord one slash is left
  if (slash_mode_ == Measure::SlashMode::rhythm) {
    head.glyph = notehead_glyph(event.value, NoteheadShape::slash, Filled::by_value, glyphs_);
    return;
  }
  const SlashBeat beat = slash_beat(context_, staff_, atoms_.measure);
  head.glyph = slash_glyph(slash_mode_, beat, glyphs_);
  head.dots = beat.value.dots;
  if (event.voice > 0 || !beat.falls_on(event.onset)) head.hidden = true;
}

/// Tablature: the string says the line, the first string the highest one; there are no accidentals.
void StaffResolver::put_on_string(Head& head, int lines) {
  std::int64_t string = 0;
  for (const Mark& mark : head.note->marks) {
    head.tab = head.tab || mark.family == context_.families.tab_number;
    if (mark.family != context_.families.technical || mark.parameters().text(Param::type) != "string") continue;
    string = whole_number(mark.parameters().text(Param::text), 0);
  }
  head.accidental = 0;
  if (string >= 1 && string <= lines) head.p = static_cast<std::int16_t>(lines + 1 - 2 * string);
}

void StaffResolver::choose_accidentals() {
  const Position at{static_cast<std::int32_t>(atoms_.measure), {}};
  AccidentalState state(context_.key_at(staff_, at));
  std::vector<std::uint32_t> by_time;
  for (std::uint32_t e = begin_; e < end_; ++e) {
    if (atoms_.events[e].kind == EventKind::chord) by_time.push_back(e);
  }
  sort_stably(by_time.begin(), by_time.end(),
              [&](auto a, auto b) { return atoms_.events[a].onset < atoms_.events[b].onset; });
  for (const std::uint32_t e : by_time) {
    for (Head& head : heads(atoms_.events[e])) {
      if (head.note->unpitched || head.hidden || head.tab) continue;
      const bool tied = std::any_of(head.note->marks.begin(), head.note->marks.end(), [&](const Mark& mark) {
        return mark.family == context_.families.tie && mark.role == SpanRole::stop && mark.variant != respelled_tie;
      });
      head.accidental = state.sign_for(head.note->pitch, tied);
    }
  }
}

void StaffResolver::choose_direction(Event& event) {
  if (event.kind != EventKind::chord || event.head_count == 0) return;
  event.has_stem = has_stem(event.value) && event.chord->stem != StemDirection::none;
  const bool all_hidden = std::all_of(heads(event).begin(), heads(event).end(), [](const Head& h) { return h.hidden; });
  const bool bare = slash_mode_ == Measure::SlashMode::slash || slash_mode_ == Measure::SlashMode::beat_repeat;
  if (all_hidden || (bare && event.size != NoteSize::grace)) event.has_stem = false;
  if (event.chord->stem == StemDirection::up || event.chord->stem == StemDirection::double_) {
    event.direction = 1;
  } else if (event.chord->stem == StemDirection::down) {
    event.direction = -1;
  } else if (event.size == NoteSize::grace) {
    event.direction = event.multi_voice && event.voice % 2 == 1 ? -1 : 1;
  } else if (event.multi_voice) {
    event.direction = event.voice % 2 == 0 ? 1 : -1;
  } else if (heads(event).front().tab) {
    event.direction = -1;  // numbers of all strings share their stems' side
  } else {
    positions_.clear();
    for (const Head& head : heads(event)) positions_.push_back(head.p);
    event.direction = static_cast<std::int8_t>(default_direction(positions_));
  }
}

/// Beams whose file leaves directions open get one direction by all their heads, in a single voice or where the notes
/// stand on one other staff; a beam between staves lies between them (handbook §5.3, §5.5).
void StaffResolver::agree_beam_directions() {
  for (BeamGroup& group : atoms_.beams) {
    if (group.staff != staff_ || group.events.empty()) continue;
    std::vector<HeadRange>& ranges = ranges_;
    ranges.clear();
    bool open = !group.grace;
    bool voices = false;
    int highest = 127;  // of the staves, as shifts from the voice's own
    int lowest = -127;
    for (const std::uint32_t e : group.events) {
      const Event& event = atoms_.events[e];
      if (event.kind != EventKind::chord || event.head_count == 0) continue;
      group.cross_staff = group.cross_staff || event.cross_staff;
      open = open && event.chord->stem == StemDirection::automatic;
      voices = voices || event.multi_voice;
      const Head& low = atoms_.heads[event.first_head];
      const Head& high = atoms_.heads[event.first_head + event.head_count - 1];
      ranges.push_back({low.p / 2.0, high.p / 2.0});
      highest = std::min(highest, static_cast<int>(high.staff_shift));
      lowest = std::max(lowest, static_cast<int>(low.staff_shift));
    }
    if (!open || ranges.empty() || (voices && !group.cross_staff)) continue;
    const bool tab =
        atoms_.events[group.events.front()].head_count > 0 && heads(atoms_.events[group.events.front()]).front().tab;
    const StemDirection direction = tab ? StemDirection::down : beam_direction(ranges);
    for (const std::uint32_t e : group.events) {
      Event& event = atoms_.events[e];
      if (event.kind != EventKind::chord || event.head_count == 0) continue;
      const bool up =
          highest < lowest ? atoms_.heads[event.first_head].staff_shift > highest : direction == StemDirection::up;
      event.direction = up ? 1 : -1;
    }
  }
}

/// The stems of two notes with strokes between them point the same way, as under a beam, where the file leaves it open.
void StaffResolver::agree_tremolo_directions() {
  for (const TremoloAtom& tremolo : atoms_.tremolos) {
    std::vector<HeadRange> ranges;
    for (const std::uint32_t e : {tremolo.first, tremolo.second}) {
      const Event& event = atoms_.events[e];
      const bool open = event.staff == staff_ && event.has_stem && !event.beamed && !event.multi_voice &&
                        !event.cross_staff && event.chord->stem == StemDirection::automatic;
      if (!open) continue;
      ranges.push_back({heads(event).front().p / 2.0, heads(event).back().p / 2.0});
    }
    if (ranges.size() < 2) continue;
    const std::int8_t direction = beam_direction(ranges) == StemDirection::up ? 1 : -1;
    atoms_.events[tremolo.first].direction = atoms_.events[tremolo.second].direction = direction;
  }
}

void StaffResolver::arrange_chord(Event& event) {
  const auto own = heads(event);
  if (own.empty()) return;
  event.head_width = f(notehead_width(own.front().glyph, glyphs_) * d(event.scale));
  if (own.size() == 1) return;
  positions_.clear();
  for (const Head& head : own) positions_.push_back(head.p - head.staff_shift * 1000);
  sides_.assign(own.size(), 0);
  place_heads(positions_, event.direction, sides_);
  const double stem = glyphs_.defaults().stem;
  for (std::size_t i = 0; i < own.size(); ++i) {
    const bool unison = (i > 0 && own[i].p == own[i - 1].p) || (i + 1 < own.size() && own[i].p == own[i + 1].p);
    own[i].x = f(head_offset(sides_[i], d(event.head_width), stem, !event.has_stem,
                             unison ? HeadClash::unison : HeadClash::second));
  }
}

void StaffResolver::make_stem(Event& event) {
  if (!event.has_stem || event.head_count == 0) return;
  const auto own = heads(event);
  StemRequest request;
  request.direction = event.direction;
  request.low = own.front().p;
  request.high = own.back().p;
  request.beams = event.flags;
  request.beamed = event.beamed;
  request.staff_lines = context_.staves[staff_].staff->lines;
  request.size = event.size;
  request.head = own.front().glyph;
  request.strokes = strokes_on(event);
  request.grow = d(event.grow);
  const Stem stem = place_stem(request, glyphs_);
  event.stem_x = f((stem.left + stem.right) / 2);
  event.stem_from = f(stem.start);
  event.stem_to = f(stem.end);
  if (own.front().tab) {  // numbers carry their stems in the middle, and these begin clear of them
    constexpr double off_number = 0.85;
    const Head& nearest = event.direction > 0 ? own.back() : own.front();
    event.stem_x = f(d(event.head_width) / 2);
    event.stem_from = f(nearest.p / 2.0 + off_number * event.direction);
  }
  event.flag_y = f(stem.tip);
  event.flag = event.beamed ? GlyphId{0} : stem.flag.id;
}

int StaffResolver::strokes_on(const Event& event) const {
  for (const Mark& mark : event.chord->marks) {
    if (mark.family == context_.families.tremolo) return static_cast<int>(mark.parameters().whole(Param::strokes, 3));
  }
  return 0;
}

void StaffResolver::place_grace(const GraceRun& run) {
  const SpacingStyle& style = context_.style.spacing;
  const bool before = run.main >= 0;
  double edge = 0.0;  // of what lies towards the main note, relative to the column
  std::uint32_t column = before ? atoms_.events[static_cast<std::uint32_t>(run.main)].column : 0;
  if (!before && !atoms_.columns.empty()) column = static_cast<std::uint32_t>(atoms_.columns.size() - 1);
  for (std::uint32_t e = begin_; e < end_; ++e) {
    const Event& other = atoms_.events[e];
    if (other.size == NoteSize::grace || other.column != column || other.box.empty()) continue;
    edge = before ? std::min(edge, other.box.left) : std::max(edge, other.box.right);
  }
  const bool tied = before && has_tie(atoms_.events[static_cast<std::uint32_t>(run.main)], SpanRole::stop) &&
                    has_tie(atoms_.events[run.first + run.count - 1], SpanRole::start);
  double x = before ? edge - (tied ? style.tie_least : style.grace_gap) : edge + style.grace_gap;
  const auto settle = [&](std::uint32_t e) {
    Event& event = atoms_.events[e];
    event.column = column;
    if (event.kind != EventKind::chord) return;
    event.x = 0.0F;
    const std::array<std::uint32_t, 1> one{e};
    pack_column(one);
    dot_column(one);
    box_event(event);
    make_room_for_arpeggios(one);
    if (event.box.empty()) return;
    const double shift = before ? x - event.box.right : x - event.box.left;
    event.x = f(shift);
    event.box = event.box.shifted(shift, 0.0);
    for (Head& head : heads(event)) {
      head.accidental_x += f(shift);
      head.dot_x += f(shift);
    }
    x = before ? event.box.left - style.grace_step : event.box.right + style.grace_step;
  };
  if (before) {
    for (std::uint32_t i = run.count; i-- > 0;) settle(run.first + i);
  } else {
    for (std::uint32_t i = 0; i < run.count; ++i) settle(run.first + i);
  }
}

void StaffResolver::place_clefs(std::size_t first_clef) {
  const SpacingStyle& style = context_.style.spacing;
  for (std::size_t c = first_clef; c < atoms_.clefs.size(); ++c) {
    ClefAtom& clef = atoms_.clefs[c];
    clef.width = f(place_clef(clef.clef, ClefSize::change, glyphs_).width *
                   music_factor(clef.clef.font_size, size_reference(*context_.piece)));
    if (clef.at_end) continue;
    double left = 0.0;
    for (std::uint32_t e = begin_; e < end_; ++e) {
      const Event& event = atoms_.events[e];
      if (event.column == clef.column && !event.box.empty()) left = std::min(left, event.box.left);
    }
    clef.x = f(left - style.mid_clef_to_note * 0.8) - clef.width;
  }
}

void StaffResolver::make_reaches(std::uint32_t staff, std::size_t first_clef, std::size_t last_clef) {
  start(staff);
  const std::vector<Rational> slashes = slashes_alone(context_, staff, atoms_);
  const bool bare = first_clef == last_clef && crossing_.empty() && slashes.empty() &&
                    std::all_of(atoms_.events.begin() + begin_, atoms_.events.begin() + end_,
                                [](const Event& event) { return event.kind == EventKind::measure_rest; });
  if (bare) return;  // as most staves of an orchestra are
  std::vector<Reach>& found = found_;
  std::vector<bool>& used = used_;
  found.assign(atoms_.columns.size(), Reach{});
  used.assign(atoms_.columns.size(), false);
  const double scale = context_.staves[staff_].scale;
  const auto widen = [&](std::uint32_t column, double left, double right) {
    if (column >= found.size()) return;
    used[column] = true;
    found[column].left = std::max(found[column].left, f(-left * scale));
    found[column].right = std::max(found[column].right, f(right * scale));
  };
  const auto widen_by = [&](const Event& event) {
    if (event.kind == EventKind::measure_rest || event.box.empty() || event.column >= found.size()) return;
    widen(event.column, event.box.left, event.box.right);
    if (event.kind == EventKind::chord && event.box.left < -0.1) found[event.column].accidental = true;
    if (event.kind == EventKind::chord && has_tie(event, SpanRole::stop)) found[event.column].tied = true;
  };
  for (std::uint32_t e = begin_; e < end_; ++e) widen_by(atoms_.events[e]);
  for (const Rational at : slashes) {
    const auto column = std::lower_bound(atoms_.columns.begin(), atoms_.columns.end(), at,
                                         [](const Column& one, Rational time) { return one.onset < time; });
    widen(static_cast<std::uint32_t>(column - atoms_.columns.begin()), 0.0, slash_room);
  }
  // A cross-staff note needs its room on the staff that it is printed on as well.
  for (const std::uint32_t e : crossing_) {
    if (atoms_.events[e].staff != staff && is_printed_here(atoms_.events[e])) widen_by(atoms_.events[e]);
  }
  // A clef keeps farther off the note before it than the sign of a note does (handbook §2.1, §20.4).
  const SpacingStyle& style = context_.style.spacing;
  const double more = style.note_to_clef - style.head_to_accidental;
  for (std::size_t c = first_clef; c < last_clef; ++c) {
    const ClefAtom& clef = atoms_.clefs[c];
    if (!clef.at_end) widen(clef.column, d(clef.x) - (clef.column > 0 ? more / scale : 0.0), 0.0);
  }
  for (std::uint32_t c = 0; c < found.size(); ++c) {
    if (!used[c]) continue;
    found[c].column = c;
    found[c].staff = static_cast<std::uint16_t>(staff_);
    atoms_.reaches.push_back(found[c]);
    atoms_.columns[c].left = std::max(atoms_.columns[c].left, found[c].left);
    atoms_.columns[c].right = std::max(atoms_.columns[c].right, found[c].right);
    atoms_.columns[c].tied = atoms_.columns[c].tied || found[c].tied;
  }
}

bool StaffResolver::has_tie(const Event& event, SpanRole role) {
  const auto own = heads(event);
  return std::any_of(own.begin(), own.end(), [&](const Head& head) {
    const auto& marks = head.note->marks;
    return std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) {
      return mark.family == context_.families.tie && mark.role == role && !mark.hidden;
    });
  });
}

bool StaffResolver::is_printed_here(const Event& event) {
  if (event.rest_shift != 0)
    return static_cast<std::int32_t>(event.staff) + event.rest_shift == static_cast<std::int32_t>(staff_);
  const auto own = heads(event);
  return std::any_of(own.begin(), own.end(), [&](const Head& head) {
    return static_cast<std::int32_t>(event.staff) + head.staff_shift == static_cast<std::int32_t>(staff_);
  });
}

/// Syllables of grace notes give way to the left of those that follow them in the same column: no spring lies between.
void StaffResolver::make_room_before(const Syllable& syllable) {
  const SpacingStyle& style = context_.style.spacing;
  const Event& own = atoms_.events[syllable.event];
  float limit = syllable.left;
  for (auto before = atoms_.syllables.rbegin(); before != atoms_.syllables.rend(); ++before) {
    const Event& event = atoms_.events[before->event];
    if (before->staff != syllable.staff || event.voice != own.voice || event.onset != own.onset) break;
    if (before->verse != syllable.verse) continue;
    const double gap = before->hyphen ? style.lyric_hyphen_gap : style.lyric_word_gap;
    const float back = std::min(0.0F, limit - f(gap / context_.staves[staff_].scale) - before->right);
    before->left += back;
    before->right += back;
    limit = before->left;
  }
}

void StaffResolver::measure_syllables() {
  for (std::uint32_t e = begin_; e < end_; ++e) {
    const Event& event = atoms_.events[e];
    for (const Mark& mark : event.chord != nullptr ? event.chord->marks : event.rest->marks) {
      if (mark.family != context_.families.lyric || mark.hidden) continue;
      const Params& params = mark.parameters();
      const std::string_view syllabic = params.text(Param::syllabic);
      const std::string_view words = printed_syllable(params.text(Param::text), syllabic);
      const std::int64_t verse = std::clamp<std::int64_t>(params.whole(Param::number, 1), 1, 99);
      if (words.empty() || !asks_for(context_.options->verses, static_cast<std::uint32_t>(verse))) continue;
      Syllable syllable;
      syllable.mark = &mark;
      syllable.event = e;
      syllable.staff = static_cast<std::uint16_t>(staff_);
      syllable.verse = static_cast<std::uint8_t>(verse);
      syllable.text = words;
      syllable.hyphen = syllabic == "begin" || syllabic == "middle";
      syllable.extender = params.whole(Param::extend) == 1;
      const double usual = context_.style.outside.lyric_size;
      const double size = lyric_size(mark, usual, size_reference(*context_.piece));
      const double width = lyric_width(mark, words, size, *context_.text);
      // A melisma begins at its note's left edge, all else is centred (handbook §17.1), unless the file says otherwise.
      const std::string_view justify = params.text(Param::justify);
      const double shift = justify == "right"                         ? d(event.head_width) - width
                           : justify == "left"                        ? 0.0
                           : syllable.extender && justify != "center" ? 0.0
                                                                      : d(event.head_width) / 2 - width / 2;
      const double left = d(event.x) + shift;
      syllable.left = f(left);
      syllable.right = f(left + width);
      make_room_before(syllable);
      atoms_.syllables.push_back(syllable);
    }
  }
}

void StaffResolver::estimate_height() {
  for (std::uint32_t e = begin_; e < end_; ++e) {
    const Box& box = atoms_.events[e].box;
    if (box.empty()) continue;
    atoms_.staff_up[staff_] = std::max(atoms_.staff_up[staff_], f(box.top));
    atoms_.staff_down[staff_] = std::max(atoms_.staff_down[staff_], f(-box.bottom));
  }
}

}  // namespace burin::layout
