// What the events of one column of a staff do to each other: voices, accidentals, dots, rests.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "pipeline/atoms/head_accidental.hpp"
#include "pipeline/atoms/staff_resolver.hpp"
#include "pipeline/elements/element.hpp"
#include "pipeline/elements/ledger.hpp"
#include "pipeline/elements/rest.hpp"

namespace burin::layout {

namespace {

constexpr double stroke_half = 0.62;  // of a tremolo's strokes, on each side of the stem

float f(double v) noexcept { return static_cast<float>(v); }
double d(float v) noexcept { return static_cast<double>(v); }

}  // namespace

void StaffResolver::resolve_column(std::span<const std::uint32_t> events) {
  std::vector<std::uint32_t>& chords = chords_;
  chords.clear();
  for (const std::uint32_t e : events) {
    if (atoms_.events[e].kind == EventKind::chord && atoms_.events[e].head_count > 0) chords.push_back(e);
  }
  if (chords.size() > 1) shift_chords(chords);
  for (const std::uint32_t e : chords) clear_flag(atoms_.events[e], chords);
  if (!chords.empty()) {
    pack_column(chords);
    dot_column(chords);
  }
  for (const std::uint32_t e : chords) box_event(atoms_.events[e]);
  make_room_for_arpeggios(chords);
  place_rests(events);
}

/// Arpeggios stand left of all heads and accidentals of their column, whichever voice these belong to (handbook §15.6).
void StaffResolver::make_room_for_arpeggios(std::span<const std::uint32_t> chords) {
  constexpr double before_heads = 1.35;  // the wave keeps clear of ledger lines, too
  constexpr double before_accidentals = 1.2;
  const auto broken = [&](std::uint32_t e) { return !atoms_.events[e].box.empty() && has_arpeggio(atoms_.events[e]); };
  if (std::none_of(chords.begin(), chords.end(), broken)) return;
  double left = 0.0;
  double head_left = 0.0;
  bool bracket = false;  // its hooks reach towards the notes
  for (const std::uint32_t e : chords) {
    const Event& event = atoms_.events[e];
    if (event.box.empty()) continue;
    left = std::min(left, event.box.left);
    for (const Head& head : heads(event)) head_left = std::min(head_left, d(event.x) + d(head.x));
    for (const Mark& mark : event.chord->marks)
      bracket = bracket || (mark.family == context_.families.arpeggio && mark.variant == 1);
  }
  const double room = left < head_left - 0.5 && !bracket ? before_accidentals : before_heads;
  for (const std::uint32_t e : chords) {
    if (broken(e)) atoms_.events[e].box.left = left - room;
  }
}

bool StaffResolver::has_arpeggio(const Event& event) const {
  const auto& marks = event.chord->marks;
  return std::any_of(marks.begin(), marks.end(),
                     [&](const Mark& mark) { return mark.family == context_.families.arpeggio && !mark.hidden; });
}

/// A stem grows by quarters of a space until its flag is clear of heads beside it: those displaced in its own chord and
/// those of other voices.
void StaffResolver::clear_flag(Event& event, std::span<const std::uint32_t> others) {
  constexpr double clearance = 0.1;
  constexpr double quarter = 0.25;
  constexpr double most = 2.5;
  if (event.flag == 0) return;
  const Head& nearest = event.direction > 0 ? heads(event).back() : heads(event).front();
  const int away = staves_away(event, nearest);
  const Box flag =
      glyphs_.box(event.flag).scaled(d(event.scale)).shifted(d(event.x) + d(event.stem_x), d(event.flag_y));
  double lacking = 0.0;
  const auto look_at = [&](const Event& other) {
    for (const Head& head : heads(other)) {
      if (head.hidden || staves_away(other, head) != away) continue;
      const double left = d(other.x) + d(head.x);
      const double half = 0.5 * d(other.scale);
      const double y = head.p / 2.0;
      if (left > flag.right || left + d(other.head_width) < flag.left + 0.2) continue;
      if (y - half > flag.top || y + half < flag.bottom) continue;
      lacking = std::max(lacking,
                         event.direction > 0 ? y + half + clearance - flag.bottom : flag.top - (y - half) + clearance);
    }
  };
  look_at(event);
  for (const std::uint32_t o : others) {
    if (&atoms_.events[o] != &event) look_at(atoms_.events[o]);
  }
  if (lacking > most) return;  // crossed voices: no stem is that long
  const double growth = std::ceil(lacking / quarter) * quarter * event.direction;
  event.stem_to += f(growth);
  event.flag_y += f(growth);
}

void StaffResolver::shift_chords(std::span<const std::uint32_t> chords) {
  struct Heads {
    std::vector<int> p;
    std::vector<signed char> side;
    std::vector<std::int8_t> alter;
  };
  std::vector<Heads> kept(chords.size());
  std::vector<VoiceChord> voices;
  std::vector<std::uint32_t> who;
  for (std::size_t i = 0; i < chords.size(); ++i) {
    const Event& event = atoms_.events[chords[i]];
    for (const Head& head : heads(event)) {
      if (staves_away(event, head) != 0 || head.hidden) continue;
      kept[i].p.push_back(head.p);
      kept[i].side.push_back(head.x > 0.2F ? 1 : head.x < -0.2F ? -1 : 0);
      kept[i].alter.push_back(head.note->pitch.alter);
    }
    if (kept[i].p.empty()) continue;
    VoiceChord voice;
    voice.p = kept[i].p;
    voice.side = kept[i].side;
    voice.alter = kept[i].alter;
    voice.direction = event.direction;
    voice.value = event.value;
    voice.dots = event.dots;
    voice.head = heads(event).front().glyph;
    if (event.flag != 0 && !event.beamed)
      voice.flag = glyphs_.box(event.flag).scaled(d(event.scale)).shifted(d(event.stem_x), d(event.flag_y));
    voice.headless = event.has_stem && std::all_of(heads(event).begin(), heads(event).end(),
                                                   [](const Head& head) { return head.glyph == 0; });
    voice.head_width = d(event.head_width);
    voice.stem_tip = d(event.stem_to);
    voices.push_back(voice);
    who.push_back(chords[i]);
  }
  std::vector<VoiceShift> shifts(voices.size());
  shift_voices(voices, glyphs_.defaults().stem, shifts);
  for (std::size_t i = 0; i < who.size(); ++i) atoms_.events[who[i]].x = f(shifts[i].x);
}

/// What a head's parenthesis takes on either side.
double StaffResolver::head_parenthesis(double scale) const {
  constexpr GlyphId left_parenthesis = 0xE0F5;
  return 0.15 + glyphs_.width(left_parenthesis) * scale;
}

void StaffResolver::pack_column(std::span<const std::uint32_t> events) {
  requests_.clear();
  request_heads_.clear();
  obstacles_.clear();
  const auto has_sign = [](const Head& head) { return head.accidental != 0 && !head.hidden; };
  const bool any = std::any_of(events.begin(), events.end(), [&](std::uint32_t e) {
    const auto own = heads(atoms_.events[e]);
    return std::any_of(own.begin(), own.end(), has_sign);
  });
  if (!any) return;
  for (const std::uint32_t e : events) {
    const Event& event = atoms_.events[e];
    for (Head& head : heads(event)) {
      if (head.hidden) continue;
      const double left = d(event.x) + d(head.x);
      // Heads on another staff are far away; their accidentals only keep clear of their own.
      const double y = head.p / 2.0 - staves_away(event, head) * 500.0;
      const double around = head.note->head_parentheses ? head_parenthesis(d(event.scale)) : 0.0;
      obstacles_.push_back(
          {{left - around, y - 0.5 * d(event.scale), left + d(event.head_width) + around, y + 0.5 * d(event.scale)}});
      if (head.accidental == 0) continue;
      AccidentalRequest request = accidental_of(event, head);
      request.p = head.p - staves_away(event, head) * 1000;
      requests_.push_back(request);
      request_heads_.push_back(&head);
    }
    if (event.has_stem) {
      const double x = d(event.x) + d(event.stem_x);
      const double half = strokes_on(event) > 0 ? stroke_half : 0.06;
      obstacles_.push_back({{x - half, std::min(d(event.stem_from), d(event.stem_to)), x + half,
                             std::max(d(event.stem_from), d(event.stem_to))}});
    }
  }
  add_ledgers(events);
  places_.assign(requests_.size(), 0.0);
  pack_accidentals(requests_, obstacles_, glyphs_, places_);
  for (std::size_t i = 0; i < requests_.size(); ++i) request_heads_[i]->accidental_x = f(places_[i]);
}

/// Ledger lines of the staff at work keep accidentals off as heads do.
void StaffResolver::add_ledgers(std::span<const std::uint32_t> events) {
  const int lines = context_.staves[staff_].staff->lines;
  std::vector<LedgerHead> beyond;
  for (const std::uint32_t e : events) {
    const Event& event = atoms_.events[e];
    for (const Head& head : heads(event)) {
      if (head.hidden || staves_away(event, head) != 0 || std::abs(int{head.p}) <= lines) continue;
      const double left = d(event.x) + d(head.x);
      beyond.push_back({head.p, left, left + d(event.head_width)});
    }
  }
  if (beyond.empty()) return;
  std::vector<LedgerLine> ledgers;
  ledger_lines(beyond, lines, glyphs_.defaults().ledger_extension, ledgers);
  const double half = glyphs_.defaults().ledger_line / 2;
  for (const LedgerLine& line : ledgers) {
    obstacles_.push_back({{line.left, line.p / 2.0 - half, line.right, line.p / 2.0 + half}, true});
  }
}

void StaffResolver::dot_column(std::span<const std::uint32_t> events) {
  const auto has_dots = [](const Head& head) { return !head.hidden && head.dots > 0; };
  if (std::none_of(events.begin(), events.end(), [&](std::uint32_t e) {
        const auto own = heads(atoms_.events[e]);
        return std::any_of(own.begin(), own.end(), has_dots);
      })) {
    return;
  }
  std::vector<int>& positions = dot_positions_;
  std::size_t most = 0;
  for (const std::uint32_t e : events) most += atoms_.events[e].head_count;
  positions.clear();
  positions.reserve(most);  // chords look into them
  dot_chords_.clear();
  dotted_.clear();
  for (const std::uint32_t e : events) {
    const Event& event = atoms_.events[e];
    const auto first = static_cast<std::ptrdiff_t>(positions.size());
    std::uint8_t dots = 0;
    double right = 0.0;
    for (const Head& head : heads(event)) {
      if (head.hidden) continue;
      dots = std::max(dots, head.dots);
      positions.push_back(head.p - staves_away(event, head) * 1000);
      right = std::max(right, d(event.x) + d(head.x) + d(event.head_width));
    }
    const std::span<int> own(positions.begin() + first, positions.end());
    if (own.empty()) continue;
    std::sort(own.begin(), own.end());
    DotChord chord;
    chord.p = own;
    chord.dots = dots;
    chord.direction = event.direction;
    chord.lower_voice = event.multi_voice && event.direction < 0;
    chord.right = right;
    if (event.has_stem && !event.cross_staff) {
      const double stem = d(event.x) + d(event.stem_x);
      chord.stem = {stem - 0.06, std::min(d(event.stem_from), d(event.stem_to)), stem + 0.06,
                    std::max(d(event.stem_from), d(event.stem_to))};
    }
    if (event.flag != 0) {
      chord.flag =
          glyphs_.box(event.flag).scaled(d(event.scale)).shifted(d(event.x) + d(event.stem_x), d(event.flag_y));
    }
    dot_chords_.push_back(chord);
    if (dots > 0) dotted_.push_back(e);
  }
  placed_dots_.clear();
  place_dots(dot_chords_, placed_dots_);
  std::size_t next = 0;
  for (const std::uint32_t e : dotted_) {
    for (Head& head : heads(atoms_.events[e])) {
      if (head.hidden || next >= placed_dots_.size()) continue;
      const PlacedDot& dot = placed_dots_[next++];
      head.dot_p = static_cast<std::int16_t>(dot.p + staves_away(atoms_.events[e], head) * 1000);
      head.dot_x = f(dot.x);
      head.dots_shared = dot.shared;
    }
  }
}

void StaffResolver::place_rests(std::span<const std::uint32_t> events) {
  for (const std::uint32_t e : events) {
    if (atoms_.events[e].kind != EventKind::chord) atoms_.events[e].box = Box{};
  }
  // A rest keeps clear of those placed before it as well as of notes.
  for (const std::uint32_t e : events) {
    Event& event = atoms_.events[e];
    if (event.kind == EventKind::chord) continue;
    if (const Event* twin = twin_of(event, events)) {
      take_place(event, *twin);
    } else {
      place_one_rest(event, events, merges_rest(event, events));
    }
  }
}

/// Whether a rest belongs above or below: where its voice's stems go in the measure, if the file says so; else by the
/// order of the voices.
int StaffResolver::side_of(const Event& rest) const {
  for (const std::uint32_t o : order_) {
    const Event& other = atoms_.events[o];
    if (other.voice != rest.voice || other.staff != rest.staff || other.chord == nullptr) continue;
    if (other.chord->stem == StemDirection::up) return 1;
    if (other.chord->stem == StemDirection::down) return -1;
  }
  return rest.voice % 2 == 0 ? 1 : -1;
}

/// An equal rest of another voice on the same side that has its place already: both stand there as one (handbook
/// §10.2).
const Event* StaffResolver::twin_of(const Event& event, std::span<const std::uint32_t> events) const {
  for (const std::uint32_t o : events) {
    const Event& other = atoms_.events[o];
    if (&other == &event) return nullptr;
    if (other.kind != event.kind || other.size != event.size || other.staff != event.staff) continue;
    if (other.box.empty() || event.rest->hidden || side_of(other) != side_of(event)) continue;
    if (!rests_merge({event.value, event.dots}, {other.value, other.dots})) continue;
    const bool elsewhere =
        event.rest->has_position && !(other.rest->has_position && event.rest->position == other.rest->position);
    if (!elsewhere) return &other;
  }
  return nullptr;
}

void StaffResolver::take_place(Event& event, const Event& twin) {
  event.scale = twin.scale;
  event.grow = twin.grow;
  event.rest_glyph = twin.rest_glyph;
  event.rest_y = twin.rest_y;
  event.dots_x = twin.dots_x;
  event.dot_p = twin.dot_p;
  event.box = twin.box;
}

/// Equal rests of all voices that have anything here are printed at one place (handbook §10.2).
bool StaffResolver::merges_rest(const Event& event, std::span<const std::uint32_t> events) const {
  bool several = false;
  for (const std::uint32_t o : events) {
    const Event& other = atoms_.events[o];
    if (&other == &event) continue;
    if (other.kind == EventKind::chord) return false;
    if (other.rest->hidden) continue;
    if (other.kind != event.kind || other.size != event.size || other.staff != event.staff) return false;
    if (!rests_merge({event.value, event.dots}, {other.value, other.dots})) return false;
    several = true;
  }
  return several;
}

/// Whether no other voice has anything to be seen on the staff as long as this rest lasts: then it is the staff's rest
/// and stands in the middle (handbook §10.2).
bool StaffResolver::stands_alone(const Event& rest) const {
  return std::none_of(order_.begin(), order_.end(), [&](std::uint32_t o) {
    const Event& other = atoms_.events[o];
    if (&other == &rest || (other.staff == rest.staff && other.voice == rest.voice)) return false;
    if (other.rest != nullptr && other.rest->hidden) return false;
    return other.onset < rest.onset + rest.duration && rest.onset < other.onset + other.duration;
  });
}

Box StaffResolver::heads_here(const Event& event) {
  Box box;
  for (const Head& head : heads(event)) {
    const bool unseen = head.hidden || (head.glyph == 0 && !event.has_stem);
    if (unseen || staves_away(event, head) != 0) continue;
    const double left = d(event.x) + d(head.x);
    const double half = 0.5 * d(event.scale);
    box.add({left, head.p / 2.0 - half, left + d(event.head_width), head.p / 2.0 + half});
  }
  return box;
}

namespace {

/// Where the stem and the beam of a visiting chord are going to be: these are not known before the distance of the
/// staves is.
Box beyond_stem(const Box& heads, const Event& chord) {
  constexpr double usual_stem = 3.5;
  const double end = chord.direction > 0 ? heads.top + usual_stem : heads.bottom - usual_stem;
  return {heads.left, std::min(heads.bottom, end), heads.right, std::max(heads.top, end)};
}

}  // namespace

/// A rest of two voices keeps to its side. A single voice's rest stays in the middle unless something is in its way:
/// then it goes where there is more room, or, where notes of another staff's voice visit, away from their stems and
/// beam, as the rests of a second voice do (handbook §10.2).
void StaffResolver::place_one_rest(Event& event, std::span<const std::uint32_t> events, bool merged) {
  RestRequest request;
  request.value = event.kind == EventKind::measure_rest ? NoteValue{0} : event.value;
  request.staff_lines = context_.staves[staff_].staff->lines;
  request.small = event.size != NoteSize::full;
  if (event.rest->font_size > 0.0) event.grow = f(music_factor(event.rest->font_size, size_reference(*context_.piece)));
  request.grow = d(event.grow);
  const int voice = side_of(event);
  if (event.multi_voice && !merged && !stands_alone(event)) request.voice = voice;
  if (event.rest->has_position && !merged) {
    const Clef clef = context_.clef_at(staff_, {static_cast<std::int32_t>(atoms_.measure), event.onset});
    request.has_position = true;
    request.p = std::clamp(event.rest->position.diatonic() - clef.middle_line(), -40, 40);
  }
  std::vector<Box> others;
  int visiting_stem = 0;  // of notes of another staff's voice
  const auto avoid = [&](const Event& other) {
    const bool chord = other.kind == EventKind::chord;
    Box box = merged || event.rest->hidden ? Box{} : chord ? heads_here(other) : other.box;
    if (box.empty()) return;
    // A stem in the way counts only where the rest stands in its line.
    const bool stem = chord && other.has_stem && !other.cross_staff && event.kind == EventKind::rest;
    if (stem && (event.multi_voice ? voice : 0) == other.direction)
      box.add({box.left, std::min(box.bottom, d(other.stem_to)), box.right, std::max(box.top, d(other.stem_to))});
    request.other_bottom = std::min(request.other_bottom, box.bottom);
    request.other_top = std::max(request.other_top, box.top);
    if (chord && other.has_stem && other.staff != event.staff && event.kind == EventKind::rest) {
      visiting_stem = other.direction;
      box.add(beyond_stem(box, other));
    }
    others.push_back(box);
  };
  if (event.kind == EventKind::measure_rest) {  // stands somewhere among all notes of the measure
    for (const std::uint32_t o : order_) avoid(atoms_.events[o]);
  } else {
    for (const std::uint32_t o : events) {
      if (&atoms_.events[o] != &event) avoid(atoms_.events[o]);
    }
  }
  PlacedRest rest = place_rest(request, glyphs_);
  const auto hits = [&](const Box& box) { return box.bottom < rest.box.top && box.top > rest.box.bottom; };
  const bool blocked = std::any_of(others.begin(), others.end(), hits);
  if (blocked && (request.has_position || request.voice == 0)) {  // the file's place is taken
    request.has_position = false;
    const int free_side = request.other_top + request.other_bottom > 0.0 ? -1 : 1;
    request.voice = event.multi_voice ? voice : visiting_stem != 0 ? -visiting_stem : free_side;
    rest = place_rest(request, glyphs_);
  }
  event.scale = f(rest.glyph.scale);
  event.rest_glyph = rest.glyph.id;
  event.rest_y = f(rest.glyph.y);
  event.box = event.rest->hidden ? Box{} : rest.box;
  if (event.dots > 0 && !event.box.empty()) {
    const PlacedDot dot = place_rest_dot(rest.box.right, rest.p);
    event.dots_x = f(dot.x);
    event.dot_p = static_cast<std::int16_t>(dot.p);
    event.box.right = dot.x + 0.4 + 0.65 * (event.dots - 1);
  }
  if (event.kind == EventKind::measure_rest) event.box = Box{};
}

void StaffResolver::box_event(Event& event) {
  Box box;
  for (const Head& head : heads(event)) {
    if (head.hidden) continue;
    const double left = d(event.x) + d(head.x);
    const double half = 0.5 * d(event.scale);
    if (head.note->head_parentheses) {
      const double around = head_parenthesis(d(event.scale));
      box.add({left - around, 0.0, left + d(event.head_width) + around, 0.0});
    }
    if (head.staff_shift == 0) {
      box.add({left, head.p / 2.0 - half, left + d(event.head_width), head.p / 2.0 + half});
    } else {  // its height is another staff's business, its width is not
      box.add({left, 0.0, left + d(event.head_width), 0.0});
    }
    if (head.accidental != 0) {
      AccidentalRequest request = accidental_of(event, head);
      request.p = head.p;
      Box sign = accidental_glyphs(request, d(head.accidental_x), glyphs_).box;
      if (head.staff_shift != 0) sign.bottom = sign.top = 0.0;
      box.add(sign);
    }
  }
  if (box.empty()) return;
  if (event.has_stem && !event.cross_staff) {
    const double x = d(event.x) + d(event.stem_x);
    const double half = strokes_on(event) > 0 ? stroke_half : 0.06;
    box.add({x - half, std::min(d(event.stem_from), d(event.stem_to)), x + half,
             std::max(d(event.stem_from), d(event.stem_to))});
    if (event.flag != 0) {
      box.add(glyphs_.box(event.flag).scaled(d(event.scale)).shifted(x, d(event.flag_y)));
    }
  } else if (event.flag != 0) {  // as with heads: the width alone
    const double x = d(event.x) + d(event.stem_x);
    box.add({x, 0.0, x + glyphs_.box(event.flag).right * d(event.scale), 0.0});
  }
  for (const Head& head : heads(event)) {
    if (head.dots > 0 && !head.hidden) box.right = std::max(box.right, d(head.dot_x) + 0.4 + 0.65 * (head.dots - 1));
  }
  make_room_beside(event, box);
  event.box = box;
}

/// Scoops and falls stand next to the note.
void StaffResolver::make_room_beside(const Event& event, Box& box) {
  constexpr double gap = 0.3;
  double before = 0.0;
  double after = 0.0;
  const auto look = [&](const std::vector<Mark>& marks) {
    for (const Mark& mark : marks) {
      const ElementFamily* own = family(mark.family);
      if (own == nullptr || own->refine == nullptr || mark.hidden) continue;
      const SignRule rule = own->rule_for(mark);
      if (rule.placing != Placing::beside) continue;
      const auto glyph = static_cast<GlyphId>(mark.parameters().whole(Param::glyph));
      double& room = rule.before ? before : after;
      room = std::max(room, glyphs_.box(glyph).width() * d(event.scale) + gap);
    }
  };
  look(event.chord->marks);
  for (const Head& head : heads(event)) look(head.note->marks);
  box.left -= before;
  box.right += after;
}

}  // namespace burin::layout
