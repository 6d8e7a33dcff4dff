// Small scores laid out for tests of what stands around the staff.
#pragma once

#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "core/options/engrave_options.hpp"
#include "core/run/operation.hpp"
#include "io/dump/dump.hpp"
#include "io/fonts/font_library.hpp"
#include "io/musicxml/import.hpp"
#include "pipeline/elements/element.hpp"
#include "pipeline/engine/engine.hpp"
#include "pipeline/engine/tbb_executor.hpp"

namespace burin::layout::testing_support {

/// One thing that is drawn, with the group that holds it.
struct Drawn {
  std::string group;
  std::string kind;        // glyph, line, rect, text, curve, polygon …
  std::string text;        // of texts; the code point of glyphs
  std::vector<double> at;  // its numbers in the order of the page's text form
};

/// All pages of a score as text; empty when anything fails.
inline std::string layout_text(const std::string& musicxml, const EngraveOptions& options = {}) {
  Operation operation;
  const auto executor = make_executor(1);
  const auto piece = io::import_musicxml(musicxml, "test", import_table(), ImportLimits{}, *executor, operation);
  const auto fonts = io::FontLibrary::load({});
  if (!piece || !fonts) return {};
  const auto engraving = engrave(**piece, options, (*fonts)->glyphs(), (*fonts)->text(), *executor, operation);
  std::string text;
  if (engraving) {
    for (const auto& page : engraving->pages) text += io::dump(*page);
  }
  return text;
}

/// Numbers of a line up to the first word that is none.
inline std::vector<double> numbers_of(std::istringstream& words) {
  std::vector<double> found;
  std::string word;
  while (words >> word) {
    char* end = nullptr;
    const double value = std::strtod(word.c_str(), &end);
    if (*end != '\0') break;
    found.push_back(value);
  }
  return found;
}

/// What is drawn in groups of one name ("dynamic", "hairpin", "lyric" …), in the order of the pages.
inline std::vector<Drawn> drawn(const std::string& page_text, const std::string& group) {
  std::vector<Drawn> found;
  std::istringstream lines(page_text);
  std::string line;
  std::string open;
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    Drawn one;
    words >> one.kind;
    const bool ink = one.kind == "glyph" || one.kind == "line" || one.kind == "rect" || one.kind == "text" ||
                     one.kind == "curve" || one.kind == "polygon";
    if (!ink) {
      open = one.kind;
      continue;
    }
    if (open != group) continue;
    if (one.kind == "glyph") words >> one.text;
    if (one.kind == "text") {
      const std::size_t begin = line.find('"') + 1;
      const std::size_t end = line.rfind('"');
      one.text = line.substr(begin, end - begin);
      words.str(line.substr(end + 1));
      words.clear();
    }
    one.group = open;
    one.at = numbers_of(words);
    found.push_back(std::move(one));
  }
  return found;
}

/// A score of one part: its measures' contents, between <measure> and </measure>, the first with attributes.
inline std::string score(const std::vector<std::string>& measures) {
  std::string text = R"(<score-partwise version="4.0"><part-list><score-part id="P1"><part-name/></score-part>)"
                     R"(</part-list><part id="P1">)";
  int number = 0;
  for (const std::string& measure : measures) {
    text += "<measure number=\"" + std::to_string(++number) + "\">" + measure + "</measure>";
  }
  return text + "</part></score-partwise>";
}

inline std::string attributes(int staves = 1) {
  std::string text = "<attributes><divisions>1</divisions><time><beats>4</beats><beat-type>4</beat-type></time>";
  if (staves == 2) text += "<staves>2</staves>";
  text += R"(<clef number="1"><sign>G</sign><line>2</line></clef>)";
  if (staves == 2) text += R"(<clef number="2"><sign>F</sign><line>4</line></clef>)";
  return text + "</attributes>";
}

/// A quarter note with further elements of its own; `count` of them make a duration of so many quarters.
inline std::string quarter(const std::string& step, int octave, const std::string& more = "", int staff = 1) {
  return "<note><pitch><step>" + step + "</step><octave>" + std::to_string(octave) +
         "</octave></pitch><duration>1</duration><voice>" + std::to_string(staff) + "</voice><type>quarter</type>" +
         "<staff>" + std::to_string(staff) + "</staff>" + more + "</note>";
}

inline std::string direction(const std::string& type, const std::string& placement = "below") {
  return "<direction placement=\"" + placement + "\"><direction-type>" + type +
         "</direction-type><staff>1</staff></direction>";
}

}  // namespace burin::layout::testing_support
