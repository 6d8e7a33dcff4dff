#include "cli/batch/resume.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/version.hpp"
#include "io/fsys/files.hpp"

namespace burin::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::uint64_t longest_note = 64ULL << 20;

std::string size_and_time(const fs::path& path) {
  std::error_code missing;
  const auto bytes = fs::file_size(path, missing);
  if (missing) return {};
  const auto time = fs::last_write_time(path, missing);
  return " (" + std::to_string(bytes) + " bytes, " + std::to_string(time.time_since_epoch().count()) + ")";
}

std::string made_with(const Settings& settings) {
  Json made = {{"version", version()}, {"options", Json::object()}};
  for (const OptionSpec& option : option_table()) {
    if ((option.commands & cmd_engrave) == 0 || !shows_in_outputs(option) || !settings.given(option.name)) continue;
    Json values = Json::array();
    // A style or a font that was changed makes other pages.
    for (const std::string& value : settings.list(option.name)) values.push_back(value + size_and_time(value));
    made["options"][std::string(option.name)] = std::move(values);
  }
  return made.dump(-1, ' ', false, Json::error_handler_t::replace);
}

fs::path note_path(const OutputPlan& plan, const Input& input) {
  const fs::path base = base_of(plan, input);
  return base.parent_path() / ("." + base.filename().string() + ".made");
}

bool can_note(const OutputPlan& plan, const Input& input) {
  return !plan.to_stdout && !plan.join && !input.is_stdin() && !input.error;
}

/// Whether an output is as it was noted, and not older than the input.
bool still_there(const Json& output, const fs::path& folder, fs::file_time_type read) {
  if (!output.is_object()) return false;
  const fs::path path = folder / output.value("name", std::string());
  std::error_code missing;
  const auto bytes = fs::file_size(path, missing);
  if (missing || bytes != output.value("bytes", std::uint64_t{0})) return false;
  return fs::last_write_time(path, missing) >= read && !missing;
}

}  // namespace

Resume::Resume(const Settings& settings) : made_with_(made_with(settings)) {}

bool Resume::done(const OutputPlan& plan, const Input& input) const {
  if (!can_note(plan, input)) return false;
  const fs::path path = note_path(plan, input);
  const auto text = io::read_file(path, longest_note);
  std::error_code missing;
  const auto read = fs::last_write_time(input.path, missing);
  if (!text || missing) return false;
  const Json note = Json::parse(*text, nullptr, false);
  try {  // a note with other types than ours is somebody else's
    if (!note.is_object() || note.value("made-with", std::string()) != made_with_ ||
        note.value("input", std::string()) != fs::absolute(input.path).lexically_normal().string() ||
        Stamp{note.value("bytes", std::uint64_t{0}), note.value("time", std::int64_t{0})} != stamp(input)) {
      return false;
    }
    const Json& outputs = note.at("outputs");
    return outputs.is_array() && !outputs.empty() && std::all_of(outputs.begin(), outputs.end(), [&](const Json& one) {
             return still_there(one, path.parent_path(), read);
           });
  } catch (const Json::exception&) {
    return false;
  }
}

Resume::Stamp Resume::stamp(const Input& input) {
  std::error_code unknown;
  const auto time = fs::last_write_time(input.path, unknown);
  if (unknown) return {};
  return {fs::file_size(input.path, unknown), static_cast<std::int64_t>(time.time_since_epoch().count())};
}

Expected<void> Resume::note(const OutputPlan& plan, const Input& input, const Stamp& read,
                            const io::ScoreEntry& entry) const {
  if (!can_note(plan, input)) return {};
  const fs::path path = note_path(plan, input);
  Json note = {{"made-with", made_with_},
               {"input", fs::absolute(input.path).lexically_normal().string()},
               {"bytes", read.bytes},
               {"time", read.time},
               {"outputs", Json::array()}};
  for (const io::OutputInfo& output : entry.outputs) {
    const fs::path name = fs::path(output.path).lexically_relative(path.parent_path());
    note["outputs"].push_back({{"name", name.empty() ? output.path : name.string()}, {"bytes", output.bytes}});
  }
  BURIN_CHECK(io::write_file(path, note.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"));
  return {};
}

}  // namespace burin::cli
