// Systems that were built, kept for the next run with what they were built from.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

#include "pipeline/cache/versions.hpp"
#include "pipeline/systems/breaking.hpp"
#include "pipeline/systems/build_system.hpp"

namespace burin::layout {

/// What tells one spanner from another, as long as the measures of its ends are the same.
struct SpanKey {
  const Mark* start{nullptr};
  const Mark* stop{nullptr};
  std::uint32_t from{0};  // measures
  std::uint32_t to{0};
  friend bool operator==(const SpanKey&, const SpanKey&) = default;
};

/// A strip and what it was built from besides its line.
struct BuiltStrip {
  Strip strip;
  std::vector<SpanKey> spans;
  std::uint32_t run{0};  // in which it was built
  std::shared_ptr<const StripLayout> layout;
};

/// A line and what it was built from. Immutable.
struct BuiltLine {
  LineSpec line;
  std::vector<std::shared_ptr<const MeasureStack>> stacks;  // of its measures
  std::uint32_t run{0};                                     // in which its columns were placed
  std::shared_ptr<const Geometry> geometry;
  std::vector<BuiltStrip> strips;
  std::vector<StaffGap> seams;
  std::vector<SpanKey> spans;  // all that touch the line, in their order
  std::uint32_t made{0};       // run in which all of it was found true
  std::shared_ptr<const SystemLayout> system;
};

/// Lines by place and width. Holds no more than the lines of one run: what a run has not used is dropped.
class BuiltLines {
 public:
  /// What was built of these measures at this width; null when nothing was. O(log lines).
  [[nodiscard]] std::shared_ptr<const BuiltLine> find(const LineSpec& line) const {
    const auto found = lines_.find(key(line));
    return found == lines_.end() ? nullptr : found->second;
  }
  void keep(std::shared_ptr<const BuiltLine> line) { lines_[key(line->line)] = std::move(line); }
  [[nodiscard]] std::size_t size() const noexcept { return lines_.size(); }
  /// All lines, to be given back; none is left.
  [[nodiscard]] std::vector<std::shared_ptr<const BuiltLine>> take_all() {
    std::vector<std::shared_ptr<const BuiltLine>> all;
    all.reserve(lines_.size());
    for (auto& [place, line] : lines_) all.push_back(std::move(line));
    lines_.clear();
    return all;
  }
  /// The breaks that were found for lines of these widths; null when none were looked for. O(attempts).
  [[nodiscard]] const Broken* breaks(const LineWidths& widths) const noexcept {
    const auto at = std::find_if(breaks_.begin(), breaks_.end(), [&](const auto& one) { return one.first == widths; });
    return at == breaks_.end() ? nullptr : &at->second;
  }
  void keep(const LineWidths& widths, Broken broken) { breaks_.emplace_back(widths, std::move(broken)); }

 private:
  using Key = std::tuple<std::uint32_t, std::uint32_t, double, double, std::size_t, std::uint32_t>;
  static Key key(const LineSpec& line) {
    return {line.first, line.count, line.width, line.indent, line.staves.size(), line.staves.front()};
  }
  std::map<Key, std::shared_ptr<const BuiltLine>> lines_;
  std::vector<std::pair<LineWidths, Broken>> breaks_;  // one for each size tried
};

}  // namespace burin::layout
