// The same pages whatever the number of threads and the order of tasks.
#include <algorithm>
#include <numeric>
#include <random>
#include <thread>

#include "pipeline/engine/tbb_executor.hpp"
#include "score.hpp"

namespace burin {
namespace {

/// Runs turns in an order of its own making, dealt out to some threads.
class ShufflingExecutor final : public Executor {
 public:
  explicit ShufflingExecutor(std::uint64_t seed) : random_(seed) {}
  void each(std::size_t n, const std::function<void(std::size_t)>& body, const Operation& operation) override {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random_);
    const std::size_t threads = 1 + random_() % 3;
    std::vector<std::thread> workers;
    for (std::size_t t = 0; t < threads; ++t) {
      workers.emplace_back([&, t] {
        for (std::size_t k = t; k < n && !operation.stopped(); k += threads) body(order[k]);
      });
    }
    for (std::thread& worker : workers) worker.join();
  }
  [[nodiscard]] std::size_t jobs() const noexcept override { return 3; }

 private:
  std::mt19937_64 random_;
};

class Schedule : public testing::TestWithParam<const char*> {};

TEST_P(Schedule, any_order_of_tasks_gives_the_same_bytes) {
  const Shared<Piece> piece = test::read_score(GetParam());
  ASSERT_NE(piece, nullptr);
  SerialExecutor serial;
  const std::string expected = test::scratch(*piece, test::small_pages(), serial);
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    ShufflingExecutor shuffling(seed);
    EXPECT_EQ(test::scratch(*piece, test::small_pages(), shuffling), expected) << "seed " << seed;
  }
}

TEST_P(Schedule, any_number_of_threads_gives_the_same_bytes) {
  const Shared<Piece> piece = test::read_score(GetParam());
  ASSERT_NE(piece, nullptr);
  SerialExecutor serial;
  const std::string expected = test::scratch(*piece, test::small_pages(), serial);
  for (const std::size_t jobs : {1U, 2U, 3U, 8U}) {
    const auto executor = layout::make_executor(jobs);
    EXPECT_EQ(test::scratch(*piece, test::small_pages(), *executor), expected) << jobs << " threads";
  }
}

INSTANTIATE_TEST_SUITE_P(samples, Schedule,
                         testing::Values("samples/quartet.musicxml", "samples/overture.musicxml",
                                         "samples/song.musicxml", "samples/signs.musicxml"));

}  // namespace
}  // namespace burin
