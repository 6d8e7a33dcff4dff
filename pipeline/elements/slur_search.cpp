#include "pipeline/elements/slur_search.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace burin::layout {
namespace {

// Everything here is measured outwards: v = y above, v = -y below, so that a slur always arches up.
//
// All candidates share their control points' x. So the parameter t of an obstacle is the same in all of them, and the
// curve over it is chord + first * b1 + second * b2 with constant weights: no root finding inside the search.

constexpr int most_pieces = 32;  // of one long obstacle

/// A point of an obstacle, ready for any candidate.
struct Sample {
  double share{0.0};  // of the way from tip to tip
  double b1{0.0};     // weights of the control points' heights
  double b2{0.0};
  double top{0.0};  // outer edge of the obstacle
  double bottom{0.0};
  double clear{0.0};   // wanted between curve and obstacle
  double weight{0.0};  // of a collision; of crossing for stems
  ObstacleKind kind{ObstacleKind::other};
  bool raises{false};  // the arch is made high enough for it
  bool early{false};   // though it stands near the left tip: an accidental of a note inside
  bool counts{false};  // one per head, for the variance of distances
};

/// A candidate: tips and heights of the control points over the chord.
struct Arch {
  double left{0.0};
  double right{0.0};
  double first{0.0};
  double second{0.0};
  [[nodiscard]] double over(const Sample& s) const noexcept {
    return left + (right - left) * s.share + first * s.b1 + second * s.b2;
  }
};

double sign_of(Side side) noexcept { return side == Side::below ? -1.0 : 1.0; }

double usual_height(double length, const SlurStyle& style) noexcept {
  const double limit = style.height_limit;
  const double height =
      limit * 2.0 * std::numbers::inv_pi * std::atan(std::numbers::pi * style.height_ratio * length / (2.0 * limit));
  if (length <= style.long_length) return height;
  // Long slurs go on growing, ever slower, up to their own limit.
  const double more = style.long_height - height;
  return height + more * (1.0 - style.long_length / length);
}

double usual_indent(double length, const SlurStyle& style) noexcept {
  const double limit = 2.0 * style.height_limit;
  const double q = limit * style.indent_ratio;
  return std::min(limit - q * q / (style.indent_ratio * (length + q)), length / style.indent_ratio);
}

/// 1 at contact, 0 from `reach` on, steeply convex (handbook §11).
double peak(double distance, double reach) noexcept {
  const double soft = 0.1 * reach;
  return distance >= reach ? 0.0 : soft * (reach - distance) / ((std::max(0.0, distance) + soft) * reach);
}

class Search {
 public:
  Search(const SlurInput& in, double thickness, const SlurStyle& style)
      : in_(in),
        style_(style),
        sign_(sign_of(in.side)),
        half_(thickness / 2.0),
        width_(std::max(in.right.x - in.left.x, 0.1)) {
    base_ = {in.left.y * sign_, in.right.y * sign_, 0.0, 0.0};
    const double slope = (base_.right - base_.left) / width_;
    const double length = width_ * std::hypot(1.0, slope);
    indent_ = in.round ? width_ / style.indent_ratio : usual_indent(length, style) * width_ / length;
    height_ = usual_height(length, style) * std::hypot(1.0, slope);
    highest_ = std::max(height_, std::min({height_ + (in.any_slope ? style.turned_height : style.extra_height),
                                           length * style.greatest_height, indent_ * style.greatest_tangent}));
    lean_ = std::clamp(-height_ * slope / std::hypot(1.0, slope), -indent_ * style.greatest_lean,
                       indent_ * style.greatest_lean);
    // One half may rise more than the other as long as the curve bends one way only.
    ratio_ = in.any_slope ? std::clamp(width_ / indent_ - 1.1, 1.0, style.turned_ratio) : style.relax_ratio;
    long_ = in.cross_staff || width_ > style.enumerate_up_to;
    collect();
  }

  SlurCurve run() {
    const int steps = long_ ? style_.long_steps : style_.steps;
    const double step = long_ ? style_.long_step : style_.step;
    double least = 1e300;
    Arch best = base_;
    for (int sum = 0; sum <= 2 * steps; ++sum) {
      for (int l = std::max(0, sum - steps); l <= std::min(sum, steps); ++l) {
        Arch arch{base_.left + l * step, base_.right + (sum - l) * step, 0.0, 0.0};
        const double cheap = tips(arch);
        if (cheap >= least) continue;
        raise(arch);
        const double demerits = cheap + obstacles(arch, least - cheap);
        if (demerits < least) {
          least = demerits;
          best = arch;
        }
      }
    }
    settle(best, least, step / 2.0);
    if (mend(best)) least = tips(best) + obstacles(best, 1e300);
    lift(best);
    avoid_line(best);
    return {points(best), least};
  }

 private:
  // --- obstacles -------------------------------------------------------------------------------------------------

  double x_at(double t) const noexcept {
    const double s = 1.0 - t;
    return 3.0 * s * s * t * (indent_ + lean_) + 3.0 * s * t * t * (width_ - indent_ + lean_) + t * t * t * width_;
  }
  double t_at(double x) const noexcept {
    double low = 0.0, high = 1.0, t = x / width_;
    for (int i = 0; i < 16; ++i) {
      const double error = x_at(t) - x;
      if (std::abs(error) < 1e-4) break;
      (error > 0.0 ? high : low) = t;
      const double s = 1.0 - t;
      const double speed =
          3.0 * (s * s * (indent_ + lean_) + 2.0 * s * t * (width_ - 2.0 * indent_) + t * t * (indent_ - lean_));
      const double next = speed > 1e-6 ? t - error / speed : low;
      t = next > low && next < high ? next : (low + high) / 2.0;
    }
    return t;
  }
  void collect() {
    samples_.reserve(in_.obstacles.size() * 3);
    for (const SlurObstacle& o : in_.obstacles) {
      if (o.box.empty() || o.box.right < in_.left.x || o.box.left > in_.right.x) continue;
      if (o.kind == ObstacleKind::head)
        add_head(o.box);
      else
        add_box(o);
    }
  }
  /// A tip in a head: slurs that lie aslant start beside their own heads, and other voices' may stand there.
  void add_tip(const Box& box, double share) {
    const double x = share == 0.0 ? in_.left.x : in_.right.x;
    const double aside = 2.0 * (x - box.left) / box.width() - 1.0;
    if (!in_.any_slope || std::abs(aside) >= 1.0) return;
    const double round = box.height() / 2.0 * std::sqrt(1.0 - aside * aside);
    const double centre = sign_ * (box.top + box.bottom) / 2.0;
    Sample sample;
    sample.share = share;
    sample.top = centre + round;
    sample.bottom = centre - round;
    sample.weight = style_.head_inside;
    at_tips_.push_back(sample);
  }
  /// Heads are round: full height in the middle, less at the sides.
  void add_head(const Box& box) {
    add_tip(box, 0.0);
    add_tip(box, 1.0);
    const double middle = (box.left + box.right) / 2.0, quarter = box.width() / 4.0, half = box.height() / 2.0;
    for (const int place : {-2, -1, 0, 1, 2}) {
      const double round = half * std::sqrt(1.0 - place * place / 4.0);
      const double centre = (box.top + box.bottom) / 2.0;
      add(middle + place * quarter, {centre - round, centre + round}, ObstacleKind::head, place == 0);
    }
  }
  void add_box(const SlurObstacle& o) {
    const double from = std::max(o.box.left, in_.left.x), to = std::min(o.box.right, in_.right.x);
    const double wanted = o.kind == ObstacleKind::stem ? 0.0 : std::ceil((to - from) / style_.sample_every);
    const int pieces = o.kind == ObstacleKind::stem ? 0
                       : wanted < most_pieces       ? std::max(1, static_cast<int>(wanted))
                                                    : most_pieces;
    const Range range{o.box.bottom, o.box.top};
    if (pieces == 0) return add((from + to) / 2.0, range, o.kind, false);
    for (int i = 0; i <= pieces; ++i) add(from + (to - from) * i / pieces, range, o.kind, false);
  }
  struct Range {
    double low;
    double high;
  };
  void add(double where, Range y, ObstacleKind kind, bool counts) {
    const double x = where - in_.left.x;
    if (x <= 0.0 || x >= width_) return;
    const double t = t_at(x), s = 1.0 - t;
    const double zone = std::min(style_.edge_zone, width_ * style_.edge_share);
    const double from_tip = std::min(x, width_ - x);
    Sample sample;
    sample.share = x / width_;
    sample.b1 = 3.0 * s * s * t;
    sample.b2 = 3.0 * s * t * t;
    sample.top = sign_ > 0.0 ? y.high : -y.low;
    sample.bottom = sign_ > 0.0 ? y.low : -y.high;
    sample.kind = kind;
    sample.clear = clear_of(kind) + half_;
    sample.weight = weight_of(kind) * (from_tip < style_.own_reach ? style_.edge_relief : 1.0);
    // Near the right tip an accidental is that of the last note.
    const bool may_raise = kind == ObstacleKind::accidental && x < width_ / 2.0 && !long_ && !in_.any_slope;
    sample.early = may_raise && from_tip > style_.own_reach && from_tip <= zone;
    sample.raises = sample.early || from_tip > zone;
    sample.counts = counts && from_tip > style_.own_reach;
    samples_.push_back(sample);
  }
  double clear_of(ObstacleKind kind) const noexcept {
    switch (kind) {
      case ObstacleKind::head: return style_.head_clear;
      case ObstacleKind::inner_slur: return style_.slur_clear;
      case ObstacleKind::tie: return style_.other_clear;
      case ObstacleKind::accidental: return style_.accidental_clear;
      default: return style_.other_clear;
    }
  }
  double weight_of(ObstacleKind kind) const noexcept {
    switch (kind) {
      case ObstacleKind::head: return style_.head_inside;
      case ObstacleKind::stem:
      case ObstacleKind::beam: return style_.stem_crossed;
      case ObstacleKind::accidental: return style_.accidental;
      default: return style_.other;
    }
  }

  // --- heights ---------------------------------------------------------------------------------------------------

  /// The usual height, or what clears the obstacles in the middle, within the cap. Accidentals count nearly up to the
  /// tips, which are to stay at their heads (handbook §12.2); one that even an arch of twice the usual height would cut
  /// through asks for nothing.
  void raise(Arch& arch) const noexcept {
    double height = height_;
    for (const Sample& s : samples_) {
      if (!s.raises) continue;
      const double missing = s.top + s.clear - (arch.left + (arch.right - arch.left) * s.share);
      const double weight = s.b1 + s.b2;
      if (missing <= height * weight) continue;
      const double highest = std::min(highest_, style_.deepest_arch * height_);
      if (s.early && missing - s.clear + half_ > highest * weight) continue;
      height = missing / weight;
    }
    arch.first = arch.second = std::min(height, highest_);
    if ((long_ || in_.any_slope) && height > height_) relax(arch);
  }
  /// Long slurs: each half rises only as far as its own obstacles ask for; then both take what is still missing.
  void relax(Arch& arch) const noexcept {
    const double high = arch.first;
    arch.first = arch.second = height_;
    for (int pass = 0; pass < style_.relaxations; ++pass) {
      for (const Sample& s : samples_) {
        const double missing = s.raises ? s.top + s.clear - arch.over(s) : 0.0;
        if (missing <= 0.0) continue;
        const double norm = s.b1 * s.b1 + s.b2 * s.b2;
        arch.first = std::min(arch.first + missing * s.b1 / norm, high);
        arch.second = std::min(arch.second + missing * s.b2 / norm, high);
      }
      arch.first = std::max(arch.first, arch.second / ratio_);
      arch.second = std::max(arch.second, arch.first / ratio_);
    }
  }
  /// Tips that had to move go back half a step, where that is better.
  void settle(Arch& best, double& least, double back) const noexcept {
    const bool left = best.left > base_.left + back, right = best.right > base_.right + back;
    const Arch from = best;
    const auto try_moving = [&](double by_left, double by_right) {
      Arch arch{from.left - by_left, from.right - by_right, 0.0, 0.0};
      const double cheap = tips(arch);
      if (cheap >= least) return;
      raise(arch);
      const double demerits = cheap + obstacles(arch, least - cheap);
      if (demerits >= least) return;
      least = demerits;
      best = arch;
    };
    if (left && right) try_moving(back, back);
    if (left) try_moving(back, 0.0);
    if (right) try_moving(0.0, back);
  }
  /// How much the curve lacks over a sample that it cuts through or grazes; 0 when it is clear, or the sample lies
  /// beyond.
  double lacking(const Sample& s, const Arch& arch) const noexcept {
    const double over = arch.over(s);
    const double slope = (arch.right - arch.left) / width_;
    const double clear = style_.mend_clear * std::min(std::hypot(1.0, slope), 3.0);  // across the curve, not upwards
    if (over - half_ - s.top >= clear || s.bottom > over + half_ + 0.05) return 0.0;
    return s.top + half_ + clear - over;
  }
  int count_crossed(const Arch& arch) const noexcept {
    return static_cast<int>(
        std::count_if(samples_.begin(), samples_.end(), [&](const Sample& s) { return lacking(s, arch) > 0.05; }));
  }
  /// What the best candidate still cuts through pushes it outwards, each thing the nearest parts of the curve: tips
  /// near the ends, one half of the arch elsewhere. Kept when it crosses less.
  bool mend(Arch& arch) const noexcept {
    const int before = count_crossed(arch);
    if (before == 0) return false;
    const double high = highest_ * style_.mend_height;
    Arch mended = arch;
    for (int pass = 0; pass < style_.mendings; ++pass) {
      bool moved = false;
      for (const Sample& s : samples_) {
        const double missing = lacking(s, mended);
        if (missing <= 0.0) continue;
        const double left = style_.tip_share * (1.0 - s.share), right = style_.tip_share * s.share;
        const double norm = left * left + right * right + s.b1 * s.b1 + s.b2 * s.b2;
        mended.left = std::min(mended.left + missing * left / norm, arch.left + style_.mend_tip);
        mended.right = std::min(mended.right + missing * right / norm, arch.right + style_.mend_tip);
        mended.first = std::min(mended.first + missing * s.b1 / norm, high);
        mended.second = std::min(mended.second + missing * s.b2 / norm, high);
        moved = true;
      }
      if (!moved) break;
    }
    const double cost = style_.tip_moved * (mended.left + mended.right - arch.left - arch.right);
    if (style_.crossed * (before - count_crossed(mended)) <= cost) return false;
    arch = mended;
    return true;
  }
  /// Last resort: the whole curve rises over the heads that it would cross.
  void lift(Arch& arch) const noexcept {
    double missing = 0.0;
    for (const Sample& s : samples_)
      if (s.kind == ObstacleKind::head) missing = std::max(missing, s.top + half_ - arch.over(s));
    arch.left += missing;
    arch.right += missing;
  }
  /// The level middle of a curve shall not lie on a staff line (handbook §12.4, end): it rises.
  void avoid_line(Arch& arch) const noexcept {
    if (std::abs(arch.right - arch.left) > style_.apex_level * width_ || in_.staff_lines < 1) return;
    const double share = 0.75;  // of the control points' height, in the middle
    const double apex = (arch.left + arch.right) / 2.0 + share * (arch.first + arch.second) / 2.0;
    const double edge = (in_.staff_lines - 1) / 2.0;
    const double line = std::clamp(std::round(apex + edge), 0.0, 2.0 * edge) - edge;
    const double inside = half_ + style_.staff_line / 2.0;
    const double from = line - style_.apex_gap_inside - inside, to = line + style_.apex_gap_outside + inside;
    if (apex <= from || apex >= to) return;
    const double down = (apex - from) / share, up = std::min(to - apex, style_.apex_shift) / share;
    Arch flatter = arch;
    flatter.first -= down;
    flatter.second -= down;
    const bool may_flatten = down < up && down < height_ * style_.apex_flatten && clears(flatter);
    arch.first += may_flatten ? -down : up;
    arch.second += may_flatten ? -down : up;
  }
  bool clears(const Arch& arch) const noexcept {
    return std::all_of(samples_.begin(), samples_.end(),
                       [&](const Sample& s) { return !s.raises || arch.over(s) >= s.top + s.clear; });
  }

  // --- demerits --------------------------------------------------------------------------------------------------

  /// What the tips alone cost.
  double tips(const Arch& arch) const noexcept {
    const double rise = arch.right - arch.left;
    const double slope = rise / width_;
    const double bias = style_.tip_slope_bias * std::clamp(slope, -style_.slope_most, style_.slope_most);
    const bool left_free = in_.free_left_tip || in_.open_left, right_free = in_.free_right_tip || in_.open_right;
    double sum = style_.tip_moved * (arch.left - base_.left) * std::exp(-bias) * (left_free ? style_.free_tip : 1.0);
    sum += style_.tip_moved * (arch.right - base_.right) * std::exp(bias) * (right_free ? style_.free_tip : 1.0);
    if (in_.any_slope) return sum * style_.turned_tip;
    sum += style_.too_steep * std::max(0.0, std::abs(slope) - style_.slope_most);
    if (in_.open_left || in_.open_right) return sum;  // where the melody goes is not seen here
    const double melody = in_.melodic_dy * sign_;
    const double slack = in_.beamed ? style_.melody_slack_beamed : style_.melody_slack;
    const double steepest = std::max(std::abs(melody) + slack, std::abs(base_.right - base_.left));
    sum += style_.beyond_melody * std::max(0.0, std::abs(rise) - steepest);
    // Between a head and the end of a stem or beam these say how the slur lies, not the melody (handbook §12.2: each
    // tip at its own note).
    const bool mixed = in_.free_left_tip != in_.free_right_tip;
    if (melody == 0.0 && rise != 0.0) sum += mixed ? style_.against_melody_beamed : style_.not_level;
    if (melody * rise < 0.0) sum += in_.beamed || mixed ? style_.against_melody_beamed : style_.against_melody;
    return sum;
  }
  double obstacles(const Arch& arch, double enough) const noexcept {
    double sum = 0.0, nearest = 1e9, total = 0.0;
    for (const Sample& s : at_tips_) {
      const double tip = s.share == 0.0 ? arch.left : arch.right;
      if (tip - half_ < s.top && tip + half_ > s.bottom) sum += s.weight;
    }
    int heads = 0;
    for (const Sample& s : samples_) {
      const double distance = arch.over(s) - half_ - s.top;
      sum += demerits(s, distance, arch.over(s) + half_);
      if (sum >= enough) return sum;
      if (!s.counts) continue;
      nearest = std::min(nearest, std::max(0.0, distance));
      total += std::max(0.0, distance);
      ++heads;
    }
    if (heads > 1) {
      const double uneven = total / heads / (nearest + style_.head_clear) - 1.0;
      sum += style_.variance * std::clamp(uneven, 0.0, style_.variance_most);
    }
    return sum;
  }
  /// One sample at `distance` inside the curve, whose outer edge is at `outer`.
  double demerits(const Sample& s, double distance, double outer) const noexcept {
    if (s.kind == ObstacleKind::head) {
      if (distance <= 0.0) return style_.head_inside;
      return distance < style_.head_clear ? std::min(style_.head_inside, 1.0 / distance - 1.0 / style_.head_clear)
                                          : 0.0;
    }
    if (s.kind == ObstacleKind::stem || s.kind == ObstacleKind::beam)
      return distance < 0.0 && outer > s.bottom ? s.weight : 0.0;
    const double apart = distance > 0.0 ? distance : std::max(0.0, s.bottom - outer);
    return s.weight * peak(apart, s.clear);
  }

  CurvePoints points(const Arch& arch) const noexcept {
    const auto point = [&](double x, double height) {
      return Point{in_.left.x + x, sign_ * (arch.left + (arch.right - arch.left) * x / width_ + height)};
    };
    return {point(0.0, 0.0), point(indent_ + lean_, arch.first), point(width_ - indent_ + lean_, arch.second),
            point(width_, 0.0)};
  }

  const SlurInput& in_;
  const SlurStyle& style_;
  double sign_;
  double half_;
  double width_;
  Arch base_;
  double indent_{0.0};
  double height_{0.0};
  double highest_{0.0};
  double lean_{0.0};
  double ratio_{2.0};  // of one half's height to the other's, at most
  bool long_{false};
  std::vector<Sample> samples_;
  std::vector<Sample> at_tips_;
};

}  // namespace

SlurCurve find_slur(const SlurInput& input, double thickness, const SlurStyle& style) {
  return Search(input, thickness, style).run();
}

}  // namespace burin::layout
