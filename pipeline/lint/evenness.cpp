#include "pipeline/lint/evenness.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "pipeline/stacks/lyric_rods.hpp"

namespace burin::layout {

namespace {

constexpr double hair = 1e-6;

double variation_of(const std::vector<double>& gaps) {
  if (gaps.size() < 2) return 0.0;
  const auto count = static_cast<double>(gaps.size());
  const double mean = std::accumulate(gaps.begin(), gaps.end(), 0.0) / count;
  double sum = 0.0;
  for (const double gap : gaps) sum += (gap - mean) * (gap - mean);
  return mean > 0.0 ? std::sqrt(sum / count) / mean : 0.0;
}

/// One measure of a solved line.
class Measure {
 public:
  Measure(const Context& context, const MeasureStack& stack, const MeasurePlace& place, double force)
      : stack_(stack), place_(place), force_(force), rods_(named_rods(context, stack)) {}

  void add(const Rod& rod, RodKind kind) { rods_.push_back({rod, kind}); }

  std::vector<EqualGaps> groups(std::uint32_t measure) {
    std::map<Rational, std::vector<std::uint32_t>> by_step;
    const auto& columns = stack_.atoms->columns;
    for (std::uint32_t c = 0; c + 1 < columns.size(); ++c)
      by_step[columns[c + 1].onset - columns[c].onset].push_back(c);
    std::vector<EqualGaps> found;
    for (const auto& [step, gaps] : by_step) {
      if (gaps.size() > 1) found.push_back(group(measure, step, gaps));
    }
    return found;
  }

 private:
  EqualGaps group(std::uint32_t measure, Rational step, const std::vector<std::uint32_t>& gaps) {
    EqualGaps group{measure, step, static_cast<std::uint32_t>(gaps.size()), 0.0, {}, 0.0};
    std::vector<double> all;
    std::vector<double> free;
    for (const std::uint32_t c : gaps) {
      all.push_back(place_.columns[c + 1] - place_.columns[c]);
      if (!hold(c, all.back(), group.held_by)) free.push_back(all.back());
    }
    std::sort(group.held_by.begin(), group.held_by.end());
    group.held_by.erase(std::unique(group.held_by.begin(), group.held_by.end()), group.held_by.end());
    group.variation = variation_of(all);
    group.free_variation = variation_of(free);
    return group;
  }

  /// Whether the gap after a column is longer than the line's force makes it, and rods are the reason.
  bool hold(std::uint32_t column, double length, std::vector<RodKind>& by) const {
    const Spring& spring = stack_.springs[column + 1];
    const double wanted = spring.ideal + force_ * (force_ >= 0.0 ? spring.stretch : spring.squeeze);
    if (length <= wanted + hair) return false;
    bool held = false;
    for (const NamedRod& one : rods_) {
      if (one.rod.left > column + 1 || one.rod.right < column + 2) continue;
      if (x_of(one.rod.right) - x_of(one.rod.left) > one.rod.length + hair) continue;
      by.push_back(one.kind);
      held = true;
    }
    return held;
  }

  /// Of a node of the measure's springs; the barline's, too.
  double x_of(std::uint32_t node) const {
    if (node == 0) return place_.left;
    return node <= place_.columns.size() ? place_.columns[node - 1] : place_.right;
  }

  const MeasureStack& stack_;
  const MeasurePlace& place_;
  double force_;
  std::vector<NamedRod> rods_;
};

/// Syllables on both sides of the barline before a measure that stand as near as they may: as rods inside the measures
/// before and after it, up to the barline.
void share_seam(const Context& context, const Stacks& stacks, const LineSpec& line, const Geometry& geometry,
                std::uint32_t i, std::vector<Measure>& measures) {
  const MeasureAtoms& before = *stacks[line.first + i - 1]->atoms;
  const MeasureAtoms& after = *stacks[line.first + i]->atoms;
  const MeasurePlace& left = geometry.measures[i - 1];
  const MeasurePlace& right = geometry.measures[i];
  if (left.columns.empty() || right.columns.empty()) return;
  const auto nodes = static_cast<std::uint32_t>(before.columns.size() + 1);
  std::vector<Rod> rods;
  lyric_seam_rods(context, before, 0, after, nodes, right.left - left.right, rods);
  for (const Rod& rod : rods) {
    const double from = left.columns[rod.left - 1];
    const double to = right.columns[rod.right - nodes - 1];
    if (to - from - (right.left - left.right) > rod.length + hair) continue;
    measures[i - 1].add({rod.left, nodes, left.right - from}, RodKind::lyric);
    measures[i].add({0, rod.right - nodes, to - right.left}, RodKind::lyric);
  }
}

}  // namespace

std::vector<EqualGaps> equal_gaps(const Context& context, const Stacks& stacks, const LineSpec& line,
                                  const Geometry& geometry) {
  std::vector<EqualGaps> found;
  if (geometry.overfull || geometry.least_width > line.width + 1e-3) return found;
  std::vector<Measure> measures;
  measures.reserve(line.count);
  for (std::uint32_t i = 0; i < line.count; ++i)
    measures.emplace_back(context, *stacks[line.first + i], geometry.measures[i], geometry.force);
  for (const Rod& tie : stacks[line.first + line.count - 1]->end_rods) measures.back().add(tie, RodKind::tie);
  for (std::uint32_t i = 1; i < line.count; ++i) share_seam(context, stacks, line, geometry, i, measures);
  for (std::uint32_t i = 0; i < line.count; ++i) {
    std::vector<EqualGaps> own = measures[i].groups(line.first + i);
    found.insert(found.end(), own.begin(), own.end());
  }
  return found;
}

}  // namespace burin::layout
