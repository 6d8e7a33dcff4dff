#include <nlohmann/json.hpp>

#include "core/base/version.hpp"
#include "io/report/run_report.hpp"

namespace burin::io {

namespace {

using Json = nlohmann::ordered_json;

Json to_json(const TimingFigures& f) {
  return {{"wall_s", f.wall_s}, {"cpu_s", f.cpu_s},
          {"tasks", f.tasks},   {"work_s", f.work_s},
          {"span_s", f.span_s}, {"p50_s", f.p50_s},
          {"p95_s", f.p95_s},   {"p99_s", f.p99_s},
          {"max_s", f.max_s},   {"alloc_bytes", f.alloc_bytes}};
}

Json to_json(const Error& error) {
  return {{"code", error.id},         {"severity", "error"},          {"file", error.where.file},
          {"line", error.where.line}, {"column", error.where.column}, {"message", error.message},
          {"help", error.help}};
}

Json to_json(const Diagnostic& diagnostic) {
  const Where& where = diagnostic.where;
  return {{"code", diagnostic.code},  {"severity", burin::name_of(diagnostic.severity)},
          {"line", where.line},       {"column", where.column},
          {"vpd", where.vpd},         {"part", where.part},
          {"measure", where.measure}, {"message", diagnostic.message}};
}

Json to_json(const RunTotals& t, const RunReport& run) {
  return {{"scores", t.scores},
          {"succeeded", t.succeeded},
          {"failed", t.failed},
          {"cancelled", t.cancelled},
          {"skipped", t.skipped},
          {"pages", t.pages},
          {"systems", t.systems},
          {"measures", t.measures},
          {"notes", t.notes},
          {"wall_s", run.wall_s},
          {"cpu_s", run.cpu_s},
          {"peak_rss", run.peak_rss},
          {"bytes_in", t.bytes_in},
          {"bytes_out", t.bytes_out},
          {"notes_per_s", run.wall_s > 0.0 ? static_cast<double>(t.notes) / run.wall_s : 0.0}};
}

Json timings_of(const ScoreEntry& score) {
  Json out = Json::object();
  for (std::size_t i = 0; i < score.report.stages.size(); ++i) {
    out[std::string(burin::name_of(static_cast<Stage>(i)))] = to_json(figures(score.report.stages[i]));
  }
  out["total"] = to_json(total_figures(score.report, score.wall_s));
  return out;
}

Json elements_of(const ScoreEntry& score) {
  Json out = Json::object();
  for (std::size_t i = 0; i < score.elements.size(); ++i) {
    if (score.elements[i] > 0) out[std::string(burin::name_of(static_cast<GroupClass>(i)))] = score.elements[i];
  }
  return out;
}

Json outputs_of(const ScoreEntry& score) {
  Json out = Json::array();
  for (const OutputInfo& output : score.outputs) {
    out.push_back({{"path", output.path}, {"format", output.format}, {"bytes", output.bytes}, {"pages", output.pages}});
  }
  return out;
}

Json counts_of(const ScoreReport& r) {
  return {{"parts", r.parts},     {"staves", r.staves}, {"measures", r.measures}, {"notes", r.notes},
          {"systems", r.systems}, {"pages", r.pages},   {"atoms", r.atoms}};
}

Json to_json(const ScoreEntry& score) {
  const ScoreReport& r = score.report;
  Json diagnostics = Json::array();
  for (const Diagnostic& diagnostic : score.diagnostics) diagnostics.push_back(to_json(diagnostic));
  Json unsupported = Json::object();
  for (const auto& [element, count] : score.unsupported) unsupported[element] = count;
  Json lint = Json::object();
  for (const auto& [check, count] : score.lint) lint[check] = count;
  return {{"input", score.input},
          {"status", name_of(score.status)},
          {"error", score.error ? to_json(*score.error) : Json(nullptr)},
          {"outputs", outputs_of(score)},
          {"counts", counts_of(r)},
          {"timings", timings_of(score)},
          {"fit", {{"staff_size_mm", r.fit.staff_size_mm}, {"hidden_staves", r.fit.hidden_staves}, {"why", r.fit.why}}},
          {"discomfort",
           {{"worst_measure", r.discomfort.worst_measure},
            {"worst_system", r.discomfort.worst_system},
            {"worst_page", r.discomfort.worst_page}}},
          {"elements", elements_of(score)},
          {"unsupported", unsupported},
          {"diagnostics", diagnostics},
          {"diagnostics_total", score.diagnostics_total},
          {"lint", lint}};
}

}  // namespace

std::string report_json(const RunReport& report) {
  Json scores = Json::array();
  for (const ScoreEntry& score : report.scores) scores.push_back(to_json(score));
  Json out{{"schema", "burin-report/1"},
           {"version", version()},
           {"command", report.command},
           {"started", report.started},
           {"host", {{"cores", report.cores}, {"jobs", report.jobs}, {"os", report.os}}},
           {"totals", to_json(totals(report), report)}};
  if (!report.shard.empty()) out["shard"] = report.shard;
  out["scores"] = std::move(scores);
  // Names of files and texts of scores may hold any bytes: what is no UTF-8 is replaced, never thrown at.
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace burin::io
