#include "io/report/entry_bytes.hpp"

#include <nlohmann/json.hpp>

namespace burin::io {

namespace {

using Json = nlohmann::ordered_json;

Json from(const Where& where) {
  return Json::array({where.file, where.line, where.column, where.vpd, where.part, where.measure});
}

Where where_of(const Json& json) { return {json.at(0), json.at(1), json.at(2), json.at(3), json.at(4), json.at(5)}; }

Json from(const Error& error) {
  return Json::array({static_cast<int>(error.code), error.id, error.message, from(error.where), error.help});
}

Error error_of(const Json& json) {
  return {static_cast<Errc>(json.at(0).get<int>()), json.at(1), json.at(2), where_of(json.at(3)), json.at(4)};
}

Json from(const Diagnostic& diagnostic) {
  return Json::array({static_cast<int>(diagnostic.severity), diagnostic.code, diagnostic.message,
                      from(diagnostic.where), diagnostic.help});
}

Diagnostic diagnostic_of(const Json& json) {
  return {static_cast<Severity>(json.at(0).get<int>()), json.at(1), json.at(2), where_of(json.at(3)), json.at(4)};
}

Json from(const StageTiming& timing) {
  return Json::array(
      {timing.wall_s, timing.cpu_s, timing.span_s, timing.begin_s, timing.alloc_bytes, timing.task_seconds});
}

StageTiming timing_of(const Json& json) {
  StageTiming out;
  out.wall_s = json.at(0);
  out.cpu_s = json.at(1);
  out.span_s = json.at(2);
  out.begin_s = json.at(3);
  out.alloc_bytes = json.at(4);
  out.task_seconds = json.at(5).get<std::vector<float>>();
  return out;
}

Json from(const ScoreReport& report) {
  Json stages = Json::array();
  for (const StageTiming& stage : report.stages) stages.push_back(from(stage));
  Json trace = Json::array();
  for (const TraceEvent& event : report.trace) {
    trace.push_back({static_cast<int>(event.stage), event.index, event.thread, event.begin_s, event.seconds});
  }
  return {
      {"stages", stages},
      {"measured", report.measured},
      {"trace", trace},
      {"counts",
       {report.parts, report.staves, report.measures, report.notes, report.systems, report.pages, report.atoms}},
      {"fit", Json::array({report.fit.staff_size_mm, report.fit.hidden_staves, report.fit.why})},
      {"discomfort", {report.discomfort.worst_measure, report.discomfort.worst_system, report.discomfort.worst_page}}};
}

ScoreReport report_of(const Json& json) {
  ScoreReport out;
  for (std::size_t i = 0; i < out.stages.size(); ++i) out.stages[i] = timing_of(json.at("stages").at(i));
  out.measured = json.at("measured");
  for (const Json& event : json.at("trace")) {
    out.trace.push_back(
        {static_cast<Stage>(event.at(0).get<int>()), event.at(1), event.at(2), event.at(3), event.at(4)});
  }
  const Json& counts = json.at("counts");
  out.parts = counts.at(0);
  out.staves = counts.at(1);
  out.measures = counts.at(2);
  out.notes = counts.at(3);
  out.systems = counts.at(4);
  out.pages = counts.at(5);
  out.atoms = counts.at(6);
  const Json& fit = json.at("fit");
  out.fit = {fit.at(0), fit.at(1), fit.at(2)};
  const Json& discomfort = json.at("discomfort");
  out.discomfort = {discomfort.at(0), discomfort.at(1), discomfort.at(2)};
  return out;
}

Json from(const std::vector<OutputInfo>& outputs) {
  Json out = Json::array();
  for (const OutputInfo& one : outputs) out.push_back(Json::array({one.path, one.format, one.bytes, one.pages}));
  return out;
}

Json from(const std::vector<Thumbnail>& thumbnails) {
  Json out = Json::array();
  for (const Thumbnail& one : thumbnails) {
    out.push_back(Json::array({one.part, one.page, Json::binary({one.png.begin(), one.png.end()})}));
  }
  return out;
}

Json from(const ScoreEntry& entry) {
  Json diagnostics = Json::array();
  for (const Diagnostic& one : entry.diagnostics) diagnostics.push_back(from(one));
  return {{"input", entry.input},
          {"status", static_cast<int>(entry.status)},
          {"error", entry.error ? from(*entry.error) : Json()},
          {"outputs", from(entry.outputs)},
          {"report", from(entry.report)},
          {"wall", entry.wall_s},
          {"bytes", entry.bytes_in},
          {"elements", entry.elements},
          {"unsupported", entry.unsupported},
          {"lint", entry.lint},
          {"diagnostics", diagnostics},
          {"total", entry.diagnostics_total},
          {"worst", entry.worst ? static_cast<int>(*entry.worst) : -1},
          {"thumbnails", from(entry.thumbnails)},
          {"geometry", entry.geometry}};
}

ScoreEntry entry_of(const Json& json) {
  ScoreEntry out;
  out.input = json.at("input");
  out.status = static_cast<ScoreStatus>(json.at("status").get<int>());
  if (!json.at("error").is_null()) out.error = error_of(json.at("error"));
  for (const Json& one : json.at("outputs")) out.outputs.push_back({one.at(0), one.at(1), one.at(2), one.at(3)});
  out.report = report_of(json.at("report"));
  out.wall_s = json.at("wall");
  out.bytes_in = json.at("bytes");
  out.elements = json.at("elements").get<ElementCounts>();
  out.unsupported = json.at("unsupported").get<std::map<std::string, std::uint32_t>>();
  out.lint = json.at("lint").get<std::map<std::string, std::uint32_t>>();
  for (const Json& one : json.at("diagnostics")) out.diagnostics.push_back(diagnostic_of(one));
  out.diagnostics_total = json.at("total");
  if (const int worst = json.at("worst"); worst >= 0) out.worst = static_cast<Severity>(worst);
  for (const Json& one : json.at("thumbnails")) {
    const auto& png = one.at(2).get_binary();
    out.thumbnails.push_back({one.at(0), one.at(1), std::string(png.begin(), png.end())});
  }
  out.geometry = json.at("geometry").get<std::vector<std::string>>();
  return out;
}

}  // namespace

std::string encode_entry(const ScoreEntry& entry) {
  const std::vector<std::uint8_t> bytes = Json::to_cbor(from(entry));
  return {bytes.begin(), bytes.end()};
}

Expected<ScoreEntry> decode_entry(std::string_view bytes) {
  const Json json = Json::from_cbor(bytes, true, false);
  try {  // types are checked by use
    return entry_of(json);
  } catch (const Json::exception& exception) {
    return fail(Errc::internal, "BU9001", std::string("a defect in burin: a worker's result: ") + exception.what());
  }
}

}  // namespace burin::io
