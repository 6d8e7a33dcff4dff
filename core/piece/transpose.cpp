#include "core/piece/transpose.hpp"

#include <algorithm>
#include <string>

#include "core/piece/accidental_state.hpp"
#include "core/piece/timewalk.hpp"
#include "core/piece/tree.hpp"

namespace burin {

namespace {

struct Families {
  FamilyId tie;
  FamilyId chord_symbol;
};

/// A letter and its alteration as chord symbols keep them; nothing for numerals and other words.
std::optional<Pitch> pitch_of(std::string_view letter, double alter) {
  constexpr std::string_view letters = "CDEFGAB";
  const std::size_t step = letter.size() == 1 ? letters.find(letter.front()) : std::string_view::npos;
  if (step == std::string_view::npos || alter < -10 || alter > 10) return std::nullopt;
  return Pitch{static_cast<std::int8_t>(step), 4, static_cast<std::int8_t>(alter * 2)};
}

void move_letter(Params& params, Param letter, Param alter, Interval interval) {
  const auto pitch = pitch_of(params.text(letter), params.real(alter));
  if (!pitch) return;
  const Pitch moved = transposed(*pitch, interval);
  params.set(letter, std::string(1, "CDEFGAB"[moved.step]));
  if (moved.alter != pitch->alter || params.has(alter)) params.set(alter, moved.alter / 2.0);
}

/// One instrument on its way into another key. Its staves are taken together, because voices may wander between them.
class InstrumentTransposer {
 public:
  InstrumentTransposer(const Instrument& instrument, const Vpd& vpd, const Vpd& scope, Interval interval,
                       Families families)
      : instrument_(instrument), vpd_(vpd), scope_(scope), interval_(interval), families_(families) {}

  [[nodiscard]] Shared<Instrument> run(std::size_t first = 0, std::size_t count = SIZE_MAX) {
    open_staves();
    std::size_t measures = 0;
    for (const auto& staff : staves_) measures = std::max(measures, staff.made.measures.size());
    for (std::size_t m = first; m < measures && m - first < count; ++m) do_measure(m);
    return close_staves();
  }

 private:
  struct Sounding {
    Rational at;
    std::size_t shown;  // index of the staff that shows it
    std::size_t home;   // index of the staff whose voice it stands in
    Note* note;
    bool moves;
  };
  struct Work {
    Staff made;  // becomes the new staff
    const Staff* before{nullptr};
    bool keys_move{false};
    AccidentalState old_state;
    AccidentalState new_state;
    const KeySignature* key{nullptr};  // in force in the old staff while a measure is worked through
  };

  void open_staves() {
    for (std::size_t s = 0; s < instrument_.staves.size(); ++s) {
      Work& work = staves_.emplace_back();
      work.before = instrument_.staves[s].get();
      work.made = *work.before;
      work.keys_move = scope_.contains(staff_vpd(s)) && !is_percussion(*work.before);
      if (work.keys_move) move_keys(work);
    }
    signs_ = has_signs();
  }

  [[nodiscard]] Shared<Instrument> close_staves() const {
    auto made = std::make_shared<Instrument>(instrument_);
    for (std::size_t s = 0; s < staves_.size(); ++s) {
      if (staves_[s].made == *staves_[s].before) continue;
      made->staves = made->staves.set(s, std::make_shared<Staff>(staves_[s].made));
    }
    return made;
  }

  [[nodiscard]] Vpd staff_vpd(std::size_t s) const { return vpd_.child(static_cast<std::uint32_t>(s)); }

  static bool is_percussion(const Staff& staff) {
    const Clef* clef = staff.clefs.at({0, {}});
    return clef != nullptr && clef->sign == ClefSign::percussion;
  }

  void move_keys(Work& work) const {
    for (const auto& change : work.before->keys.changes()) {
      work.made.keys.set(change.at, transposed(change.value, interval_));
    }
  }

  /// Whether the file has any accidental; else layout decides on all of them.
  [[nodiscard]] bool has_signs() const {
    AnySign sign;
    for (const Work& work : staves_) {
      for (const auto& measure : work.before->measures) {
        for (const auto& voice : measure->voices) {
          if (sign.any(voice->items)) return true;
        }
      }
    }
    return false;
  }
  struct AnySign {
    [[nodiscard]] bool any(const std::vector<Item>& items) const {
      return std::any_of(items.begin(), items.end(), [this](const Item& item) { return std::visit(*this, item); });
    }
    bool operator()(const Chord& chord) const {
      return std::any_of(chord.notes.begin(), chord.notes.end(), [](const Note& note) {
        return note.accidental != 0 && note.accidental != undecided_accidental;
      });
    }
    bool operator()(const Rest&) const { return false; }
    bool operator()(const Space&) const { return false; }
    template <class Group>
    bool operator()(const Group& group) const {
      return any(group.items);
    }
  };

  void do_measure(std::size_t m) {
    sounding_.clear();
    opened_.assign(staves_.size(), nullptr);
    voices_.assign(staves_.size(), {});
    for (std::size_t s = 0; s < staves_.size(); ++s) open_measure(s, m);
    std::stable_sort(sounding_.begin(), sounding_.end(),
                     [](const Sounding& a, const Sounding& b) { return a.at < b.at; });
    begin_states(m);
    for (const Sounding& one : sounding_) do_note(one, m);
    for (std::size_t s = 0; s < staves_.size(); ++s) close_measure(s, m);
  }

  void open_measure(std::size_t s, std::size_t m) {
    if (m >= staves_[s].made.measures.size()) return;
    opened_[s] = std::make_shared<Measure>(*staves_[s].made.measures[m]);
    const Vpd measure_vpd = staff_vpd(s).child(static_cast<std::uint32_t>(m));
    if (scope_.contains(measure_vpd)) move_symbols(*opened_[s], s, m);
    for (std::size_t v = 0; v < opened_[s]->voices.size(); ++v) {
      auto voice = std::make_shared<Voice>(*opened_[s]->voices[v]);
      const Vpd voice_vpd = measure_vpd.child(static_cast<std::uint32_t>(v));
      Rational at;
      collect(voice->items, voice_vpd, s, at);
      voices_[s].push_back(std::move(voice));
    }
  }

  void collect(std::vector<Item>& items, const Vpd& container, std::size_t s, Rational& at) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Vpd vpd = container.child(static_cast<std::uint32_t>(i));
      if (auto* chord = std::get_if<Chord>(&items[i])) {
        for (std::size_t n = 0; n < chord->notes.size(); ++n) add(chord->notes[n], vpd, n, s, at);
      } else if (auto* tuplet = std::get_if<Tuplet>(&items[i])) {
        collect(tuplet->items, vpd, s, at);
        continue;
      } else if (auto* group = std::get_if<GraceGroup>(&items[i])) {
        collect(group->items, vpd, s, at);
        continue;
      } else if (auto* tremolo = std::get_if<Tremolo>(&items[i])) {
        collect(tremolo->items, vpd, s, at);
        continue;
      }
      at += duration_of(items[i]);
    }
  }

  void add(Note& note, const Vpd& chord, std::size_t n, std::size_t s, Rational at) {
    if (note.unpitched) return;
    const auto last = static_cast<std::ptrdiff_t>(staves_.size()) - 1;
    const auto shown = std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(s) + note.staff_shift, 0, last);
    const bool moves = scope_.contains(chord) || scope_.contains(chord.child(static_cast<std::uint32_t>(n)));
    sounding_.push_back({at, static_cast<std::size_t>(shown), s, &note, moves});
  }

  void begin_states(std::size_t m) {
    for (Work& work : staves_) {
      work.key = nullptr;
      enter(work, {static_cast<std::int32_t>(m), {}});
    }
  }
  /// A new measure, or a new key inside one.
  static void enter(Work& work, Position at) {
    static const KeySignature none;
    const KeySignature* key = work.before->keys.at(at);
    if (key == nullptr) key = &none;
    if (key == work.key) return;
    work.key = key;
    const KeySignature* after = work.made.keys.at(at);
    work.old_state.reset(*key);
    work.new_state.reset(after == nullptr ? none : *after);
  }

  /// The interval of a place: keys that would be unreadable bring their notes along to the enharmonic side.
  [[nodiscard]] Interval interval_in(const Work& work, Position at) const {
    const KeySignature* key = work.before->keys.at(at);
    return work.keys_move && key != nullptr ? readable_under(*key, interval_) : interval_;
  }

  void do_note(const Sounding& one, std::size_t m) {
    const Position at{static_cast<std::int32_t>(m), one.at};
    Work& shown = staves_[one.shown];
    enter(shown, at);
    Note& note = *one.note;
    const bool tied = std::any_of(note.marks.begin(), note.marks.end(), [&](const Mark& mark) {
      return mark.family == families_.tie && mark.role == SpanRole::stop;
    });
    const bool needed = shown.old_state.sign_for(note.pitch, tied) != 0;
    if (one.moves) note.pitch = transposed(note.pitch, interval_in(staves_[one.home], at));
    const bool needs = shown.new_state.sign_for(note.pitch, tied) != 0;
    const bool undecided = note.accidental == undecided_accidental;
    if (undecided) note.accidental = needs && signs_ ? accidental_sign(int{note.pitch.alter}) : 0;
    if (!signs_ || undecided) return;
    const bool had = note.accidental != 0;
    const bool reminds = had && !needed;
    if (!one.moves && needs == needed) return;  // files may know better, as long as nothing changes
    note.accidental = (needs && !note.hidden) || reminds ? accidental_sign(int{note.pitch.alter}) : 0;
    if (!reminds) note.accidental_style = AccidentalStyle::plain;
    if (!reminds) note.cautionary = false;
  }

  void move_symbols(Measure& measure, std::size_t s, std::size_t m) const {
    for (PlacedMark& placed : measure.marks) {
      if (placed.mark.family != families_.chord_symbol || placed.mark.params == nullptr) continue;
      const Interval interval = interval_in(staves_[s], {static_cast<std::int32_t>(m), placed.at});
      auto params = std::make_shared<Params>(*placed.mark.params);
      move_letter(*params, Param::root, Param::root_alter, interval);
      move_letter(*params, Param::bass, Param::bass_alter, interval);
      placed.mark.params = std::move(params);
    }
  }

  void close_measure(std::size_t s, std::size_t m) {
    if (opened_[s] == nullptr) return;
    for (std::size_t v = 0; v < voices_[s].size(); ++v) {
      if (!(*voices_[s][v] == *opened_[s]->voices[v])) opened_[s]->voices[v] = std::move(voices_[s][v]);
    }
    Staff& staff = staves_[s].made;
    if (!(*opened_[s] == *staff.measures[m])) staff.measures.edit(m) = std::move(opened_[s]);
  }

  const Instrument& instrument_;
  Vpd vpd_;
  Vpd scope_;
  Interval interval_;
  Families families_;
  std::vector<Work> staves_;
  bool signs_{false};
  std::vector<Sounding> sounding_;
  std::vector<std::shared_ptr<Measure>> opened_;
  std::vector<std::vector<std::shared_ptr<Voice>>> voices_;
};

/// Calls change(instrument, its path) with those of a musician that lie at, above or below a path, and puts what it
/// gives in their place.
template <class Change>
void each_instrument(Piece& piece, std::uint32_t m, const Vpd& at, Change change) {
  const Vpd vpd = Vpd::music().child(m);
  const Shared<Musician> musician = piece.musicians[m];
  for (std::uint32_t i = 0; i < musician->instruments.size(); ++i) {
    const Vpd instrument = vpd.child(i);
    if (!at.contains(instrument) && !instrument.contains(at)) continue;
    Shared<Instrument> moved = change(*musician->instruments[i], instrument);
    if (*moved == *musician->instruments[i]) continue;
    auto made = std::make_shared<Musician>(*piece.musicians[m]);
    made->instruments = made->instruments.set(i, std::move(moved));
    piece.musicians = piece.musicians.set(m, std::move(made));
  }
}

template <class Change>
void each_instrument(Piece& piece, const Vpd& at, Change change) {
  for (std::uint32_t m = 0; m < piece.musicians.size(); ++m) {
    const Vpd vpd = Vpd::music().child(m);
    if (at.contains(vpd) || vpd.contains(at)) each_instrument(piece, m, at, change);
  }
}

}  // namespace

Edited transpose(Shared<Piece> piece, const Vpd& at, Interval interval, const ImportTable& signs) {
  if (at.root() == Vpd::Root::layout) {
    return fail(Errc::usage, "BU0203", at.str() + ": layouts have no pitches");
  }
  if (at.depth() > 0) BURIN_CHECK(get(*piece, at).map([](const Thing&) {}));
  if (interval == Interval{}) return piece;
  const Families families{signs.id_of("tie"), signs.id_of("chord_symbol")};
  auto made = std::make_shared<Piece>(*piece);
  if (at.depth() == 0) {
    for (const auto& change : piece->keys.changes()) made->keys.set(change.at, transposed(change.value, interval));
  }
  each_instrument(*made, at, [&](const Instrument& instrument, const Vpd& vpd) {
    return InstrumentTransposer(instrument, vpd, at, interval, families).run();
  });
  if (*made == *piece) return piece;
  return made;
}

bool has_undecided_accidentals(const Piece& piece, const Vpd& at) {
  for (const TimewalkEvent& event : Timewalk(piece, TimewalkScope{.boundary = tree::cut(at, Vpd::levels)})) {
    if (event.note() != nullptr && event.note()->accidental == undecided_accidental) return true;
    const auto* chord = event.item() == nullptr ? nullptr : std::get_if<Chord>(event.item());
    if (chord == nullptr) continue;
    for (const Note& note : chord->notes) {
      if (note.accidental == undecided_accidental) return true;
    }
  }
  return false;
}

Edited settle_accidentals(Shared<Piece> piece, const Vpd& at, const ImportTable& signs) {
  if (!has_undecided_accidentals(*piece, at)) return piece;
  const Families families{signs.id_of("tie"), signs.id_of("chord_symbol")};
  const std::size_t first = at.measure().value_or(0);
  const std::size_t count = at.measure() ? 1 : SIZE_MAX;
  auto made = std::make_shared<Piece>(*piece);
  each_instrument(*made, at, [&](const Instrument& instrument, const Vpd& vpd) {
    return InstrumentTransposer(instrument, vpd, Vpd::layout(), {}, families).run(first, count);
  });
  return made;
}

}  // namespace burin
