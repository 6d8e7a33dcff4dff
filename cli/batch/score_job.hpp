// One score from bytes to files.
#pragma once

#include <functional>
#include <memory>

#include "cli/app/exit_code.hpp"
#include "cli/batch/claims.hpp"
#include "cli/batch/inputs.hpp"
#include "cli/batch/memory_watch.hpp"
#include "cli/batch/outputs.hpp"
#include "cli/batch/resume.hpp"
#include "core/import/limits.hpp"
#include "core/options/engrave_parse.hpp"
#include "core/options/for_piece.hpp"
#include "core/piece/interval.hpp"
#include "core/piece/piece.hpp"
#include "core/run/executor.hpp"
#include "core/store/piece_store.hpp"
#include "io/cairo/cairo_writer.hpp"
#include "io/fonts/font_library.hpp"
#include "io/report/run_report.hpp"
#include "io/svg/svg_writer.hpp"

namespace burin::cli {

/// Which layouts of each score are written.
struct PartChoice {
  bool score{true};
  bool parts{false};                  // every part, or …
  std::vector<std::string> patterns;  // … those that one of these names
  [[nodiscard]] bool any_parts() const noexcept { return parts || !patterns.empty(); }
};

/// What is done to a piece between import and layout. Must be thread-safe.
using PieceEdit = std::function<Expected<Shared<Piece>>(Shared<Piece>)>;

/// What all scores of a run share. Read-only while the run lasts.
struct RunContext {
  EngraveOptions layout;
  std::string measures;    // "FROM-TO" by printed numbers; empty: all
  Interval transposition;  // of everything, after import
  PartChoice choice;
  std::vector<NumberRange> pages;  // those to write; empty: all
  io::SvgOptions svg;
  OutputPlan outputs;
  double dpi{300.0};
  ImportLimits limits;
  double timeout_s{0.0};
  std::shared_ptr<MemoryWatch> memory;  // null: no limit
  bool measured{true};                  // whether tasks are measured for reports
  bool tracing{false};
  bool lint{false};           // finished pages are looked at: a report asks for it
  std::size_t thumbnails{0};  // pages of each score that the report shows
  bool geometry{false};       // boxes of everything are asked for
  std::shared_ptr<const io::FontLibrary> fonts;
  std::unique_ptr<Executor> executor;
  std::unique_ptr<PieceStore> store{std::make_unique<PieceStore>()};  // pieces while they are in work
  PieceEdit edit;                                                     // may be empty
  ClaimPlaces claim;                                                  // asked before outputs are put into place
  std::shared_ptr<const Resume> resume;                               // null: every input is worked on
  StopFlag* stop{nullptr};                                            // stops all scores of the run
  bool ends_after_score{false};  // the program, which leaves it to the system to give back what a score has taken
};

/// Fonts, layout options and executor from the settings. Errors: usage, and what loading fonts may give.
[[nodiscard]] Expected<RunContext> make_context(const Settings& settings);
/// Only what importing needs: no fonts, no layout options.
[[nodiscard]] RunContext import_context(const Settings& settings);

/// A score or one of its parts, laid out (or only read, when no output needs pages).
struct Engraved {
  Shared<Piece> piece;
  std::string part;           // empty: the full score
  std::string part_file;      // the same as a piece of a file's name
  std::uint32_t number{0};    // of the part in the score, from 1
  bool beside_others{false};  // several layouts of the score are written: their names tell them apart
  io::Pages pages;
  std::size_t page_count{0};  // of the whole layout, also where only some pages are written
  DocumentInfo info;
  std::shared_ptr<const void> workings;  // of a layout after which the program ends
};

/// Reads and imports one input, a score or a piece saved by burin, and edits it if the run asks for that. Diagnostics,
/// counts and timings go to the operation and the entry. Thread-safe.
[[nodiscard]] Expected<Shared<Piece>> import_score(const Input& input, RunContext& context, Operation& operation,
                                                   io::ScoreEntry& entry);
/// The same and laid out.
[[nodiscard]] Expected<Engraved> lay_out_score(const Input& input, RunContext& context, Operation& operation,
                                               io::ScoreEntry& entry);
/// One layout that is asked for, before it is made.
struct PlannedLayout {
  Shared<Piece> piece;  // as it is shown
  Part part;            // without a name: the full score
  std::string part_file;
  EngraveOptions options;
};
/// The score and the parts that the context asks for. Errors: bad_input (no such part, no such measure).
[[nodiscard]] Expected<std::vector<PlannedLayout>> plan_layouts(const Shared<Piece>& score, const RunContext& context);
/// One of `count` layouts that were planned, with its pages.
[[nodiscard]] Engraved engraved_of(const PlannedLayout& plan, io::Pages pages, std::size_t count,
                                   const RunContext& context);
/// Leaves only the pages that are asked for; they keep their numbers. Errors: bad_input BU0311 (there are none).
[[nodiscard]] Expected<void> keep_pages(const std::vector<NumberRange>& pages, Engraved& engraved);
/// Looks at the pages: counts of what touches go to the entry, and, where `say` asks for it, places to the diagnostics.
[[nodiscard]] Expected<void> lint_score(const std::vector<Engraved>& all, RunContext& context, bool say,
                                        Operation& operation, io::ScoreEntry& entry);
/// Boxes of everything on the pages, for the entry. Errors: cancelled.
[[nodiscard]] Expected<void> find_geometry(const std::vector<Engraved>& all, RunContext& context,
                                           io::ScoreEntry& entry);
/// Small pictures of the first pages, as many as the context says, for the entry. Errors: cancelled.
[[nodiscard]] Expected<void> draw_thumbnails(const std::vector<Engraved>& all, RunContext& context,
                                             io::ScoreEntry& entry);
/// Reads and imports one input for outputs without pages.
[[nodiscard]] Expected<Engraved> read_score(const Input& input, RunContext& context, Operation& operation,
                                            io::ScoreEntry& entry);
/// The title, of the movement where the work has none.
[[nodiscard]] std::string title_of(const Piece& piece);
/// What a document says of itself.
[[nodiscard]] DocumentInfo info_of(const Piece& piece);
/// One file of an output, not yet written.
struct RenderedFile {
  std::filesystem::path path;
  std::string format;
  std::string bytes;
};
/// All formats of one layout as bytes, in the order of write_score. Errors: output, cancelled.
[[nodiscard]] Expected<std::vector<RenderedFile>> render_score(const Input& input, const Engraved& engraved,
                                                               RunContext& context, Operation& operation);
/// The score and the parts that are asked for, from one import.
[[nodiscard]] Expected<std::vector<Engraved>> lay_out_all(const Input& input, RunContext& context, Operation& operation,
                                                          io::ScoreEntry& entry);
/// Gives back what was laid out, on all threads, or not at all where the program is about to end. Letting go of it does
/// the same on one thread.
void give_back(std::vector<Engraved> all, RunContext& context);
/// Writes all formats of all layouts: either every file appears or none.
[[nodiscard]] Expected<void> write_score(const Input& input, const std::vector<Engraved>& all, RunContext& context,
                                         Operation& operation, io::ScoreEntry& entry);

/// All layouts of all scores one after the other in the one PDF that the outputs name. Each entry of a score with pages
/// in it lists the PDF with the number of these; its size stands with the first. Errors: output, cancelled.
[[nodiscard]] Expected<void> write_joined(const std::vector<std::vector<Engraved>>& scores, RunContext& context,
                                          Operation& operation, std::vector<io::ScoreEntry>& entries);

/// What a command does with one score.
using ScoreWork = std::function<Expected<void>(const Input&, RunContext&, Operation&, io::ScoreEntry&)>;

/// Runs the work on one input; everything that can happen ends up in the entry, exceptions too. Returns the exit code
/// that this score alone would give. A score that was stopped because all in flight together need too much memory has
/// the error BU0005 as cancelled: it may do alone.
[[nodiscard]] Exit run_score(const Input& input, RunContext& context, const ScoreWork& work, io::ScoreEntry& entry);

}  // namespace burin::cli
