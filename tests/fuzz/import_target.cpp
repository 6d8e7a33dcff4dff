#include <string>

#include "core/run/executor.hpp"
#include "io/musicxml/import.hpp"
#include "pipeline/elements/element.hpp"
#include "tests/fuzz/common.hpp"
#include "tests/fuzz/targets.hpp"

namespace burin::fuzz {

void import_score(std::string_view bytes) {
  SerialExecutor executor;
  Operation operation;
  const auto piece = io::import_musicxml(std::string(bytes), "fuzz.musicxml", layout::import_table(), small_limits(),
                                         executor, operation);
  if (!piece) require(!piece.error().id.empty(), "every error has a code");
  require(operation.diagnostics().items().size() <= Diagnostics::default_limit, "diagnostics are bounded");
}

}  // namespace burin::fuzz
