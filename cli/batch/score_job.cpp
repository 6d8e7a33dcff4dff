#include "cli/batch/score_job.hpp"

#include <atomic>
#include <exception>
#include <new>

#include "cli/app/console.hpp"
#include "cli/app/memory.hpp"
#include "cli/app/signals.hpp"
#include "cli/app/style_settings.hpp"
#include "core/base/version.hpp"
#include "core/options/for_piece.hpp"
#include "core/options/limit_options.hpp"
#include "core/piece/concert_pitch.hpp"
#include "core/piece/transpose.hpp"
#include "io/fsys/files.hpp"
#include "io/musicxml/import.hpp"
#include "io/store/piece_files.hpp"
#include "pipeline/elements/element.hpp"
#include "pipeline/engine/engine.hpp"
#include "pipeline/engine/session.hpp"
#include "pipeline/engine/tbb_executor.hpp"
#include "pipeline/lint/lint.hpp"

namespace burin::cli {

namespace {

Error named(Error error, const Input& input) {
  if (error.where.file.empty()) error.where.file = input.path.string();
  return error;
}

/// What reading gives is the input's fault: exit 4 is for outputs.
Error as_input_error(Error error) {
  if (error.code == Errc::io) error.code = Errc::bad_input;
  return error;
}

void set_counts(const Piece& piece, io::ScoreEntry& entry, ScoreReport& report) {
  const PieceCounts counts = count(piece);
  report.parts = counts.parts;
  report.staves = counts.staves;
  report.measures = counts.measures;
  report.notes = counts.notes;
  entry.unsupported = piece.unsupported;
}

void record(ScoreReport& report, Diagnostics& diagnostics, const Input& input, io::ScoreEntry& entry) {
  entry.report = std::move(report);
  entry.diagnostics = diagnostics.items();
  entry.diagnostics_total = diagnostics.total();
  entry.worst = diagnostics.worst();
  for (Diagnostic& diagnostic : entry.diagnostics) {
    if (diagnostic.where.file.empty()) diagnostic.where.file = input.path.string();
  }
}

Expected<void> guarded(const Input& input, RunContext& context, const ScoreWork& work, Operation& operation,
                       io::ScoreEntry& entry) {
  try {
    return work(input, context, operation, entry);
  } catch (const std::bad_alloc&) {
    return fail(Errc::limit, "BU0003", "there is not enough memory", {},
                "use fewer --jobs, or engrave fewer inputs at once");
  } catch (const std::exception& exception) {
    return fail(Errc::internal, "BU9001", std::string("a defect in burin: ") + exception.what(), {},
                "please send this line with the score, if you may share it");
  }
}

/// A piece in the store for as long as it is in work: layout runs on a snapshot, outside of any transaction.
class StoredPiece {
 public:
  explicit StoredPiece(PieceStore& store) : store_(store), id_(next_id()) {}
  ~StoredPiece() { static_cast<void>(store_.remove(id_)); }
  StoredPiece(const StoredPiece&) = delete;
  StoredPiece& operator=(const StoredPiece&) = delete;

  [[nodiscard]] Expected<Shared<Piece>> snapshot(Shared<Piece> piece) const {
    BURIN_CHECK(store_.put(id_, std::move(piece)));
    BURIN_TRY(PieceSnapshot taken, store_.snapshot(id_));
    return std::move(taken.value);
  }

 private:
  /// An input may be named twice in one run, so its path is no id.
  static std::string next_id() {
    static std::atomic<std::uint64_t> last{0};
    return "score-" + std::to_string(++last);
  }

  PieceStore& store_;
  std::string id_;
};

/// Gives a piece back on all threads, if nobody else has it: it is made of a million small things.
void release_piece(Shared<Piece> piece, Executor& executor) {
  if (piece == nullptr || piece.use_count() > 1) return;
  std::vector<Shared<Musician>> musicians(piece->musicians.begin(), piece->musicians.end());
  piece.reset();
  release(executor, musicians);
}

/// Has a piece for as long as it is laid out.
class LaidOutPiece {
 public:
  LaidOutPiece(Shared<Piece> piece, RunContext& context) : piece_(std::move(piece)), executor_(*context.executor) {}
  ~LaidOutPiece() { release_piece(std::move(piece_), executor_); }
  LaidOutPiece(const LaidOutPiece&) = delete;
  LaidOutPiece& operator=(const LaidOutPiece&) = delete;
  [[nodiscard]] const Shared<Piece>& get() const noexcept { return piece_; }

 private:
  Shared<Piece> piece_;
  Executor& executor_;
};

io::ScoreStatus status_for(Errc code) {
  return code == Errc::cancelled ? io::ScoreStatus::cancelled : io::ScoreStatus::failed;
}

}  // namespace

std::string title_of(const Piece& piece) { return piece.title.empty() ? piece.movement_title : piece.title; }

DocumentInfo info_of(const Piece& piece) {
  DocumentInfo info;
  info.title = title_of(piece);
  info.composer = piece.composer;
  info.creator = "burin " + std::string(version());
  return info;
}

RunContext import_context(const Settings& settings) {
  RunContext context;
  context.timeout_s = settings.real("timeout");
  const auto mebibytes = static_cast<std::uint64_t>(settings.whole("max-memory"));
  if (mebibytes > 0) context.memory = std::make_shared<MemoryWatch>(mebibytes << 20U);
  context.limits = import_limits(settings);
  context.tracing = settings.given("trace") || settings.given("report-html");
  context.executor = layout::make_executor(static_cast<std::size_t>(settings.whole("jobs")));
  context.stop = &stop_flag();
  return context;
}

namespace {

/// An error about an option says which variable or file the option comes from.
Error with_origin(Error error, const Settings& settings) {
  if (!error.message.starts_with("--")) return error;
  const std::string origin = settings.origin(error.message.substr(2, error.message.find_first_of(": ") - 2));
  if (!origin.empty()) error.message.insert(0, origin + ": ");
  return error;
}

Expected<void> check_font_folder(const std::string& folder) {
  std::error_code ignored;
  if (folder.empty() || std::filesystem::is_directory(folder, ignored)) return {};
  return fail(Errc::usage, "BU0503", "--font-dir: there is no folder '" + folder + "'");
}

Expected<RunContext> context_of(const Settings& settings) {
  RunContext context = import_context(settings);
  BURIN_TRY(context.layout, engrave_options(settings));
  BURIN_TRY(context.layout.style, style_settings(settings));
  BURIN_TRY(context.pages, parse_ranges("pages", settings.text("pages")));
  BURIN_TRY(context.transposition, parse_transposition(settings.text("transpose")));
  context.measures = settings.text("measures");
  context.choice.parts = settings.flag("parts");
  context.choice.patterns = settings.list("part");
  if (settings.flag("no-score") && context.choice.patterns.empty()) context.choice.parts = true;
  // --part is for a few parts, --parts for all that a performance needs.
  context.choice.score = context.choice.parts ? !settings.flag("no-score") : context.choice.patterns.empty();
  BURIN_CHECK(check_font_folder(settings.text("font-dir")));
  BURIN_TRY(context.fonts, io::FontLibrary::load(
                               {settings.text("music-font"), settings.text("text-font"), settings.text("font-dir")}));
  context.lint = settings.given("report") || settings.given("report-html");
  context.svg = {settings.flag("background"), settings.flag("outline-text")};
  context.dpi = settings.real("dpi");
  return context;
}

}  // namespace

Expected<RunContext> make_context(const Settings& settings) {
  return context_of(settings).map_error([&](Error error) { return with_origin(std::move(error), settings); });
}

Expected<Shared<Piece>> import_score(const Input& input, RunContext& context, Operation& operation,
                                     io::ScoreEntry& entry) {
  std::string bytes;
  {
    const StageTimer timer(operation.report(), Stage::read);
    Expected<std::string> read = io::read_file(input.path, context.limits.input_bytes);
    if (!read) return tl::unexpected(as_input_error(std::move(read.error())));
    bytes = std::move(*read);
  }
  entry.bytes_in = bytes.size();
  BURIN_CHECK(operation.check());
  Expected<Shared<Piece>> piece =
      io::is_saved_piece(bytes) ? io::piece_of_bytes(bytes, layout::import_table())
                                : io::import_musicxml(std::move(bytes), input.path.string(), layout::import_table(),
                                                      context.limits, *context.executor, operation);
  if (!piece) return tl::unexpected(as_input_error(std::move(piece.error())));
  if (context.edit) {
    BURIN_TRY(piece, context.edit(std::move(*piece)));
  }
  if (context.transposition != Interval{}) {
    BURIN_TRY(piece, transpose(std::move(*piece), Vpd(), context.transposition, layout::import_table()));
  }
  set_counts(**piece, entry, operation.report());
  return piece;
}

namespace {

/// The piece with the pitches that are asked for, for some of its musicians or (none) for all.
Shared<Piece> as_shown(const Shared<Piece>& piece, const std::vector<std::uint32_t>& musicians,
                       const RunContext& context) {
  return context.layout.pitch == PitchView::concert ? at_concert_pitch(piece) : as_in_parts(piece, musicians);
}

}  // namespace

Expected<Engraved> read_score(const Input& input, RunContext& context, Operation& operation, io::ScoreEntry& entry) {
  Engraved out;
  BURIN_TRY(const Shared<Piece> piece, import_score(input, context, operation, entry));
  out.piece = as_shown(piece, {}, context);
  out.info = info_of(*out.piece);
  return out;
}

namespace {

/// Imports the score and takes a snapshot of it.
Expected<Shared<Piece>> snapshot_of(const Input& input, RunContext& context, Operation& operation,
                                    io::ScoreEntry& entry) {
  BURIN_TRY(Shared<Piece> imported, import_score(input, context, operation, entry));
  const StoredPiece stored(*context.store);
  return stored.snapshot(std::move(imported));
}

Expected<PlannedLayout> planned(const Shared<Piece>& score, Part part, const RunContext& context) {
  PlannedLayout out;
  out.piece = as_shown(score, part.musicians, context);
  out.options = honour_layout(context.layout, *out.piece);
  BURIN_CHECK(set_measures(context.measures, *out.piece, out.options));
  out.options.musicians = part.musicians;
  out.options.part_name = part.name;
  if (!part.musicians.empty()) {
    out.options.page_turns = true;  // who plays from it turns its pages
    if (out.options.multi_rests == MultiRests::encoded) out.options.multi_rests = MultiRests::automatic;
  }
  out.part = std::move(part);
  return out;
}

Expected<io::Pages> lay_out(const PlannedLayout& plan, RunContext& context, Operation& operation,
                            std::shared_ptr<const void>& workings) {
  BURIN_TRY(layout::Engraving engraving, layout::engrave(*plan.piece, plan.options, context.fonts->glyphs(),
                                                         context.fonts->text(), *context.executor, operation));
  if (context.ends_after_score)
    workings = std::move(engraving.workings);
  else
    engraving.workings->forget(*context.executor);
  return std::move(engraving.pages);
}

/// All layouts, of the whole score first; in a part's, names of files tell it from the others.
Expected<std::vector<PlannedLayout>> part_layouts(const Shared<Piece>& score, const RunContext& context) {
  std::vector<Part> parts = parts_of(*score);
  std::vector<std::string> names;
  for (const Part& part : parts) names.push_back(part.name);
  const std::vector<std::string> files = part_file_names(names);
  if (!context.choice.patterns.empty()) {
    BURIN_TRY(parts, select_parts(parts, context.choice.patterns));
  }
  std::vector<PlannedLayout> out;
  for (Part& part : parts) {
    const std::uint32_t index = part.musicians.front();  // there is a part for every musician
    BURIN_TRY(PlannedLayout one, planned(score, std::move(part), context));
    one.part_file = files[index];
    out.push_back(std::move(one));
  }
  return out;
}

/// Counts pages, and what is drawn on them if a report will say so.
void count_drawn(const std::vector<Engraved>& all, const RunContext& context, Operation& operation,
                 io::ScoreEntry& entry) {
  operation.report().pages = 0;
  entry.elements = {};
  for (const Engraved& one : all) {
    operation.report().pages += static_cast<std::uint32_t>(one.pages.size());
    if (!operation.report().measured) continue;
    std::vector<DrawnElements> by_page(one.pages.size());
    context.executor->each(
        by_page.size(), [&](std::size_t i) { by_page[i] = drawn_on(*one.pages[i]); }, operation);
    DrawnElements drawn;
    for (const DrawnElements& page : by_page) drawn.add(page);
    for (std::size_t i = 0; i < drawn.counts.size(); ++i) entry.elements[i] += drawn.counts[i];
    for (const auto& [element, number] : drawn.unsupported) {
      std::uint32_t& known = entry.unsupported[element];
      known = std::max(known, number);
    }
  }
}

}  // namespace

Expected<std::vector<PlannedLayout>> plan_layouts(const Shared<Piece>& score, const RunContext& context) {
  std::vector<PlannedLayout> out;
  if (context.choice.score) {
    BURIN_TRY(PlannedLayout whole, planned(score, Part{}, context));
    out.push_back(std::move(whole));
  }
  if (!context.choice.any_parts()) return out;
  BURIN_TRY(std::vector<PlannedLayout> parts, part_layouts(score, context));
  std::move(parts.begin(), parts.end(), std::back_inserter(out));
  return out;
}

Engraved engraved_of(const PlannedLayout& plan, io::Pages pages, std::size_t count, const RunContext& context) {
  Engraved out;
  out.piece = plan.piece;
  out.part = plan.part.name;
  out.part_file = plan.part_file;
  if (!plan.part.musicians.empty()) out.number = plan.part.musicians.front() + 1;
  out.beside_others = count > 1 || context.outputs.file.empty();
  out.info = info_of(*plan.piece);
  if (!out.part.empty()) out.info.title += (out.info.title.empty() ? "" : " - ") + out.part;
  out.page_count = pages.size();
  out.pages = std::move(pages);
  return out;
}

Expected<void> keep_pages(const std::vector<NumberRange>& pages, Engraved& engraved) {
  std::erase_if(engraved.pages, [&](const auto& page) { return !asks_for(pages, page->number); });
  if (!engraved.pages.empty()) return {};
  return fail(Errc::bad_input, "BU0311", "none of the pages that --pages asks for exists", {},
              "there are " + std::to_string(engraved.page_count) + " pages");
}

Expected<Engraved> lay_out_score(const Input& input, RunContext& context, Operation& operation, io::ScoreEntry& entry) {
  BURIN_TRY(Shared<Piece> snapshot, snapshot_of(input, context, operation, entry));
  const LaidOutPiece piece(std::move(snapshot), context);
  std::vector<Engraved> all(1);
  BURIN_TRY(const PlannedLayout plan, planned(piece.get(), Part{}, context));
  std::shared_ptr<const void> workings;
  BURIN_TRY(io::Pages pages, lay_out(plan, context, operation, workings));
  all.front() = engraved_of(plan, std::move(pages), 1, context);
  all.front().workings = std::move(workings);
  count_drawn(all, context, operation, entry);
  return std::move(all.front());
}

Expected<std::vector<Engraved>> lay_out_all(const Input& input, RunContext& context, Operation& operation,
                                            io::ScoreEntry& entry) {
  BURIN_TRY(Shared<Piece> snapshot, snapshot_of(input, context, operation, entry));
  const LaidOutPiece piece(std::move(snapshot), context);
  BURIN_TRY(std::vector<PlannedLayout> plans, plan_layouts(piece.get(), context));
  std::vector<Engraved> all;
  for (PlannedLayout& plan : plans) {
    std::shared_ptr<const void> workings;
    BURIN_TRY(io::Pages pages, lay_out(plan, context, operation, workings));
    Engraved one = engraved_of(plan, std::move(pages), plans.size(), context);
    BURIN_CHECK(keep_pages(context.pages, one));
    plan.piece.reset();
    one.workings = std::move(workings);
    all.push_back(std::move(one));
  }
  count_drawn(all, context, operation, entry);
  return all;
}

void give_back(std::vector<Engraved> all, RunContext& context) {
  if (context.ends_after_score) {
    static auto* const left = new std::vector<std::vector<Engraved>>;  // found by leak checkers, and by nobody else
    left->push_back(std::move(all));
    return;
  }
  for (Engraved& one : all) {
    release(*context.executor, one.pages);
    release_piece(std::move(one.piece), *context.executor);
  }
}

Expected<void> lint_score(const std::vector<Engraved>& all, RunContext& context, bool say, Operation& operation,
                          io::ScoreEntry& entry) {
  std::vector<layout::LintFinding> findings;
  for (const Engraved& engraved : all) {
    BURIN_TRY(
        std::vector<layout::LintFinding> found,
        layout::lint(engraved.pages, context.fonts->glyphs(), context.fonts->text(), *context.executor, operation));
    findings.insert(findings.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  entry.lint = layout::count_findings(findings);
  if (!say) return {};
  for (Diagnostic& diagnostic : layout::as_diagnostics(std::move(findings)))
    operation.diagnostics().add(std::move(diagnostic));
  return {};
}

namespace {

/// With a limit on memory, what a score has given back must not count as what the next one takes: all threads let go
/// of what they keep.
void collect_on_all_threads(RunContext& context) {
  if (context.memory == nullptr) return;
  collect_memory();
  const Operation unstopped;
  context.executor->each(
      8 * context.executor->jobs(), [](std::size_t) { collect_memory(); }, unstopped);
}

}  // namespace

Exit run_score(const Input& input, RunContext& context, const ScoreWork& work, io::ScoreEntry& entry) {
  entry.input = input.path.string();
  Operation operation(context.stop);
  if (context.timeout_s > 0.0) {
    operation.set_deadline(Operation::Clock::now() + std::chrono::duration_cast<Operation::Clock::duration>(
                                                         std::chrono::duration<double>(context.timeout_s)));
  }
  operation.report().measured = context.measured;
  operation.report().tracing = context.tracing;
  console().log(LogLevel::info, "begins: " + entry.input);
  const double begin = monotonic_seconds();
  collect_on_all_threads(context);
  const MemoryWatch::Score watched(context.memory.get(), operation);
  Expected<void> done =
      input.error ? Expected<void>(tl::unexpected(*input.error)) : guarded(input, context, work, operation, entry);
  if (!done && done.error().code == Errc::cancelled) {
    if (auto error = watched.error()) done = tl::unexpected(std::move(*error));
  }
  entry.wall_s = monotonic_seconds() - begin;
  record(operation.report(), operation.diagnostics(), input, entry);
  if (done) {
    entry.status = io::ScoreStatus::ok;
    return Exit::ok;
  }
  entry.error = named(std::move(done.error()), input);
  entry.status = status_for(entry.error->code);
  entry.outputs.clear();
  entry.geometry.clear();
  return exit_for(*entry.error);
}

}  // namespace burin::cli
