// burin bench incremental: edits one note after the other and lays out anew; the result must be what scratch gives.
#include <random>

#include "cli/app/console.hpp"
#include "cli/commands/bench.hpp"
#include "core/piece/operations.hpp"
#include "core/piece/timewalk.hpp"
#include "pipeline/engine/session.hpp"

namespace burin::cli {

namespace {

constexpr std::uint64_t seed = 20250301;
constexpr std::int64_t usual_edits = 1000;
constexpr std::int64_t checks = 10;  // comparisons with a layout from scratch

std::vector<Vpd> all_notes(const Piece& piece) {
  std::vector<Vpd> notes;
  timewalk(piece, {}, [&](const TimewalkEvent& event) {
    const auto* chord = event.item() != nullptr ? std::get_if<Chord>(event.item()) : nullptr;
    if (chord != nullptr && chord->notes.size() == 1) notes.push_back(event.vpd);
    if (event.note() != nullptr) notes.push_back(event.vpd);
    return true;
  });
  return notes;
}

void change(Note& note, std::mt19937_64& random) {
  const int steps = static_cast<int>(random() % 7) - 3;
  if (steps == 0) {
    note.accidental = note.accidental == 0 ? AccidentalSign{0xE262} : AccidentalSign{0};  // a sharp comes or goes
    return;
  }
  const int height = std::clamp(note.pitch.diatonic() + steps, 14, 62);
  note.pitch.octave = static_cast<std::int8_t>(height / 7);
  note.pitch.step = static_cast<std::int8_t>(height % 7);
}

/// The piece with one note changed.
Edited edit(const Shared<Piece>& piece, const Vpd& at, std::mt19937_64& random) {
  BURIN_TRY(Thing thing, get(*piece, at));
  if (auto* note = std::get_if<Note>(&thing)) change(*note, random);
  if (auto* item = std::get_if<Item>(&thing)) {
    if (auto* chord = std::get_if<Chord>(item); chord != nullptr && !chord->notes.empty())
      change(chord->notes[0], random);
  }
  return set(piece, at, std::move(thing));
}

std::string pages_as_bytes(const layout::Engraving& engraving, const RunContext& context) {
  std::string bytes;
  for (const auto& page : engraving.pages) {
    bytes += io::svg_page(*page, engraving.pages.size(), {}, *context.fonts, context.svg);
  }
  return bytes;
}

/// Edits one score so often and measures each new layout.
class Editing {
 public:
  Editing(RunContext& context, std::int64_t edits) : context_(context), edits_(edits), random_(seed) {}

  Expected<void> run(const Input& input, Operation& operation, io::ScoreEntry& entry) {
    BURIN_TRY(Shared<Piece> piece, import_score(input, context_, operation, entry));
    const std::vector<Vpd> notes = all_notes(*piece);
    if (notes.empty()) return fail(Errc::bad_input, "BU2002", "there is no note to edit");
    layout::LayoutSession session(context_.layout, context_.fonts->glyphs(), context_.fonts->text());
    const double begin = monotonic_seconds();
    BURIN_TRY(layout::Engraving engraving, session.engrave(piece, *context_.executor, operation));
    scratch_s_ = monotonic_seconds() - begin;
    for (std::int64_t i = 1; i <= edits_; ++i) {
      BURIN_TRY(piece, edit(piece, notes[random_() % notes.size()], random_));
      BURIN_CHECK(again(session, piece, engraving));
      if (i % std::max<std::int64_t>(1, edits_ / checks) == 0) BURIN_CHECK(check(piece, engraving));
    }
    return {};
  }

  [[nodiscard]] BenchJson json(const std::string& workload) const {
    BenchJson result{{"workload", workload},
                     {"threads", context_.executor->jobs()},
                     {"edits", seconds_.size()},
                     {"wall_s", at_share(seconds_, 0.5)}};
    set_percentiles(result, seconds_);
    result["scratch_s"] = scratch_s_;
    result["equal"] = equal_;
    result["compared"] = compared_;
    result["strips"] = strips_;
    return result;
  }
  [[nodiscard]] bool all_equal() const { return equal_ == compared_; }

 private:
  Expected<void> again(layout::LayoutSession& session, const Shared<Piece>& piece, layout::Engraving& engraving) {
    Operation own(context_.stop);
    const double begin = monotonic_seconds();
    BURIN_TRY(engraving, session.engrave(piece, *context_.executor, own));
    seconds_.push_back(monotonic_seconds() - begin);
    strips_ += session.runs().strips;
    return {};
  }

  Expected<void> check(const Shared<Piece>& piece, const layout::Engraving& engraving) {
    Operation own(context_.stop);
    BURIN_TRY(const layout::Engraving scratch, layout::engrave(*piece, context_.layout, context_.fonts->glyphs(),
                                                               context_.fonts->text(), *context_.executor, own));
    ++compared_;
    if (pages_as_bytes(scratch, context_) == pages_as_bytes(engraving, context_)) ++equal_;
    return {};
  }

  RunContext& context_;
  std::int64_t edits_;
  std::mt19937_64 random_;
  std::vector<double> seconds_;
  double scratch_s_{0.0};
  std::int64_t compared_{0};
  std::int64_t equal_{0};
  std::uint64_t strips_{0};
};

}  // namespace

BenchResults bench_incremental(const InputList& list, RunContext& context, std::int64_t repeat) {
  BenchResults done;
  for (const Input& input : list.inputs) {
    Editing editing(context, repeat > 0 ? repeat : usual_edits);
    io::ScoreEntry entry;
    const ScoreWork work = [&](const Input& one, RunContext&, Operation& operation, io::ScoreEntry& own) {
      return editing.run(one, operation, own);
    };
    const Exit exit = run_score(input, context, work, entry);
    if (exit != Exit::ok) {
      print_diagnostics(entry);
      done.exit = exit;
      continue;
    }
    done.results.push_back(editing.json(input.path.string()));
    if (!editing.all_equal()) {
      console().error({Errc::internal, "BU9001", "a layout after an edit is not what scratch gives", {}, ""});
      done.exit = Exit::defect;
    }
  }
  return done;
}

}  // namespace burin::cli
