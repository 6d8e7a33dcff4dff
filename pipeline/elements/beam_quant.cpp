#include "pipeline/elements/beam_quant.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace burin::layout {
namespace {

constexpr double tiny = 1e-9;

double sign_of(const BeamStem& stem) noexcept { return stem.direction == StemDirection::down ? -1.0 : 1.0; }

int sign(double v) noexcept { return v > tiny ? 1 : v < -tiny ? -1 : 0; }

/// What the heads ask for: where the line would lie without quants, and how far it may slant.
struct Wish {
  double left{0.0};
  double rise{0.0};          // damped, within the caps
  double musical_rise{0.0};  // of the least-squares line
  double cap{0.0};           // of the absolute rise
};

/// Common view of one stem: y of the primary beam's centre line that gives it its ideal and its shortest length.
struct Reach {
  double x{0.0};
  double sign{1.0};
  double ideal{0.0};
  double shortest{0.0};
};

class Heads {
 public:
  Heads(const BeamInput& in, const BeamStyle& style) : in_(in), style_(style), side_(stack_side(in)) {
    for (const BeamStem& stem : in.stems) most_ = std::max(most_, level_count(stem.beams));
    for (const BeamStem& stem : in.stems) kneed_ |= sign_of(stem) == side_;
  }

  [[nodiscard]] bool kneed() const noexcept { return kneed_; }
  [[nodiscard]] int most_levels() const noexcept { return most_; }
  [[nodiscard]] double width() const noexcept { return in_.stems.back().x - in_.stems.front().x; }

  [[nodiscard]] Reach reach(const BeamStem& stem) const noexcept {
    const double up = sign_of(stem);
    const int levels = std::clamp(level_count(stem.beams), 1, 8);
    const auto slot = static_cast<std::size_t>(levels - 1);
    // From the stem's end to the centre of the primary beam: more where the other beams lie beyond it.
    const double end = (style_.thickness / 2.0 + (up == side_ ? stack_height(levels, style_) : 0.0)) * in_.scale;
    const double shortest = std::max(style_.shortest_length[slot] * in_.scale, stem.min_length);
    const double ideal = std::max(ideal_length(stem, levels), shortest);
    return {stem.x, up, lifted(stem.near + up * (ideal - end), up), stem.near + up * (shortest - end)};
  }

  [[nodiscard]] Wish wish() const noexcept {
    Wish wish;
    wish.musical_rise = kneed_ ? common_rise() : least_squares() * width();
    wish.cap = cap();
    const double damped = kneed_ ? wish.musical_rise : damp(wish.musical_rise);
    wish.rise = in_.flat ? 0.0 : std::clamp(damped, -wish.cap, wish.cap);
    if (std::abs(wish.rise) <= style_.least_rise / 2.0) wish.rise = 0.0;
    const double slope = width() > 0.0 ? wish.rise / width() : 0.0;
    double sum = 0.0;
    for (const BeamStem& stem : in_.stems) {
      const Reach r = reach(stem);
      sum += r.ideal - slope * (r.x - in_.stems.front().x);
    }
    wish.left = into_range(sum / static_cast<double>(in_.stems.size()), slope);
    return wish;
  }

 private:
  /// Handbook §4.2, shortened after §4.3 rule 2 where the stem leaves the staff.
  double ideal_length(const BeamStem& stem, int levels) const noexcept {
    const double up = sign_of(stem);
    double length = style_.ideal_length[static_cast<std::size_t>(levels - 1)] * in_.scale;
    const double outside = up * stem.near + length - (in_.staff_lines - 1) / 2.0;
    const auto& shorten = style_.stems.shorten;
    if (in_.cross_staff || up * stem.near <= 0.0 || outside < style_.stems.shorten_from) return length;
    if (levels >= static_cast<int>(shorten.size())) return length;
    const auto& row = shorten[static_cast<std::size_t>(levels)];
    const double step = (outside - style_.stems.shorten_from) / style_.stems.shorten_step;
    const double last = static_cast<double>(row.size() - 1);
    return length - row[static_cast<std::size_t>(step < last ? step : last)] * in_.scale;
  }
  /// Beams of notes far outside come to the middle line, their inner beams to the line before it (handbook §5.4, 1).
  double lifted(double y, double up) const noexcept {
    if (in_.cross_staff || in_.staff_lines < 2 || kneed_) return y;
    const double primary = in_.scale < 1.0 ? -style_.second_line : 0.0;
    const double inner = stack_height(most_, style_) * in_.scale - style_.second_line;
    return up * std::max(up * y, std::max(primary, inner));
  }
  double least_squares() const noexcept {
    const double n = static_cast<double>(in_.stems.size());
    double sx = 0.0, sy = 0.0, sxx = 0.0, sxy = 0.0;
    for (const BeamStem& stem : in_.stems) {
      const double x = stem.x - in_.stems.front().x;
      sx += x;
      sy += stem.near;
      sxx += x * x;
      sxy += x * stem.near;
    }
    const double d = n * sxx - sx * sx;
    return d > tiny ? (n * sxy - sx * sy) / d : 0.0;
  }
  double motion() const noexcept { return in_.stems.back().near - in_.stems.front().near; }

  double damp(double rise) const noexcept {
    if (width() <= 0.0 || sign(rise) != sign(motion()) || is_concave()) return 0.0;
    return style_.damping * std::tanh(rise / width()) * width() / (1.0 + concaveness());
  }
  /// An inner head nearer to the beam than both ends.
  bool is_concave() const noexcept {
    const double up = -side_;
    const double ends = std::max(up * in_.stems.front().near, up * in_.stems.back().near);
    return std::any_of(in_.stems.begin(), in_.stems.end(),
                       [&](const BeamStem& s) { return up * s.near > ends + tiny; });
  }
  /// Mean excess of inner heads over the line between the outer ones, in units of its rise.
  double concaveness() const noexcept {
    if (in_.stems.size() < 3 || sign(motion()) == 0) return 0.0;
    double sum = 0.0;
    for (const BeamStem& stem : in_.stems.subspan(1, in_.stems.size() - 2)) {
      const double chord = in_.stems.front().near + motion() * (stem.x - in_.stems.front().x) / width();
      sum += -side_ * (stem.near - chord);
    }
    return std::max(0.0, sum / static_cast<double>(in_.stems.size() - 2)) / std::abs(motion());
  }
  /// Rise of a kneed beam: what the notes above and the notes below it have in common (handbook §5.5).
  double common_rise() const noexcept {
    double moves[2] = {0.0, 0.0};
    for (const double up : {1.0, -1.0}) {
      const BeamStem *first = nullptr, *last = nullptr;
      for (const BeamStem& stem : in_.stems) {
        if (sign_of(stem) != up) continue;
        if (first == nullptr) first = &stem;
        last = &stem;
      }
      if (first != nullptr && last != first)
        moves[up > 0.0] = (last->near - first->near) / (last->x - first->x) * width();
    }
    if (sign(moves[0]) == 0 || sign(moves[0]) != sign(moves[1])) return 0.0;
    return std::abs(moves[0]) < std::abs(moves[1]) ? moves[0] : moves[1];
  }
  double cap() const noexcept {
    const double steps = std::round(std::abs(motion()) * 2.0);
    int quarters =
        kneed_ ? style_.interval_caps.back() : style_.interval_caps[static_cast<std::size_t>(std::min(7.0, steps))];
    std::size_t slot = 0;
    while (slot < style_.width_steps.size() && width() >= style_.width_steps[slot] * in_.scale) ++slot;
    quarters = std::min<int>(quarters, style_.width_caps[slot]);
    if (extreme_is_doubled()) quarters = std::min(quarters, 1);
    const double most = quarters * style_.quarter * (in_.scale < 1.0 ? style_.grace_slant : 1.0);
    return std::min(most, width() * (kneed_ ? style_.kneed_slope : style_.greatest_slope));
  }
  /// The end nearest to the beam has a neighbour of the same height.
  bool extreme_is_doubled() const noexcept {
    const std::size_t n = in_.stems.size();
    if (n < 3 || kneed_) return false;
    const bool last = -side_ * motion() > 0.0;
    const double end = in_.stems[last ? n - 1 : 0].near, neighbour = in_.stems[last ? n - 2 : 1].near;
    return std::abs(end - neighbour) < tiny;
  }
  /// Moves the line so that no stem is too short; between stems of both directions, to the middle of what there is.
  double into_range(double left, double slope) const noexcept {
    double low = -1e9, high = 1e9;
    for (const BeamStem& stem : in_.stems) {
      const Reach r = reach(stem);
      const double y = r.shortest - slope * (r.x - in_.stems.front().x);
      if (r.sign > 0.0) low = std::max(low, y);
      if (r.sign < 0.0) high = std::min(high, y);
    }
    if (low > high || kneed_) return (low + high) / 2.0;
    return std::clamp(left, low, high);
  }

  const BeamInput& in_;
  const BeamStyle& style_;
  double side_;
  int most_{1};
  bool kneed_{false};
};

/// How a beam end meets the staff lines.
enum class Quant : std::uint8_t { free, straddle, sit, hang };

// The next two stand in arrays of which only the beginning is used: nothing is filled in before it is known.
struct End {
  double y;
  double away;  // from the ideal place
  Quant quant;
};

/// Demerits of the secondary beams that one end brings, by level from the second on: off the lines, and lines in gaps.
struct InnerCost {
  std::array<double, 2> quant;
  std::array<double, 2> gap;
};

constexpr std::size_t most_ends = 96;

/// Of several ends, as they turn out to be asked for.
struct InnerCosts {
  std::array<bool, most_ends> known{};
  std::array<InnerCost, most_ends> costs;
};

/// Ends in the order of their distance from the ideal place, equal ones as they were added.
struct EndList {
  std::array<End, most_ends> ends;
  std::size_t count{0};

  void append(End end) noexcept {
    if (count < ends.size()) ends[count++] = end;
  }
  /// For the few that don't come in order: inserting is faster than anything that allocates.
  void insert(End end) noexcept {
    if (count == ends.size()) return;
    std::size_t k = count++;
    for (; k > 0 && end.away < ends[k - 1].away; --k) ends[k] = ends[k - 1];
    ends[k] = end;
  }
};

/// Places for one end around `ideal`, nearest first.
class Ends {
 public:
  Ends(double ideal, double range, const BeamInput& in, const BeamStyle& style) : in_(in), style_(style) {
    const bool ignores_lines = in.cross_staff || in.scale < 1.0 || in.staff_lines < 1;
    EndList free;
    EndList at_lines;
    add_free(ideal, range, ignores_lines ? -1.0 : (in.staff_lines - 1) / 2.0 + style.free_of_staff, free);
    if (!ignores_lines) add_lines(ideal, range, at_lines);
    std::size_t k = 0;
    for (std::size_t i = 0; i < free.count; ++i) {
      while (k < at_lines.count && at_lines.ends[k].away < free.ends[i].away) all_.append(at_lines.ends[k++]);
      all_.append(free.ends[i]);
    }
    while (k < at_lines.count) all_.append(at_lines.ends[k++]);
  }
  const End* begin() const noexcept { return all_.ends.data(); }
  const End* end() const noexcept { return all_.ends.data() + all_.count; }

 private:
  /// Off the lines, every quarter of a space, from the middle outwards.
  void add_free(double ideal, double range, double limit, EndList& free) const noexcept {
    const double step = style_.quarter * std::max(in_.scale, 0.25);  // a scale of nothing is no endless loop
    const double lowest = std::ceil((ideal - range) / step) * step;
    const int count = static_cast<int>(2.0 * range / step) + 1;
    int above = std::clamp(static_cast<int>(std::ceil((ideal - lowest) / step)), 0, count);
    int below = above - 1;
    while (below >= 0 || above < count) {
      const double down = below < 0 ? -far_away : lowest + below * step;
      const double up = above >= count ? far_away : lowest + above * step;
      const bool downwards = ideal - down <= up - ideal;
      downwards ? --below : ++above;
      const double y = downwards ? down : up;
      if (std::abs(y) >= limit - tiny && y <= ideal + range) free.append({y, std::abs(y - ideal), Quant::free});
    }
  }
  void add_lines(double ideal, double range, EndList& at_lines) const noexcept {
    const double edge = (in_.staff_lines - 1) / 2.0;
    const double sit = (style_.thickness - style_.staff_line) / 2.0;
    for (int line = 0; line < in_.staff_lines; ++line) {
      const double y = line - edge;
      for (End at : {End{y, 0.0, Quant::straddle}, End{y + sit, 0.0, Quant::sit}, End{y - sit, 0.0, Quant::hang}}) {
        at.away = std::abs(at.y - ideal);
        if (at.away <= range) at_lines.insert(at);
      }
    }
  }

  static constexpr double far_away = 1e9;
  const BeamInput& in_;
  const BeamStyle& style_;
  EndList all_;
};

/// Rising beams leave a line from below and arrive from above; a thin white wedge shows otherwise (handbook §5.4, 4).
bool is_legal(End left, End right, int slant) noexcept {
  if (slant == 0) return true;
  const Quant from = slant > 0 ? Quant::sit : Quant::hang;
  const Quant to = slant > 0 ? Quant::hang : Quant::sit;
  return left.quant != from && right.quant != to;
}

class Scorer {
 public:
  Scorer(const BeamInput& in, const BeamStyle& style, const Heads& heads, const Wish& wish)
      : in_(in), style_(style), heads_(heads), wish_(wish), side_(stack_side(in)) {
    reaches_.reserve(in.stems.size());
    for (const BeamStem& stem : in.stems) reaches_.push_back(heads.reach(stem));
  }

  /// Demerits of a line, or something above `best` as soon as that is sure. No part of them is negative.
  [[nodiscard]] double score(const End& left, std::size_t index_of_left, const End& right, std::size_t index_of_right,
                             double best) noexcept {
    double sum = (std::abs(left.y - wish_.left) + std::abs(right.y - wish_.left - wish_.rise)) / 1000.0;
    sum += slant(right.y - left.y);
    if (sum >= best) return sum;
    const double of_stems = stems(left.y, right.y);
    if (sum + of_stems > best + tiny) return sum + of_stems;
    sum += inner_beams(left.y, index_of_left, right.y, index_of_right);
    if (sum >= best) return sum;
    sum += of_stems;
    if (sum >= best) return sum;
    return sum + collisions(left.y, right.y, best - sum);
  }

  /// No line with this left end and a rise of at most `cap` costs less: every stem ends within that band.
  [[nodiscard]] double least_for(double left, double cap) const noexcept {
    double sum = 0.0;
    for (const Reach& r : reaches_) sum += std::max(0.0, std::abs(r.ideal - left) - cap);
    return sum * std::min(style_.stem_long, style_.stem_short) / static_cast<double>(reaches_.size());
  }

 private:
  double slant(double rise) const noexcept {
    const double steeper = std::abs(rise) - std::abs(wish_.rise);
    double sum = steeper > 0.0 ? steeper * style_.too_steep : -steeper * style_.too_flat;
    if (in_.cross_staff) sum *= style_.cross_staff_slope;
    if (sign(rise) != sign(wish_.rise)) {
      const bool slight = std::abs(wish_.rise) < style_.slight_slope * std::max(1.0, heads_.width());
      sum += sign(rise) == 0 && slight ? style_.flat_for_slight : style_.against_sign;
    }
    return sum + std::max(0.0, std::abs(rise) - std::abs(wish_.musical_rise)) * style_.beyond_musical;
  }
  /// Secondary beams off the lines, and lines that show between beams.
  double inner_beams(double left, std::size_t index_of_left, double right, std::size_t index_of_right) noexcept {
    const int most = heads_.most_levels();
    if (most < 2 || in_.cross_staff || in_.scale < 1.0) return 0.0;
    const std::size_t levels = most == 2 ? 1 : 2;
    const InnerCost& at_left = inner_cost(left, index_of_left, levels, of_lefts_);
    const InnerCost& at_right = inner_cost(right, index_of_right, levels, of_rights_);
    double sum = 0.0;
    for (std::size_t k = 0; k < levels; ++k) {
      sum += at_left.quant[k];
      sum += at_left.gap[k];
      sum += at_right.quant[k];
      sum += at_right.gap[k];
    }
    return sum / most;
  }
  const InnerCost& inner_cost(double y, std::size_t index, std::size_t levels, InnerCosts& of_ends) const noexcept {
    InnerCost& cost = of_ends.costs[index];
    if (of_ends.known[index]) return cost;
    of_ends.known[index] = true;
    const double pitch = (style_.thickness + style_.gap) * side_;
    for (std::size_t k = 0; k < levels; ++k) {
      const double level = static_cast<double>(k) + 1.0;
      cost.quant[k] = off_quant(y + pitch * level) ? style_.inner_quant : 0.0;
      cost.gap[k] = line_in_gap(y + pitch * (level - 0.5)) ? style_.gap_line : 0.0;
    }
    return cost;
  }
  /// Distance to the nearest staff line; large outside the staff.
  double off_line(double y) const noexcept {
    const double edge = (in_.staff_lines - 1) / 2.0;
    const double index = std::clamp(std::round(y + edge), 0.0, 2.0 * edge);
    return std::abs(y + edge - index);
  }
  bool off_quant(double y) const noexcept {
    if (std::abs(y) > (in_.staff_lines - 1) / 2.0) return false;
    const double distance = off_line(y);
    const double sit = (style_.thickness - style_.staff_line) / 2.0;
    return distance > style_.quant_slack && std::abs(distance - sit) > style_.quant_slack;
  }
  bool line_in_gap(double y) const noexcept { return off_line(y) < (style_.gap - style_.staff_line) / 2.0; }

  double stems(double left, double right) const noexcept {
    const double slope = heads_.width() > 0.0 ? (right - left) / heads_.width() : 0.0;
    double mean = 0.0, missing = 0.0;
    for (const Reach& r : reaches_) {
      const double y = left + slope * (r.x - in_.stems.front().x);
      const double longer = (y - r.ideal) * r.sign;
      mean += longer > 0.0 ? longer * style_.stem_long : -longer * style_.stem_short;
      missing += std::max(0.0, (r.shortest - y) * r.sign - tiny);
    }
    return mean / static_cast<double>(reaches_.size()) + missing * style_.stem_extreme;
  }
  double collisions(double left, double right, double enough) const noexcept {
    const double slope = heads_.width() > 0.0 ? (right - left) / heads_.width() : 0.0;
    const double half = style_.thickness * in_.scale / 2.0;
    const double stack = side_ * stack_height(heads_.most_levels(), style_) * in_.scale;
    const double x0 = in_.stems.front().x, x1 = in_.stems.back().x;
    double sum = 0.0;
    for (const BeamObstacle& o : in_.obstacles) {
      const double from = std::max(o.box.left, x0), to = std::min(o.box.right, x1);
      if (from >= to) continue;
      const double a = left + slope * (from - x0), b = left + slope * (to - x0);
      const double low = std::min(a, b) + std::min(0.0, stack) - half,
                   high = std::max(a, b) + std::max(0.0, stack) + half;
      const double distance = std::max({0.0, o.box.bottom - high, low - o.box.top});
      const double near = 1.0 - distance / style_.clear_of_obstacles;
      if (near > 0.0) sum += style_.collision * std::sqrt(to - from) * near * near * near * o.weight;
      if (sum >= enough) break;
    }
    return sum;
  }

  const BeamInput& in_;
  const BeamStyle& style_;
  const Heads& heads_;
  const Wish& wish_;
  double side_;
  std::vector<Reach> reaches_;
  InnerCosts of_lefts_;
  InnerCosts of_rights_;
};

}  // namespace

int level_count(Beams beams) noexcept {
  int count = 0;
  while (count < 8 && beams.level(count + 1) != BeamState::none) ++count;
  return count;
}

double stack_side(const BeamInput& input) noexcept {
  return input.stems.empty() ? -1.0 : -sign_of(input.stems.front());
}

BeamLine find_beam_line(const BeamInput& in, const BeamStyle& style) {
  const Heads heads(in, style);
  const Wish wish = heads.wish();
  Scorer scorer(in, style, heads, wish);
  const bool wide = heads.kneed() || !in.obstacles.empty();
  const double range = wide ? style.search_wide : style.search;
  const double ideal_right = wish.left + wish.rise;
  const double cap = wish.cap + tiny;
  BeamLine best{wish.left, ideal_right, 1e18};
  const Ends lefts(wish.left, range, in, style), rights(ideal_right, range, in, style);
  for (const End& left : lefts) {
    if (scorer.least_for(left.y, cap) > best.demerits + tiny) continue;
    const double reach = std::abs(left.y - ideal_right) + cap + tiny;  // what lies farther away rises too much
    for (const End& right : rights) {
      if (right.away > reach) break;
      const double rise = right.y - left.y;
      if (std::abs(rise) > cap || (sign(rise) != 0 && std::abs(rise) < style.least_rise * in.scale)) continue;
      if (!is_legal(left, right, sign(rise))) continue;
      const double demerits = scorer.score(left, static_cast<std::size_t>(&left - lefts.begin()), right,
                                           static_cast<std::size_t>(&right - rights.begin()), best.demerits);
      if (demerits < best.demerits) best = {left.y, right.y, demerits};
    }
  }
  return best;
}

}  // namespace burin::layout
