// burin engrave
#include "cli/commands/engrave.hpp"

#include "cli/app/command.hpp"
#include "cli/app/console.hpp"
#include "cli/batch/batch.hpp"
#include "cli/batch/supervisor.hpp"

namespace burin::cli {

namespace {

/// The score and its parts, and what a run tells of them beside the pages.
Expected<std::vector<Engraved>> lay_out_and_look(const Input& input, RunContext& context, Operation& operation,
                                                 io::ScoreEntry& entry) {
  BURIN_TRY(std::vector<Engraved> all, lay_out_all(input, context, operation, entry));
  if (context.lint) BURIN_CHECK(lint_score(all, context, false, operation, entry));
  if (context.geometry) BURIN_CHECK(find_geometry(all, context, entry));
  if (context.thumbnails > 0) BURIN_CHECK(draw_thumbnails(all, context, entry));
  return all;
}

/// What cannot be noted is made again by the next run; the outputs are there all the same.
void note_done(const Input& input, const Resume::Stamp& read, RunContext& context, Operation& operation,
               const io::ScoreEntry& entry) {
  const auto noted = context.resume->note(context.outputs, input, read, entry);
  if (noted) return;
  operation.diagnostics().add({Severity::warning,
                               "BU0405",
                               "what was made cannot be noted for --resume: " + noted.error().message,
                               {input.path.string(), 0, 0, {}, {}, {}},
                               {}});
}

}  // namespace

Expected<void> engrave_one(const Input& input, RunContext& context, Operation& operation, io::ScoreEntry& entry) {
  const Resume::Stamp read = Resume::stamp(input);
  std::vector<Engraved> all(1);
  if (needs_pages(context.outputs)) {
    BURIN_TRY(all, lay_out_and_look(input, context, operation, entry));
  } else {
    BURIN_TRY(all.front(), read_score(input, context, operation, entry));
  }
  const auto written = write_score(input, all, context, operation, entry);
  if (written && context.resume != nullptr) note_done(input, read, context, operation, entry);
  give_back(std::move(all), context);
  return written;
}

namespace {

/// Lays everything out and writes it as one document at the end; a score that fails is left out.
Exit engrave_joined(const Settings& settings, const InputList& list, RunContext& context, BatchResult& result) {
  std::vector<std::vector<Engraved>> scores(list.inputs.size());
  const ScoreWork work = [&](const Input& input, RunContext& shared, Operation& operation,
                             io::ScoreEntry& entry) -> Expected<void> {
    auto& slot = scores[static_cast<std::size_t>(&input - list.inputs.data())];  // each score writes its own
    BURIN_TRY(slot, lay_out_and_look(input, shared, operation, entry));
    return {};
  };
  result = run_batch(list.inputs, context, work, settings.flag("fail-fast"));
  if (context.stop->stopped()) return result.exit;
  Operation operation(context.stop);
  const auto written = write_joined(scores, context, operation, result.report.scores);
  if (written) return result.exit;
  console().error(written.error());
  return worse(result.exit, exit_for(written.error()));
}

/// Whether anybody is going to read how long tasks took.
bool wants_figures(const Settings& settings) {
  return settings.flag("timings") || settings.given("report") || settings.given("report-html") ||
         settings.given("trace");
}

Expected<RunContext> prepare(const Settings& settings, InputList& list) {
  BURIN_TRY(OutputPlan plan, plan_outputs(settings, list));
  if (plan.join && settings.flag("isolate")) {
    return fail(Errc::usage, "BU0306", "--join needs all scores in one process, --isolate has each in its own", {},
                "leave one of them out");
  }
  BURIN_CHECK(check_standard_output(settings, plan.to_stdout));
  BURIN_CHECK(check_score_formats(settings, plan));
  const auto claims = std::make_shared<Claims>(list.inputs);
  if (plan.join) BURIN_CHECK(claims->take({}, {plan.file}));
  refuse_collisions(plan, *claims, list.inputs);
  BURIN_CHECK(keep_shard(settings.text("shard"), list.inputs));
  BURIN_TRY(RunContext context, engrave_context(settings, std::move(plan), list.inputs.size()));
  if (!context.outputs.join) {
    context.claim = [claims](const std::string& input, const auto& places) { return claims->take(input, places); };
  }
  return context;
}

/// Each score in a worker process; where there are fewer scores than jobs, workers have several threads.
BatchResult run_isolated(const Settings& settings, const InputList& list, RunContext& context) {
  const std::size_t jobs = context.executor->jobs();
  const std::size_t workers = std::max<std::size_t>(std::min(list.inputs.size(), jobs), 1);
  Supervisor supervisor(settings, context, list.inputs.size(), std::max<std::size_t>(jobs / workers, 1));
  BatchResult result = run_batch_with(
      list.inputs, context, [&](const Input& input, io::ScoreEntry& entry) { return supervisor.run(input, entry); },
      settings.flag("fail-fast"));
  result.report.cpu_s += supervisor.cpu_seconds();
  result.report.peak_rss = std::max(result.report.peak_rss, supervisor.peak_rss());
  return result;
}

}  // namespace

Expected<RunContext> engrave_context(const Settings& settings, OutputPlan plan, std::size_t scores) {
  BURIN_TRY(RunContext context, make_context(settings));
  context.outputs = std::move(plan);
  if (settings.given("report-html")) {
    context.thumbnails = std::max<std::size_t>(io::most_thumbnails / std::max<std::size_t>(scores, 1), 1);
  }
  context.geometry = settings.given("geometry");
  if (settings.flag("resume")) context.resume = std::make_shared<Resume>(settings);
  context.measured = wants_figures(settings);
  return context;
}

Exit run_engrave(const Invocation& invocation) { return engrave_inputs(invocation, invocation.words, {}); }

Exit engrave_inputs(const Invocation& invocation, const std::vector<std::string>& words, PieceEdit edit) {
  InputList list = expand_inputs(words);
  Expected<RunContext> context = prepare(invocation.settings, list);
  if (!context) {
    console().error(context.error());
    return Exit::usage;
  }
  context->edit = std::move(edit);
  context->ends_after_score = list.inputs.size() == 1 && !context->outputs.join && !context->choice.any_parts();
  BatchResult result;
  if (context->outputs.join) {
    result.exit = engrave_joined(invocation.settings, list, *context, result);
  } else if (invocation.settings.flag("isolate")) {
    result = run_isolated(invocation.settings, list, *context);
  } else {
    result = run_batch(list.inputs, *context, engrave_one, invocation.settings.flag("fail-fast"));
  }
  result.report.command = invocation.line;
  result.report.shard = invocation.settings.text("shard");
  if (auto written = write_reports(invocation.settings, result.report); !written) {
    console().error(written.error());
    return Exit::output_failed;
  }
  return result.exit;
}

}  // namespace burin::cli
