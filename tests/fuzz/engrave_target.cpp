#include <string>

#include "core/options/engrave_options.hpp"
#include "core/run/executor.hpp"
#include "io/fonts/font_library.hpp"
#include "io/musicxml/import.hpp"
#include "io/svg/svg_writer.hpp"
#include "pipeline/elements/element.hpp"
#include "pipeline/engine/engine.hpp"
#include "tests/fuzz/common.hpp"
#include "tests/fuzz/targets.hpp"

namespace burin::fuzz {

namespace {

const io::FontLibrary& fonts() {
  static const auto library = io::FontLibrary::load({}).value();
  return *library;
}

}  // namespace

void engrave_score(std::string_view bytes) {
  ImportLimits limits = small_limits();
  limits.measures = 12;
  limits.notes = 150;
  limits.staves_per_part = limits.parts = 4;
  SerialExecutor executor;
  Operation operation;
  const auto piece =
      io::import_musicxml(std::string(bytes), "fuzz.musicxml", layout::import_table(), limits, executor, operation);
  if (!piece) return;
  EngraveOptions options;
  options.page = {120.0, 150.0};
  const auto engraving = layout::engrave(**piece, options, fonts().glyphs(), fonts().text(), executor, operation);
  if (!engraving) {
    require(!engraving.error().id.empty(), "every error has a code");
    return;
  }
  for (const auto& page : engraving->pages) (void)io::svg_page(*page, engraving->pages.size(), {}, fonts(), {});
}

}  // namespace burin::fuzz
