// Scripts as transactions.
#include "core/piece/transpose.hpp"
#include "core/piece/tree.hpp"
#include "core/piece/validate.hpp"
#include "core/script/script.hpp"

namespace burin {

namespace {

constexpr std::size_t instrument_depth = 2;
constexpr std::size_t measure_depth = 4;

/// What is found at or below a path; the transaction then depends on the node there.
template <class T, class Look>
Expected<T> look(PieceRef& ref, const Vpd& scope, Look look_up) {
  return atomically([&](Transaction& tx) -> Expected<T> {
    Expected<T> found = fail(Errc::internal, "BU9001", "nothing was looked up");
    (void)tx.part(
        ref, scope, [scope](const Shared<Piece>& piece) { return anchor_of(piece, scope); },
        [&](const Shared<Piece>& piece) { found = look_up(piece); });
    return found;
  });
}

bool only_looks(const ScriptOperation& operation) {
  return operation.verb == Verb::get || operation.verb == Verb::get_setting;
}

/// The path below which lies all that an operation reads and changes. Items share a voice, for their beams.
Vpd scope_of(const ScriptOperation& operation) {
  const bool music = operation.at.vpd.root() == Vpd::Root::music;
  const Vpd at = music ? tree::cut(operation.at.vpd, Vpd::levels + 1) : operation.at.vpd;
  switch (operation.verb) {
    case Verb::set:
    case Verb::update: return script_reference(operation) ? Vpd() : at.depth() > Vpd::levels ? at.parent() : at;
    case Verb::add:
      return script_reference(operation) || at.depth() == 0 ? Vpd() : at.depth() > Vpd::levels ? at.parent() : at;
    case Verb::replace_items: return at;
    case Verb::insert: return script_reference(operation) || at.depth() < 2 ? Vpd() : at.parent();
    case Verb::move:
    case Verb::remove: return at.depth() < 2 ? Vpd() : at.parent();
    case Verb::add_attachment: return operation.end ? Vpd() : tree::cut(at, measure_depth);
    case Verb::transpose: return at.depth() < instrument_depth ? Vpd() : tree::cut(at, instrument_depth);
    case Verb::set_clef:
    case Verb::remove_clef:
    case Verb::rename: return at;
    default: return Vpd();
  }
}

/// Signs that were left open are decided from the music around them.
Expected<void> settle(PieceRef& ref, const Vpd& at, const ImportTable& signs) {
  if (at.root() == Vpd::Root::layout) return {};
  BURIN_TRY(const bool open, look<bool>(ref, tree::cut(at, measure_depth), [&](const Shared<Piece>& piece) {
              return Expected<bool>(has_undecided_accidentals(*piece, at));
            }));
  if (!open) return {};
  return apply(ref, tree::cut(at, instrument_depth),
               [at, &signs](Shared<Piece> piece) { return settle_accidentals(std::move(piece), at, signs); });
}

/// Errors are named where they arise: one inside a transaction ends the one around it.
template <class T>
Expected<T> named(Expected<T> done, std::size_t index, const ScriptOperation& operation) {
  if (done) return done;
  Error error = std::move(done.error());
  error.message =
      "operation " + std::to_string(index) + " (" + std::string(name_of(operation.verb)) + "): " + error.message;
  if (error.where.line == 0) {
    error.where.line = operation.line;
    error.where.column = operation.column;
  }
  return tl::unexpected(std::move(error));
}

Expected<void> run_one(PieceRef& ref, const Script& script, std::size_t index, const ImportTable& signs,
                       const std::shared_ptr<SpanIndex>& spans, ScriptResults& results) {
  const ScriptOperation& operation = script.operations[index];
  if (only_looks(operation)) {
    const Vpd scope = operation.verb == Verb::get ? operation.at.vpd : Vpd();
    BURIN_TRY(Data found, look<Data>(ref, scope, [&](const Shared<Piece>& piece) {
                return named(found_by(*piece, operation, signs), index, operation);
              }));
    results.push_back(std::move(found));
    return {};
  }
  // The commit may apply it once more, when the script is long gone.
  const auto kept = std::make_shared<const ScriptOperation>(operation);
  BURIN_CHECK(apply(ref, scope_of(operation), [kept, index, &signs, spans](Shared<Piece> piece) {
    return named(run_operation(std::move(piece), *kept, signs, *spans), index, *kept);
  }));
  return operation.value.is_null() ? Expected<void>() : settle(ref, operation.at.vpd, signs);
}

/// Whether an operation leaves all that a measure does not hold as it is.
bool stays_in_measure(const ScriptOperation& operation) {
  return operation.at.vpd.depth() > measure_depth && operation.at.vpd.root() == Vpd::Root::music;
}

/// What was changed must be whole. Measures are looked at alone, so that scripts in different ones do not meet.
Expected<void> check_result(PieceRef& ref, const Script& script) {
  const auto whole = [](const Shared<Piece>& piece) { return validate(*piece).map([] { return true; }); };
  for (const ScriptOperation& operation : script.operations) {
    if (only_looks(operation)) continue;
    if (!stays_in_measure(operation)) return look<bool>(ref, Vpd(), whole).map([](bool) {});
  }
  for (const ScriptOperation& operation : script.operations) {
    if (only_looks(operation) || !stays_in_measure(operation)) continue;
    const Vpd at = tree::cut(operation.at.vpd, measure_depth);
    BURIN_CHECK(look<bool>(ref, at, [&](const Shared<Piece>& piece) -> Expected<bool> {
                  BURIN_TRY(const Thing measure, get(*piece, at));
                  return validate(*std::get<Shared<Measure>>(measure), at).map([] { return true; });
                }).map([](bool) {}));
  }
  return {};
}

}  // namespace

Expected<ScriptResults> run_script(PieceRef& piece, const Script& script, const ImportTable& signs) {
  return atomically([&](Transaction&) -> Expected<ScriptResults> {
    ScriptResults results;
    const auto spans = std::make_shared<SpanIndex>();
    for (std::size_t i = 0; i < script.operations.size(); ++i) {
      BURIN_CHECK(run_one(piece, script, i, signs, spans, results));
    }
    BURIN_CHECK(check_result(piece, script));
    return results;
  });
}

}  // namespace burin
