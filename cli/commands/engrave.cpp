// burin engrave
#include "cli/commands/engrave.hpp"

#include "cli/app/command.hpp"
#include "cli/app/console.hpp"
#include "cli/batch/batch.hpp"

namespace burin::cli {

namespace {

Expected<void> engrave_one(const Input& input, RunContext& context, Operation& operation, io::ScoreEntry& entry) {
  const bool pages = needs_pages(context.outputs);
  BURIN_TRY(const Engraved engraved, (pages ? lay_out_score : read_score)(input, context, operation, entry));
  if (context.lint && pages) BURIN_CHECK(lint_score(engraved, context, false, operation, entry));
  return write_score(input, engraved, context, operation, entry);
}

Expected<RunContext> prepare(const Settings& settings, InputList& list) {
  BURIN_TRY(OutputPlan plan, plan_outputs(settings, list));
  refuse_collisions(plan, list.inputs);
  BURIN_CHECK(keep_shard(settings.text("shard"), list.inputs));
  BURIN_TRY(RunContext context, make_context(settings));
  context.outputs = std::move(plan);
  return context;
}

}  // namespace

Exit run_engrave(const Invocation& invocation) { return engrave_inputs(invocation, invocation.words, {}); }

Exit engrave_inputs(const Invocation& invocation, const std::vector<std::string>& words, PieceEdit edit) {
  InputList list = expand_inputs(words);
  Expected<RunContext> context = prepare(invocation.settings, list);
  if (!context) {
    console().error(context.error());
    return Exit::usage;
  }
  context->edit = std::move(edit);
  BatchResult result = run_batch(list.inputs, *context, engrave_one, invocation.settings.flag("fail-fast"));
  result.report.command = invocation.line;
  if (auto written = write_reports(invocation.settings, result.report); !written) {
    console().error(written.error());
    return Exit::output_failed;
  }
  return result.exit;
}

}  // namespace burin::cli
