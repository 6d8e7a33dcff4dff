// The measures of one part in order, parsed a stretch at a time.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/musicxml/text_scan.hpp"
#include "io/musicxml/xml_source.hpp"

namespace burin::io {

/// Walks over the measures in the text of a part. Stretches of the text are copied, parsed and given up again, so that
/// nodes never take more memory than a few hundred kilobytes of XML need, and stay in the processor's cache; the text
/// itself is not altered. One thread.
class MeasureStream {
 public:
  /// `part` is a whole <part> element; it must outlive the stream. With `whole` it is parsed at once: for texts that
  /// cannot be cut, and to learn what is wrong with one.
  MeasureStream(std::string_view part, const ImportLimits& limits, bool whole);

  /// Goes on to the next measure. False at the end, and when the text is broken or beyond a limit of shape.
  [[nodiscard]] bool next();
  [[nodiscard]] XmlNode current() const noexcept { return current_; }
  /// The measure behind the current one; nothing at the end, and when what follows cannot be parsed.
  [[nodiscard]] XmlNode following() const noexcept { return following_; }
  /// Where offsets of the current measure's nodes count from: an offset in the part's text.
  [[nodiscard]] std::size_t base() const noexcept { return current_base_; }
  [[nodiscard]] bool parsed_whole() const noexcept { return whole_; }
  [[nodiscard]] const std::optional<XmlProblem>& problem() const noexcept { return problem_; }
  [[nodiscard]] const std::optional<ShapeProblem>& shape_problem() const noexcept { return shape_problem_; }
  /// CPU time spent in the parser.
  [[nodiscard]] double parse_seconds() const noexcept { return parse_seconds_; }

 private:
  /// A stretch as nodes, with the text that they point into.
  struct Parsed {
    std::string text;
    XmlDocument document;
  };

  void look_ahead();
  void parse_next_stretch();

  std::string_view part_;
  const ImportLimits& limits_;
  bool whole_;
  std::vector<TextSlice> stretches_;
  std::size_t next_stretch_{0};
  std::array<Parsed, 2> parsed_;  // the current measure's stretch and the one behind it, in turns
  std::size_t newest_{0};
  XmlNode current_;
  XmlNode following_;
  std::size_t current_base_{0};
  std::size_t following_base_{0};
  std::optional<XmlProblem> problem_;
  std::optional<ShapeProblem> shape_problem_;
  double parse_seconds_{0.0};
};

}  // namespace burin::io
