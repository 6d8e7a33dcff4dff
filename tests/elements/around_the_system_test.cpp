// What belongs to systems and pages rather than to a staff: names, brackets, dividers, signs that hold for all staves.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "elements/groups_of_page.hpp"
#include "elements/layout_support.hpp"

namespace burin::layout {
namespace {

using namespace testing_support;

const std::string treble = R"(<clef><sign>G</sign><line>2</line></clef>)";
const std::string common = "<divisions>1</divisions><time><beats>4</beats><beat-type>4</beat-type></time>";
const std::string four_notes = quarter("B", 4) + quarter("B", 4) + quarter("B", 4) + quarter("B", 4);
const std::string silence = R"(<note><rest measure="yes"/><duration>4</duration><voice>1</voice></note>)";

/// A score of several parts; `music` gives the measures of each, `groups` what stands before and after the parts in the
/// part list (at the index of the part before which it stands; the last entry stands behind all).
std::string parts(const std::vector<std::vector<std::string>>& music, const std::vector<std::string>& groups = {}) {
  std::string list;
  std::string body;
  for (std::size_t p = 0; p < music.size(); ++p) {
    const std::string id = "P" + std::to_string(p + 1);
    if (p < groups.size()) list += groups[p];
    list += "<score-part id=\"" + id + "\"><part-name>Part " + std::to_string(p + 1) + "</part-name></score-part>";
    body += "<part id=\"" + id + "\">";
    for (std::size_t m = 0; m < music[p].size(); ++m) {
      body += "<measure number=\"" + std::to_string(m + 1) + "\">";
      if (m == 0) body += "<attributes>" + common + treble + "</attributes>";
      body += music[p][m] + "</measure>";
    }
    body += "</part>";
  }
  if (music.size() < groups.size()) list += groups.back();
  return "<score-partwise version=\"4.0\"><part-list>" + list + "</part-list>" + body + "</score-partwise>";
}

std::string start_group(int number, const std::string& symbol, const std::string& name = {}) {
  return "<part-group type=\"start\" number=\"" + std::to_string(number) + "\">" +
         (name.empty() ? "" : "<group-name>" + name + "</group-name>") + "<group-symbol>" + symbol +
         "</group-symbol></part-group>";
}
std::string stop_group(int number) { return "<part-group type=\"stop\" number=\"" + std::to_string(number) + "\"/>"; }

std::string tempo(const std::string& words) {
  return direction("<words font-weight=\"bold\">" + words + "</words>", "above");
}

EngraveOptions hiding() {
  EngraveOptions options;
  options.hide_empty = HideEmpty::always;
  options.breaks = Breaks::fixed;
  options.measures_per_system = 1;
  return options;
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

TEST(AroundTheSystem, tempo_marks_do_not_keep_an_empty_top_staff_visible) {
  const std::string page =
      layout_text(parts({{four_notes, tempo("Presto") + silence}, {four_notes, four_notes}}), hiding());
  EXPECT_EQ(count(page, "staff-lines"), 3U) << "two in the first system, one in the second";
  const auto words = drawn(page, "words");
  ASSERT_EQ(words.size(), 1U);
  EXPECT_EQ(words.front().text, "Presto");
}

TEST(AroundTheSystem, a_part_has_the_tempo_marks_of_the_top_staff_once) {
  EngraveOptions options;
  options.musicians = {1};
  options.part_name = "Part 2";
  const std::string page =
      layout_text(parts({{tempo("Adagio") + four_notes}, {four_notes}, {tempo("Adagio") + four_notes}}), options);
  EXPECT_EQ(count(page, "staff-lines"), 1U);
  EXPECT_EQ(drawn(page, "words").size(), 1U);
  EXPECT_TRUE(drawn(page, "instrument-name").empty()) << "the part is named on the page, not at its systems";
  ASSERT_EQ(drawn(page, "header").size(), 1U);
  EXPECT_EQ(drawn(page, "header").front().text, "Part 2");
}

TEST(AroundTheSystem, words_that_belong_to_one_staff_keep_it_visible) {
  const std::string solo = direction("<words>con sordino</words>", "above");
  const std::string page = layout_text(parts({{four_notes, solo + silence}, {four_notes, four_notes}}), hiding());
  EXPECT_EQ(count(page, "staff-lines"), 4U);
}

TEST(AroundTheSystem, a_group_that_would_vanish_keeps_a_staff_when_the_style_says_so) {
  const std::string score = parts({{four_notes, silence}, {four_notes, silence}, {four_notes, four_notes}},
                                  {start_group(1, "bracket"), "", stop_group(1)});
  EngraveOptions options = hiding();
  EXPECT_EQ(count(layout_text(score, options), "staff-lines"), 4U);
  options.style = {{"page.keep-groups", 1.0}};
  EXPECT_EQ(count(layout_text(score, options), "staff-lines"), 5U);
}

TEST(AroundTheSystem, a_bracket_stands_only_where_it_joins_several_staves) {
  const std::string score =
      parts({{four_notes, silence}, {four_notes, four_notes}}, {start_group(1, "bracket"), "", stop_group(1)});
  EXPECT_EQ(drawn(layout_text(score, hiding()), "bracket").size(), 3U) << "line and two ends, in the first system only";
}

TEST(AroundTheSystem, sub_brackets_stand_left_of_the_bracket_that_they_divide) {
  const std::string score =
      parts({{four_notes}, {four_notes}, {four_notes}},
            {start_group(1, "bracket") + start_group(2, "square"), "", stop_group(2), stop_group(1)});
  double bracket = 0.0;
  double line = 0.0;
  for (const Drawn& one : drawn(layout_text(score), "bracket")) {
    if (one.kind != "rect") continue;
    const double width = one.at[2] - one.at[0];
    if (width > 0.3 && width < 0.55) bracket = one.at[0];
    if (width < 0.2) line = one.at[0];
  }
  EXPECT_LT(line, bracket);
}

TEST(AroundTheSystem, names_of_groups_stand_left_of_their_members_in_the_middle) {
  const std::string score =
      parts({{four_notes}, {four_notes}, {four_notes}}, {start_group(1, "bracket", "Horns"), "", stop_group(1)});
  const auto names = drawn(layout_text(score), "instrument-name");
  ASSERT_EQ(names.size(), 4U);
  const auto named = [&](const std::string& text) {
    return *std::find_if(names.begin(), names.end(), [&](const Drawn& one) { return one.text == text; });
  };
  EXPECT_LT(named("Horns").at[0], named("Part 1").at[0] - 1.0);
  EXPECT_NEAR(named("Horns").at[1], (named("Part 1").at[1] + named("Part 2").at[1]) / 2, 0.05);
}

TEST(AroundTheSystem, strokes_divide_systems_of_many_staves) {
  const std::string score = parts({{four_notes, four_notes}, {four_notes, four_notes}});
  EngraveOptions options;
  options.breaks = Breaks::fixed;
  options.measures_per_system = 1;
  EXPECT_TRUE(drawn(layout_text(score, options), "system-divider").empty());
  options.style = {{"page.divider-staves", 2.0}};
  EXPECT_EQ(drawn(layout_text(score, options), "system-divider").size(), 1U);
}

TEST(AroundTheSystem, strokes_divide_systems_of_a_large_score_also_where_most_of_its_staves_are_hidden) {
  const std::string score = parts({{four_notes, four_notes, four_notes},
                                   {four_notes, four_notes, four_notes},
                                   {four_notes, silence, silence},
                                   {four_notes, silence, silence}});
  EngraveOptions options = hiding();
  options.style = {{"page.divider-staves", 4.0}};
  EXPECT_EQ(drawn(layout_text(score, options), "system-divider").size(), 2U);
}

TEST(AroundTheSystem, hairpins_before_a_barline_are_long_enough_to_be_told_from_accents) {
  const std::string start = direction("<wedge type=\"crescendo\" number=\"1\"/>");
  const std::string stop = direction("<wedge type=\"stop\" number=\"1\"/>");
  EngraveOptions options;
  options.breaks = Breaks::fixed;
  options.measures_per_system = 1;
  const std::string three = quarter("B", 4) + quarter("B", 4) + quarter("B", 4);
  const std::string page =
      layout_text(parts({{three + start + quarter("B", 4), quarter("B", 4) + stop + three}}), options);
  const auto lines = drawn(page, "hairpin");
  ASSERT_GE(lines.size(), 2U);
  EXPECT_GT(lines.front().at[2] - lines.front().at[0], 2.4);
}

/// Two movements of as many measures each, the first with the number that it is given.
std::string movements(const std::string& first_number, const std::string& bar_style, const std::string& heading) {
  std::string text =
      "<score-partwise version=\"4.0\"><part-list><score-part id=\"P1\"><part-name>Viola</part-name></score-part>"
      "</part-list><part id=\"P1\">";
  for (int i = 1; i <= 3; ++i) {
    text += "<measure number=\"" + std::to_string(i) + "\">" + (i == 1 ? attributes() : std::string()) + four_notes;
    if (i == 3) text += "<barline location=\"right\"><bar-style>" + bar_style + "</bar-style></barline>";
    text += "</measure>";
  }
  text += "<measure number=\"" + first_number + "\">" + heading + four_notes + "</measure><measure number=\"9\">" +
          four_notes + "</measure>";
  return text + "</part></score-partwise>";
}

TEST(Movements, BeginOnALineOfTheirOwnWithTheNamesOfTheInstruments) {
  const std::string page = layout_text(movements("1", "light-heavy", ""));
  EXPECT_EQ(groups(page, "system"), 2U);
  const auto names = drawn(page, "instrument-name");
  ASSERT_EQ(names.size(), 2U);
  EXPECT_EQ(names[1].text, "Viola");
  EXPECT_TRUE(drawn(page, "bar-number").empty()) << "the first measure is not numbered";
}

TEST(Movements, BeginNeitherBehindAPlainBarlineNorWhereNumbersGoOn) {
  EXPECT_EQ(groups(layout_text(movements("1", "light-light", "")), "system"), 1U);
  EXPECT_EQ(groups(layout_text(movements("4", "light-heavy", "")), "system"), 1U);
}

TEST(Movements, SectionsWithAHeadingBehindAFinalBarlineBeginOnALineOfTheirOwn) {
  const std::string trio = direction("<words font-size=\"16\">Trio</words>", "above");
  const std::string page = layout_text(movements("4", "light-heavy", trio));
  EXPECT_EQ(groups(page, "system"), 2U);
  EXPECT_EQ(drawn(page, "instrument-name").size(), 1U) << "the instruments go on";
  EXPECT_EQ(groups(layout_text(movements("4", "light-light", trio)), "system"), 1U);
}

TEST(Movements, HaveNoCourtesySignsOfTheNextOneAtTheirEnd) {
  const std::string time = "<attributes><time><beats>4</beats><beat-type>2</beat-type></time></attributes>";
  EXPECT_EQ(groups(layout_text(movements("1", "light-heavy", time)), "time-signature"), 2U);
  const std::string clef = "<attributes><clef><sign>F</sign><line>4</line></clef></attributes>";
  EXPECT_EQ(groups(layout_text(movements("1", "light-heavy", clef)), "clef"), 2U);
  EXPECT_EQ(groups(layout_text(movements("4", "light-heavy", clef)), "clef"), 2U) << "in the line, as a change";
}

TEST(Movements, TheirHeadingStandsOverTheTempo) {
  const std::string heading = direction("<words font-size=\"16\">II.</words>", "above") +
                              direction("<words font-weight=\"bold\">Presto</words>", "above");
  const auto words = drawn(layout_text(movements("1", "light-heavy", heading)), "words");
  ASSERT_EQ(words.size(), 2U);
  const Drawn& first = words[0].text == "II." ? words[0] : words[1];
  const Drawn& second = words[0].text == "II." ? words[1] : words[0];
  EXPECT_GT(first.at[1], second.at[1] + 1.5);
}

TEST(AroundTheSystem, an_excerpt_begins_with_clef_and_time_and_is_no_shorter_than_asked) {
  EngraveOptions options;
  options.first_measure = 1;
  options.measure_count = 2;
  const std::string page = layout_text(parts({{four_notes, four_notes, four_notes, four_notes}}), options);
  EXPECT_EQ(drawn(page, "notehead").size(), 8U);
  EXPECT_FALSE(drawn(page, "time-signature").empty());
}

TEST(AroundTheSystem, curves_that_lead_out_of_an_excerpt_are_drawn_up_to_its_edge) {
  const std::string start = "<notations><slur type=\"start\" number=\"1\"/></notations>";
  const std::string stop = "<notations><slur type=\"stop\" number=\"1\"/></notations>";
  EngraveOptions options;
  options.first_measure = 1;
  options.measure_count = 1;
  const std::string page =
      layout_text(parts({{quarter("B", 4, start) + quarter("B", 4) + quarter("B", 4) + quarter("B", 4), four_notes,
                          quarter("B", 4, stop) + quarter("B", 4) + quarter("B", 4) + quarter("B", 4)}}),
                  options);
  EXPECT_EQ(count(page, "slur"), 1U);
}

/// Heights of the staves of each page.
std::vector<std::vector<double>> staves_by_page(const std::string& text) {
  std::vector<std::vector<double>> pages;
  std::istringstream lines(text);
  std::string line;
  bool staff = false;
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    std::string word;
    words >> word;
    if (word == "page") pages.emplace_back();
    double x = 0.0;
    double y = 0.0;
    if (staff && word == "paint" && words >> x >> y && !pages.empty()) pages.back().push_back(y);
    staff = word == "staff";
  }
  return pages;
}

TEST(Pages, SystemsComeCloserThanUsualWhereOneWouldBeLeftAloneOnTheLastPage) {
  std::vector<std::string> measures;
  for (int i = 0; i < 12; ++i)
    measures.push_back((i == 0 ? attributes() : "") + quarter("B", 4) + quarter("B", 4) + quarter("B", 4) +
                       quarter("B", 4));
  const std::string music = score(measures);
  // Stems below and bar numbers above are 9.3 spaces high together; 2.6 more keep systems apart on usual pages.
  constexpr double usual = 11.85;
  double nearest = 0.0;
  std::size_t pages_before = 0;
  for (int height = 70; height <= 100 && nearest == 0.0; ++height) {
    EngraveOptions options;
    options.page = {150.0, static_cast<double>(height)};
    options.staff_size_mm = 7.0;
    options.breaks = burin::Breaks::fixed;
    options.measures_per_system = 4;
    const auto pages = staves_by_page(layout_text(music, options));
    ASSERT_FALSE(pages.empty());
    if (pages.size() == 1) {
      ASSERT_EQ(pages[0].size(), 3U);
      nearest = std::min(pages[0][1] - pages[0][0], pages[0][2] - pages[0][1]);
    } else {
      pages_before = pages.back().size();
    }
  }
  EXPECT_EQ(pages_before, 1U);  // on a page that is lower still, one would have stood alone
  EXPECT_LT(nearest, usual - 0.5);
  EXPECT_GT(nearest, usual - 1.1);
}

TEST(Pages, LinesBecomeLooserOrTighterRatherThanLeaveASystemAloneOnTheLastPage) {
  std::vector<std::string> measures;
  for (int i = 0; i < 12; ++i)
    measures.push_back((i == 0 ? attributes() : "") + quarter("B", 4) + quarter("B", 4) + quarter("B", 4) +
                       quarter("B", 4));
  const std::string music = score(measures);
  int lonely_else = 0;
  for (int height = 66; height <= 100; height += 2) {
    EngraveOptions options;
    options.page = {150.0, static_cast<double>(height)};
    options.staff_size_mm = 7.0;
    const auto pages = staves_by_page(layout_text(music, options));
    options.breaks = burin::Breaks::fixed;
    options.measures_per_system = 4;
    const auto fixed = staves_by_page(layout_text(music, options));
    ASSERT_FALSE(pages.empty() || fixed.empty());
    if (fixed.size() == 1 || fixed.front().size() < 2 || fixed.back().size() != 1) continue;
    ++lonely_else;
    EXPECT_GE(pages.back().size(), 2U) << height;
    EXPECT_LE(pages.size(), fixed.size());
  }
  EXPECT_GT(lonely_else, 0);
}

TEST(Pages, TheLastPageIsAsDenseAsTheOneBeforeIt) {
  std::vector<std::string> measures(9, four_notes);
  measures.front() = attributes() + measures.front();
  int compared = 0;
  for (int height = 100; height <= 130; height += 2) {
    EngraveOptions options;
    options.page = {150.0, static_cast<double>(height)};
    options.staff_size_mm = 7.0;
    options.breaks = burin::Breaks::fixed;
    options.measures_per_system = 1;
    const auto pages = staves_by_page(layout_text(score(measures), options));
    if (pages.size() < 3 || pages.back().size() < 2 || pages.back().size() >= pages[1].size()) continue;
    const double before = pages[pages.size() - 2][1] - pages[pages.size() - 2][0];
    if (before > 19.0) continue;  // stretched uncommonly far
    ++compared;
    EXPECT_NEAR(pages.back()[1] - pages.back()[0], before, 0.05) << height;
  }
  EXPECT_GT(compared, 0);
}

TEST(Pages, ATitleAndTheSystemsOfItsPageShareTheRoomThatIsLeftOver) {
  const auto page_of = [](std::size_t count) {
    std::vector<std::string> measures(count, four_notes);
    measures.front() = attributes() + measures.front();
    std::string music = score(measures);
    music.insert(music.find("<part-list>"), "<work><work-title>Song</work-title></work>");
    EngraveOptions options;
    options.page = {150.0, 150.0};
    options.staff_size_mm = 7.0;
    options.breaks = burin::Breaks::fixed;
    options.measures_per_system = 1;
    options.max_systems = 3;
    return layout_text(music, options);
  };
  const std::string full = page_of(5);
  const std::string natural = page_of(2);  // a last page that is nearly empty
  const auto systems = staves_by_page(full).front();
  const auto as_wished = staves_by_page(natural).front();
  ASSERT_EQ(systems.size(), 3U);
  ASSERT_EQ(as_wished.size(), 2U);
  const double more = systems[0] - as_wished[0];
  EXPECT_GT(more, 2.0);
  EXPECT_NEAR((systems[1] - systems[0]) - (as_wished[1] - as_wished[0]), more, 0.1) << "as much as between systems";
  const double lower = drawn(natural, "title").at(0).at[1] - drawn(full, "title").at(0).at[1];
  EXPECT_NEAR(lower, 0.4 * more, 0.01) << "the title comes down with them";
}

TEST(Pages, FamiliesOfStavesMoveApartMoreThanTheirStaves) {
  std::string list = "<part-group type=\"start\" number=\"1\"><group-symbol>bracket</group-symbol></part-group>";
  std::string body;
  for (const std::string& id : {std::string("P1"), std::string("P2"), std::string("P3")}) {
    list += "<score-part id=\"" + id + "\"><part-name/></score-part>";
    if (id == "P2") list += "<part-group type=\"stop\" number=\"1\"/>";
    body += "<part id=\"" + id + "\"><measure number=\"1\">" + attributes() + four_notes +
            "</measure><measure number=\"2\"><print new-page=\"yes\"/>" + four_notes + "</measure></part>";
  }
  EngraveOptions options;
  options.page = {150.0, 90.0};
  options.staff_size_mm = 7.0;
  options.breaks = burin::Breaks::encoded;
  const auto pages = staves_by_page(layout_text(
      "<score-partwise version=\"4.0\"><part-list>" + list + "</part-list>" + body + "</score-partwise>", options));
  ASSERT_EQ(pages.size(), 2U);
  ASSERT_EQ(pages[0].size(), 3U);
  const double inside = pages[0][1] - pages[0][0];
  const double between = pages[0][2] - pages[0][1];
  EXPECT_GT(inside, 9.5) << "the page is spread";
  EXPECT_NEAR((between - 9.8) / (inside - 8.6), 1.8, 0.05);
}

TEST(Barlines, AreNotJoinedBelowStavesWithWordsEvenIfTheFileGroupsThem) {
  const auto strokes = [](const std::string& words) {
    std::string list = "<part-group type=\"start\" number=\"1\"><group-barline>yes</group-barline></part-group>";
    std::string body;
    for (const std::string& id : {std::string("P1"), std::string("P2"), std::string("P3")}) {
      list += "<score-part id=\"" + id + "\"><part-name/></score-part>";
      body += "<part id=\"" + id + "\"><measure number=\"1\">" + attributes() + four_notes +
              "</measure><measure number=\"2\">" + quarter("B", 4, id == "P1" ? words : "") + quarter("B", 4) +
              quarter("B", 4) + quarter("B", 4) + "</measure></part>";
    }
    const std::string page =
        layout_text("<score-partwise version=\"4.0\"><part-list>" + list +
                    "<part-group type=\"stop\" number=\"1\"/></part-list>" + body + "</score-partwise>");
    std::size_t found = 0;
    for (std::size_t at = page.find("rect "); at != std::string::npos; at = page.find("rect ", at + 1)) ++found;
    return found;
  };
  EXPECT_EQ(strokes("<lyric><text>la</text></lyric>") + 2, strokes(""));
}

}  // namespace
}  // namespace burin::layout
