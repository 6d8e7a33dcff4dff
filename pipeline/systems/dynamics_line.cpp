// The dynamics line of one side of a staff: what stands side by side, what gives way, at which height (handbook §16.1,
// §16.2).
#include <algorithm>
#include <array>
#include <cmath>

#include "core/collections/sort_stably.hpp"
#include "pipeline/elements/system_sign.hpp"
#include "pipeline/systems/outside.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

constexpr double gap = 0.6;            // between neighbours of the line
constexpr double least_hairpin = 1.6;  // shorter ones cannot be told from accents
constexpr double least_dash = 0.5;
constexpr double dash_gap = 0.25;      // of one dash to the signs on both sides
constexpr double in_brackets = 0.15;   // of a bracket to what it holds
constexpr double farthest_push = 2.5;  // a sign that would leave its beat by more gives up its place

std::string_view text_of(const Waiting& sign) {
  return sign.span ? std::string_view() : sign.mark->parameters().text(Param::text);
}

/// Whether a text ends with an opening bracket, or begins with a closing one.
bool opens(const Waiting& sign) {
  const std::string_view text = text_of(sign);
  const std::size_t last = text.find_last_not_of(" \n");
  return last != std::string_view::npos && (text[last] == '(' || text[last] == '[');
}
bool closes(const Waiting& sign) {
  const std::string_view text = text_of(sign);
  const std::size_t first = text.find_first_not_of(" \n");
  return first != std::string_view::npos && (text[first] == ')' || text[first] == ']');
}

/// Whether two signs of the line, one after the other, are a bracket and what it holds: "(", "f", ")" are set as one.
bool bracketed(const Waiting& before, const Waiting& sign) {
  return before.at == sign.at && !sign.span && (opens(before) || closes(sign));
}

class DynamicsLine {
 public:
  DynamicsLine(SystemWork& system, StaffWork& staff, std::vector<Waiting*> line)
      : system_(system), staff_(staff), line_(std::move(line)) {}

  void run() {
    sort_stably(line_.begin(), line_.end(), [](const Waiting* a, const Waiting* b) { return a->at < b->at; });
    take_out_twins();
    spread();
    pull_inside();
    part_overlaps();
    for (Waiting* waiting : line_) {
      if (waiting->span) trim(*waiting);
    }
    part_lines();
    for (Waiting* waiting : line_) {
      if (waiting->span) paint_waiting_span(system_, *waiting);
    }
    sort_stably(line_.begin(), line_.end(), [](const Waiting* a, const Waiting* b) { return a->x < b->x; });
    place_row(false);
    place_row(true);
  }

 private:
  static bool dynamic_sign(const Waiting& waiting) {
    return !waiting.span && waiting.family->rule.placing == Placing::dynamics;
  }

  /// The same dynamic, word or line twice at one place, as files have it that give it to each voice, is printed
  /// once.
  void take_out_twins() {
    std::vector<Waiting*> kept;
    kept.reserve(line_.size());
    for (Waiting* one : line_) {
      Waiting* first = nullptr;
      for (auto before = kept.rbegin(); before != kept.rend() && (*before)->at == one->at; ++before) {
        if (repeats(**before, *one)) first = *before;
      }
      if (first == nullptr)
        kept.push_back(one);
      else
        twins_.emplace_back(first, one);
    }
    line_ = std::move(kept);
  }

  /// Lines repeat one another when they end at the same place, too, and go on after the same word.
  static bool repeats(const Waiting& first, const Waiting& one) {
    if (first.family != one.family || first.span != one.span || first.mark->variant != one.mark->variant) return false;
    if (!one.span) return say_the_same(*first.mark, *one.mark);
    const bool led = first.leader_mark != nullptr && one.leader_mark != nullptr;
    const bool same_word = led ? say_the_same(*first.leader_mark, *one.leader_mark)
                               : first.leader_mark == nullptr && one.leader_mark == nullptr;
    return same_word && first.until == one.until && first.context.begins == one.context.begins &&
           first.context.ends == one.context.ends;
  }

  void emit(Waiting& one, double y) { emit(one, y, staff_); }
  void emit(Waiting& one, double y, StaffWork& staff) {
    for (const auto& [first, twin] : twins_) {
      if (first == &one) one.paint = stands_for(one.paint, twin->context.sign.vpd);
    }
    emit_waiting(staff, one, y);
  }

  /// Signs at the same place stand one after the other; near ones of the same measure make way for each other.
  void spread() {
    open_brackets();
    const Waiting* before = nullptr;
    for (Waiting* waiting : line_) {
      if (waiting->span) continue;
      if (before != nullptr && before->at.measure == waiting->at.measure) {
        const double least = before->x + before->box.right + room_between(*before, *waiting) - waiting->box.left;
        const bool together = before->at == waiting->at;
        const double push = least - waiting->x + waiting->pushed;  // from its beat
        if (waiting->x < least && (together || push < farthest_push)) {
          waiting->pushed = push;
          waiting->x = least;
        }
      }
      before = waiting;
    }
  }

  /// A bracket that opens before a dynamic stands left of it, so that the dynamic keeps its beat.
  void open_brackets() {
    for (std::size_t k = 0; k + 1 < line_.size(); ++k) {
      Waiting& bracket = *line_[k];
      const Waiting& sign = *line_[k + 1];
      const bool alone = text_of(bracket).find_first_not_of(" \n([") == std::string_view::npos;
      if (!alone || !opens(bracket) || !dynamic_sign(sign) || !bracketed(bracket, sign)) continue;
      double x = std::min(bracket.x, sign.x + sign.box.left - in_brackets - bracket.box.right);
      while (x < bracket.x && (x + bracket.box.left <= 0.0 || meets_barline(system_, staff_, bracket, x))) x += 0.25;
      if (x >= bracket.x) continue;
      bracket.pushed = x - bracket.x;
      bracket.x = x;
    }
  }

  /// From the right end of the line: nothing leaves it, and what gives way pushes what stands before it.
  void pull_inside() {
    if (line_.empty()) return;
    double edge = right_end(system_, staff_, line_.front()->above);
    bool moved = false;
    const Waiting* next = nullptr;
    for (auto waiting = line_.rbegin(); waiting != line_.rend(); ++waiting) {
      Waiting& one = **waiting;
      if (one.span) continue;
      const bool close = next != nullptr && bracketed(one, *next);
      const double over = one.x + one.box.right - edge - (close ? gap * 0.6 - in_brackets : 0.0);
      next = &one;
      if (over <= 0.0 && !moved) break;  // nothing further right had to move
      if (over > 0.0) {
        one.x = std::max(-one.box.left, one.x - over);
        moved = true;
      }
      edge = std::min(edge, one.x + one.box.left - gap * 0.6);  // what is before it is not known yet
    }
  }

  /// Of two signs that still overlap the text leaves the line; dynamics keep their beats.
  void part_overlaps() {
    std::vector<Waiting*> kept;
    for (Waiting* waiting : line_) {
      if (waiting->span) continue;
      for (Waiting* other : kept) {
        if (other->apart || !overlap(*other, *waiting) || moves_left(*other, *waiting, kept)) continue;
        const bool former = dynamic_sign(*waiting) && !dynamic_sign(*other);
        (former ? other : waiting)->apart = true;
        if (!former) break;
      }
      kept.push_back(waiting);
    }
    keep_brackets_together(kept);
  }

  static void keep_brackets_together(const std::vector<Waiting*>& signs) {
    for (std::size_t i = 0; i < signs.size();) {
      const std::size_t j = bracketed_end(signs, i);
      const bool apart = std::any_of(&signs[i], &signs[i] + (j - i), [](const Waiting* one) { return one->apart; });
      for (; i < j; ++i) signs[i]->apart = signs[i]->apart || apart;
    }
  }
  static std::size_t bracketed_end(const std::vector<Waiting*>& signs, std::size_t i) {
    for (++i; i < signs.size() && bracketed(*signs[i - 1], *signs[i]); ++i) {
    }
    return i;
  }

  /// What stands before a sign begins earlier, where that is enough to keep both on the line: a word, or a dynamic
  /// with its words. A dynamic comes back to its beat, and a little beyond it.
  bool moves_left(Waiting& before, const Waiting& sign, const std::vector<Waiting*>& kept) const {
    constexpr double dynamic_push = 0.6;
    if (!(before.at < sign.at)) return false;
    std::vector<Waiting*> group;  // what moves
    for (Waiting* one : kept) {
      if (one == &before || (dynamic_sign(before) && !one->apart && one->at == before.at)) group.push_back(one);
    }
    const double room = leads_dashes(before) ? least_dash + 2 * dash_gap : room_between(before, sign);
    const double over = before.x + before.box.right + room - (sign.x + sign.box.left);
    if (over > (dynamic_sign(before) ? before.pushed + dynamic_push : farthest_push)) return false;
    const auto moves = [&](const Waiting* one) { return std::find(group.begin(), group.end(), one) != group.end(); };
    const bool free = std::all_of(group.begin(), group.end(), [&](const Waiting* part) {
      const double from = part->x + part->box.left - over;
      return from > 0.0 && std::none_of(kept.begin(), kept.end(), [&](const Waiting* one) {
               return !moves(one) && !one->apart && one->x + one->box.left < from + over &&
                      one->x + one->box.right + 0.2 > from;
             });
    });
    if (!free) return false;
    for (Waiting* part : group) part->x -= over;
    return true;
  }

  bool leads_dashes(const Waiting& word) const {
    return std::any_of(line_.begin(), line_.end(), [&](const Waiting* one) {
      return one->span && one->leader_mark != nullptr && one->leader_mark == word.mark;
    });
  }

  /// Letters of dynamics lean forward, so their neighbours may come closer than a word to the next one.
  static double room_between(const Waiting& before, const Waiting& sign) {
    if (bracketed(before, sign)) return in_brackets;
    return dynamic_sign(before) ? gap * 0.6 : gap;
  }

  static bool overlap(const Waiting& a, const Waiting& b) {
    const auto reaches = [](const Waiting& one, const Waiting& next) {
      const double clear = bracketed(one, next) ? 0.0 : dynamic_sign(one) ? 0.2 : 0.45;
      return one.x + one.box.right + clear > next.x + next.box.left;
    };
    return reaches(a, b) && reaches(b, a);
  }

  /// Hairpins and dashes begin after and end before the signs at their ends (handbook §16.2). One that finds no room
  /// between them keeps its length in a row of its own.
  void trim(Waiting& line) {
    const double whole_left = line.x;
    const double whole_right = line.x + line.width;
    if (const Waiting* word = leader_apart(line)) {
      line.apart = true;
      line.x = word->x + word->box.right + gap;
      line.width = std::max(least_dash, whole_right - line.x);
      return;
    }
    double left = whole_left;
    double right = whole_right;
    for (const Waiting* other : line_) {
      if (other == &line || other->apart) continue;
      if (other->span) {
        if (other->at == line.until && line.context.ends) right = std::min(right, other->x - 0.25);
        continue;
      }
      const double x0 = other->x + other->box.left;
      const double x1 = other->x + other->box.right;
      if (other->at <= line.at && line.context.begins && x1 + gap > left && x0 < left + 1.0) {
        left = x1 + gap;
      } else if (other->at >= line.until && x0 - gap < right && x1 > left) {
        right = std::min(right, x0 - gap);
      } else if (other->at > line.at && other->at < line.until && x0 > left + least_hairpin) {
        right = std::min(right, x0 - gap);
      } else if (!line.context.begins && x0 < left + 1.0 && x1 > left && x1 + gap + least_hairpin < right) {
        left = x1 + gap;
      }
    }
    const double edge = system_.geometry.width / staff_.scale;
    if (line.leader_mark != nullptr && right < left + least_hairpin) return squeeze(line, left - gap, right + gap);
    left = std::min(left, std::max(whole_left, edge - least_hairpin));
    if (hits_sign(left, std::max(right, left + least_hairpin))) {
      line.apart = true;
      left = whole_left;
      right = whole_right;
    }
    line.x = left;
    line.width = std::max(right - left, least_hairpin);
    keep_inside(line);
  }

  /// Where the word nearly reaches the next sign one short dash between them must do.
  void squeeze(Waiting& dashes, double from, double to) const {
    const double edge = system_.geometry.width / staff_.scale;
    const double width = std::clamp(to - from - 2 * dash_gap, least_dash, least_hairpin);
    dashes.x = std::min((from + std::max(to, from) - width) / 2, edge - width);
    dashes.width = width;
  }

  /// The word of these dashes, when it has left the line.
  const Waiting* leader_apart(const Waiting& dashes) const {
    if (dashes.leader_mark == nullptr || !dashes.context.begins) return nullptr;
    const auto found = std::find_if(line_.begin(), line_.end(), [&](const Waiting* other) {
      return other->mark == dashes.leader_mark && other->apart;
    });
    return found == line_.end() ? nullptr : *found;
  }

  /// Of lines that run at the same time the later one takes a row of its own; dashes stay with their word.
  void part_lines() {
    for (std::size_t i = 0; i < line_.size(); ++i) {
      for (std::size_t j = i + 1; j < line_.size(); ++j) {
        Waiting& a = *line_[i];
        Waiting& b = *line_[j];
        if (!a.span || !b.span || a.apart || b.apart) continue;
        if (a.x + a.width < b.x + 0.5 || b.x + b.width < a.x + 0.5) continue;
        if (follows(a, b)) continue;
        (b.leader_mark != nullptr && a.leader_mark == nullptr ? a : b).apart = true;
      }
    }
  }

  /// Makes room for a hairpin that begins where another has ended.
  static bool follows(const Waiting& a, Waiting& b) {
    const double from = a.x + a.width + 0.25;
    const double width = b.x + b.width - from;
    if (b.at < a.until || width < 1.0) return false;
    b.x = from;
    b.width = width;
    return true;
  }

  bool hits_sign(double left, double right) const {
    return std::any_of(line_.begin(), line_.end(), [&](const Waiting* other) {
      return !other->span && !other->apart && other->x + other->box.left < right + 0.2 &&
             other->x + other->box.right > left - 0.2;
    });
  }

  void keep_inside(Waiting& line) const {
    const double edge = system_.geometry.width / staff_.scale;
    if (line.x + line.width > edge) line.x = std::max(0.0, edge - line.width);
  }

  /// Members of a row that lie close together share one height, unless one would be carried far away.
  void place_row(bool apart) {
    std::vector<Waiting*> row;
    for (Waiting* waiting : line_) {
      if (waiting->apart == apart) row.push_back(waiting);
    }
    for (std::size_t i = 0; i < row.size();) {
      const std::size_t j = apart ? pair_end(row, i) : chain_end(row, i);
      double y = centre(row, i, j);
      for (std::size_t k = i; k < j; ++k) {
        const double own = clear_height(system_, staff_, *row[k]);
        y = row[k]->above ? std::max(y, own) : std::min(y, own);
      }
      if (turn_over_blocked(row, i, j, y)) continue;
      for (std::size_t k = i; k < j; ++k) emit(*row[k], y);
      i = j;
    }
  }

  /// A sign that would lie on a stem or slur from staff to staff moves along the line, as far as its neighbours allow.
  /// False: there is no place for it.
  bool step_aside(const std::vector<Waiting*>& row, std::size_t k, double y) const {
    Waiting& sign = *row[k];
    if (sign.span || !meets_between(system_, staff_, sign, sign.x, y)) return true;
    const auto left = sign.x + sign.box.left, right = sign.x + sign.box.right;
    const double from = k > 0 ? row[k - 1]->x + row[k - 1]->box.right + 0.2 : 0.0;
    const double to =
        k + 1 < row.size() ? row[k + 1]->x + row[k + 1]->box.left - 0.2 : system_.geometry.width / staff_.scale;
    for (const double step : steps_aside()) {
      if (left + step < from || right + step > to || meets_between(system_, staff_, sign, sign.x + step, y)) continue;
      if (meets_barline(system_, staff_, sign, sign.x + step)) continue;
      sign.x += step;
      if (has_room(sign, y)) return true;
      sign.x -= step;
    }
    return false;
  }

  /// Whether a sign is clear of its own staff at this height.
  bool reaches(const Waiting& sign, double y) const {
    const double own = clear_height(system_, staff_, sign);
    return sign.above ? own <= y + 0.05 : own >= y - 0.05;
  }

  /// Other heights between the staves, the nearest first.
  static constexpr std::array<double, 12> other_heights{0.25, -0.25, 0.5, -0.5, 1.0, -1.0,
                                                        1.5,  -1.5,  2.0, -2.0, 3.0, -3.0};

  bool has_room(const Waiting& sign, double y) const { return reaches(sign, y) && clear_of_other_hand(sign, y); }

  /// A sign of this part of the row that has no place among stems from staff to staff goes over the upper staff. True:
  /// one has left the row.
  bool turn_over_blocked(std::vector<Waiting*>& row, std::size_t i, std::size_t j, double y) {
    for (std::size_t k = i; k < j; ++k) {
      if (step_aside(row, k, y) || leads_dashes(*row[k])) continue;
      Waiting& sign = *row[k];
      if (leave_height(row, k, y)) return true;
      row.erase(row.begin() + static_cast<std::ptrdiff_t>(k));
      if (sign.above) return put_over(*other_hand(system_, staff_), sign);
      sign.above = true;
      sign.apart = false;
      sign.context.sign.above = true;
      return true;
    }
    return false;
  }

  /// A single sign finds a place at another height. True: it has left the row.
  bool leave_height(std::vector<Waiting*>& row, std::size_t k, double y) {
    Waiting& sign = *row[k];
    if (sign.span) return false;
    for (const double step : other_heights) {
      if (!has_room(sign, y + step) || !step_aside(row, k, y + step)) continue;
      emit(sign, y + step);
      row.erase(row.begin() + static_cast<std::ptrdiff_t>(k));
      return true;
    }
    return false;
  }

  /// What the lower hand has above its staff goes over the upper one, which has its signs already.
  bool put_over(const StaffWork& upper, Waiting& sign) {
    StaffWork& staff = *system_.work(upper.staff);
    emit(sign, clear_height(system_, staff, sign), staff);
    return true;
  }

  /// A word that has left the line takes its dashes with it, a bracket what it holds.
  static std::size_t pair_end(const std::vector<Waiting*>& row, std::size_t i) {
    const bool with_dashes =
        i + 1 < row.size() && row[i + 1]->leader_mark != nullptr && row[i + 1]->leader_mark == row[i]->mark;
    return with_dashes ? i + 2 : bracketed_end(row, i);
  }

  std::size_t chain_end(const std::vector<Waiting*>& row, std::size_t i) const {
    constexpr double far = 8.0;
    constexpr double carried = 2.5;
    double farthest = height_alone(row, i);
    double nearest = farthest;
    double right = row[i]->x + row[i]->box.right;
    std::size_t j = i + 1;
    for (; j < row.size() && row[j]->x + row[j]->box.left < right + far; ++j) {
      const double own = height_alone(row, j);
      const double high = std::max({nearest, farthest, own});
      const double low = std::min({nearest, farthest, own});
      const bool touching = row[j]->x + row[j]->box.left < right + 1.5;
      if (high - low > carried && !touching) break;
      farthest = low;
      nearest = high;
      right = std::max(right, row[j]->x + row[j]->box.right);
    }
    return j;
  }

  double height_alone(const std::vector<Waiting*>& row, std::size_t k) const {
    const double middle = centre(row, k, k + 1);
    const double own = clear_height(system_, staff_, *row[k]);
    return row[k]->above ? std::max(middle, own) : std::min(middle, own);
  }

  /// Between the staves of one instrument the line stands in the middle, where the other staff leaves room for it
  /// (handbook §16.1); everywhere else nothing draws it away from its staff.
  double centre(const std::vector<Waiting*>& row, std::size_t i, std::size_t j) const {
    const bool above = row[i]->above;
    const StaffWork* other =
        faces_other_hand(*system_.context, staff_.staff, above) ? other_hand(system_, staff_) : nullptr;
    if (other == nullptr) return (above ? staff_.up : staff_.down).nothing();
    const double distance = above ? staff_distance(*other, staff_) : -staff_distance(staff_, *other);
    double y = distance / 2 - 0.5;  // letters and hairpins have their middle half a space over the baseline
    for (std::size_t k = i; k < j; ++k) {
      const double far = farthest_beside(*row[k], *other, distance);
      y = above ? std::min(y, far) : std::max(y, far);
    }
    return above ? std::max(y, 2.0) : std::min(y, -2.0);
  }

  /// How far a sign may go from its own staff until it meets what the other one has.
  static double farthest_beside(const Waiting& one, const StaffWork& other, double distance) {
    const Skyline& facing = one.above ? other.down : other.up;
    const double edge = facing.height(one.x + one.box.left, one.x + one.box.right, 0.3) + distance;
    const double padding = d(one.rule.padding);
    return one.above ? edge - padding - one.box.top : edge + padding - one.box.bottom;
  }

  bool clear_of_other_hand(const Waiting& one, double y) const {
    const StaffWork* other =
        faces_other_hand(*system_.context, staff_.staff, one.above) ? other_hand(system_, staff_) : nullptr;
    if (other == nullptr) return true;
    const double distance = one.above ? staff_distance(*other, staff_) : -staff_distance(staff_, *other);
    const double far = farthest_beside(one, *other, distance);
    return one.above ? y <= far : y >= far;
  }

  /// Between the middle lines of both staves, as far as it is known now.
  double staff_distance(const StaffWork& upper, const StaffWork& lower) const {
    const auto index = static_cast<std::size_t>(system_.index_of[upper.staff]);
    if (system_.cross_distance[index] > 0.0) return system_.cross_distance[index] / upper.scale;
    const VerticalStyle& style = system_.context->style.vertical;
    const double least = distance(upper.down, lower.up, system_.context->style.outside.horizontal_padding);
    return std::max(style.grand_staff / upper.scale, least + style.padding / upper.scale);
  }

  SystemWork& system_;
  StaffWork& staff_;
  std::vector<Waiting*> line_;
  std::vector<std::pair<Waiting*, Waiting*>> twins_;  // a dynamic and its repetition at the same place
};

}  // namespace

void place_dynamics_line(SystemWork& system, StaffWork& staff, std::vector<Waiting*> line) {
  if (!line.empty()) DynamicsLine(system, staff, std::move(line)).run();
}

}  // namespace burin::layout
