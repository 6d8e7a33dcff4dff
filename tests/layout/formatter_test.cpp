// Formatting in the background: gathered edits, cancellation, commits that verify what was read.
#include "pipeline/engine/formatter.hpp"

#include <atomic>
#include <latch>

#include "score.hpp"

namespace burin {
namespace {

using layout::Formatted;
using layout::Formatter;
using layout::LayoutSession;
using layout::Stale;
using layout::StaleLevel;
using test::fonts;
using namespace std::chrono_literals;

LayoutSession session() { return {test::small_pages(), fonts().glyphs(), fonts().text()}; }

const Vpd first_note = Vpd::music().child(0).child(0).child(0).child(2).child(0).child(0);

/// Raises the first note of the third measure.
void raise(PieceStore& store) {
  auto done = store.update("score", first_note, [](Thing thing) -> Expected<Thing> {
    auto& note = std::get<Chord>(std::get<Item>(thing)).notes.front();
    note.pitch.step = static_cast<std::int8_t>((note.pitch.step + 1) % 7);
    return thing;
  });
  ASSERT_TRUE(done) << done.error().message;
}

/// Stops in the first loop that it is told to stop in, until it is let go.
class HeldExecutor final : public Executor {
 public:
  void each(std::size_t n, const std::function<void(std::size_t)>& body, const Operation& operation) override {
    if (hold_.exchange(false)) {
      reached_.count_down();
      go_on_.wait();
    }
    SerialExecutor().each(n, body, operation);
  }
  [[nodiscard]] std::size_t jobs() const noexcept override { return 1; }
  void hold() { hold_ = true; }
  void wait_reached() { reached_.wait(); }
  void let_go() { go_on_.count_down(); }

 private:
  std::atomic<bool> hold_{false};
  std::latch reached_{1};
  std::latch go_on_{1};
};

class FormatterTest : public testing::Test {
 protected:
  void SetUp() override {
    const Shared<Piece> piece = test::read_score("samples/quartet.musicxml");
    ASSERT_NE(piece, nullptr);
    ASSERT_TRUE(store_.put("score", piece));
  }
  [[nodiscard]] PieceSnapshot now() const { return *store_.snapshot("score"); }

  PieceStore store_;
  HeldExecutor executor_;
};

TEST_F(FormatterTest, who_waits_for_a_generation_gets_the_layout_of_that_piece) {
  Formatter formatter(store_, "score", session(), executor_, 0ms);
  raise(store_);
  formatter.request();
  const auto layout = formatter.wait(now().generation);
  ASSERT_TRUE(layout) << layout.error().message;
  SerialExecutor serial;
  EXPECT_EQ(test::text_of((*layout)->engraving), test::scratch(*now().value, test::small_pages(), serial));
}

TEST_F(FormatterTest, edits_within_the_interval_are_laid_out_once) {
  Formatter formatter(store_, "score", session(), executor_, 20ms);
  ASSERT_TRUE(formatter.wait(now().generation));
  const auto before = formatter.counts();
  for (int i = 0; i < 5; ++i) {
    raise(store_);
    formatter.request();
  }
  ASSERT_TRUE(formatter.wait(now().generation));
  formatter.wait_idle();
  EXPECT_LE(formatter.counts().committed - before.committed, 2U);
}

TEST_F(FormatterTest, a_newer_request_cancels_the_operation_that_runs_and_nothing_of_it_stays) {
  executor_.hold();
  Formatter formatter(store_, "score", session(), executor_, 0ms);
  executor_.wait_reached();
  raise(store_);
  formatter.request();
  executor_.let_go();
  const auto layout = formatter.wait(now().generation);
  ASSERT_TRUE(layout);
  formatter.wait_idle();
  EXPECT_EQ(formatter.counts().cancelled, 1U);
  EXPECT_EQ(formatter.layouts().newest().generation, formatter.counts().committed);
}

TEST_F(FormatterTest, a_layout_of_a_piece_that_has_changed_meanwhile_is_not_committed) {
  executor_.hold();
  Formatter formatter(store_, "score", session(), executor_, 0ms);
  executor_.wait_reached();
  raise(store_);  // and says nothing
  executor_.let_go();
  const auto layout = formatter.wait(now().generation);
  ASSERT_TRUE(layout);
  EXPECT_EQ(formatter.counts().refused, 1U);
  EXPECT_EQ((*layout)->generation, now().generation);
}

TEST_F(FormatterTest, formatting_never_writes_the_piece) {
  const PieceSnapshot before = now();
  Formatter formatter(store_, "score", session(), executor_, 0ms);
  ASSERT_TRUE(formatter.wait(before.generation));
  EXPECT_EQ(now().value, before.value);
  EXPECT_EQ(now().generation, before.generation);
}

TEST_F(FormatterTest, a_wait_past_its_deadline_says_so) {
  Formatter formatter(store_, "score", session(), executor_, 0ms);
  const auto late = formatter.wait(now().generation + 1000, Formatter::Clock::now());
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().id, "BU0209");
}

class StaleTest : public FormatterTest {
 protected:
  layout::Engraving laid_out(const Piece& piece, EngraveOptions options = test::small_pages()) {
    Operation operation;
    return *layout::engrave(piece, options, fonts().glyphs(), fonts().text(), executor_, operation);
  }
};

TEST_F(StaleTest, nothing_is_stale_where_nothing_differs) {
  EXPECT_TRUE(layout::stale_parts(laid_out(*now().value), laid_out(*now().value)).empty());
}

TEST_F(StaleTest, an_edit_of_one_note_names_no_more_than_its_system) {
  const layout::Engraving before = laid_out(*now().value);
  raise(store_);
  const std::vector<Stale> stale = layout::stale_parts(before, laid_out(*now().value));
  ASSERT_FALSE(stale.empty());
  for (const Stale& one : stale) EXPECT_LE(one.level, StaleLevel::system) << one.vpd;
}

TEST_F(StaleTest, another_page_size_makes_the_whole_layout_stale_and_names_nothing_finer) {
  EngraveOptions options = test::small_pages();
  options.page.height_mm += 1.0;
  const std::vector<Stale> stale = layout::stale_parts(laid_out(*now().value), laid_out(*now().value, options));
  EXPECT_EQ(stale, (std::vector<Stale>{{StaleLevel::layout, "l/0"}}));
}

TEST_F(StaleTest, parts_of_something_stale_are_not_named_again) {
  const layout::Engraving before = laid_out(*now().value);
  raise(store_);
  const std::vector<Stale> stale = layout::stale_parts(before, laid_out(*now().value));
  for (const Stale& whole : stale) {
    for (const Stale& part : stale) EXPECT_FALSE(part.vpd.starts_with(whole.vpd + "/")) << part.vpd;
  }
}

}  // namespace
}  // namespace burin
