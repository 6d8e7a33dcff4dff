#include "pipeline/numeric/optimal_breaks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/collections/sort_stably.hpp"

namespace burin::layout {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
constexpr double most_force = 1e6;  // of a line that hardly stretches: costs stay finite
constexpr double fit_slack = 1e-9;  // rounding that a force of -1 may carry

/// A line that may be taken.
struct Edge {
  std::uint32_t begin;
  std::uint32_t end;
  double force;
  double penalty;  // F
  double cost;     // what does not depend on the line before
  bool ragged;     // last line whose force follows that of the line before
  bool overfull;
};

/// Best way to lay everything up to the end of a line, with that line as the last.
struct State {
  std::uint32_t begin;
  std::uint32_t before;  // index among the states that end at begin; none for a first line
  double force;
  double penalty;
  double cost;
  bool ragged;
  bool overfull;
};

double square(double x) noexcept { return x * x; }

bool fits(const LineCandidate& line) noexcept { return !line.unfit && line.force >= -1.0 - fit_slack; }

class Costs {
 public:
  explicit Costs(const BreakProblem& problem) : problem_(problem), weights_(problem.weights) {}

  [[nodiscard]] BreakRule rule(std::uint32_t point) const noexcept {
    return point < problem_.rules.size() && point < problem_.count ? problem_.rules[point] : BreakRule::allowed;
  }

  [[nodiscard]] Edge fitting(std::uint32_t begin, std::uint32_t end, const LineCandidate& line) const noexcept {
    Edge edge{begin, end, std::min(line.force, most_force), 0.0, line.cost + at_point(end), false, false};
    const bool last = end == problem_.count;
    const bool alone = end - begin == 1;
    if (alone && last && begin > 0) edge.cost += weights_.widow;
    if (alone && !last && line.density < weights_.single_density) edge.cost += weights_.single;
    edge.ragged = last && line.density < weights_.last_fill;
    if (edge.ragged) {
      if (begin > 0 && line.density < weights_.last_short_fill) edge.cost += weights_.last_short;
      return edge;
    }
    edge.penalty = force_penalty(edge.force);
    edge.cost += weights_.density * square(line.density - problem_.target_density);
    return edge;
  }

  [[nodiscard]] Edge overfull(std::uint32_t begin, std::uint32_t end) const noexcept {
    return {begin, end, -1.0, 0.0, weights_.overfull + at_point(end), false, true};
  }

  [[nodiscard]] State first(const Edge& edge) const noexcept { return joined(edge, none, nullptr); }
  [[nodiscard]] State after(const Edge& edge, std::uint32_t index, const State& before) const noexcept {
    return joined(edge, index, &before);
  }

 private:
  [[nodiscard]] double at_point(std::uint32_t point) const noexcept {
    return point < problem_.penalties.size() && point < problem_.count ? problem_.penalties[point] : 0.0;
  }

  [[nodiscard]] State joined(const Edge& edge, std::uint32_t index, const State* before) const noexcept {
    State state{edge.begin, index, edge.force, edge.penalty, edge.cost, edge.ragged, edge.overfull};
    if (edge.ragged) {
      const double wished = before != nullptr ? before->force : 0.0;
      state.force = std::min({wished, weights_.last_force, edge.force});
      state.penalty = force_penalty(state.force);
    }
    state.cost += weights_.force * square(state.penalty);
    if (before != nullptr) state.cost += before->cost + weights_.change * square(state.penalty - before->penalty);
    return state;
  }

  const BreakProblem& problem_;
  const BreakWeights& weights_;
};

/// All lines that start at a point: those that fit, or the shortest there is when none does.
class Lines {
 public:
  explicit Lines(const BreakProblem& problem) : problem_(problem), costs_(problem), known_(problem.count) {
    if (problem.loop) problem.loop(problem.count, [this](std::uint32_t begin) { known_[begin] = find(begin); });
  }

  [[nodiscard]] const std::vector<Edge>& from(std::uint32_t begin) {
    if (known_[begin].empty()) known_[begin] = find(begin);
    return known_[begin];
  }
  [[nodiscard]] const Costs& costs() const noexcept { return costs_; }

 private:
  [[nodiscard]] std::vector<Edge> find(std::uint32_t begin) const {
    std::vector<Edge> edges;
    std::uint32_t shortest = none;
    for (std::uint32_t end = begin + 1; end <= problem_.count; ++end) {
      const BreakRule rule = costs_.rule(end);
      if (rule == BreakRule::forbidden) continue;
      if (shortest == none) shortest = end;
      if (problem_.most_items > 0 && end - begin > problem_.most_items && end > shortest) break;
      const std::optional<LineCandidate> line = problem_.line(begin, end);
      if (line && fits(*line)) edges.push_back(costs_.fitting(begin, end, *line));
      if (!line || (!fits(*line) && !line->unfit) || rule == BreakRule::forced) break;
    }
    if (edges.empty()) edges.push_back(costs_.overfull(begin, shortest));
    return edges;
  }

  const BreakProblem& problem_;
  Costs costs_;
  std::vector<std::vector<Edge>> known_;
};

using States = std::vector<std::vector<State>>;  // by the point where the last line ends

/// Indices of states by rising cost; equals keep their order.
void order_by_cost(const std::vector<State>& states, std::vector<std::uint32_t>& order) {
  order.resize(states.size());
  std::iota(order.begin(), order.end(), 0U);
  sort_stably(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return states[a].cost < states[b].cost; });
}

/// The best state with this edge as last line. The cost of a change of force is never negative, so predecessors that
/// cost too much by themselves end the search.
State best_after(const Costs& costs, const Edge& edge, const std::vector<State>& before,
                 std::span<const std::uint32_t> order) {
  State best = costs.after(edge, order.front(), before[order.front()]);
  for (const std::uint32_t index : order.subspan(1)) {
    if (before[index].cost + edge.cost >= best.cost) break;
    const State state = costs.after(edge, index, before[index]);
    if (state.cost < best.cost) best = state;
  }
  return best;
}

void extend(Lines& lines, std::uint32_t point, const std::vector<State>& before, States& to,
            std::vector<std::uint32_t>& order) {
  if (point > 0 && before.empty()) return;
  order_by_cost(before, order);
  for (const Edge& edge : lines.from(point))
    to[edge.end].push_back(point == 0 ? lines.costs().first(edge) : best_after(lines.costs(), edge, before, order));
}

std::uint32_t cheapest(const std::vector<State>& states) {
  const auto less = [](const State& a, const State& b) { return a.cost < b.cost; };
  return static_cast<std::uint32_t>(std::min_element(states.begin(), states.end(), less) - states.begin());
}

/// Reads the lines off backwards. `layer(k)` are the states of the k-th line from the end.
template <class Layer>
Breaks read_back(std::uint32_t count, Layer layer) {
  Breaks breaks;
  std::vector<bool> overfull;
  std::uint32_t end = count;
  std::uint32_t index = cheapest(layer(0)[count]);
  breaks.cost = layer(0)[count][index].cost;
  breaks.ragged = layer(0)[count][index].ragged;
  for (std::uint32_t k = 0; end > 0; ++k) {
    const State& state = layer(k)[end][index];
    breaks.ends.push_back(end);
    breaks.forces.push_back(state.force);
    overfull.push_back(state.overfull);
    end = state.begin;
    index = state.before;
  }
  std::reverse(breaks.ends.begin(), breaks.ends.end());
  std::reverse(breaks.forces.begin(), breaks.forces.end());
  for (std::uint32_t k = 0; k < overfull.size(); ++k)
    if (overfull[overfull.size() - 1 - k]) breaks.overfull.push_back(k);
  return breaks;
}

bool stopped(const BreakProblem& problem) { return problem.stop && problem.stop(); }

Breaks cancelled() {
  Breaks breaks;
  breaks.cancelled = true;
  return breaks;
}

}  // namespace

double force_penalty(double force) noexcept {
  return force >= 0.0 ? force : force - 2.0 * force * force * force * force;
}

Breaks optimal_breaks(const BreakProblem& problem) {
  if (problem.count == 0) return {};
  Lines lines(problem);
  States states(problem.count + 1);
  std::vector<std::uint32_t> order;
  for (std::uint32_t point = 0; point < problem.count; ++point) {
    if (stopped(problem)) return cancelled();
    extend(lines, point, states[point], states, order);
  }
  return read_back(problem.count, [&](std::uint32_t) -> const States& { return states; });
}

std::optional<Breaks> optimal_breaks(const BreakProblem& problem, std::uint32_t count) {
  if (problem.count == 0) return count == 0 ? std::optional<Breaks>(Breaks{}) : std::nullopt;
  if (count == 0 || count > problem.count) return std::nullopt;
  Lines lines(problem);
  std::vector<States> layers(count, States(problem.count + 1));
  std::vector<std::uint32_t> order;
  extend(lines, 0, {}, layers[0], order);
  for (std::uint32_t k = 1; k < count; ++k) {
    for (std::uint32_t point = 1; point < problem.count; ++point) {
      if (stopped(problem)) return cancelled();
      extend(lines, point, layers[k - 1][point], layers[k], order);
    }
  }
  if (layers.back()[problem.count].empty()) return std::nullopt;
  return read_back(problem.count, [&](std::uint32_t k) -> const States& { return layers[count - 1 - k]; });
}

Breaks evaluate_breaks(const BreakProblem& problem, std::span<const std::uint32_t> ends) {
  Breaks breaks;
  const Costs costs(problem);
  State state{};
  std::uint32_t begin = 0;
  for (const std::uint32_t end : ends) {
    const std::optional<LineCandidate> line = problem.line(begin, end);
    const Edge edge = line && fits(*line) ? costs.fitting(begin, end, *line) : costs.overfull(begin, end);
    state = begin == 0 ? costs.first(edge) : costs.after(edge, 0, state);
    if (edge.overfull) breaks.overfull.push_back(static_cast<std::uint32_t>(breaks.ends.size()));
    breaks.ends.push_back(end);
    breaks.forces.push_back(state.force);
    begin = end;
  }
  breaks.cost = state.cost;
  breaks.ragged = state.ragged;
  return breaks;
}

Breaks fixed_breaks(const BreakProblem& problem, std::uint32_t items_per_line) {
  const Costs costs(problem);
  std::vector<std::uint32_t> ends;
  std::uint32_t begin = 0;
  for (std::uint32_t point = 1; point <= problem.count; ++point) {
    const BreakRule rule = costs.rule(point);
    const bool full = point - begin >= std::max(1U, items_per_line) && rule != BreakRule::forbidden;
    if (point < problem.count && !full && rule != BreakRule::forced) continue;
    ends.push_back(point);
    begin = point;
  }
  return evaluate_breaks(problem, ends);
}

}  // namespace burin::layout
