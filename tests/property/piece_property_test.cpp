// Laws for any piece: saved and loaded it is equal, addresses read back, things come back from their values.
#include "core/piece/transpose.hpp"
#include "core/piece/validate.hpp"
#include "core/script/things.hpp"
#include "core/store/family_names.hpp"
#include "core/store/piece_codec.hpp"
#include "core/store/piece_compare.hpp"
#include "pipeline/elements/element.hpp"
#include "support.hpp"

namespace burin {
namespace {

const ImportTable& table() { return layout::import_table(); }

int number(int least, int end) { return *rc::gen::inRange(least, end); }
bool maybe() { return number(0, 2) == 1; }
std::string word() { return *rc::gen::element<std::string>("", "x", "Flöte", "a\nb", "\"#/"); }

Mark mark() {
  Mark made;
  made.family = static_cast<FamilyId>(number(1, static_cast<int>(layout::families().size()) + 1));
  made.variant = static_cast<std::uint16_t>(number(0, 3));
  made.side = static_cast<Side>(number(-1, 2));
  made.hidden = maybe();
  made.span = static_cast<SpanId>(number(0, 9));
  made.role = static_cast<SpanRole>(number(0, 5));
  if (maybe()) {
    auto params = std::make_shared<Params>();
    params->set(static_cast<Param>(number(0, 46)), word());
    params->set(static_cast<Param>(number(0, 46)), std::int64_t{number(-9, 9)});
    params->set(static_cast<Param>(number(0, 46)), number(-9, 9) / 4.0);
    made.params = params;
  }
  return made;
}
std::vector<Mark> marks() {
  std::vector<Mark> made(static_cast<std::size_t>(number(0, 3)));
  for (Mark& one : made) one = mark();
  return made;
}
Rational length() { return {number(1, 9), number(1, 5)}; }

Note note() {
  Note made;
  made.pitch = {static_cast<std::int8_t>(number(0, 7)), static_cast<std::int8_t>(number(0, 9)),
                static_cast<std::int8_t>(number(-5, 6))};
  // None at all is a question to the reader of a value, which decides anew.
  made.accidental = *rc::gen::element<AccidentalSign>(0xE262, 0xE260, 0xE4FF);
  made.accidental_style = static_cast<AccidentalStyle>(number(0, 3));
  made.head = static_cast<NoteheadShape>(number(0, 28));
  made.cue = maybe();
  made.dots = static_cast<std::uint8_t>(number(0, 3));
  made.marks = marks();
  return made;
}

std::vector<Item> items(int depth);
Item item(int depth) {
  switch (number(0, depth > 0 ? 6 : 3)) {
    case 0: {
      Chord made;
      made.written = {static_cast<NoteValue>(number(-3, 9)), static_cast<std::uint8_t>(number(0, 3))};
      made.duration = length();
      made.notes.resize(static_cast<std::size_t>(number(1, 4)));
      for (Note& one : made.notes) one = note();
      std::stable_sort(made.notes.begin(), made.notes.end(),
                       [](const Note& a, const Note& b) { return a.pitch.diatonic() < b.pitch.diatonic(); });
      for (Note& one : made.notes) one.dots = std::max(one.dots, made.written.dots);
      made.stem = static_cast<StemDirection>(number(0, 5));
      made.beams.set(1, static_cast<BeamState>(number(0, 6)));
      made.beams.set(3, static_cast<BeamState>(number(0, 6)));
      made.size = static_cast<NoteSize>(number(0, 2));
      made.marks = marks();
      return made;
    }
    case 1: {
      Rest made;
      made.written = {maybe() ? no_value : static_cast<NoteValue>(number(-3, 9)), 0};
      made.duration = length();
      made.whole_measure = maybe();
      made.has_position = maybe();
      made.marks = marks();
      return made;
    }
    case 2: return Space{length()};
    case 3: {
      Tuplet made;
      made.items = items(depth - 1);
      made.actual = static_cast<std::uint16_t>(number(1, 9));
      made.bracket = static_cast<Tuplet::Bracket>(number(0, 3));
      return made;
    }
    case 4: return Tremolo{{item(0), item(0)}, 3};
    default: return Space{length()};
  }
}
std::vector<Item> items(int depth) {
  std::vector<Item> made;
  for (int n = number(0, 4); n > 0; --n) made.push_back(item(depth));
  return made;
}

Shared<Measure> measure() {
  Measure made;
  for (int n = number(0, 3); n > 0; --n) {
    Voice voice;
    voice.number = static_cast<std::int16_t>(n);
    voice.items = items(2);
    made.voices.push_back(std::make_shared<Voice>(std::move(voice)));
  }
  if (maybe()) made.marks.push_back({length(), mark(), maybe()});
  if (maybe()) made.endings.emplace_back(Ending::Role::start, Ending{word(), word(), maybe()});
  if (maybe()) made.middle.emplace_back(length(), BarStyle::dashed);
  made.right.style = static_cast<BarStyle>(number(0, 12));
  made.right.marks = marks();
  return std::make_shared<Measure>(std::move(made));
}

Shared<Piece> piece() {
  Piece made;
  made.title = word();
  made.settings["k"] = word();
  const int measures = number(1, 6);
  std::vector<MeasureInfo> infos(static_cast<std::size_t>(measures));
  for (int m = 0; m < measures; ++m) infos[static_cast<std::size_t>(m)] = {std::to_string(m + 1), maybe(), Rational(4)};
  made.measures = infos;
  std::vector<Shared<Musician>> musicians;
  for (int m = number(1, 4); m > 0; --m) {
    Staff staff;
    staff.clefs.set({0, {}}, Clef{ClefSign::f, 4});
    KeySignature key;
    key.fifths = static_cast<std::int8_t>(number(-7, 8));
    staff.keys.set({number(0, measures), {}}, key);
    std::vector<Shared<Measure>> list(static_cast<std::size_t>(measures));
    for (auto& one : list) one = measure();
    staff.measures = PVector<Shared<Measure>>(std::move(list));
    Instrument instrument;
    instrument.name = word();
    instrument.staves = PVector<Shared<Staff>>({std::make_shared<Staff>(std::move(staff))});
    Musician musician;
    musician.name = word();
    musician.instruments = PVector<Shared<Instrument>>({std::make_shared<Instrument>(std::move(instrument))});
    musicians.push_back(std::make_shared<Musician>(std::move(musician)));
  }
  made.musicians = PVector<Shared<Musician>>(std::move(musicians));
  made.last_span = 9;
  return std::make_shared<Piece>(std::move(made));
}

Vpd address() {
  Vpd at = *rc::gen::element(Vpd(), Vpd::music(), Vpd::layout());
  if (at.root() == Vpd::Root::piece) return at;
  const int most = static_cast<int>(at.root() == Vpd::Root::layout ? Vpd::levels : Vpd::max_depth);
  for (int n = number(0, most + 1); n > 0; --n) at = at.child(*rc::gen::arbitrary<std::uint32_t>());
  return at;
}

BURIN_PROPERTY(Addresses, EveryFormReadsBack, [] {
  const Vpd at = address();
  for (const std::string& text : {at.str(), at.compact(), at.navigator(), at.json()}) {
    const auto read = Vpd::parse(text);
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == at);
    RC_ASSERT(read->compact() == at.compact());
    RC_ASSERT(read->navigator() == at.navigator());
  }
})

BURIN_PROPERTY(SavedPieces, LoadingWhatWasSavedGivesAnEqualPiece, [] {
  const Shared<Piece> one = piece();
  RC_ASSERT(validate(*one).has_value());
  const auto read = decode_piece(encode_piece(*one, TableNames(table())), TableNames(table()));
  RC_ASSERT(read.has_value());
  RC_ASSERT(**read == *one);
  RC_ASSERT((*read)->last_span == one->last_span);
})

BURIN_PROPERTY(Things, WhatIsReadFromAThingsValueIsTheThing, [] {
  const Shared<Piece> one = piece();
  const ThingContext context{table()};
  const Thing musician = one->musicians[0];
  const auto again = read_new(musician, data_of(musician, table()), context);
  RC_ASSERT(again.has_value());
  RC_ASSERT(*std::get<Shared<Musician>>(*again) == *one->musicians[0]);
})

BURIN_PROPERTY(Comparison, OnlyTheMeasureThatWasChangedDiffers, [] {
  const Shared<Piece> before = piece();
  const auto musician = static_cast<std::uint32_t>(number(0, static_cast<int>(before->musicians.size())));
  const auto at = static_cast<std::uint32_t>(number(0, static_cast<int>(before->measures.size())));
  const Vpd place = Vpd::music().child(musician).child(0).child(0).child(at);
  const auto after = *set(before, place, measure());
  const PieceDifference found = compare(*before, *after);
  RC_ASSERT(compare(*before, *before).empty());
  RC_ASSERT(found.changed.size() + found.added.size() <= 1U);
  RC_ASSERT(found.places.size() <= 1U);
  if (!found.places.empty()) RC_ASSERT(found.places[0] == place);
})

/// A copy that shares nothing.
Shared<Piece> apart(const Shared<Piece>& one) {
  return *decode_piece(encode_piece(*one, TableNames(table())), TableNames(table()));
}

BURIN_PROPERTY(Comparison, WhatIsEqualIsSharedAndWhatDiffersIsKept, [] {
  const Shared<Piece> before = piece();
  RC_ASSERT(share_equal_parts(before, apart(before)) == before);
  const auto at = static_cast<std::uint32_t>(number(0, static_cast<int>(before->measures.size())));
  const auto changed = *set(before, Vpd::music().child(0).child(0).child(0).child(at), measure());
  const auto shared = share_equal_parts(before, apart(changed));
  RC_ASSERT(compare(*shared, *changed).empty());
  for (std::uint32_t m = 0; m < before->measures.size(); ++m) {
    const Vpd place = Vpd::music().child(0).child(0).child(0).child(m);
    const bool same = anchor_of(shared, place) == anchor_of(before, place);
    if (m != at) RC_ASSERT(same);
  }
  for (std::size_t k = 1; k < before->musicians.size(); ++k) RC_ASSERT(shared->musicians[k] == before->musicians[k]);
})

BURIN_PROPERTY(Transposition, TheWayBackGivesTheSamePitches, [] {
  const Shared<Piece> before = piece();
  for (const char* name : {"M2", "m3", "P4", "P5"}) {
    const auto up = transpose(before, Vpd(), *parse_interval(name), table());
    RC_ASSERT(up.has_value());
    RC_ASSERT(validate(**up).has_value());
  }
  RC_ASSERT(*transpose(before, Vpd(), Interval{}, table()) == before);
})

}  // namespace
}  // namespace burin
