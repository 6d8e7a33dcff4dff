// Scripts: lists of operations on a piece that take effect together or not at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.hpp"
#include "core/import/source_element.hpp"
#include "core/piece/span_index.hpp"
#include "core/piece/vpd.hpp"
#include "core/script/data.hpp"
#include "core/store/piece_ref.hpp"

namespace burin {

// clang-format off
enum class Verb : std::uint8_t {
  get, set, add, insert, move, remove, update, replace_items, add_attachment, remove_attachment,
  set_time_signature, set_key_signature, set_tempo, set_clef,
  remove_time_signature, remove_key_signature, remove_tempo, remove_clef,
  transpose, rename, get_setting, set_setting, insert_measures, remove_measures,
};
// clang-format on

/// "set-key-signature".
[[nodiscard]] std::string_view name_of(Verb verb) noexcept;

/// One operation. Which members a verb uses is said in docs/scripts.md; those that it does not use stay empty.
struct ScriptOperation {
  Verb verb{Verb::get};
  VpdAttribute at;
  std::optional<Position> from;  // "at": where a change begins; "measure" for measures
  std::optional<Vpd> end;        // "end": where a spanner stops
  std::string name;              // "name": an attachment, or the key of a setting
  std::int64_t number{0};        // "index" of move and remove-attachment, "count" of measures
  Data value;                    // "value": a thing, an attribute's value, an interval …
  std::uint32_t line{0};         // in the script; 0 when it came another way
  std::uint32_t column{0};
};

struct Script {
  std::vector<ScriptOperation> operations;
};

/// Checks the shape of a script and of each operation: known verbs, addresses that can be read, no member missing or
/// too many. Whether the places exist is seen when it runs. Errors: BU0211, BU0212 with line and column; limit BU0213.
[[nodiscard]] Expected<Script> read_script(const Data& data);
/// One operation as it stands in a script.
[[nodiscard]] Expected<ScriptOperation> read_operation(const Data& data);

/// The path that a value names in place of a thing, if it is one.
[[nodiscard]] std::optional<Vpd> script_reference(const ScriptOperation& operation);
/// One operation as a pure function; get changes nothing. Accidentals that were not given stay undecided. Errors: those
/// of the verbs, BU0212, BU0215. The index of spanners' ends may be of any version of the piece, or empty: it follows
/// when it is needed, so the operations of a script share one.
[[nodiscard]] Edited run_operation(Shared<Piece> piece, const ScriptOperation& operation, const ImportTable& signs,
                                   SpanIndex& spans);
/// What a get or get-setting finds.
[[nodiscard]] Expected<Data> found_by(const Piece& piece, const ScriptOperation& operation, const ImportTable& signs);

/// What the get operations of a script found, in their order.
using ScriptResults = std::vector<Data>;

/// Runs a script as one transaction; inside atomically() it joins the transaction around it. Operations see the ones
/// before them. On an error nothing has happened and the message begins with the index of the operation; a piece that
/// would not be valid afterwards (core/piece/validate.hpp) is an error, too. `signs` knows the names of attachments and
/// lives as long as the program.
[[nodiscard]] Expected<ScriptResults> run_script(PieceRef& piece, const Script& script, const ImportTable& signs);

}  // namespace burin
