// burin watch
#include <map>
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

/// A layout that is followed: its session, and the piece as it last showed it.
struct FollowedLayout {
  layout::LayoutSession session;
  Shared<Piece> shown;
};

/// A score that is followed: its last version, its layouts, and what was written.
class Followed {
 public:
  Followed(Input input, RunContext& context) : input_(std::move(input)), context_(context) {}

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
    BURIN_TRY(const std::vector<PlannedLayout> plans, plan_layouts(fresh, context_));
    std::vector<RenderedFile> files;
    for (const PlannedLayout& plan : plans) {
      BURIN_TRY(std::vector<RenderedFile> some, render(plan, plans.size(), operation));
      std::move(some.begin(), some.end(), std::back_inserter(files));
    }
    BURIN_TRY(const std::size_t written, write_changed(files));
    piece_ = fresh;
    tell(before, *fresh, written, files.size());
    return {};
  }

  Expected<std::vector<RenderedFile>> render(PlannedLayout plan, std::size_t count, Operation& operation) {
    auto followed = layouts_.find(plan.part.name);
    if (followed == layouts_.end()) {
      layout::LayoutSession session(plan.options, context_.fonts->glyphs(), context_.fonts->text());
      followed = layouts_.emplace(plan.part.name, FollowedLayout{std::move(session), nullptr}).first;
    }
    FollowedLayout& layout = followed->second;
    // Parts and scores in concert pitch are made of other nodes each time.
    if (layout.shown != nullptr) plan.piece = share_equal_parts(layout.shown, plan.piece);
    layout.session.set_options(plan.options);
    BURIN_TRY(layout::Engraving engraving, layout.session.engrave(plan.piece, *context_.executor, operation));
    layout.shown = plan.piece;
    Engraved engraved = engraved_of(plan, std::move(engraving.pages), count, context_);
    BURIN_CHECK(keep_pages(context_.pages, engraved));
    return render_score(input_, engraved, context_, operation);
  }

  /// Only files whose bytes differ are written; pages that are no longer there are removed.
  Expected<std::size_t> write_changed(const std::vector<RenderedFile>& files) {
    std::vector<fs::path> places;
    for (const RenderedFile& file : files) places.push_back(file.path);
    BURIN_CHECK(Claims({input_}).take(input_.path.string(), places));
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
  Shared<Piece> piece_;
  std::map<std::string, FollowedLayout> layouts_;  // by the name of the part, "" for the score
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
  if (const auto whole = check_score_formats(invocation.settings, *plan); !whole) return usage(whole.error());
  refuse_collisions(*plan, Claims(list.inputs), list.inputs);
  if (list.inputs[0].error) {
    console().error(*list.inputs[0].error);
    return Exit::input_failed;
  }
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
