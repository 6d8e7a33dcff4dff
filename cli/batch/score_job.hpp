// One score from bytes to files.
#pragma once

#include <functional>
#include <memory>

#include "cli/app/exit_code.hpp"
#include "cli/batch/inputs.hpp"
#include "cli/batch/outputs.hpp"
#include "core/options/engrave_parse.hpp"
#include "core/piece/piece.hpp"
#include "core/run/executor.hpp"
#include "core/store/piece_store.hpp"
#include "io/cairo/cairo_writer.hpp"
#include "io/fonts/font_library.hpp"
#include "io/report/run_report.hpp"
#include "io/svg/svg_writer.hpp"

namespace burin::cli {

/// What all scores of a run share. Read-only while the run lasts.
struct RunContext {
  EngraveOptions layout;
  io::SvgOptions svg;
  OutputPlan outputs;
  double dpi{300.0};
  double timeout_s{0.0};
  bool tracing{false};
  std::shared_ptr<const io::FontLibrary> fonts;
  std::unique_ptr<Executor> executor;
  std::unique_ptr<PieceStore> store{std::make_unique<PieceStore>()};  // pieces while they are in work
  StopFlag* stop{nullptr};                                            // stops all scores of the run
};

/// Fonts, layout options and executor from the settings. Errors: usage, and what loading fonts may give.
[[nodiscard]] Expected<RunContext> make_context(const Settings& settings);
/// Only what importing needs: no fonts, no layout options.
[[nodiscard]] RunContext import_context(const Settings& settings);

/// A score that was laid out.
struct Engraved {
  Shared<Piece> piece;
  io::Pages pages;
  DocumentInfo info;
};

/// Reads and imports one input. Diagnostics, counts and timings go to the operation and the entry. Thread-safe.
[[nodiscard]] Expected<Shared<Piece>> import_score(const Input& input, RunContext& context, Operation& operation,
                                                   io::ScoreEntry& entry);
/// The same and laid out.
[[nodiscard]] Expected<Engraved> lay_out_score(const Input& input, RunContext& context, Operation& operation,
                                               io::ScoreEntry& entry);
/// Writes all formats: either every file appears or none.
[[nodiscard]] Expected<void> write_score(const Input& input, const Engraved& engraved, RunContext& context,
                                         Operation& operation, io::ScoreEntry& entry);

/// What a command does with one score.
using ScoreWork = std::function<Expected<void>(const Input&, RunContext&, Operation&, io::ScoreEntry&)>;

/// Runs the work on one input; everything that can happen ends up in the entry, exceptions too. Returns the exit code
/// that this score alone would give.
[[nodiscard]] Exit run_score(const Input& input, RunContext& context, const ScoreWork& work, io::ScoreEntry& entry);

}  // namespace burin::cli
