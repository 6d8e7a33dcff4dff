// What each change makes a session do again, and what not.
#include "pipeline/engine/session.hpp"

#include "core/piece/operations.hpp"
#include "score.hpp"

namespace burin {
namespace {

using layout::LayoutSession;
using layout::StageRuns;
using test::fonts;

class SessionTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NE(piece_, nullptr);
    run();
  }
  void run() {
    Operation operation;
    const auto engraving = session_.engrave(piece_, executor_, operation);
    ASSERT_TRUE(engraving) << engraving.error().message;
    EXPECT_EQ(test::text_of(*engraving), test::scratch(*piece_, options_, executor_));
  }
  void edit(Edited edited) {
    ASSERT_TRUE(edited) << edited.error().message;
    piece_ = *edited;
    run();
  }
  void change_options() {
    session_.set_options(options_);
    run();
  }
  /// Raises the first note of a measure of the first staff.
  Edited raised(std::uint32_t measure, int steps) {
    const Vpd at = Vpd::music().child(0).child(0).child(0).child(measure).child(0).child(0);
    BURIN_TRY(Thing thing, get(*piece_, at));
    auto& note = std::get<Chord>(std::get<Item>(thing)).notes.front();
    note.pitch.step = static_cast<std::int8_t>((note.pitch.step + steps) % 7);
    return set(piece_, at, std::move(thing));
  }
  [[nodiscard]] const StageRuns& runs() const { return session_.runs(); }

  Shared<Piece> piece_ = test::read_score("samples/quartet.musicxml");
  EngraveOptions options_ = test::small_pages();
  SerialExecutor executor_;
  LayoutSession session_{options_, fonts().glyphs(), fonts().text()};
};

TEST_F(SessionTest, the_first_run_does_everything) {
  EXPECT_EQ(runs().measures, piece_->measures.size());
  EXPECT_EQ(runs().stacks, piece_->measures.size());
  EXPECT_GT(runs().strips, 0U);
  EXPECT_GT(runs().pages, 0U);
}

TEST_F(SessionTest, the_same_piece_again_costs_nothing) {
  run();
  EXPECT_EQ(runs(), StageRuns{});
}

TEST_F(SessionTest, editing_one_measure_analyses_that_measure_alone) {
  edit(raised(2, 1));
  EXPECT_EQ(runs().measures, 1U);
  EXPECT_LE(runs().stacks, 2U) << "its own, and the one before that announces it";
  EXPECT_LE(runs().lines, 2U);
  EXPECT_LE(runs().pages, 2U);
}

TEST_F(SessionTest, an_edit_that_moves_no_column_paints_one_instrument_of_one_system) {
  // A measure at the edge of its line is read by the system across, too, and a step may bring ledger lines or turn a
  // stem.
  std::uint32_t fewest = 100;
  for (std::uint32_t m = 0; m < 6; ++m) {
    edit(raised(m, 1));
    fewest = std::min(fewest, runs().strips);
  }
  EXPECT_EQ(fewest, 1U);
}

TEST_F(SessionTest, an_edit_that_widens_nothing_looks_for_no_breaks) {
  std::uint32_t fewest = 100;
  for (std::uint32_t m = 0; m < 6; ++m) {
    edit(raised(m, 1));
    fewest = std::min(fewest, runs().breaks);
  }
  EXPECT_EQ(fewest, 0U);
  options_.spacing_density = 1.2;
  change_options();
  EXPECT_GT(runs().breaks, 0U);
}

TEST_F(SessionTest, breaks_that_are_asked_for_elsewhere_are_looked_for) {
  options_.breaks = Breaks::fixed;
  options_.measures_per_system = 2;
  change_options();
  EXPECT_GT(runs().breaks, 0U);
  options_.measures_per_system = 3;
  change_options();
  EXPECT_GT(runs().breaks, 0U);
}

TEST_F(SessionTest, another_page_height_breaks_pages_only) {
  options_.staff_size_mm = 5.0;
  change_options();
  options_.page.height_mm += 60.0;
  change_options();
  EXPECT_EQ(runs().measures, 0U);
  EXPECT_EQ(runs().stacks, 0U);
  EXPECT_EQ(runs().lines, 0U);
  EXPECT_EQ(runs().strips, 0U);
  EXPECT_GT(runs().pages, 0U);
}

TEST_F(SessionTest, another_page_width_begins_with_the_systems) {
  options_.page.width_mm += 30.0;
  change_options();
  EXPECT_EQ(runs().measures, 0U);
  EXPECT_EQ(runs().stacks, 0U);
  EXPECT_GT(runs().strips, 0U);
}

TEST_F(SessionTest, other_spacing_begins_with_the_stacks) {
  options_.spacing_density = 1.3;
  change_options();
  EXPECT_EQ(runs().measures, 0U);
  EXPECT_EQ(runs().stacks, piece_->measures.size());
}

TEST_F(SessionTest, another_number_of_staves_begins_from_the_start) {
  edit(remove(piece_, Vpd::music().child(1)));
  EXPECT_EQ(runs().measures, piece_->measures.size());
}

TEST_F(SessionTest, another_title_makes_new_pages_of_old_systems) {
  edit(set_attribute(piece_, {Vpd(), "title"}, std::string("Another")));
  EXPECT_EQ(runs().measures, 0U);
  EXPECT_EQ(runs().strips, 0U);
  EXPECT_GT(runs().pages, 0U);
}

TEST_F(SessionTest, a_movement_that_begins_where_none_did_gets_its_line) {
  Piece numbered = *piece_;
  std::vector<MeasureInfo> measures = numbered.measures.get();
  ASSERT_GT(measures.size(), 5U);
  measures[4].number = "1";
  numbered.measures = SharedVector<MeasureInfo>(std::move(measures));
  piece_ = std::make_shared<const Piece>(std::move(numbered));
  run();
  // From here on the rest of it follows from a barline alone, which belongs to the measure before.
  const Vpd before = Vpd::music().child(0).child(0).child(0).child(3);
  auto thing = get(*piece_, before);
  ASSERT_TRUE(thing);
  Measure ending = *std::get<Shared<Measure>>(*thing);
  ending.right.style = BarStyle::light_heavy;
  edit(set(piece_, before, std::make_shared<const Measure>(std::move(ending))));
  EXPECT_GT(runs().breaks, 0U);
  EXPECT_GE(runs().stacks, 2U) << "the measure before says nothing any more of what comes";
}

TEST_F(SessionTest, a_cancelled_run_leaves_the_session_as_it_was) {
  const Shared<Piece> before = piece_;
  Operation cancelled;
  cancelled.cancel();
  const auto result = session_.engrave(*raised(2, 1), executor_, cancelled);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Errc::cancelled);
  piece_ = before;
  run();
  EXPECT_EQ(runs(), StageRuns{});
}

}  // namespace
}  // namespace burin
