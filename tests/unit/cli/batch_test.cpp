// Many scores at once: what one failure means for the others.
#include "cli/batch/batch.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "pipeline/engine/tbb_executor.hpp"

namespace burin::cli {
namespace {

/// Ends when its operation is stopped, or after a time limit that no passing test reaches.
Expected<void> work_until_stopped(const Input& input, RunContext&, Operation& operation, io::ScoreEntry&) {
  if (input.path == "bad") return fail(Errc::bad_input, "BU1002", "is no score");
  while (!operation.stopped()) std::this_thread::yield();
  return operation.check();
}

TEST(Batch, fail_fast_cancels_scores_in_flight) {
  StopFlag stop;
  RunContext context;
  context.executor = layout::make_executor(2);
  context.timeout_s = 30.0;
  context.stop = &stop;
  const BatchResult result = run_batch({{"long", {}, {}, 0}, {"bad", {}, {}, 0}}, context, work_until_stopped, true);
  EXPECT_EQ(result.report.scores[0].status, io::ScoreStatus::cancelled);
  EXPECT_EQ(result.report.scores[1].status, io::ScoreStatus::failed);
  EXPECT_EQ(result.exit, Exit::input_failed);
}

}  // namespace
}  // namespace burin::cli
