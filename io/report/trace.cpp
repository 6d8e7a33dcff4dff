#include <nlohmann/json.hpp>

#include "io/report/run_report.hpp"

namespace burin::io {

namespace {

using Json = nlohmann::ordered_json;
constexpr double micro = 1e6;

Json lane_name(std::size_t lane, const std::string& name) {
  return {{"name", "process_name"}, {"ph", "M"}, {"pid", lane}, {"tid", 0}, {"args", {{"name", name}}}};
}

Json complete(std::string_view name, std::size_t lane, std::uint32_t thread, double begin_s, double seconds,
              Json args) {
  return {{"name", name},
          {"cat", "burin"},
          {"ph", "X"},
          {"pid", lane},
          {"tid", thread},
          {"ts", begin_s * micro},
          {"dur", seconds * micro},
          {"args", std::move(args)}};
}

void add_score(Json& events, const ScoreEntry& score, std::size_t lane) {
  events.push_back(lane_name(lane, score.input));
  for (std::size_t i = 0; i < score.report.stages.size(); ++i) {
    const StageTiming& timing = score.report.stages[i];
    if (timing.wall_s == 0.0) continue;
    const TimingFigures f = figures(timing);
    events.push_back(complete(burin::name_of(static_cast<Stage>(i)), lane, 0, timing.begin_s, timing.wall_s,
                              {{"tasks", f.tasks}, {"work_s", f.work_s}, {"span_s", f.span_s}}));
  }
  for (const TraceEvent& event : score.report.trace) {
    events.push_back(complete(burin::name_of(event.stage), lane, event.thread + 1, event.begin_s, event.seconds,
                              {{"task", event.index}}));
  }
}

}  // namespace

std::string trace_json(const RunReport& report) {
  Json events = Json::array();
  for (std::size_t i = 0; i < report.scores.size(); ++i) add_score(events, report.scores[i], i + 1);
  const Json out{{"traceEvents", events}, {"displayTimeUnit", "ms"}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace burin::io
