#include "pipeline/elements/beam_group.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

namespace burin::layout {
namespace {

TimeSignature time_of(std::string beats, std::string type) {
  TimeSignature time;
  time.fractions = {{std::move(beats), std::move(type)}};
  return time;
}

/// Notes by value: 4 8 16 32 64, dotted with a point ("8."), rests with r ("r8"), notes of a triplet with t ("8t").
std::vector<BeamNote> notes_of(std::string_view words) {
  std::vector<BeamNote> notes;
  Rational onset{0};
  int in_triplet = 0;
  while (!words.empty()) {
    const std::size_t space = words.find(' ');
    std::string word(words.substr(0, space));
    words = space == std::string_view::npos ? std::string_view{} : words.substr(space + 1);
    BeamNote note;
    note.is_rest = word.front() == 'r';
    if (note.is_rest) word.erase(0, 1);
    const int value = std::stoi(word);
    for (int v = value; v > 4; v /= 2) ++note.levels;
    note.onset = onset;
    note.duration = Rational{4, value};
    if (word.find('.') != std::string::npos) note.duration = note.duration * Rational{3, 2};
    if (word.find('t') != std::string::npos) {
      note.duration = note.duration * Rational{2, 3};
      note.tuplet = static_cast<std::uint16_t>(1 + in_triplet++ / 3);
      note.tuplet_ratio = Rational{3, 2};
    }
    onset += note.duration;
    notes.push_back(note);
  }
  return notes;
}

/// Per note one letter per level: b(egin) c(ontinue) e(nd) f(orward hook) k (backward hook) - (none).
std::string text(const std::vector<Beams>& beams) {
  std::string out;
  for (const Beams& note : beams) {
    if (!out.empty()) out += ' ';
    std::string word;
    for (int level = 1; level <= 8 && note.level(level) != BeamState::none; ++level)
      word += "-bcefk"[static_cast<int>(note.level(level))];
    out += word.empty() ? "-" : word;
  }
  return out;
}

std::vector<Beams> beams_of(std::string_view words) {
  std::vector<Beams> all;
  while (!words.empty()) {
    const std::size_t space = words.find(' ');
    const std::string_view word = words.substr(0, space);
    words = space == std::string_view::npos ? std::string_view{} : words.substr(space + 1);
    Beams beams;
    for (std::size_t i = 0; i < word.size(); ++i)
      beams.set(static_cast<int>(i) + 1, static_cast<BeamState>(std::string_view("-bcefk").find(word[i])));
    all.push_back(beams);
  }
  return all;
}

std::string grouped(std::string beats, std::string type, std::string_view notes) {
  return text(beams_by_meter(beam_meter(time_of(std::move(beats), std::move(type))), notes_of(notes)));
}

std::string repaired(std::string_view given, std::string_view notes, BeamEdges edges = {}) {
  return text(sanitize_beams(beams_of(given), notes_of(notes), edges));
}

// Metres (§5.1).
TEST(BeamMeter, four_four_never_joins_eighths_across_the_middle) {
  EXPECT_EQ(grouped("4", "4", "8 8 8 8 8 8 8 8"), "b c c e b c c e");
}
TEST(BeamMeter, three_four_joins_six_eighths) { EXPECT_EQ(grouped("3", "4", "8 8 8 8 8 8"), "b c c c c e"); }
TEST(BeamMeter, two_two_goes_by_the_half) { EXPECT_EQ(grouped("2", "2", "8 8 8 8 8 8 8 8"), "b c c e b c c e"); }
TEST(BeamMeter, six_eight_goes_by_threes) { EXPECT_EQ(grouped("6", "8", "8 8 8 8 8 8"), "b c e b c e"); }
TEST(BeamMeter, odd_metres_have_their_usual_order) {
  EXPECT_EQ(grouped("5", "8", "8 8 8 8 8"), "b c e b e");
  EXPECT_EQ(grouped("7", "8", "8 8 8 8 8 8 8"), "b e b e b c e");
  EXPECT_EQ(grouped("8", "8", "8 8 8 8 8 8 8 8"), "b c e b c e b e");
}
TEST(BeamMeter, additive_beats_are_taken_as_written) {
  EXPECT_EQ(grouped("3+2+2", "8", "8 8 8 8 8 8 8"), "b c e b e b e");
}
TEST(BeamMeter, sixteenths_break_at_every_beat) {
  EXPECT_EQ(grouped("4", "4", "16 16 16 16 8 8 8 8 8 8"), "bb cc cc ee b e b c c e");
}
TEST(BeamMeter, triplets_stay_by_themselves) {
  EXPECT_EQ(grouped("4", "4", "8t 8t 8t 8t 8t 8t 8 8 8 8"), "b c e b c e b c c e");
}
TEST(BeamMeter, rests_end_groups_but_may_stand_inside_a_beat) {
  EXPECT_EQ(grouped("4", "4", "8 r8 8 8 16 r16 16 16 r16 16 16 r16"), "- - b e bb c cc ee - bb ee -");
}
TEST(BeamMeter, quarters_and_single_notes_have_no_beam) { EXPECT_EQ(grouped("4", "4", "8 4 8 4 4"), "- - - - -"); }
TEST(BeamMeter, senza_misura_goes_by_the_quarter) {
  TimeSignature free;
  free.senza_misura = true;
  EXPECT_EQ(text(beams_by_meter(beam_meter(free), notes_of("8 8 8 8"))), "b e b e");
}
TEST(BeamMeter, hostile_metres_are_harmless) {
  for (const char* beats : {"0", "-3", "x", "", "999999999999", "1024", "+", "3+"})
    for (const char* type : {"0", "7", "1024", "", "x"}) EXPECT_FALSE(beam_meter(time_of(beats, type)).groups.empty());
}

// Secondary beams (§5.2).
TEST(BeamLevels, a_dotted_eighth_gives_its_sixteenth_a_beamlet_towards_it) {
  EXPECT_EQ(grouped("2", "4", "8. 16 16 8."), "b ek bf e");
}
TEST(BeamLevels, a_beamlet_between_longer_notes_points_by_its_place_in_the_beat) {
  EXPECT_EQ(grouped("3", "8", "8 16 8 16"), "b cf c ek");
  EXPECT_EQ(grouped("2", "4", "16 8 16"), "bf c ek");
}
TEST(BeamLevels, thirty_seconds_keep_two_levels_across_eighths) {
  EXPECT_EQ(grouped("1", "4", "32 32 32 32 32 32 32 32"), "bbb ccc ccc cce ccb ccc ccc eee");
}

// Repair of given beams.
TEST(BeamRepair, consistent_beams_stay) {
  for (const char* given : {"bb ce cb ee", "bb cc cc ee"}) EXPECT_EQ(repaired(given, "16 16 16 16"), given);
}
TEST(BeamRepair, an_end_that_is_missing_is_put_before_the_next_begin) {
  EXPECT_EQ(repaired("b c b e", "8 8 8 8"), "b e b e");
}
TEST(BeamRepair, an_end_that_is_missing_goes_to_the_last_note_that_asked) {
  EXPECT_EQ(repaired("b c - -", "8 8 8 8"), "b e - -");
}
TEST(BeamRepair, a_begin_alone_takes_the_next_note) { EXPECT_EQ(repaired("b - 8", "8 8 4"), "b e -"); }
TEST(BeamRepair, a_begin_that_is_missing_is_made_of_the_first_continue) {
  EXPECT_EQ(repaired("c c e", "8 8 8"), "b c e");
  EXPECT_EQ(repaired("e b e", "8 8 8"), "- b e");
}
TEST(BeamRepair, missing_secondary_levels_are_joined) { EXPECT_EQ(repaired("b c c e", "16 16 16 16"), "bb cc cc ee"); }
TEST(BeamRepair, levels_beyond_the_flags_are_dropped) { EXPECT_EQ(repaired("bbb eee", "8 16"), "b ek"); }
TEST(BeamRepair, hooks_are_not_kept_where_a_neighbour_has_the_level) { EXPECT_EQ(repaired("bb ce", "16 16"), "bb ee"); }
TEST(BeamRepair, an_inner_hook_points_as_the_file_says) {
  EXPECT_EQ(repaired("b cf e", "8 16 8"), "b cf e");
  EXPECT_EQ(repaired("b ck e", "8 16 8"), "b ck e");
}
TEST(BeamRepair, rests_inside_are_passed_and_at_the_edges_left) {
  EXPECT_EQ(repaired("b - e", "8 r8 8"), "b c e");
  EXPECT_EQ(repaired("b c c e", "r8 8 8 r8"), "- b e -");
}
TEST(BeamRepair, beams_may_cross_a_barline_when_the_neighbour_goes_on) {
  EXPECT_EQ(repaired("- b c", "4 8 8", {false, true}), "- b c");
  EXPECT_EQ(repaired("c e 4", "8 8 4", {true, false}), "c e -");
  EXPECT_EQ(repaired("e b e", "8 8 8", {true, false}), "e b e");
}
TEST(BeamRuns, are_found_also_when_open) {
  const auto runs = beam_runs(beams_of("c e - b c e b c"));
  ASSERT_EQ(runs.size(), 3u);
  EXPECT_EQ(runs[0], (BeamRun{0, 1}));
  EXPECT_EQ(runs[1], (BeamRun{3, 5}));
  EXPECT_EQ(runs[2], (BeamRun{6, 7}));
}
TEST(GraceBeams, join_all_with_flags) { EXPECT_EQ(text(grace_beams(notes_of("16 16 16 r16 16 4"))), "bb cc ee - - -"); }

/// Any states whatever come out consistent, and twice repaired is once repaired.
TEST(BeamRepair, always_gives_consistent_beams) {
  std::mt19937 random(7);
  for (int round = 0; round < 5000; ++round) {
    std::vector<BeamNote> notes;
    std::vector<Beams> given;
    Rational onset{0};
    for (unsigned n = 1 + random() % 9; n > 0; --n) {
      BeamNote note{onset, Rational{1, 4}, static_cast<std::uint8_t>(random() % 4), random() % 6 == 0, 0, Rational{1}};
      Beams beams;
      for (int level = 1; level <= 3; ++level) beams.set(level, static_cast<BeamState>(random() % 6));
      notes.push_back(note);
      given.push_back(beams);
      onset += note.duration;
    }
    const auto out = sanitize_beams(given, notes);
    for (int level = 1; level <= 8; ++level) {
      bool open = false;
      for (std::size_t i = 0; i < out.size(); ++i) {
        const BeamState state = out[i].level(level);
        if (notes[i].is_rest) continue;
        const bool in = state == BeamState::continue_ || state == BeamState::end;
        ASSERT_EQ(open, in) << round << " level " << level << " note " << i << ": " << text(out);
        open = state == BeamState::begin || state == BeamState::continue_;
        ASSERT_TRUE(!out[i].any() || (level <= notes[i].levels) == (state != BeamState::none)) << round << text(out);
      }
      ASSERT_FALSE(open) << round << " " << text(out);
    }
    ASSERT_EQ(text(sanitize_beams(out, notes)), text(out)) << round;
  }
}

}  // namespace
}  // namespace burin::layout
