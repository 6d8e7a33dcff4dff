#include <string>

#include "core/run/executor.hpp"
#include "io/musicxml/import.hpp"
#include "pipeline/elements/element.hpp"
#include "tests/fuzz/common.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/unit/io/musicxml/xml_trees.hpp"

namespace burin::fuzz {

namespace {

/// What the parser of plain XML accepts the library has to read alike.
void compare_parsers(std::string_view bytes) {
  if (bytes.find('\0') != std::string_view::npos) return;
  io::XmlDocument own;
  if (!own.parse_plain(bytes, small_limits())) return;
  io::XmlDocument other;
  require(!other.parse(bytes), "the library reads what is accepted");
  require(io::tree_of(own) == io::tree_of(other), "and reads it alike");
}

}  // namespace

void import_score(std::string_view bytes) {
  compare_parsers(bytes);
  SerialExecutor executor;
  Operation operation;
  const auto piece = io::import_musicxml(std::string(bytes), "fuzz.musicxml", layout::import_table(), small_limits(),
                                         executor, operation);
  if (!piece) require(!piece.error().id.empty(), "every error has a code");
  require(operation.diagnostics().items().size() <= Diagnostics::default_limit, "diagnostics are bounded");
}

}  // namespace burin::fuzz
