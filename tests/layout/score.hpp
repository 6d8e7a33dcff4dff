// Small scores for tests of the whole pipeline: read, laid out, as text.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "io/dump/dump.hpp"
#include "io/fonts/font_library.hpp"
#include "io/fsys/files.hpp"
#include "io/musicxml/import.hpp"
#include "pipeline/elements/element.hpp"
#include "pipeline/engine/engine.hpp"

namespace burin::test {

inline const io::FontLibrary& fonts() {
  static const std::shared_ptr<const io::FontLibrary> library = *io::FontLibrary::load({});
  return *library;
}

/// A score by its path below the project's folder.
inline Shared<Piece> read_score(const std::string& path) {
  SerialExecutor executor;
  Operation operation;
  auto bytes = io::read_file(std::filesystem::path(BURIN_PROJECT_FOLDER) / path, 1U << 26U);
  if (!bytes) return nullptr;
  auto piece =
      io::import_musicxml(std::move(*bytes), path, layout::import_table(), ImportLimits{}, executor, operation);
  return piece ? *piece : nullptr;
}

inline std::string text_of(const layout::Engraving& engraving) {
  std::string text;
  for (const auto& page : engraving.pages) text += io::dump(*page);
  return text;
}

/// The layout from scratch as text, or the error's id.
inline std::string scratch(const Piece& piece, const EngraveOptions& options, Executor& executor) {
  Operation operation;
  const auto engraving = layout::engrave(piece, options, fonts().glyphs(), fonts().text(), executor, operation);
  return engraving ? text_of(*engraving) : engraving.error().id;
}

/// Small pages, so that few measures make several systems and pages.
inline EngraveOptions small_pages() {
  EngraveOptions options;
  options.page = {150.0, 120.0};
  options.staff_size_mm = 0.0;
  return options;
}

}  // namespace burin::test
