// burin watch
#include <set>

#include "cli/app/command.hpp"
#include "cli/app/console.hpp"
#include "cli/batch/batch.hpp"
#include "cli/commands/measure_names.hpp"
#include "core/store/piece_compare.hpp"
#include "io/fsys/file_watcher.hpp"
#include "io/fsys/files.hpp"
#include "pipeline/engine/session.hpp"

namespace burin::cli {

namespace {

namespace fs = std::filesystem;

constexpr int quiet_ms = 40;  // editors write in several steps

/// Whether a file holds exactly these bytes.
bool holds(const fs::path& path, const std::string& bytes) {
  std::error_code error;
  if (fs::file_size(path, error) != bytes.size() || error) return false;
  const auto present = io::read_file(path, bytes.size());
  return present && *present == bytes;
}

/// A score that is followed: its last version, the layout of it, and what was written.
class Followed {
 public:
  Followed(Input input, RunContext& context)
      : input_(std::move(input)),
        context_(context),
        session_(context.layout, context.fonts->glyphs(), context.fonts->text()) {}

  Exit update() {
    io::ScoreEntry entry;
    const ScoreWork work = [this](const Input&, RunContext&, Operation& operation, io::ScoreEntry& score) {
      return follow(operation, score);
    };
    const Exit exit = run_score(input_, context_, work, entry);
    print_diagnostics(entry);
    return exit;
  }

 private:
  Expected<void> follow(Operation& operation, io::ScoreEntry& entry) {
    BURIN_TRY(Shared<Piece> fresh, import_score(input_, context_, operation, entry));
    const Shared<Piece> before = piece_;
    if (before != nullptr) fresh = share_equal_parts(before, fresh);
    Engraved engraved;
    engraved.piece = fresh;
    engraved.info = info_of(*fresh);
    BURIN_TRY(layout::Engraving engraving, session_.engrave(fresh, *context_.executor, operation));
    engraved.pages = std::move(engraving.pages);
    engraved.page_count = engraved.pages.size();
    BURIN_TRY(const std::vector<RenderedFile> files, render_score(input_, engraved, context_, operation));
    BURIN_TRY(const std::size_t written, write_changed(files));
    piece_ = fresh;
    tell(before, *fresh, written, files.size());
    return {};
  }

  /// Only files whose bytes differ are written; pages that are no longer there are removed.
  Expected<std::size_t> write_changed(const std::vector<RenderedFile>& files) {
    std::size_t written = 0;
    std::set<fs::path> present;
    for (const RenderedFile& file : files) {
      present.insert(file.path);
      if (holds(file.path, file.bytes)) continue;
      BURIN_CHECK(io::make_folders(file.path));
      BURIN_CHECK(io::write_file(file.path, file.bytes));
      ++written;
    }
    std::error_code ignored;
    for (const fs::path& path : ours_) {
      if (present.count(path) == 0) fs::remove(path, ignored);
    }
    ours_ = std::move(present);
    return written;
  }

  /// "song.musicxml: measures 3, 5-7 changed; 1 of 4 files written".
  void tell(const Shared<Piece>& before, const Piece& after, std::size_t written, std::size_t files) const {
    std::string line = input_.path.string() + ": ";
    if (before != nullptr) line += difference_text(*before, after, compare(*before, after)) + "; ";
    console().text(line + std::to_string(written) + " of " + std::to_string(files) + " files written\n");
  }

  Input input_;
  RunContext& context_;
  layout::LayoutSession session_;
  Shared<Piece> piece_;
  std::set<fs::path> ours_;
};

Exit usage(Error error) {
  console().error(error);
  return Exit::usage;
}

Error misuse(std::string message) { return Error{Errc::usage, "BU0306", std::move(message), {}, {}}; }

}  // namespace

Exit run_watch(const Invocation& invocation) {
  InputList list = expand_inputs(invocation.words);
  if (!list.single_file || list.inputs[0].is_stdin()) return usage(misuse("watch follows one file"));
  if (!invocation.settings.given("output")) return usage(misuse("watch needs -o: a file or a folder to write to"));
  Expected<OutputPlan> plan = plan_outputs(invocation.settings, list);
  if (!plan) return usage(plan.error());
  if (plan->to_stdout) return usage(misuse("watch cannot write to standard output"));
  Expected<RunContext> context = make_context(invocation.settings);
  if (!context) return usage(context.error());
  context->outputs = std::move(*plan);
  Expected<io::FileWatcher> watcher = io::FileWatcher::create(list.inputs[0].path);
  if (!watcher) {
    console().error(watcher.error());
    return Exit::input_failed;
  }
  Followed followed(list.inputs[0], *context);
  while (true) {
    const Exit exit = followed.update();
    if (exit == Exit::output_failed) return exit;
    if (auto changed = watcher->wait(quiet_ms); !changed) {
      console().error(changed.error());
      return Exit::input_failed;
    }
  }
}

}  // namespace burin::cli
