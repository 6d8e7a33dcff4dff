#include "pipeline/atoms/context.hpp"

#include <algorithm>

#include "pipeline/atoms/movement.hpp"
#include "pipeline/atoms/multi_rests.hpp"
#include "pipeline/elements/element.hpp"
#include "pipeline/elements/system_sign.hpp"
#include "pipeline/style_table.hpp"

namespace burin::layout {

namespace {

bool shows(const EngraveOptions& options, std::uint32_t musician) {
  return options.musicians.empty() ||
         std::find(options.musicians.begin(), options.musicians.end(), musician) != options.musicians.end();
}

/// What the file gives in some items: whoever knows enough stops asking.
class GivenSigns {
 public:
  explicit GivenSigns(StaffFacts& facts) : facts_(facts) {}

  void look(const std::vector<Item>& items) {
    for (const Item& item : items) {
      if (facts_.accidentals && facts_.beams_end) return;
      std::visit(*this, item);
    }
  }
  void operator()(const Chord& chord) {
    const BeamState state = chord.beams.level(1);
    facts_.beams_begin = facts_.beams_begin || state == BeamState::begin;
    facts_.beams_end = facts_.beams_end || state == BeamState::end;
    facts_.accidentals = facts_.accidentals || std::any_of(chord.notes.begin(), chord.notes.end(),
                                                           [](const Note& note) { return note.accidental != 0; });
  }
  void operator()(const Rest&) {}
  void operator()(const Space&) {}
  template <class Group>
  void operator()(const Group& group) {
    look(group.items);
  }

 private:
  StaffFacts& facts_;
};

void add_instrument(std::vector<StaffRef>& staves, const Musician& musician, const Instrument& instrument,
                    std::uint32_t m, std::uint32_t i) {
  const auto first = static_cast<std::uint32_t>(staves.size());
  for (std::uint32_t s = 0; s < instrument.staves.size(); ++s) {
    StaffRef ref;
    ref.staff = instrument.staves[s].get();
    ref.instrument = &instrument;
    ref.musician = &musician;
    ref.musician_index = m;
    ref.first_of_instrument = first;
    ref.staves_of_instrument = static_cast<std::uint32_t>(instrument.staves.size());
    ref.scale = ref.staff->scale;
    ref.vpd = Vpd::music().child(m).child(i).child(s);
    staves.push_back(ref);
  }
}

const KeySignature no_key{};

FamilyIds find_families() {
  return {family_id("tie"),
          family_id("slur"),
          family_id("octave_line"),
          family_id("lyric"),
          family_id("arpeggio"),
          family_id("tremolo"),
          family_id("hairpin"),
          family_id("glissando"),
          family_id("trill_line"),
          family_id("dynamic"),
          family_id("tab_number"),
          family_id("technical"),
          family_id("accidental_mark"),
          family_id("chord_symbol"),
          family_id("chord_diagram")};
}

/// Where octave lines begin and end: files give sounding pitches, notes are printed nearer to the staff (§16.4).
void note_octave_line(const PlacedMark& placed, std::uint32_t measure, SpanId& current, ChangeSet<int>& shifts) {
  const Position at{static_cast<std::int32_t>(measure), placed.at};
  if (placed.mark.role == SpanRole::start) {
    const auto octaves = static_cast<int>(placed.mark.parameters().whole(Param::size, 8) / 7);
    const bool sounds_higher = placed.mark.variant == 0;
    current = placed.mark.span;  // a stop behind the start of the next line ends nothing
    shifts.set(at, sounds_higher ? -7 * octaves : 7 * octaves);
  } else if (placed.mark.role == SpanRole::stop && placed.mark.span == current) {
    shifts.set(at, 0);
  }
}

std::shared_ptr<const StaffFacts> find_facts(const Staff& staff, FamilyId octave_line) {
  auto facts = std::make_shared<StaffFacts>();
  std::uint32_t m = 0;
  SpanId current{};
  for (const auto& measure : staff.measures) {
    for (const PlacedMark& placed : measure->marks) {
      if (placed.mark.family == octave_line) note_octave_line(placed, m, current, facts->octave_shifts);
      if (placed.at == Rational(0) && is_heading(placed.mark)) facts->headed.push_back(m);
    }
    for (const auto& [role, ending] : measure->endings) facts->endings.push_back({m, role, &ending});
    for (const auto& voice : measure->voices) GivenSigns(*facts).look(voice->items);
    if (measure->right.style == BarStyle::light_heavy || measure->right.repeat_backward) facts->closes.push_back(m);
    facts->multi_rests = facts->multi_rests || measure->multi_rest > 0;
    ++m;
  }
  return facts;
}

/// Finds what is not known yet.
Expected<void> add_facts(Context& context, const Context* before, Executor& executor, Operation& operation) {
  std::vector<std::uint32_t> unknown;
  context.facts.resize(context.staves.size());
  for (std::uint32_t s = 0; s < context.staves.size(); ++s) {
    const bool known =
        before != nullptr && s < before->staves.size() && before->staves[s].staff == context.staves[s].staff;
    if (known)
      context.facts[s] = before->facts[s];
    else
      unknown.push_back(s);
  }
  return run_slots(executor, operation, Stage::stage1, unknown.size(), [&](std::size_t i) {
    context.facts[unknown[i]] = find_facts(*context.staves[unknown[i]].staff, context.families.octave_line);
  });
}

/// What follows from the facts of their staves for whole instruments.
void judge_instruments(Context& context) {
  for (StaffRef& ref : context.staves) {
    const auto first = context.facts.begin() + static_cast<std::ptrdiff_t>(ref.first_of_instrument);
    const auto last = first + static_cast<std::ptrdiff_t>(ref.staves_of_instrument);
    ref.computes_accidentals = std::none_of(first, last, [](const auto& facts) { return facts->accidentals; });
    ref.beams_by_meter = std::any_of(first, last, [](const auto& facts) { return facts->beams_begin; }) &&
                         std::none_of(first, last, [](const auto& facts) { return facts->beams_end; });
  }
}

}  // namespace

namespace {

Context flattened(const Piece& piece, const EngraveOptions& options, const GlyphMetrics& glyphs,
                  const TextMetrics& text) {
  Context context;
  context.piece = &piece;
  context.options = &options;
  context.glyphs = &glyphs;
  context.text = &text;
  context.style = style_with(options.style);
  context.measures = static_cast<std::uint32_t>(piece.measures.size());
  for (std::uint32_t m = 0; m < piece.musicians.size(); ++m) {
    std::vector<StaffRef>& staves = shows(options, m) ? context.staves : context.others;
    const Musician& musician = *piece.musicians[m];
    for (std::uint32_t i = 0; i < musician.instruments.size(); ++i) {
      add_instrument(staves, musician, *musician.instruments[i], m, i);
    }
  }
  context.first = std::min(options.first_measure, context.measures > 0 ? context.measures - 1 : 0);
  context.end = options.measure_count == 0
                    ? context.measures
                    : std::min(context.measures, context.first + std::max(1U, options.measure_count));
  context.families = find_families();
  return context;
}

}  // namespace

Expected<Context> make_context(const Piece& piece, const EngraveOptions& options, const GlyphMetrics& glyphs,
                               const TextMetrics& text, const Context* before, Executor& executor,
                               Operation& operation) {
  Context context;
  {
    const StageTimer timer(operation.report(), Stage::stage1);
    context = flattened(piece, options, glyphs, text);
  }
  BURIN_CHECK(add_facts(context, before, executor, operation));
  const StageTimer timer(operation.report(), Stage::stage1);
  judge_instruments(context);
  find_multi_rests(context);
  find_movements(context);
  return context;
}

Context make_context(const Piece& piece, const EngraveOptions& options, const GlyphMetrics& glyphs,
                     const TextMetrics& text, const Context* before) {
  SerialExecutor executor;
  Operation operation;
  return make_context(piece, options, glyphs, text, before, executor, operation).value();
}

Clef Context::clef_at(std::uint32_t staff, Position at) const noexcept {
  const Clef* clef = staves[staff].staff->clefs.at(at);
  return clef == nullptr ? Clef{} : *clef;
}
Clef Context::clef_before(std::uint32_t staff, Position at) const noexcept {
  const Clef* clef = staves[staff].staff->clefs.before(at);
  return clef == nullptr ? clef_at(staff, at) : *clef;
}
const KeySignature& Context::key_at(std::uint32_t staff, Position at) const noexcept {
  const KeySignature* key = staves[staff].staff->keys.at(at);
  return key == nullptr ? no_key : *key;
}
const KeySignature& Context::key_before(std::uint32_t staff, Position at) const noexcept {
  const KeySignature* key = staves[staff].staff->keys.before(at);
  return key == nullptr ? no_key : *key;
}
const TimeSignature* Context::time_exactly(std::uint32_t staff, Position at) const noexcept {
  const TimeSignature* own = staves[staff].staff->times.exactly(at);
  return own != nullptr ? own : piece->times.exactly(at);
}
const TimeSignature* Context::time_at(std::uint32_t staff, Position at) const noexcept {
  const TimeSignature* own = staves[staff].staff->times.at(at);
  return own != nullptr ? own : piece->times.at(at);
}

}  // namespace burin::layout
