// burin apply
#include <algorithm>

#include "cli/app/console.hpp"
#include "cli/commands/engrave.hpp"
#include "core/import/limits.hpp"
#include "core/script/script.hpp"
#include "io/fsys/files.hpp"
#include "io/script/script_reader.hpp"
#include "pipeline/elements/element.hpp"

namespace burin::cli {

namespace {

Error in_file(Error error, const std::string& path) {
  if (error.where.file.empty()) error.where.file = path;
  return error;
}

Expected<Script> load_script(const std::string& path) {
  auto text = io::read_file(path, ScriptLimits().bytes);
  if (!text) return tl::unexpected(in_file(std::move(text.error()), path));
  auto script = io::parse_script(*text);
  if (!script) return tl::unexpected(in_file(std::move(script.error()), path));
  return script;
}

bool looks(const ScriptOperation& operation) {
  return operation.verb == Verb::get || operation.verb == Verb::get_setting;
}

bool only_looks(const Script& script) { return std::all_of(script.operations.begin(), script.operations.end(), looks); }

Exit failed(const Error& error) {
  console().error(error);
  return error.code == Errc::io ? Exit::input_failed : exit_for(error);
}

Exit usage(const Error& error) {
  console().error(error);
  return Exit::usage;
}

Exit wrong_usage(std::string message) { return usage({Errc::usage, "BU0306", std::move(message), {}, {}}); }

/// What get operations found goes to standard output as a JSON list.
Exit show(const ScriptResults& results, Exit exit) {
  if (results.empty() || exit != Exit::ok) return exit;
  Data list;
  list.value = Data::List(results.begin(), results.end());
  const auto printed = print(io::json_text(list) + "\n");
  return printed ? exit : Exit::output_failed;
}

/// A script that only looks writes no pages unless they are asked for.
Exit look_only(const Invocation& invocation, const InputList& list, const PieceEdit& edit) {
  RunContext context = import_context(invocation.settings);
  context.edit = edit;
  const ScoreWork work = [](const Input& input, RunContext& run, Operation& operation,
                            io::ScoreEntry& entry) -> Expected<void> {
    BURIN_CHECK(import_score(input, run, operation, entry));
    return {};
  };
  BatchResult result = run_batch(list.inputs, context, work, false);
  result.report.command = invocation.line;
  const auto written = write_reports(invocation.settings, result.report);
  if (written) return result.exit;
  console().error(written.error());
  return Exit::output_failed;
}

bool has_look(const Script& script) { return std::any_of(script.operations.begin(), script.operations.end(), looks); }

}  // namespace

Exit run_apply(const Invocation& invocation) {
  const Settings& settings = invocation.settings;
  const std::string& name = invocation.words[0];
  const std::vector<std::string> inputs(invocation.words.begin() + 1, invocation.words.end());
  if (inputs.size() != 1) return wrong_usage("apply takes one script and one score");
  if (name == "-" && inputs[0] == "-") return wrong_usage("only one of script and score can be standard input");
  const InputList list = expand_inputs(inputs);
  if (!list.single_file) return wrong_usage("apply takes one score, no folder and no list");
  const Expected<Script> script = load_script(name);
  if (!script) return failed(script.error());
  ScriptResults results;
  const PieceEdit edit = [&](Shared<Piece> piece) -> Expected<Shared<Piece>> {
    PieceStore store;
    BURIN_CHECK(store.put("score", std::move(piece)));
    auto done = store.edit("score", [&](PieceRef& ref) { return run_script(ref, *script, layout::import_table()); });
    if (!done) return tl::unexpected(in_file(std::move(done.error()), name));
    results = std::move(*done);
    return store.find("score");
  };
  const bool writes = settings.given("output") || settings.given("format") || !only_looks(*script);
  const Expected<OutputPlan> plan = writes ? plan_outputs(settings, list) : OutputPlan();
  if (!plan) return usage(plan.error());
  // Pages on standard output leave no room there for what was found; a report would have to share it.
  const bool shows = has_look(*script) && !plan->to_stdout;
  if (const auto free = check_standard_output(settings, plan->to_stdout || shows); !free) return usage(free.error());
  const Exit exit = writes ? engrave_inputs(invocation, inputs, edit) : look_only(invocation, list, edit);
  return shows ? show(results, exit) : exit;
}

}  // namespace burin::cli
