// burin check
#include <nlohmann/json.hpp>

#include "cli/app/command.hpp"
#include "cli/app/console.hpp"
#include "cli/batch/batch.hpp"
#include "cli/commands/sarif.hpp"

namespace burin::cli {

namespace {

using Json = nlohmann::ordered_json;

Expected<void> check_one(const Input& input, RunContext& context, Operation& operation, io::ScoreEntry& entry) {
  std::vector<Engraved> all(1);
  BURIN_TRY(all.front(), lay_out_score(input, context, operation, entry));
  return lint_score(all, context, true, operation, entry);
}

Severity severity_named(const std::string& name) {
  return name == "note" ? Severity::note : name == "warning" ? Severity::warning : Severity::error;
}

Json to_json(const Where& where, std::string_view code, std::string_view severity, const std::string& message,
             const std::string& help) {
  return {{"file", where.file},       {"line", where.line}, {"column", where.column}, {"code", code},
          {"severity", severity},     {"message", message}, {"vpd", where.vpd},       {"part", where.part},
          {"measure", where.measure}, {"help", help}};
}

std::string findings_json(const io::RunReport& report) {
  Json out = Json::array();
  for (const io::ScoreEntry& entry : report.scores) {
    for (const Diagnostic& d : entry.diagnostics)
      out.push_back(to_json(d.where, d.code, name_of(d.severity), d.message, d.help));
    if (entry.error)
      out.push_back(to_json(entry.error->where, entry.error->id, "error", entry.error->message, entry.error->help));
  }
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

Exit run_check(const Invocation& invocation) {
  const InputList list = expand_inputs(invocation.words);
  const auto sound = check_standard_output(invocation.settings, false);
  Expected<RunContext> context = sound ? make_context(invocation.settings) : tl::unexpected(sound.error());
  if (!context) {
    console().error(context.error());
    return Exit::usage;
  }
  BatchResult result = run_batch(list.inputs, *context, check_one, false);
  result.report.command = invocation.line;
  auto written = write_reports(invocation.settings, result.report);
  if (written && invocation.settings.flag("json")) written = print(findings_json(result.report));
  if (written && invocation.settings.flag("sarif")) written = print(findings_sarif(result.report));
  if (!written) {
    console().error(written.error());
    return Exit::output_failed;
  }
  if (result.exit != Exit::ok) return result.exit;
  const Severity least = severity_named(invocation.settings.text("fail-on"));
  for (const io::ScoreEntry& entry : result.report.scores) {
    if (entry.worst && *entry.worst >= least) return Exit::findings;
  }
  return Exit::ok;
}

}  // namespace burin::cli
