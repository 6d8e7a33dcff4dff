// Scripts at work on pieces: each verb, what errors say, all or nothing.
#include <gtest/gtest.h>

#include "core/piece/accidental_state.hpp"
#include "core/piece/transpose.hpp"
#include "core/piece/validate.hpp"
#include "core/script/script.hpp"
#include "io/script/script_reader.hpp"
#include "pipeline/elements/element.hpp"
#include "tests/support/piece_samples.hpp"

namespace burin::io {
namespace {

/// Two musicians: one staff of four quarters C D E F in each of four measures, with the key and clef that files have.
Shared<Piece> sample() {
  auto piece = std::make_shared<Piece>(
      *test::piece({test::musician("Flute", {test::orchestra(1, 4)->musicians[0]->instruments[0]->staves[0]}),
                    test::musician("Horn", {test::orchestra(1, 4)->musicians[0]->instruments[0]->staves[0]})},
                   4));
  const ImportTable& signs = layout::import_table();
  (void)signs;
  Shared<Piece> whole = piece;
  for (const char* staff : {"m/0/0/0", "m/1/0/0"}) {
    whole = *set_key_signature(whole, *Vpd::parse(staff), {}, KeySignature{});
    whole = *set_clef(whole, *Vpd::parse(staff), {}, Clef{});
  }
  whole = *set_key_signature(whole, Vpd(), {}, KeySignature{});
  return *set_time_signature(whole, Vpd(), {}, TimeSignature{});
}

struct Outcome {
  Shared<Piece> piece;
  ScriptResults results;
  std::string error;  // "" when it ran
};
Outcome run(const Shared<Piece>& before, const std::string& operations) {
  const auto script = parse_script(R"({"burin-script": 1, "operations": [)" + operations + "]}");
  if (!script) return {before, {}, script.error().message};
  PieceRef ref(before);
  auto done = run_script(ref, *script, layout::import_table());
  return {ref.snapshot().value, done ? *done : ScriptResults(), done ? "" : done.error().message};
}
/// What `get` finds after the operations.
std::string found(const std::string& operations, const std::string& vpd, const Shared<Piece>& before = sample()) {
  const std::string get = R"({"op": "get", "vpd": ")" + vpd + R"("})";
  const Outcome out = run(before, operations.empty() ? get : operations + ", " + get);
  return out.error.empty() ? json_text(out.results.back()) : out.error;
}
std::string why_not(const std::string& operations) { return run(sample(), operations).error; }
const Chord& chord_at(const Shared<Piece>& piece, const char* vpd) {
  static Thing kept;
  kept = *get(*piece, *Vpd::parse(vpd));
  return std::get<Chord>(std::get<Item>(kept));
}

TEST(RunScript, GetGivesThingsAndAttributes) {
  EXPECT_EQ(found("", ".#title"), R"("Sample")");
  EXPECT_EQ(found("", "m/1#name"), R"("Horn")");
  EXPECT_EQ(found("", "m/0/0/0#lines"), "5");
  EXPECT_EQ(found("", "m/0/0/0#scale"), "1.0");
  EXPECT_EQ(found("", "m/0/0/0/1/0/i/2"), R"({"chord":{"value":"quarter","duration":1,"notes":[{"pitch":"E4"}]}})");
  EXPECT_EQ(found("", "m/0/0/0/1/0/i/2/i/0"), R"({"pitch":"E4"})");
  EXPECT_EQ(found("", "m/0/0/0#tempo"), "operation 0 (get): m/0/0/0#tempo: there is no such attribute");
}

TEST(RunScript, SetReplacesThingsOfEveryLevel) {
  EXPECT_EQ(found(R"({"op":"set","vpd":".#title","value":"Other"})", ".#title"), R"("Other")");
  EXPECT_EQ(found(R"({"op":"set","vpd":"m/0/0/0#scale","value":0.75})", "m/0/0/0#scale"), "0.75");
  EXPECT_EQ(
      found(R"({"op":"set","vpd":"m/0/0/0/0/0/i/0","value":{"rest":{"value":"half","dots":1}}})", "m/0/0/0/0/0/i/0"),
      R"({"rest":{"value":"half","dots":1,"duration":3}})");
  EXPECT_EQ(found(R"({"op":"set","vpd":"m/0/0/0/0/0","value":{"items":[
                     {"chord":{"value":"half","notes":["Bb4","G4"]}},
                     {"tuplet":{"items":[{"chord":{"value":"quarter","notes":["C4"]}},{"rest":{"value":"half"}}]}},
                     {"grace-group":{"items":[{"chord":{"value":"16th","notes":["A4"]}}]}}]}})",
                  "m/0/0/0/0/0/i/0"),
            R"({"chord":{"value":"half","duration":2,"notes":[{"pitch":"G4"},{"pitch":"Bb4"}]}})");
  EXPECT_EQ(found(R"({"op":"set","vpd":"m/0/0/0/0/0","value":{"items":[
                     {"tuplet":{"items":[{"chord":{"value":"quarter","notes":["C4"]}}]}}]}})",
                  "m/0/0/0/0/0/i/0/i/0"),
            R"({"chord":{"value":"quarter","duration":"2/3","notes":[{"pitch":"C4"}]}})");
  EXPECT_EQ(found(R"({"op":"set","vpd":"m/0/0/0/0","value":{"voices":[{"items":[{"rest":{"whole-measure":true}}]}]}})",
                  "m/0/0/0/0/0/i/0#duration"),
            "4");
}

TEST(RunScript, AddInsertMoveRemoveAndReplaceWorkOnLists) {
  const std::string rest = R"({"rest":{"value":"quarter"}})";
  EXPECT_EQ(found(R"({"op":"add","vpd":"m/0/0/0/0/0","value":)" + rest + "}", "m/0/0/0/0/0/i/4"),
            R"({"rest":{"value":"quarter","duration":1}})");
  EXPECT_EQ(found(R"({"op":"add","vpd":"m/0/0/0/0/0/i/0","value":"E4"})", "m/0/0/0/0/0/i/0/i/1"), R"({"pitch":"E4"})");
  EXPECT_EQ(found(R"({"op":"insert","vpd":"m/0/0/0/0/0/i/1","value":)" + rest + "}", "m/0/0/0/0/0/i/1"),
            R"({"rest":{"value":"quarter","duration":1}})");
  EXPECT_EQ(found(R"({"op":"move","vpd":"m/0","index":-1})", "m/1#name"), R"("Flute")");
  EXPECT_EQ(found(R"({"op":"remove","vpd":"m/0"})", "m/0#name"), R"("Horn")");
  EXPECT_EQ(found(R"({"op":"replace-items","vpd":"m/0/0/0/0/0","value":[)" + rest + "]}", "m/0/0/0/0/0"),
            R"({"items":[{"rest":{"value":"quarter","duration":1}}]})");
  EXPECT_EQ(found(R"({"op":"add","vpd":".","value":"m/1"},{"op":"rename","vpd":"m/2","value":"Third"})", "m/2#name"),
            R"("Third")");
}

TEST(RunScript, UpdateChangesOnlyWhatIsNamed) {
  EXPECT_EQ(found(R"({"op":"update","vpd":"m/0/0/0/0/0/i/1","value":{"stem":"up"}})", "m/0/0/0/0/0/i/1"),
            R"({"chord":{"value":"quarter","duration":1,"notes":[{"pitch":"D4"}],"stem":"up"}})");
  EXPECT_EQ(found(R"({"op":"update","vpd":"m/0/0/0/0/0/i/1","value":{"value":"half"}})", "m/0/0/0/0/0/i/1#duration"),
            "2");
  EXPECT_EQ(found(R"({"op":"update","vpd":".","value":{"composer":"N. N.","rights":"free"}})", ".#composer"),
            R"("N. N.")");
  EXPECT_EQ(found(R"({"op":"rename","vpd":".","value":"New"})", ".#title"), R"("New")");
}

TEST(RunScript, ATitleChangesOnTheTitlePageToo) {
  auto before = std::make_shared<Piece>(*sample());
  before->credits.emplace_back().text = "Sample";
  before->credits.emplace_back().text = "for two";
  const auto after = run(before, R"({"op":"set","vpd":".#title","value":"Other"})").piece;
  EXPECT_EQ(after->credits.get()[0].text, "Other");
  EXPECT_EQ(after->credits.get()[1].text, "for two");
  EXPECT_EQ(run(before, R"({"op":"update","vpd":".","value":{"title":"Third"}})").piece->credits.get()[0].text,
            "Third");
}

TEST(RunScript, ABeamThatLosesItsFirstNoteBeginsWithTheNext) {
  const auto beamed = run(sample(), R"({"op":"update","vpd":"m/0/0/0/0/0/i/1","value":{"beams":["begin"]}},
    {"op":"update","vpd":"m/0/0/0/0/0/i/2","value":{"beams":["continue"]}},
    {"op":"update","vpd":"m/0/0/0/0/0/i/3","value":{"beams":["end"]}})")
                          .piece;
  const auto after = run(beamed, R"({"op":"set","vpd":"m/0/0/0/0/0/i/1","value":{"rest":{"value":"quarter"}}})").piece;
  EXPECT_EQ(chord_at(after, "m/0/0/0/0/0/i/2").beams.level(1), BeamState::begin);
  EXPECT_EQ(chord_at(after, "m/0/0/0/0/0/i/3").beams.level(1), BeamState::end);
}

TEST(RunScript, SettingsComeAndGo) {
  const std::string set = R"({"op":"set-setting","name":"courtesy","value":"all"})";
  const std::string get = R"({"op":"get-setting","name":"courtesy"})";
  EXPECT_EQ(json_text(run(sample(), set + "," + get).results[0]), R"("all")");
  EXPECT_TRUE(run(sample(), set + R"(,{"op":"set-setting","name":"courtesy","value":null})").piece->settings.empty());
}

TEST(RunScript, ChangesAreSetAndRemovedAtPositions) {
  const auto piece = run(sample(), R"(
    {"op":"set-key-signature","at":{"measure":2},"value":"E major"},
    {"op":"set-time-signature","vpd":".","at":{"measure":1},"value":"3+2/8"},
    {"op":"set-clef","vpd":"m/1/0/0","at":{"measure":1,"offset":"3/2"},"value":"bass"},
    {"op":"set-tempo","at":0,"value":96})")
                         .piece;
  EXPECT_EQ(piece->keys.at({3, {}})->fifths, 4);
  const auto staff = piece->musicians[1]->instruments[0]->staves[0];
  EXPECT_EQ(staff->keys.exactly({2, {}})->fifths, 4) << "staves carry the keys that are printed";
  EXPECT_EQ(piece->times.exactly({1, {}})->fractions[0].beats, "3+2");
  EXPECT_EQ(staff->clefs.exactly({1, Rational(3, 2)})->sign, ClefSign::f);
  EXPECT_EQ(piece->tempos.at({0, {}})->quarters_per_minute, 96.0);
  const auto without = run(piece, R"({"op":"remove-key-signature","at":{"measure":2}},
    {"op":"remove-clef","vpd":"m/1/0/0","at":{"measure":1,"offset":"3/2"}},
    {"op":"remove-tempo","at":0},{"op":"remove-time-signature","at":1})")
                           .piece;
  EXPECT_EQ(*without, *sample());
}

TEST(RunScript, AKeyOfThePieceIsWrittenOtherwiseForInstrumentsThatTranspose) {
  auto before = std::make_shared<Piece>(*sample());
  auto horn = std::make_shared<Instrument>(*before->musicians[1]->instruments[0]);
  horn->transposition = *parse_interval("P-5");
  const Shared<Piece> piece = *set(before, *Vpd::parse("m/1/0"), Shared<Instrument>(horn));
  const auto after = run(piece, R"({"op":"set-key-signature","at":0,"value":"E major"})").piece;
  EXPECT_EQ(after->musicians[0]->instruments[0]->staves[0]->keys.at({})->fifths, 4);
  EXPECT_EQ(after->musicians[1]->instruments[0]->staves[0]->keys.at({})->fifths, 5);
}

TEST(RunScript, SignsAreAttachedByName) {
  const auto piece = run(sample(), R"(
    {"op":"add-attachment","vpd":"m/0/0/0/0/0/i/0","name":"staccato"},
    {"op":"add-attachment","vpd":"m/0/0/0/0/0/i/1","name":":forte"},
    {"op":"add-attachment","vpd":"m/0/0/0/0/0/i/0","name":"slur","end":"m/0/0/0/2/0/i/3"},
    {"op":"add-attachment","vpd":"m/0/0/0/0/0/i/2","name":"<","end":"m/0/0/0/1/0/i/0"},
    {"op":"add-attachment","vpd":"m/0/0/0/1","at":{"measure":1,"offset":2},"name":"words","value":{"text":"dolce"}},
    {"op":"add-attachment","vpd":"m/0/0/0/0/0/i/0","name":"tie","end":"m/0/0/0/1/0/i/0"})")
                         .piece;
  const Chord& first = chord_at(piece, "m/0/0/0/0/0/i/0");
  ASSERT_EQ(first.marks.size(), 2U);
  EXPECT_EQ(layout::family(first.marks[0].family)->name, "articulation");
  EXPECT_EQ(first.marks[1].role, SpanRole::start);
  ASSERT_EQ(first.notes[0].marks.size(), 1U) << "ties hang on notes";
  const auto measure = piece->musicians[0]->instruments[0]->staves[0]->measures[0];
  ASSERT_EQ(measure->marks.size(), 2U);
  EXPECT_EQ(measure->marks[0].at, Rational(1));
  EXPECT_EQ(measure->marks[1].at, Rational(2));
  const auto next = piece->musicians[0]->instruments[0]->staves[0]->measures[1];
  ASSERT_EQ(next->marks.size(), 2U);
  EXPECT_EQ(next->marks[0].mark.span, measure->marks[1].mark.span);
  EXPECT_EQ(next->marks[1].mark.parameters().text(Param::text), "dolce");
  const auto without = run(piece, R"(
    {"op":"remove-attachment","vpd":"m/0/0/0/0/0/i/0","name":"staccato"},
    {"op":"remove-attachment","vpd":"m/0/0/0/2/0/i/3","index":0},
    {"op":"remove-attachment","vpd":"m/0/0/0/0/0/i/1","name":"f"},
    {"op":"remove-attachment","vpd":"m/0/0/0/0/0/i/2","name":"<"},
    {"op":"remove-attachment","vpd":"m/0/0/0/1","at":{"measure":1,"offset":2},"name":"words"},
    {"op":"remove-attachment","vpd":"m/0/0/0/0/0/i/0","name":"tie"})");
  EXPECT_EQ(without.error, "");
  EXPECT_EQ(*without.piece, *sample()) << "spanners go with both ends";
}

TEST(RunScript, WhatDoesNotFitIsRefused) {
  EXPECT_EQ(why_not(R"({"op":"add-attachment","vpd":"m/0/0/0/0/0/i/0","name":"slur"})"),
            "operation 0 (add-attachment): m/0/0/0/0/0/i/0: a slur needs its \"end\"");
  EXPECT_EQ(why_not(R"({"op":"add-attachment","vpd":"m/0/0/0/0/0/i/0","name":"blob"})"),
            "operation 0 (add-attachment): there is no sign 'blob'");
  EXPECT_EQ(why_not(R"({"op":"add-attachment","vpd":"m/0/0/0/0/0/i/0","name":"tie","end":"m/0/0/0/0/0/i/1"})"),
            "operation 0 (add-attachment): m/0/0/0/0/0/i/1: a tie joins notes of one pitch");
  EXPECT_EQ(why_not(R"({"op":"set","vpd":"m/0/0/0/0/0/i/0","value":{"chord":{"notes":["H4"]}}})"),
            "operation 0 (set): 'H4' is no pitch");
  EXPECT_EQ(why_not(R"({"op":"set","vpd":"m/0/0/0/0/0/i/0","value":{"chord":{"notes":["C4"],"stm":"up"}}})"),
            "operation 0 (set): there is no member 'stm' here");
  EXPECT_EQ(why_not(R"({"op":"set","vpd":"m/0/0/0/0/0/i/0","value":{"chord":{"notes":[]}}})"),
            "m/0/0/0/0/0/i/0: a chord without a note");
  EXPECT_EQ(why_not(R"({"op":"remove","vpd":"m/0/0/0/2"})"), "m/0/0/0: the staff has 3 measures, the piece 4");
  EXPECT_EQ(why_not(R"({"op":"get","vpd":"."},{"op":"remove","vpd":"m/12"})"),
            "operation 1 (remove): m/12: piece has 2 musicians");
  EXPECT_EQ(why_not(R"({"op":"set-clef","vpd":"m/0/0/0","at":{"measure":9},"value":"bass"})"),
            "operation 0 (set-clef): measure 9: the piece has 4 measures");
  EXPECT_EQ(why_not(R"({"op":"transpose","vpd":"m/0","value":"X3"})"), "operation 0 (transpose): 'X3' is no interval");
}

TEST(RunScript, AScriptTakesEffectAsAWholeOrNotAtAll) {
  const auto before = sample();
  const Outcome out = run(before, R"({"op":"set","vpd":".#title","value":"Other"},{"op":"remove","vpd":"m/7"})");
  EXPECT_EQ(out.piece, before);
  EXPECT_EQ(out.error, "operation 1 (remove): m/7: piece has 2 musicians");
}

TEST(RunScript, WritingWhatIsThereChangesNothing) {
  const auto before = run(sample(), R"({"op":"add-attachment","vpd":"m/0/0/0/0/0/i/0","name":"accent"},
      {"op":"add-attachment","vpd":"m/0/0/0/0/0/i/0","name":"slur","end":"m/0/0/0/2/0/i/3"})")
                          .piece;
  const Outcome out = run(before, R"({"op":"set","vpd":".#title","value":"Sample"},
    {"op":"set","vpd":"m/0/0/0/1","value":"m/0/0/0/1"},
    {"op":"update","vpd":"m/0/0/0/1/0/i/0","value":{"stem":"automatic"}},
    {"op":"update","vpd":".","value":{"composer":""}},
    {"op":"add-attachment","vpd":"m/0/0/0/0/0/i/0","name":"accent"},
    {"op":"add-attachment","vpd":"m/0/0/0/0/0/i/0","name":"slur","end":"m/0/0/0/2/0/i/3"},
    {"op":"set-key-signature","at":0,"value":{"fifths":0}},
    {"op":"transpose","vpd":".","value":"P1"},{"op":"move","vpd":"m/0","index":0},
    {"op":"set-setting","name":"none","value":null})");
  EXPECT_EQ(out.error, "");
  EXPECT_EQ(out.piece, before);
}

TEST(RunScript, EveryThingGetsBackWhatItWasSetTo) {
  const auto rich = run(sample(), R"(
      {"op":"add-attachment","vpd":"m/0/0/0/0/0/i/0","name":"accent"},
      {"op":"add-attachment","vpd":"m/0/0/0/0","at":0,"name":"f"},
      {"op":"set","vpd":"m/0/0/0/0/0/i/2","value":{"tuplet":{"bracket":"yes","items":[{"space":{"duration":"1/7"}}]}}},
      {"op":"update","vpd":"m/0/0/0/0","value":{"middle":[["3/2","dashed"]],"endings":[["start",{"number":"1"}]]}},
      {"op":"update","vpd":"m/0/0/0/0/0/i/0/i/0","value":{"accidental":"natural","cautionary":true}},
      {"op":"update","vpd":"m/0/0/0/0/0/i/1","value":{"beams":["begin","forward-hook"]}})");
  ASSERT_EQ(rich.error, "");
  for (const char* vpd : {"m/0", "m/0/0", "m/0/0/0", "m/0/0/0/0", "m/0/0/0/0/0", "m/0/0/0/0/0/i/0",
                          "m/0/0/0/0/0/i/0/i/0", "m/0/0/0/0/0/i/2"}) {
    const std::string value = found("", vpd, rich.piece);
    const Outcome out = run(sample(), std::string(R"({"op":"set","vpd":")") + vpd + R"(","value":)" + value + "}");
    EXPECT_EQ(out.error, "") << vpd;
    const Vpd at = *Vpd::parse(vpd);
    EXPECT_EQ(found("", vpd, out.piece), value) << vpd;
    if (at.depth() == 1) {
      EXPECT_EQ(*out.piece->musicians[0], *rich.piece->musicians[0]);
    }
  }
}

TEST(RunScript, TranspositionTakesKeysAndChordSymbolsAlong) {
  auto before = run(sample(), R"({"op":"update","vpd":"m/0/0/0/0","value":{"marks":[
    {"mark":{"family":"chord_symbol","params":{"root":"B","root-alter":-1,"kind":"major","bass":"D"}}}]}})")
                    .piece;
  const Outcome out = run(before, R"({"op":"transpose","vpd":"m/0","value":"M3"})");
  ASSERT_EQ(out.error, "");
  const auto& staff = *out.piece->musicians[0]->instruments[0]->staves[0];
  EXPECT_EQ(chord_at(out.piece, "m/0/0/0/0/0/i/3").notes[0].pitch, (Pitch{5, 4, 0}));
  EXPECT_EQ(chord_at(out.piece, "m/0/0/0/0/0/i/0").notes[0].pitch, (Pitch{2, 4, 0}));
  EXPECT_EQ(staff.keys.at({})->fifths, 4);
  const Params& symbol = staff.measures[0]->marks[0].mark.parameters();
  EXPECT_EQ(symbol.text(Param::root), "D");
  EXPECT_EQ(symbol.text(Param::bass), "F");
  EXPECT_EQ(symbol.real(Param::bass_alter), 1.0);
  EXPECT_EQ(out.piece->musicians[1], before->musicians[1]);
  EXPECT_EQ(out.piece->keys, before->keys) << "the piece is still in its key";
  EXPECT_EQ(*run(out.piece, R"({"op":"transpose","vpd":"m/0","value":"M-3"})")
                 .piece->musicians[0]
                 ->instruments[0]
                 ->staves[0]
                 ->measures[1],
            *before->musicians[0]->instruments[0]->staves[0]->measures[1]);
}

TEST(RunScript, NewNotesGetTheAccidentalsThatTheyNeed) {
  const auto written = run(sample(), R"({"op":"update","vpd":"m/0/0/0/0/0/i/0/i/0","value":{"accidental":"natural"}})");
  const auto after = run(written.piece, R"(
    {"op":"set","vpd":"m/0/0/0/1/0/i/0","value":{"chord":{"notes":["F#4"]}}},
    {"op":"set","vpd":"m/0/0/0/1/0/i/1","value":{"chord":{"notes":["F#4","A4"]}}})")
                         .piece;
  EXPECT_EQ(chord_at(after, "m/0/0/0/1/0/i/0").notes[0].accidental, accidental_sign(2));
  EXPECT_EQ(chord_at(after, "m/0/0/0/1/0/i/1").notes[0].accidental, 0U) << "once a measure";
  const auto plain = run(sample(), R"({"op":"set","vpd":"m/0/0/0/1/0/i/0","value":{"chord":{"notes":["F#4"]}}})").piece;
  EXPECT_EQ(chord_at(plain, "m/0/0/0/1/0/i/0").notes[0].accidental, 0U) << "layout decides where files have none";
}

TEST(RunScript, MeasuresComeAndGoInAllStaves) {
  const auto before = run(sample(), R"(
    {"op":"set-key-signature","at":2,"value":"G major"},
    {"op":"add-attachment","vpd":"m/0/0/0/0/0/i/0","name":"slur","end":"m/0/0/0/2/0/i/3"},
    {"op":"add-attachment","vpd":"m/1/0/0/0/0/i/0","name":"<","end":"m/1/0/0/2/0/i/3"})")
                          .piece;
  const auto more = run(before, R"({"op":"insert-measures","at":2,"count":3})");
  ASSERT_EQ(more.error, "");
  EXPECT_TRUE(validate(*more.piece));
  EXPECT_EQ(more.piece->measures.size(), 7U);
  EXPECT_EQ(more.piece->measures[5].number, "6");
  EXPECT_EQ(more.piece->keys.exactly({5, {}})->fifths, 1);
  EXPECT_EQ(more.piece->keys.at({4, {}})->fifths, 0);
  EXPECT_EQ(*run(more.piece, R"({"op":"remove-measures","at":2,"count":3})").piece, *before);

  const auto fewer = run(before, R"({"op":"remove-measures","at":{"measure":2}})");
  ASSERT_EQ(fewer.error, "");
  EXPECT_TRUE(validate(*fewer.piece));
  EXPECT_EQ(fewer.piece->keys.exactly({2, {}})->fifths, 1) << "what was in force behind stays in force";
  EXPECT_TRUE(chord_at(fewer.piece, "m/0/0/0/0/0/i/0").marks.empty()) << "a slur without its end goes";
  const auto& horn = *fewer.piece->musicians[1]->instruments[0]->staves[0];
  ASSERT_EQ(horn.measures[1]->marks.size(), 1U) << "a hairpin is shortened";
  EXPECT_EQ(horn.measures[1]->marks[0].at, Rational(4));
  EXPECT_EQ(run(before, R"({"op":"remove-measures","at":0,"count":4})").error,
            "operation 0 (remove-measures): a piece keeps one measure at least");
  EXPECT_EQ(run(before, R"({"op":"remove-measures","at":3,"count":2})").error,
            "operation 0 (remove-measures): measure 4: the piece has 4 measures");
}

TEST(RunScript, TheFirstKeyStaysFirstWhenMeasuresComeBeforeIt) {
  const auto more = run(sample(), R"({"op":"insert-measures","at":0})").piece;
  EXPECT_NE(more->musicians[0]->instruments[0]->staves[0]->clefs.exactly({0, {}}), nullptr);
  EXPECT_NE(more->times.exactly({0, {}}), nullptr);
  EXPECT_EQ(more->measures[0].number, "1");
  EXPECT_EQ(more->measures[1].number, "2");
}

}  // namespace
}  // namespace burin::io
