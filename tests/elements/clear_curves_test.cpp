// Small scores in which voices, grace notes and staves come near each other: the lint finds nothing to object to.
#include <gtest/gtest.h>

#include "layout_support.hpp"
#include "pipeline/lint/lint.hpp"

namespace burin::layout::testing_support {
namespace {

/// A note as a test writes it; lengths in twelfths of a quarter.
struct Written {
  std::string pitch{"C4"};  // "F#4", "Eb5", "R"
  std::string type{"quarter"};
  int length{12};
  std::string stem{"up"};
  std::string more{};  // beams, notations
  int voice{1};
  int staff{1};
  bool chord{false};
  bool grace{false};
  bool dotted{false};
};

std::string xml(const Written& note) {
  std::string text = "<note>";
  if (note.grace) text += "<grace/>";
  if (note.chord) text += "<chord/>";
  const bool altered = note.pitch.size() == 3;
  if (note.pitch == "R") {
    text += "<rest/>";
  } else {
    text += "<pitch><step>" + note.pitch.substr(0, 1) + "</step>";
    if (altered) text += note.pitch[1] == '#' ? "<alter>1</alter>" : "<alter>-1</alter>";
    text += "<octave>" + note.pitch.substr(note.pitch.size() - 1) + "</octave></pitch>";
  }
  if (!note.grace) text += "<duration>" + std::to_string(note.length) + "</duration>";
  text += "<voice>" + std::to_string(note.voice) + "</voice><type>" + note.type + "</type>";
  if (note.dotted) text += "<dot/>";
  if (altered) text += note.pitch[1] == '#' ? "<accidental>sharp</accidental>" : "<accidental>flat</accidental>";
  if (note.pitch != "R") text += "<stem>" + note.stem + "</stem>";
  return text + "<staff>" + std::to_string(note.staff) + "</staff>" + note.more + "</note>";
}

std::string xml(const std::vector<Written>& notes) {
  std::string text;
  for (const Written& note : notes) text += xml(note);
  return text;
}

std::string back(int length) { return "<backup><duration>" + std::to_string(length) + "</duration></backup>"; }

std::string start_of(int staves = 1) {
  std::string text = "<attributes><divisions>12</divisions><time><beats>4</beats><beat-type>4</beat-type></time>";
  text += "<staves>" + std::to_string(staves) + "</staves><clef number=\"1\"><sign>G</sign><line>2</line></clef>";
  if (staves == 2) text += "<clef number=\"2\"><sign>F</sign><line>4</line></clef>";
  return text + "</attributes>";
}

const std::string slur_starts = R"(<notations><slur type="start"/></notations>)";
const std::string slur_stops = R"(<notations><slur type="stop"/></notations>)";
const std::string slur_starts_above = R"(<notations><slur type="start" placement="above"/></notations>)";
const std::string tie_starts = R"(<notations><tied type="start"/></notations>)";
const std::string tie_stops = R"(<notations><tied type="stop"/></notations>)";
const std::string begins = "<beam number=\"1\">begin</beam>";
const std::string goes_on = "<beam number=\"1\">continue</beam>";
const std::string ends = "<beam number=\"1\">end</beam>";
const std::string begins_twice = begins + "<beam number=\"2\">begin</beam>";
const std::string goes_on_twice = goes_on + "<beam number=\"2\">continue</beam>";
const std::string ends_twice = ends + "<beam number=\"2\">end</beam>";

/// What the lint says about the pages of a score, or "" when nothing touches.
std::string found(const std::vector<std::string>& measures, const EngraveOptions& options = {}) {
  Operation operation;
  const auto executor = make_executor(1);
  const auto piece = io::import_musicxml(score(measures), "test", import_table(), ImportLimits{}, *executor, operation);
  const auto fonts = io::FontLibrary::load({});
  if (!piece || !fonts) return "not read";
  const auto engraving = engrave(**piece, options, (*fonts)->glyphs(), (*fonts)->text(), *executor, operation);
  if (!engraving) return "not engraved";
  const auto findings = lint(engraving->pages, (*fonts)->glyphs(), (*fonts)->text(), *executor, operation);
  if (!findings) return "not looked at";
  std::string all;
  for (const auto& [check, count] : count_findings(*findings)) all += check + " ";
  return all;
}

TEST(ClearCurves, ASlurBelowAVoiceWhoseNoteLiesOverTheOthersStartsAtItsOwnBeam) {
  EXPECT_EQ(found({start_of() + xml({{"E4", "half", 24}, {"G4", "half", 24}}) + back(48) +
                   xml({{"G4", "eighth", 6, "down", begins + slur_starts, 2},
                        {"B3", "eighth", 6, "down", goes_on + slur_stops, 2},
                        {"D4", "eighth", 6, "down", goes_on, 2},
                        {"E4", "eighth", 6, "down", ends, 2},
                        {"F4", "half", 24, "down", "", 2}})}),
            "");
}

TEST(ClearCurves, AHalfSlurFromNotesThatHaveGoneToTheOtherStaffStaysThere) {
  const std::string first =
      start_of(2) +
      xml({{"D4", "quarter", 12, "down", "", 2, 1},
           {"A3", "half", 24, "down", "", 2, 2},
           {"D3", "quarter", 12, "down", slur_starts, 2, 2}}) +
      back(48) + xml({{"G4"}, {"G4"}, {"G4"}, {"F4", "eighth", 6}, {"B4", "eighth", 6, "up", "", 1, 1, true}});
  const std::string second = "<print new-system=\"yes\"/>" + xml({{"G3", "whole", 48, "down", slur_stops, 2, 2}}) +
                             back(48) + xml({{"G4", "whole", 48}});
  EngraveOptions options;
  options.breaks = Breaks::encoded;
  EXPECT_EQ(found({first, second}, options), "");
}

TEST(ClearCurves, ASlurFromAGraceNoteKeepsBeyondTheTieUnderIt) {
  EXPECT_EQ(found({start_of() +
                   xml({{"A4", "quarter", 12, "up", tie_starts},
                        {"B4", "eighth", 0, "up", slur_starts, 1, 1, false, true},
                        {"A4", "eighth", 6, "up", R"(<notations><tied type="stop"/><slur type="stop"/></notations>)"},
                        {"G4", "eighth", 6},
                        {"A4", "half", 24}})}),
            "");
}

TEST(ClearCurves, ASlurFromGraceNotesAmongTheStemsOfABeamGoesAroundIt) {
  EXPECT_EQ(found({start_of() + xml({{"G5", "eighth", 6, "up", begins}, {"F5", "eighth", 6, "up", ends}}) + back(12) +
                   xml({{"D5", "eighth", 6, "down", begins, 2},
                        {"E5", "16th", 0, "down", begins_twice + slur_starts, 2, 1, false, true},
                        {"D5", "16th", 0, "down", ends_twice, 2, 1, false, true},
                        {"C5", "eighth", 6, "down", ends + slur_stops, 2}})}),
            "");
}

TEST(ClearCurves, ASlurWhoseWayAStemToTheStaffAboveBarsGoesBelow) {
  EXPECT_EQ(found({start_of(2) +
                   xml({{"B4", "eighth", 6, "down"},
                        {"F4", "eighth", 6, "up", begins, 1, 2},
                        {"B4", "eighth", 6, "down", goes_on},
                        {"C5", "eighth", 6, "down", ends},
                        {"C5", "half", 24, "down"}}) +
                   back(48) +
                   xml({{"D4", "eighth", 6, "up", slur_starts, 5, 2},
                        {"R", "eighth", 6, "", "", 5, 2},
                        {"R", "quarter", 12, "", "", 5, 2},
                        {"D4", "half", 24, "up", slur_stops, 5, 2}}) +
                   back(48) + xml({{"F3", "whole", 48, "down", "", 6, 2}})}),
            "");
}

TEST(ClearCurves, TiesOfInterlockedChordsDoNotCross) {
  EXPECT_EQ(found({start_of() +
                   xml({{"G4", "quarter", 12, "down", tie_starts},
                        {"A4", "quarter", 12, "down", "", 1, 1, true},
                        {"C4", "eighth", 6, "up", tie_stops},
                        {"G4", "eighth", 6, "up", tie_stops, 1, 1, true},
                        {"A4", "eighth", 6, "up", "", 1, 1, true},
                        {"C5", "eighth", 6, "up", tie_stops, 1, 1, true},
                        {"R", "eighth", 6},
                        {"R", "half", 24}}) +
                   back(48) +
                   xml({{"R", "eighth", 6, "", "", 2},
                        {"C4", "eighth", 6, "up", tie_starts, 2},
                        {"C5", "eighth", 6, "up", tie_starts, 2, 1, true},
                        {"R", "quarter", 12, "", "", 2},
                        {"R", "half", 24, "", "", 2}})}),
            "");
}

TEST(ClearCurves, TiesFromGraceNotesIntoAChordHaveRoomAndPassTheNotesBetween) {
  const auto grace = [](const std::string& pitch, const std::string& beam) {
    return Written{pitch, "16th", 0, "up", beam + tie_starts, 1, 1, false, true};
  };
  const auto held = [](const std::string& pitch, bool chord = true) {
    return Written{pitch, "half", 24, "up", pitch == "Eb5" ? "" : tie_stops, 1, 1, chord};
  };
  const std::vector<Written> group{grace("F4", begins_twice),
                                   grace("G4", goes_on_twice),
                                   grace("A4", goes_on_twice),
                                   grace("C5", ends_twice),
                                   held("F4", false),
                                   held("G4"),
                                   held("A4"),
                                   held("C5"),
                                   held("Eb5")};
  EXPECT_EQ(found({start_of() + xml(group) + xml(group)}), "");
}

TEST(ClearCurves, ATieOnTheStemSideOfAChordStartsBeyondItsStemAndFlag) {
  const auto eighths = [](const std::string& notation) {
    return std::vector<Written>{
        {"C5", "eighth", 6, "up", notation}, {"F4", "eighth", 6, "up", notation, 1, 1, true}, {"R", "eighth", 6}};
  };
  std::vector<Written> notes{{"R", "eighth", 6}, {"C5", "eighth", 6, "up", tie_starts}};
  notes.push_back({"F4", "eighth", 6, "up", tie_starts, 1, 1, true});
  const std::vector<Written> after = eighths(tie_stops);
  notes.insert(notes.end(), after.begin(), after.end());
  EXPECT_EQ(found({start_of() + xml(notes)}), "");
}

TEST(ClearCurves, ASlurFromAGraceNoteEndsBesideTheStrokesOnItsStem) {
  EXPECT_EQ(
      found({start_of() +
             xml({{"D5", "eighth", 0, "up", R"(<notations><slur type="start" placement="below"/></notations>)", 1, 1,
                   false, true},
                  {"C6", "quarter", 12, "down",
                   R"(<notations><slur type="stop"/><ornaments><tremolo>2</tremolo></ornaments></notations>)"}})}),
      "");
}

TEST(ClearCurves, ATieStartsBeyondTheStemOfAnotherVoiceMovedAside) {
  EXPECT_EQ(found({start_of() +
                   xml({{"F5", "half", 24, "up", tie_starts},
                        {"B4", "half", 24, "up", tie_starts, 1, 1, true},
                        {"F5", "half", 24, "up", tie_stops},
                        {"B4", "half", 24, "up", tie_stops, 1, 1, true}}) +
                   back(48) +
                   xml({{"F4", "quarter", 12, "up", "", 2},
                        {"B3", "quarter", 12, "up", "", 2, 1, true},
                        {"R", "quarter", 12, "", "", 2},
                        {"R", "half", 24, "", "", 2}})}),
            "");
}

TEST(ClearCurves, ATiePassesTheFlagsOfAnotherVoiceOnItsWay) {
  EXPECT_EQ(
      found({start_of() + xml({{"A4", "quarter", 12, "up"}, {"A4", "eighth", 6, "up"}, {"A4", "eighth", 6, "up"}}) +
             xml({{"A4", "half", 24, "up"}}) + back(48) +
             xml({{"C5", "half", 24, "down", tie_starts, 2}, {"C5", "half", 24, "down", tie_stops, 2}})}),
      "");
}
TEST(ClearCurves, ATieStartsBeyondTheFlagOfAnotherVoiceOverItsHead) {
  EXPECT_EQ(
      found({start_of() + xml({{"A4", "eighth", 6, "up"}, {"A4", "eighth", 6, "up"}, {"A4", "quarter", 12, "up"}}) +
             xml({{"A4", "half", 24, "up"}}) + back(48) +
             xml({{"C5", "quarter", 12, "down", tie_starts, 2},
                  {"C5", "quarter", 12, "down", tie_stops, 2},
                  {"C5", "half", 24, "down", "", 2}})}),
      "");
}

TEST(ClearCurves, StrokesBetweenWholeNotesEndBeforeTheSecondNotesAccidental) {
  const auto tremolo = [](const std::string& type) {
    return R"(<notations><ornaments><tremolo type=")" + type + R"(">3</tremolo></ornaments></notations>)";
  };
  EXPECT_EQ(found({start_of() + xml({{"D3", "whole", 24, "none", tremolo("start")},
                                     {"G#3", "whole", 24, "none", tremolo("stop")}})}),
            "");
}

TEST(ClearCurves, StrokesUnderTheBeamOfATremoloKeepOffChordsAndDots) {
  const auto tremolo = [](const std::string& type) {
    return "<beam number=\"1\">" + std::string(type == "start" ? "begin" : "end") +
           R"(</beam><notations><ornaments><tremolo type=")" + type + R"(">3</tremolo></ornaments></notations>)";
  };
  EXPECT_EQ(found({start_of() + xml({{"F4", "quarter", 9, "down", tremolo("start"), 1, 1, false, false, true},
                                     {"A4", "quarter", 9, "down", "", 1, 1, true, false, true},
                                     {"C5", "quarter", 9, "down", tremolo("stop"), 1, 1, false, false, true},
                                     {"E5", "quarter", 9, "down", "", 1, 1, true, false, true},
                                     {"R", "eighth", 6},
                                     {"R", "half", 24}})}),
            "");
}

TEST(ClearCurves, AHalfSlurThatStartsAtABeamBeforeTheBreakEndsBeyondThatBeam) {
  EngraveOptions options;
  options.breaks = Breaks::encoded;
  const auto eighths = [](const std::string& slur) {
    std::string notes;
    for (int i = 0; i < 4; ++i)
      notes += xml({{"A4", "eighth", 6, "up", begins + (i == 3 ? slur : "")}, {"B4", "eighth", 6, "up", ends}});
    return notes;
  };
  const std::string page =
      layout_text(score({start_of() + eighths(""), eighths(""), eighths(""), eighths(slur_starts_above),
                         "<print new-system=\"yes\"/>" + xml(Written{"A4", "whole", 48, "up", slur_stops})}),
                  options);
  const std::vector<Drawn> slurs = drawn(page, "slur");
  ASSERT_GE(slurs.size(), 2U);
  EXPECT_GT(slurs[0].at[7], 3.0);  // the stems end three spaces over the middle line
}

TEST(ClearCurves, ATieKeepsClearOfNotesThatAnotherStaffsVoicePrintsOnItsStaff) {
  const auto measure = [](const std::string& tie) {
    std::string notes;
    for (int i = 0; i < 4; ++i)
      notes += xml({{"D5", "eighth", 6, "down", begins, 1, 1}, {"D4", "eighth", 6, "up", ends, 1, 2}});
    return notes + back(48) + xml(Written{"B3", "whole", 48, "none", tie, 5, 2});
  };
  EXPECT_EQ(found({start_of(2) + measure(tie_starts), measure(tie_stops)}), "");
}

TEST(ClearCurves, ATieStandsOffHeadsThatAreTallerThanASpace) {
  const auto tip_over = [](const std::string& type) {
    const std::string page = layout_text(score({start_of() + xml(Written{"F5", type, 48, "none", tie_starts}),
                                                xml(Written{"F5", type, 48, "none", tie_stops})}));
    const std::vector<Drawn> ties = drawn(page, "tie");
    return ties.empty() ? 0.0 : ties.front().at[1];
  };
  const double whole = tip_over("whole");
  EXPECT_GE(whole, 2.0 + 0.5 + 0.2 - 1e-3);
  EXPECT_GT(tip_over("breve"), whole + 0.05);
}

TEST(ClearCurves, ASlurFromStaffToStaffBarredOnBothSidesGoesThroughBetweenThem) {
  const auto eighths = [](const std::string& pitch, const std::string& stem, int voice, int staff) {
    std::string notes;
    for (int i = 0; i < 4; ++i)
      notes += xml({{pitch, "eighth", 6, stem, begins, voice, staff}, {pitch, "eighth", 6, stem, ends, voice, staff}});
    return notes;
  };
  const std::vector<std::string> measures{
      start_of(2) + eighths("C5", "up", 1, 1) + back(48) + xml(Written{"F4", "whole", 48, "none", slur_starts, 2, 1}) +
          back(48) + eighths("C3", "down", 5, 2),
      eighths("C5", "up", 1, 1) + back(48) + xml({{"G3", "half", 24, "up", "", 5, 2}}) +
          xml({{"G3", "half", 24, "up", slur_stops, 5, 2}}) + back(48) + eighths("C3", "down", 6, 2)};
  EXPECT_EQ(found(measures), "");
  const std::vector<Drawn> slurs = drawn(layout_text(score(measures)), "slur");
  ASSERT_EQ(slurs.size(), 1U);
  EXPECT_GT(slurs[0].at[1], -5.0);         // below its F …
  EXPECT_GT(slurs[0].at[7], -4.0 - 12.0);  // … and over the staff below
  EXPECT_LT(slurs[0].at[7], slurs[0].at[1] - 2.0);
}

TEST(ClearCurves, ATupletsBracketKeepsOffTheStrokesBetweenWholeNotes) {
  const auto half_of = [](const std::string& type) {
    return R"(<time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes></time-modification>)"
           R"(<notations><tuplet type=")" +
           type + R"(" bracket="yes" placement="above"/><ornaments><tremolo type=")" + type +
           R"(">3</tremolo></ornaments></notations>)";
  };
  EXPECT_EQ(found({start_of() +
                   xml({{"A4", "whole", 24, "none", half_of("start")}, {"A4", "whole", 24, "none", half_of("stop")}})}),
            "");
}

TEST(ClearCurves, ATieEndsBeforeASignOverItsHead) {
  EXPECT_EQ(found({start_of() +
                   xml({{"B3", "eighth", 6, "up", begins + tie_starts},
                        {"D4", "eighth", 6, "up", "", 1, 1, true},
                        {"B3", "eighth", 6, "up", goes_on + tie_stops},
                        {"F#4", "eighth", 6, "up", "", 1, 1, true},
                        {"D4", "eighth", 6, "up", goes_on},
                        {"D4", "eighth", 6, "up", ends},
                        {"D4", "half", 24}}) +
                   back(48) + xml({{"R", "half", 24, "", "", 2}, {"F3", "half", 24, "down", "", 2}})}),
            "");
}

TEST(ClearCurves, DotsStandBeyondTheStemOfAVoiceMovedAside) {
  EXPECT_EQ(found({start_of() + xml({{"F#4", "quarter", 18, "up", "", 1, 1, false, false, true}, {"C4", "eighth", 6}}) +
                   back(24) + xml({{"D4", "quarter", 12, "up", "", 2}, {"A3", "quarter", 12, "up", "", 2, 1, true}})}),
            "");
}

TEST(ClearCurves, StemsTheSameWayOfUnequalNotesStandApart) {
  EXPECT_EQ(found({start_of() + xml({{"E5", "quarter", 12}, {"E5", "quarter", 12}}) + back(24) +
                   xml({{"B4", "eighth", 6, "down", begins, 2},
                        {"C5", "eighth", 6, "down", goes_on, 2},
                        {"B4", "eighth", 6, "down", ends, 2},
                        {"R", "eighth", 6, "", "", 2}}) +
                   back(24) + xml({{"D4", "quarter", 12, "down", "", 3}})}),
            "");
}

/// A word or a hairpin of the lower staff (or the upper one), that belongs to the room between both.
std::string between(const std::string& type, int staff) {
  return "<direction placement=\"" + std::string(staff == 1 ? "below" : "above") + "\"><direction-type>" + type +
         "</direction-type><staff>" + std::to_string(staff) + "</staff></direction>";
}

TEST(ClearCurves, AWordBetweenStavesKeepsOffTheWaveOfAChordOverBoth) {
  const std::string wave = R"(<notations><arpeggiate number="1"/></notations>)";
  const std::string word = between("<words font-style=\"italic\">a tempo subito</words>", 2);
  EXPECT_EQ(found({start_of(2) +
                   xml({{"E4", "quarter", 12}, {"G4", "quarter", 12, "up", wave}, {"G4", "quarter", 12, "up", wave}}) +
                   xml({{"R", "quarter", 12}}) + back(48) + word +
                   xml({{"C3", "quarter", 12, "up", "", 5, 2},
                        {"C3", "quarter", 12, "up", wave, 5, 2},
                        {"C3", "quarter", 12, "up", wave, 5, 2},
                        {"R", "quarter", 12, "", "", 5, 2}})}),
            "");
}
TEST(ClearCurves, ASlurThroughBetweenStavesPassesUnderTheStemsBesideItsEnd) {
  const auto chord = [](const std::vector<std::string>& pitches, const std::string& type, int length,
                        const std::string& more) {
    std::string text;
    for (const std::string& pitch : pitches)
      text += xml(Written{pitch, type, length, "down", text.empty() ? more : "", 2, 1, !text.empty()});
    return text;
  };
  const std::string accents = xml({{"A5", "eighth", 6}, {"G5", "quarter", 12}, {"A5", "quarter", 12}}) +
                              xml({{"G5", "eighth", 6, "down"}}) + back(36) +
                              chord({"F4", "G4", "B4", "D5"}, "half", 24, "");
  const std::string bass = back(36) + xml({{"G1", "half", 36, "down", "", 6, 2, false, false, true},
                                           {"G2", "half", 36, "down", "", 6, 2, true, false, true}});
  const std::string first = start_of(2) +
                            "<attributes><time><beats>3</beats><beat-type>4</beat-type></time></attributes>" + accents +
                            xml({{"R", "quarter", 12, "", "", 2}}) + back(36) +
                            xml({{"R", "quarter", 12, "", "", 5, 2},
                                 {"D3", "quarter", 12, "up", slur_starts, 5, 2},
                                 {"G3", "quarter", 12, "up", "", 5, 2}}) +
                            bass;
  const std::string second = accents + chord({"D5", "F5"}, "quarter", 12, slur_stops) + back(36) +
                             xml({{"D4", "quarter", 12, "up", "", 5, 2},
                                  {"G4", "quarter", 12, "up", "", 5, 2},
                                  {"R", "quarter", 12, "", "", 5, 2}}) +
                             bass;
  EngraveOptions options;
  for (const double width : {150.0, 180.0, 210.0, 230.0, 250.0}) {
    options.page.width_mm = width;
    EXPECT_EQ(found({first, second}, options), "") << width;
  }
}

TEST(ClearCurves, WordsKeepOffAMeasureRestThatStandsOverItsStaff) {
  const std::string words =
      R"(<direction placement="above"><direction-type><words font-weight="bold">Andante legato ma senza lentezza)"
      "</words></direction-type></direction>";
  const std::string rest = R"(<note><rest measure="yes"/><duration>48</duration><voice>1</voice></note>)";
  for (const std::string pitch : {"E5", "F5", "G5"}) {
    const std::string note = back(48) + xml({{pitch, "whole", 48, "", "", 2}});
    EXPECT_EQ(found({start_of() + words + rest + note, rest + note, rest + note, rest + note}), "") << pitch;
  }
}

TEST(ClearCurves, ANoteWithoutHeadAndStemPushesNoRestAway) {
  const auto rest_with = [](const std::string& other) {
    const std::string rest = R"(<note><rest measure="yes"/><duration>48</duration><voice>1</voice></note>)";
    const std::vector<Drawn> found = drawn(layout_text(score({start_of() + rest + other})), "measure-rest");
    return found.size() == 1 ? found[0].at[1] : -99.0;
  };
  const double alone = rest_with("");
  EXPECT_NE(alone, -99.0);
  EXPECT_EQ(rest_with(back(48) + xml({{"B4", "whole", 48, "", "<notehead>none</notehead>", 2}})), alone);
  EXPECT_NE(rest_with(back(48) + xml({{"B4", "whole", 48, "", "", 2}})), alone);
}

}  // namespace
}  // namespace burin::layout::testing_support
