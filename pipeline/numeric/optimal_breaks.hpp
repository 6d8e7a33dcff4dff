// Breaking a row of items into lines of least total cost: exact dynamic programming whose state is the last line.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace burin::layout {

/// What the search must know of one line (items begin up to, without, end).
struct LineCandidate {
  double force{0.0};    // that makes it as long as the line is wide; below -1 does not fit
  double density{1.0};  // natural width / line width
  double cost{0.0};     // anything else that this line costs
  bool unfit{false};    // does not fit, but a longer one may (a courtesy signature at the end): go on
};

/// Weights of the cost of a line (handbook §21). F is the force, with compression made worse by a fourth power.
struct BreakWeights {
  double force{1.0};           // × F²
  double change{0.5};          // × (F − F of the line before)²
  double density{0.3};         // × (density − target)²
  double single{0.4};          // a line of one item
  double single_density{0.7};  // from this density on, a line of one item costs nothing more
  double widow{50.0};          // the last line has one item: only where no other line can be had (forces above 4)
  double last_fill{0.55};      // a last line of at least this density is justified; else it is ragged
  double last_force{0.2};      // a ragged last line takes the force of the line before, but at most this
  double last_short{1.0};      // a ragged last line below last_short_fill
  double last_short_fill{0.35};
  double overfull{2e5};  // one item (or an unbreakable group) that is too long for any line
};

enum class BreakRule : std::uint8_t { allowed, forbidden, forced };

/// Items 0 … count - 1. Point j lies before item j; points 0 and count always break.
struct BreakProblem {
  /// Describes a line, or nothing when it is overfull and longer ones are too. Called for rising ends of each begin, at
  /// most once for each line, only as long as lines fit. Must be pure.
  using Line = std::function<std::optional<LineCandidate>(std::uint32_t begin, std::uint32_t end)>;

  std::uint32_t count{0};
  Line line;
  std::span<const double> penalties{};  // cost of a break at point j, may be negative; empty or count + 1 long
  std::span<const BreakRule> rules{};   // of point j; empty or count + 1 long
  double target_density{1.0};
  std::uint32_t most_items{0};  // on a line; 0 = as many as fit
  BreakWeights weights{};
  std::function<bool()> stop{};  // polled once for each begin; true ends the search
  /// Calls body(begin) once for every begin below `count`, in any order, perhaps on several threads; not set: lines are
  /// looked for where they are needed, one after the other. The result is the same.
  std::function<void(std::uint32_t count, const std::function<void(std::uint32_t)>& body)> loop{};
};

struct Breaks {
  std::vector<std::uint32_t> ends;      // one past the last item of each line; the last is count
  std::vector<double> forces;           // of each line, as it should be set (a ragged last line: its own force)
  std::vector<std::uint32_t> overfull;  // indices of lines that do not fit
  double cost{0.0};
  bool ragged{false};     // the last line is not to be justified
  bool cancelled{false};  // then all else is empty

  friend bool operator==(const Breaks&, const Breaks&) = default;
};

/// Breaks of least cost; of equals the one whose lines, seen from the last back, come first by cost and begin. Exact,
/// because a state is a whole last line. With M items on the longest line that fits: at most O(N·M²), in practice about
/// O(N·M log M) because predecessors are tried in order of cost until none can win. Calls `line` O(N·M) times.
/// A line alone between two break points that does not fit is taken all the same, at the price of `overfull`.
/// Pure, any thread if `line` is; the result does not depend on anything but the problem.
[[nodiscard]] Breaks optimal_breaks(const BreakProblem& problem);

/// The same for exactly `lines` lines; nothing when that is not possible. O(lines) times the work and memory.
[[nodiscard]] std::optional<Breaks> optimal_breaks(const BreakProblem& problem, std::uint32_t lines);

/// A fixed number of items on each line, counted anew after each forced break; where a break is forbidden the line goes
/// on to the next point where it is not. `cost` is what optimal_breaks would say of it. O(N).
[[nodiscard]] Breaks fixed_breaks(const BreakProblem& problem, std::uint32_t items_per_line);

/// Cost of given lines under a problem: the measure by which optimal_breaks chooses, for tests and reports. `ends` as
/// in Breaks; lines that do not fit count as overfull.
[[nodiscard]] Breaks evaluate_breaks(const BreakProblem& problem, std::span<const std::uint32_t> ends);

/// The force penalty F: the force itself when stretched, f - 2·f⁴ when compressed.
[[nodiscard]] double force_penalty(double force) noexcept;

}  // namespace burin::layout
