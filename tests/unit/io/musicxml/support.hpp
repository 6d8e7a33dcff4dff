// Small scores as text, for tests of the import.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "core/run/executor.hpp"
#include "io/musicxml/import.hpp"
#include "pipeline/elements/element.hpp"

namespace burin::io {

/// A piece with the operation that read it.
struct Imported {
  Expected<Shared<Piece>> piece{tl::unexpected(Error{})};
  std::vector<Diagnostic> diagnostics;

  [[nodiscard]] bool says(std::string_view code) const {
    for (const Diagnostic& one : diagnostics) {
      if (one.code == code) return true;
    }
    return false;
  }
  [[nodiscard]] const Staff& staff(std::size_t part = 0, std::size_t index = 0) const {
    return *(*piece)->musicians[part]->instruments[0]->staves[index];
  }
  [[nodiscard]] const Measure& measure(std::size_t index = 0, std::size_t staff_index = 0) const {
    return *staff(0, staff_index).measures[index];
  }
  [[nodiscard]] const std::vector<Item>& items(std::size_t index = 0, std::size_t voice = 0,
                                               std::size_t staff_index = 0) const {
    return measure(index, staff_index).voices[voice]->items;
  }
};

inline Imported import_text(std::string text, const ImportLimits& limits = {}) {
  SerialExecutor executor;
  Operation operation;
  Imported out;
  out.piece = import_musicxml(std::move(text), "test.xml", layout::import_table(), limits, executor, operation);
  out.diagnostics = operation.diagnostics().items();
  return out;
}

/// A score of one part around its measures.
inline std::string one_part(const std::string& measures) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<score-partwise><part-list><score-part id=\"P1\">"
         "<part-name>Flute</part-name></score-part></part-list>\n<part id=\"P1\">" +
         measures + "</part></score-partwise>";
}

/// One measure in 4/4 with one division a quarter, around its notes.
inline std::string measure(const std::string& data, const std::string& number = "1") {
  return "<measure number=\"" + number +
         "\"><attributes><divisions>1</divisions><time><beats>4</beats><beat-type>4</beat-type></time></attributes>" +
         data + "</measure>";
}

/// A quarter note; `more` goes behind the type, `first` before the pitch.
inline std::string note(const std::string& step, const std::string& more = "", const std::string& first = "",
                        const std::string& voice = "1") {
  return "<note>" + first + "<pitch><step>" + step + "</step><octave>4</octave></pitch><duration>1</duration><voice>" +
         voice + "</voice><type>quarter</type>" + more + "</note>";
}

}  // namespace burin::io
