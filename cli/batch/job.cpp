#include "cli/batch/job.hpp"

#include <nlohmann/json.hpp>

namespace burin::cli {

namespace {

using Json = nlohmann::ordered_json;

Json from(const Settings& settings, std::size_t jobs) {
  Json out = Json::object();
  for (const OptionSpec& option : option_table()) {
    if (settings.given(option.name)) out[std::string(option.name)] = settings.list(option.name);
  }
  out["jobs"] = std::vector<std::string>{std::to_string(jobs)};
  out["log-level"] = std::vector<std::string>{"off"};  // the supervisor says what there is to say
  return out;
}

Expected<Settings> settings_of(const Json& json) {
  Settings out;
  for (const auto& [name, values] : json.items()) {
    BURIN_CHECK(out.set(name, values.get<std::vector<std::string>>(), Source::command_line));
  }
  return out;
}

Json from(const OutputPlan& plan) {
  return {{"formats", plan.formats},
          {"folder", plan.folder.string()},
          {"file", plan.file.string()},
          {"to-stdout", plan.to_stdout},
          {"name", plan.name}};
}

OutputPlan plan_of(const Json& json) {
  OutputPlan plan;
  plan.formats = json.at("formats").get<std::vector<std::string>>();
  plan.folder = json.at("folder").get<std::string>();
  plan.file = json.at("file").get<std::string>();
  plan.to_stdout = json.at("to-stdout");
  plan.name = json.at("name");
  return plan;
}

Expected<Job> job_of(const Json& json) {
  Job job;
  BURIN_TRY(job.settings, settings_of(json.at("settings")));
  job.input.path = json.at("path").get<std::string>();
  job.input.inner = json.at("inner").get<std::string>();
  job.input.bytes = json.at("bytes");
  job.outputs = plan_of(json.at("outputs"));
  job.scores = json.at("scores");
  return job;
}

}  // namespace

std::string encode_job(const Job& job, std::size_t jobs) {
  const Json json{{"settings", from(job.settings, jobs)}, {"path", job.input.path.string()},
                  {"inner", job.input.inner.string()},    {"bytes", job.input.bytes},
                  {"outputs", from(job.outputs)},         {"scores", job.scores}};
  const std::vector<std::uint8_t> bytes = Json::to_cbor(json);
  return {bytes.begin(), bytes.end()};
}

Expected<Job> decode_job(std::string_view bytes) {
  try {  // types are checked by use
    return job_of(Json::from_cbor(bytes, true, false));
  } catch (const Json::exception&) {
    return fail(Errc::usage, "BU0302", "this command is for burin's own use (--isolate)");
  }
}

}  // namespace burin::cli
