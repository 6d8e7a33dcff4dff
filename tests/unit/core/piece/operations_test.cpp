#include "core/piece/operations.hpp"

#include <gtest/gtest.h>

#include "core/piece/tree.hpp"
#include "tests/support/piece_samples.hpp"

namespace burin {
namespace {

using test::chord;
using test::measure;
using test::voice;

Vpd at(const char* text) { return Vpd::parse(text).value_or(Vpd::layout().child(99)); }

/// Violins (2 staves of 3 measures) and a cello; in violin measure 1: a chord of two notes, a rest, a tuplet of two.
Shared<Piece> duo() {
  Tuplet tuplet;
  tuplet.items = {chord({4}), chord({5})};
  Rest rest;
  rest.duration = Rational(1);
  const auto rich = measure({voice({chord({0, 2}), rest, tuplet})});
  const auto plain = measure({voice({chord({1})})});
  auto upper = std::make_shared<Staff>();
  upper->measures = PVector<Shared<Measure>>({plain, rich, plain});
  return test::piece(
      {test::musician("Violin", {upper, test::staff(3, plain)}), test::musician("Cello", {test::staff(3, plain)})}, 3);
}

std::string message_of(const Edited& edited) { return edited ? "no error" : edited.error().message; }
std::string message_of(const Expected<Thing>& got) { return got ? "no error" : got.error().message; }

TEST(Operations, GetFindsEveryKindOfThing) {
  const auto piece = duo();
  EXPECT_EQ(std::get<Shared<Musician>>(*get(*piece, at("m/1")))->name, "Cello");
  EXPECT_EQ(std::get<Shared<Instrument>>(*get(*piece, at("m/0/0")))->staves.size(), 2U);
  EXPECT_EQ(std::get<Shared<Staff>>(*get(*piece, at("m/0/0/1")))->measures.size(), 3U);
  EXPECT_EQ(std::get<Shared<Measure>>(*get(*piece, at("m/0/0/0/1")))->voices.size(), 1U);
  EXPECT_EQ(std::get<Shared<Voice>>(*get(*piece, at("m/0/0/0/1/0")))->items.size(), 3U);
  EXPECT_TRUE(std::holds_alternative<Rest>(std::get<Item>(*get(*piece, at("m/0/0/0/1/0/i/1")))));
  EXPECT_EQ(std::get<Note>(*get(*piece, at("m/0/0/0/1/0/i/0/i/1"))).pitch.step, 2);
  EXPECT_EQ(std::get<Note>(*get(*piece, at("m/0/0/0/1/0/i/2/i/1/i/0"))).pitch.step, 5);
}

TEST(Operations, AnErrorNamesTheFirstWrongStepAndWhatIsThere) {
  const auto piece = duo();
  EXPECT_EQ(message_of(get(*piece, at("m/7/0/0"))), "m/7: piece has 2 musicians");
  EXPECT_EQ(message_of(get(*piece, at("m/0/7"))), "m/0/7: musician has 1 instrument");
  EXPECT_EQ(message_of(get(*piece, at("m/0/0/7/1/1"))), "m/0/0/7: instrument has 2 staves");
  EXPECT_EQ(message_of(get(*piece, at("m/0/0/0/9"))), "m/0/0/0/9: staff has 3 measures");
  EXPECT_EQ(message_of(get(*piece, at("m/0/0/0/1/0/i/3"))), "m/0/0/0/1/0/i/3: voice has 3 items");
  EXPECT_EQ(message_of(get(*piece, at("m/0/0/0/1/0/i/1/i/0"))), "m/0/0/0/1/0/i/1/i/0: rest has no items");
  EXPECT_EQ(message_of(get(*piece, at("m/0/0/0/1/0/i/0/i/2"))), "m/0/0/0/1/0/i/0/i/2: chord has 2 notes");
  EXPECT_EQ(message_of(get(*piece, at("l/0"))), "l/0: piece has no layouts");
  EXPECT_EQ(get(*piece, at("l/0")).error().code, Errc::not_found);
}

TEST(Operations, SetReplacesAThingAndSharesTheRest) {
  const auto before = duo();
  const auto fresh = measure({voice({chord({6})})});
  const auto after = set(before, at("m/0/0/0/2"), fresh);
  ASSERT_TRUE(after) << message_of(after);
  EXPECT_EQ(std::get<Shared<Measure>>(*get(**after, at("m/0/0/0/2"))), fresh);
  EXPECT_EQ(before->title, "Sample");
  EXPECT_NE(std::get<Shared<Measure>>(*get(*before, at("m/0/0/0/2"))), fresh);
  EXPECT_EQ((*after)->musicians[1], before->musicians[1]);
  EXPECT_EQ(anchor_of(*after, at("m/0/0/1")), anchor_of(before, at("m/0/0/1")));
  EXPECT_NE(anchor_of(*after, at("m/0/0/0")), anchor_of(before, at("m/0/0/0")));
}

TEST(Operations, WritingWhatIsThereGivesTheIdenticalPiece) {
  const auto piece = duo();
  EXPECT_EQ(*set(piece, at("m/0/0/0/1"), *get(*piece, at("m/0/0/0/1"))), piece);
  EXPECT_EQ(*set(piece, at("m/0/0/0/0"), measure({voice({chord({1})})})), piece) << "equal, though another object";
  EXPECT_EQ(*set_attribute(piece, {Vpd(), "title"}, "Sample"), piece);
  EXPECT_EQ(*move(piece, at("m/0"), 0), piece);
  EXPECT_EQ(*set_setting(piece, "no-such", ""), piece);
  const auto with_tempo = *set_tempo(piece, {0, {}}, Tempo{96});
  EXPECT_EQ(*set_tempo(with_tempo, {0, {}}, Tempo{96}), with_tempo);
}

TEST(Operations, APieceHandedOverIsChangedInPlace) {
  auto piece = duo();
  const Piece* place = piece.get();
  const auto changed = set_attribute(std::move(piece), {Vpd(), "title"}, "Other");
  EXPECT_EQ(changed->get(), place);
  EXPECT_EQ((*changed)->title, "Other");
}

TEST(Operations, ThingsOfAnotherKindAreRefused) {
  const auto piece = duo();
  EXPECT_EQ(set(piece, at("m/0/0"), measure({})).error().code, Errc::usage);
  EXPECT_EQ(add(piece, at("m/0/0/0/1/0"), measure({})).error().code, Errc::usage);
  EXPECT_EQ(set(piece, at("m/0/0"), Shared<Instrument>()).error().code, Errc::usage) << "nothing is no instrument";
  EXPECT_EQ(set(piece, Vpd(), measure({})).error().code, Errc::usage);
  EXPECT_EQ(replace_items(piece, at("m/0/0"), {}).error().code, Errc::usage);
}

TEST(Operations, AddInsertAndRemoveChangeTheContainer) {
  auto piece = duo();
  piece = *add(piece, at("m/0/0/0/1/0"), Item(chord({6})));
  EXPECT_EQ(std::get<Shared<Voice>>(*get(*piece, at("m/0/0/0/1/0")))->items.size(), 4U);
  piece = *insert(piece, at("m/0/0/0/1/0/i/0"), Item(Space{Rational(1)}));
  EXPECT_TRUE(std::holds_alternative<Space>(std::get<Item>(*get(*piece, at("m/0/0/0/1/0/i/0")))));
  piece = *remove(piece, at("m/0/0/0/1/0/i/0"));
  EXPECT_TRUE(std::holds_alternative<Chord>(std::get<Item>(*get(*piece, at("m/0/0/0/1/0/i/0")))));
  piece = *add(piece, at("m/0/0/0/1/0/i/0"), Note{});
  EXPECT_EQ(std::get<Chord>(std::get<Item>(*get(*piece, at("m/0/0/0/1/0/i/0")))).notes.size(), 3U);
  piece = *add(piece, at("."), std::make_shared<Layout>());
  EXPECT_EQ(piece->layouts.size(), 1U);
  EXPECT_EQ(insert(piece, at("m/0/0/9"), std::make_shared<Staff>()).error().message,
            "m/0/0/9: instrument has 2 staves");
}

TEST(Operations, MoveTakesAThingToAnotherPlace) {
  const auto piece = duo();
  const auto moved = *move(piece, at("m/0/0/0/1/0/i/0"), -1);
  EXPECT_TRUE(std::holds_alternative<Chord>(std::get<Item>(*get(*moved, at("m/0/0/0/1/0/i/2")))));
  EXPECT_TRUE(std::holds_alternative<Rest>(std::get<Item>(*get(*moved, at("m/0/0/0/1/0/i/0")))));
  EXPECT_EQ(move(piece, at("m/0"), 2).error().code, Errc::usage);
}

TEST(Operations, LayoutsAndGroupsFollowTheMusicians) {
  auto start = std::make_shared<Piece>(*duo());
  auto layout = std::make_shared<Layout>();
  layout->musicians = {0, 1};
  start->layouts = PVector<Shared<Layout>>({layout});
  start->groups.emplace_back().count = 2;
  const auto moved = *move(start, at("m/0"), 1);
  EXPECT_EQ(moved->layouts[0]->musicians, (std::vector<std::uint32_t>{1, 0}));
  const auto removed = *remove(start, at("m/0"));
  EXPECT_EQ(removed->layouts[0]->musicians, (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(removed->groups[0].count, 1U);
  const auto inserted = *insert(start, at("m/1"), std::make_shared<Musician>());
  EXPECT_EQ(inserted->layouts[0]->musicians, (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(inserted->groups[0].count, 3U);
  EXPECT_EQ(start->groups[0].count, 2U);
}

TEST(Operations, AttributesAreReadAndSetByName) {
  auto piece = duo();
  piece = *set_attribute(piece, {at("m/0/0"), "short-name"}, "Vl.");
  EXPECT_EQ(std::get<std::string>(*get_attribute(*piece, {at("m/0/0"), "short-name"})), "Vl.");
  piece = *set_attribute(piece, {at("m/0/0/0"), "lines"}, 1);
  EXPECT_EQ(std::get<std::int64_t>(*get_attribute(*piece, {at("m/0/0/0"), "lines"})), 1);
  EXPECT_EQ(set_attribute(piece, {at("m/0/0/0"), "lines"}, 300).error().code, Errc::usage);
  EXPECT_EQ(set_attribute(piece, {at("m/0/0/0"), "lines"}, "five").error().code, Errc::usage);
  EXPECT_EQ(set_attribute(piece, {at("m/0/0"), "colour"}, "red").error().message,
            "m/0/0#colour: there is no such attribute");
  EXPECT_EQ(set_attribute(piece, {at("m/9"), "name"}, "x").error().message, "m/9: piece has 2 musicians");
}

TEST(Operations, ChangesAreSetAndRemovedWhereTheyBelong) {
  auto piece = duo();
  KeySignature key;
  key.fifths = 4;
  piece = *set_key_signature(piece, Vpd(), {0, {}}, key);
  piece = *set_clef(piece, at("m/1/0/0"), {1, Rational(2)}, Clef{ClefSign::f, 4});
  EXPECT_EQ(piece->keys.at({2, {}})->fifths, 4);
  const auto staff = std::get<Shared<Staff>>(*get(*piece, at("m/1/0/0")));
  EXPECT_EQ(staff->clefs.exactly({1, Rational(2)})->line, 4);
  piece = *remove_key_signature(piece, Vpd(), {0, {}});
  EXPECT_TRUE(piece->keys.empty());
  EXPECT_EQ(remove_key_signature(piece, Vpd(), {0, {}}).error().code, Errc::usage);
  EXPECT_EQ(set_clef(piece, at("m/1"), {0, {}}, Clef{}).error().code, Errc::usage);
  EXPECT_EQ(set_time_signature(piece, Vpd(), {0, Rational(1)}, {}).error().code, Errc::usage);
}

TEST(Operations, MarksAreAttachedToChordsRestsAndNotes) {
  auto piece = duo();
  Mark mark;
  mark.variant = 3;
  piece = *add_mark(piece, at("m/0/0/0/1/0/i/1"), mark);
  EXPECT_EQ(*add_mark(piece, at("m/0/0/0/1/0/i/1"), mark), piece);
  piece = *add_mark(piece, at("m/0/0/0/1/0/i/0/i/1"), mark);
  EXPECT_EQ(std::get<Note>(*get(*piece, at("m/0/0/0/1/0/i/0/i/1"))).marks.size(), 1U);
  EXPECT_EQ(add_mark(piece, at("m/0/0/0/1/0/i/2"), mark).error().code, Errc::usage) << "not to a tuplet";
  EXPECT_EQ(remove_mark(piece, at("m/0/0/0/1/0/i/1"), 1).error().code, Errc::usage);
  EXPECT_TRUE(remove_mark(piece, at("m/0/0/0/1/0/i/1"), 0));
}

TEST(Operations, ReplacingAllItemsIsOneChange) {
  const auto piece = duo();
  const auto after = *replace_items(piece, at("m/0/0/0/1/0"), {chord({3})});
  EXPECT_EQ(std::get<Shared<Voice>>(*get(*after, at("m/0/0/0/1/0")))->items.size(), 1U);
  EXPECT_EQ(*replace_items(after, at("m/0/0/0/1/0"), {chord({3})}), after);
  const auto inner = *replace_items(piece, at("m/0/0/0/1/0/i/2"), {chord({3})});
  EXPECT_EQ(std::get<Tuplet>(std::get<Item>(*get(*inner, at("m/0/0/0/1/0/i/2")))).items.size(), 1U);
}

}  // namespace
}  // namespace burin
