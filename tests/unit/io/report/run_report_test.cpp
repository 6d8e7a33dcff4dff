#include "io/report/run_report.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace burin::io {
namespace {

using Json = nlohmann::json;

StageTiming parallel_stage() {
  StageTiming timing;
  timing.wall_s = 0.6;
  timing.cpu_s = 0.9;
  timing.span_s = 0.5;
  timing.task_seconds = {0.1F, 0.5F, 0.3F};
  return timing;
}

RunReport one_score() {
  RunReport report;
  report.wall_s = 2.0;
  ScoreEntry score;
  score.input = "a.xml";
  score.status = ScoreStatus::ok;
  score.report.notes = 100;
  score.report.pages = 3;
  score.report.stage(Stage::stage2) = parallel_stage();
  score.elements[static_cast<std::size_t>(GroupClass::note)] = 7;
  score.outputs.push_back({"a.pdf", "pdf", 55, 3});
  report.scores.push_back(std::move(score));
  return report;
}

TEST(TimingFigures, sum_tasks_and_rank_them) {
  const TimingFigures f = figures(parallel_stage());
  EXPECT_EQ(f.tasks, 3U);
  EXPECT_NEAR(f.work_s, 0.9, 1e-6);
  EXPECT_NEAR(f.span_s, 0.5, 1e-6);
  EXPECT_NEAR(f.p50_s, 0.3, 1e-6);
  EXPECT_NEAR(f.max_s, 0.5, 1e-6);
}

TEST(TimingFigures, count_a_sequential_stage_as_one_task) {
  StageTiming timing;
  timing.wall_s = 0.25;
  const TimingFigures f = figures(timing);
  EXPECT_EQ(f.tasks, 1U);
  EXPECT_EQ(f.work_s, 0.25);
  EXPECT_EQ(f.span_s, 0.25);
}

TEST(TimingFigures, are_zero_for_a_stage_that_did_not_run) { EXPECT_EQ(figures(StageTiming{}).tasks, 0U); }

TEST(RunTotals, count_every_status) {
  RunReport report = one_score();
  for (const ScoreStatus status : {ScoreStatus::failed, ScoreStatus::cancelled, ScoreStatus::skipped}) {
    report.scores.emplace_back().status = status;
  }
  const RunTotals t = totals(report);
  EXPECT_EQ(t.scores, 4U);
  EXPECT_EQ(t.succeeded, 1U);
  EXPECT_EQ(t.failed, 1U);
  EXPECT_EQ(t.cancelled, 1U);
  EXPECT_EQ(t.skipped, 1U);
  EXPECT_EQ(t.bytes_out, 55U);
}

TEST(ReportJson, gives_rates_and_counts) {
  const Json json = Json::parse(report_json(one_score()));
  EXPECT_EQ(json["schema"], "burin-report/1");
  EXPECT_EQ(json["totals"]["notes_per_s"], 50.0);
  EXPECT_EQ(json["scores"][0]["elements"]["note"], 7);
  EXPECT_EQ(json["scores"][0]["timings"]["stage2"]["tasks"], 3);
  EXPECT_TRUE(json["scores"][0]["error"].is_null());
}

TEST(ReportJson, survives_names_that_are_no_utf8) {
  RunReport report = one_score();
  report.scores[0].input = "\xff\xfe.xml";
  EXPECT_TRUE(Json::accept(report_json(report)));
  EXPECT_TRUE(Json::accept(trace_json(report)));
}

TEST(TraceJson, has_one_event_for_each_stage_that_ran) {
  const Json json = Json::parse(trace_json(one_score()));
  std::size_t spans = 0;
  for (const Json& event : json["traceEvents"]) spans += event["ph"] == "X" ? 1U : 0U;
  EXPECT_EQ(spans, 1U);
}

TEST(TimingsTable, has_a_row_for_each_stage_and_the_totals) {
  const std::string table = timings_table(one_score());
  for (const char* word : {"stage1", "stage4", "write", "total", "notes/s", "MiB"}) {
    EXPECT_NE(table.find(word), std::string::npos) << word;
  }
}

}  // namespace
}  // namespace burin::io
