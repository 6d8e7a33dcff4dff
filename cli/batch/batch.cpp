#include "cli/batch/batch.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <thread>

#include "cli/app/console.hpp"
#include "cli/app/signals.hpp"
#include "io/fsys/files.hpp"
#include "io/geometry/geometry.hpp"

namespace burin::cli {

namespace {

constexpr std::size_t shown_diagnostics = 20;
/// A compressed score grows about twentyfold as XML, and that a few times again as a piece with its layout.
constexpr std::uint64_t bytes_in_flight = 64ULL << 20;

/// Lets scores in as long as their inputs' bytes together stay under a limit; one always gets in.
class Gate {
 public:
  void enter(std::uint64_t bytes) {
    std::unique_lock lock(mutex_);
    free_.wait(lock, [&] { return inside_ == 0 || bytes_ + bytes <= bytes_in_flight; });
    ++inside_;
    bytes_ += bytes;
  }
  void leave(std::uint64_t bytes) {
    {
      const std::lock_guard lock(mutex_);
      --inside_;
      bytes_ -= bytes;
    }
    free_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable free_;
  std::size_t inside_{0};
  std::uint64_t bytes_{0};
};

/// A compressed file counts as what it unpacks to.
std::uint64_t weight(const Input& input) { return input.path.extension() == ".mxl" ? input.bytes * 20 : input.bytes; }

Expected<void> write_into_folder(const std::string& path, const std::string& bytes) {
  BURIN_CHECK(io::make_folders(path));
  BURIN_CHECK(io::write_file(path, bytes));
  return {};
}

/// Boxes of all layouts of all scores.
std::string geometry_of(const io::RunReport& report) {
  std::vector<io::ScoreGeometry> scores;
  for (const io::ScoreEntry& entry : report.scores) scores.push_back({entry.input, entry.geometry});
  return io::geometry_file(scores);
}

class Batch {
 public:
  Batch(const std::vector<Input>& inputs, RunContext& context, const ScoreRunner& runner, bool fail_fast)
      : inputs_(inputs), context_(context), runner_(runner), fail_fast_(fail_fast), entries_(inputs.size()) {}

  void run() {
    const std::size_t workers = std::min(inputs_.size(), context_.executor->jobs());
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < workers; ++i) threads.emplace_back([this] { work_off(); });
    work_off();
    for (std::thread& thread : threads) thread.join();
    run_again();
    console().progress("");
  }
  [[nodiscard]] Exit exit() const { return exit_; }
  [[nodiscard]] std::vector<io::ScoreEntry> take() { return std::move(entries_); }

 private:
  void work_off() {
    for (std::size_t i = next_++; i < inputs_.size(); i = next_++) {
      entries_[i].input = inputs_[i].path.string();
      if (stopped()) continue;
      if (up_to_date(inputs_[i])) {
        skip(i);
        continue;
      }
      gate_.enter(weight(inputs_[i]));
      begin(i);
      if (!stopped()) run_one(i);
      gate_.leave(weight(inputs_[i]));
    }
  }

  void run_one(std::size_t i) {
    const Exit code = runner_(inputs_[i], entries_[i]);
    if (!gave_way(entries_[i])) return finish(i, code);
    entries_[i] = {};
    entries_[i].input = inputs_[i].path.string();
    const std::lock_guard lock(mutex_);
    again_.push_back(i);
  }

  /// Whether the score was stopped only because others took memory at the same time.
  [[nodiscard]] static bool gave_way(const io::ScoreEntry& entry) {
    return entry.error && entry.error->id == "BU0005" && entry.error->code == Errc::cancelled;
  }

  void run_again() {
    std::sort(again_.begin(), again_.end());
    for (const std::size_t i : again_) {
      if (!stopped()) finish(i, runner_(inputs_[i], entries_[i]));
    }
  }

  [[nodiscard]] bool stopped() const { return context_.stop->stopped() || (fail_fast_ && failed_.load()); }

  void finish(std::size_t i, Exit code) {
    const io::ScoreEntry& entry = entries_[i];
    if (received_signal() == 0) print_diagnostics(entry);
    console().log(LogLevel::info, entry.input + ": " + std::string(io::name_of(entry.status)));
    if (code != Exit::ok) {
      failed_.store(true);
      if (fail_fast_) context_.stop->stop();
    }
    const std::lock_guard lock(mutex_);
    exit_ = worse(exit_, code);
    ++done_;
    pages_ += entry.report.pages;
    show_progress(entry.input);
  }

  [[nodiscard]] bool up_to_date(const Input& input) const {
    return context_.resume != nullptr && context_.resume->done(context_.outputs, input);
  }

  void skip(std::size_t i) {
    console().log(LogLevel::info, entries_[i].input + ": " + std::string(io::name_of(entries_[i].status)));
    const std::lock_guard lock(mutex_);
    ++done_;
    show_progress(entries_[i].input);
  }

  void begin(std::size_t i) {
    const std::lock_guard lock(mutex_);
    show_progress(inputs_[i].path.string());
  }

  /// Under the mutex.
  void show_progress(const std::string& name) const {
    if (!console().shows_progress()) return;
    console().progress("[" + std::to_string(done_) + "/" + std::to_string(inputs_.size()) + "] " +
                       std::to_string(pages_) + " pages  " + name);
  }

  const std::vector<Input>& inputs_;
  RunContext& context_;
  const ScoreRunner& runner_;
  bool fail_fast_;
  std::vector<io::ScoreEntry> entries_;  // each slot written by the one thread that runs it
  std::vector<std::size_t> again_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> failed_{false};
  Gate gate_;
  std::mutex mutex_;
  Exit exit_{Exit::ok};
  std::size_t done_{0};
  std::uint64_t pages_{0};
};

}  // namespace

Exit worse(Exit a, Exit b) {
  const auto rank = [](Exit code) {
    switch (code) {
      case Exit::defect: return 4;
      case Exit::output_failed: return 3;
      case Exit::limit: return 2;
      case Exit::ok: return 0;
      default: return 1;
    }
  };
  return rank(a) >= rank(b) ? a : b;
}

BatchResult run_batch(const std::vector<Input>& inputs, RunContext& context, const ScoreWork& work, bool fail_fast) {
  return run_batch_with(
      inputs, context,
      [&](const Input& input, io::ScoreEntry& entry) { return run_score(input, context, work, entry); }, fail_fast);
}

BatchResult run_batch_with(const std::vector<Input>& inputs, RunContext& context, const ScoreRunner& runner,
                           bool fail_fast) {
  BatchResult result;
  io::RunReport& report = result.report;
  report.started = io::timestamp();
  const double begin = monotonic_seconds();
  Batch batch(inputs, context, runner, fail_fast);
  batch.run();
  report.wall_s = monotonic_seconds() - begin;
  report.cpu_s = process_cpu_seconds();
  report.peak_rss = io::peak_rss();
  report.cores = std::max(1U, std::thread::hardware_concurrency());
  report.jobs = context.executor->jobs();
  report.os = io::operating_system();
  report.scores = batch.take();
  result.exit = batch.exit();
  return result;
}

void print_diagnostics(const io::ScoreEntry& entry) {
  const std::size_t shown = std::min(entry.diagnostics.size(), shown_diagnostics);
  for (std::size_t i = 0; i < shown; ++i) console().diagnostic(entry.diagnostics[i]);
  if (entry.diagnostics_total > shown) {
    console().diagnostic({Severity::note,
                          "BU0004",
                          std::to_string(entry.diagnostics_total - shown) + " more diagnostics (see --report)",
                          {entry.input, 0, 0, {}, {}, {}},
                          "--report lists them"});
  }
  if (entry.error) console().error(*entry.error);
}

Expected<void> write_reports(const Settings& settings, const io::RunReport& report) {
  if (settings.flag("timings")) console().text(io::timings_table(report));
  const std::string file = settings.text("report");
  if (file == "-") BURIN_CHECK(print(io::report_json(report)));
  if (!file.empty() && file != "-") BURIN_CHECK(write_into_folder(file, io::report_json(report)));
  const std::string page = settings.text("report-html");
  if (!page.empty()) BURIN_CHECK(write_into_folder(page, io::report_html(report)));
  const std::string geometry = settings.text("geometry");
  if (!geometry.empty()) BURIN_CHECK(write_into_folder(geometry, geometry_of(report)));
  const std::string trace = settings.text("trace");
  if (!trace.empty()) BURIN_CHECK(write_into_folder(trace, io::trace_json(report)));
  return {};
}

}  // namespace burin::cli
