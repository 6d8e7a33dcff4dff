// The dynamics line of one side of a staff: what stands side by side, what gives way, at which height (handbook §16.1,
// §16.2).
#include <algorithm>
#include <array>
#include <cmath>

#include "core/collections/sort_stably.hpp"
#include "pipeline/elements/system_sign.hpp"
#include "pipeline/systems/line_heights.hpp"
#include "pipeline/systems/outside.hpp"

namespace burin::layout {

namespace {

constexpr double gap = 0.6;            // between neighbours of the line
constexpr double least_hairpin = 1.6;  // shorter ones cannot be told from accents
constexpr double good_hairpin = 3.0;   // what one takes where there is room (handbook §16.2)
constexpr double least_dashes = 2.5;   // two dashes: a single one is read as a hyphen of its word
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
      : system_(system), staff_(staff), heights_(system, staff), line_(std::move(line)) {}

  void run() {
    sort_stably(line_.begin(), line_.end(), [](const Waiting* a, const Waiting* b) { return a->at < b->at; });
    take_out_twins(line_);
    let_sentences_go();
    spread();
    pull_inside();
    part_overlaps();
    make_room_for_hairpins();
    for (Waiting* waiting : line_) {
      if (waiting->span) trim(*waiting);
    }
    std::erase_if(line_, [](const Waiting* waiting) { return waiting->span && waiting->width <= 0.0; });
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

  /// A dynamic stays at its note: words of its place that would carry it farther than a term like "sempre" does are a
  /// sentence and leave the line (handbook §16.1).
  void let_sentences_go() {
    constexpr double longest_term = 8.0;
    constexpr double longest_joined = 14.0;  // what the file has in one direction with the dynamic
    for (std::size_t k = 0; k < line_.size(); ++k) {
      if (!dynamic_sign(*line_[k])) continue;
      double width = 0.0;
      bool joined = true;
      std::size_t first = k;
      for (; first > 0 && qualifies(*line_[first - 1], *line_[k]); --first) {
        joined = joined && line_[first]->joined;
        width += line_[first - 1]->box.right - line_[first - 1]->box.left + gap;
      }
      if (width <= (joined ? longest_joined : longest_term)) continue;
      for (; first < k; ++first) line_[first]->apart = true;
    }
  }

  /// Whether words stand at the place of a dynamic.
  static bool qualifies(const Waiting& word, const Waiting& dynamic) {
    return !word.span && !dynamic_sign(word) && word.at == dynamic.at;
  }

  /// Signs at the same place stand one after the other; near ones of the same measure make way for each other.
  void spread() {
    open_brackets();
    const Waiting* before = nullptr;
    for (Waiting* waiting : line_) {
      if (waiting->span || waiting->apart) continue;
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
      while (x < bracket.x && (x + bracket.box.left <= 0.0 || meets_barline(system_, staff_, bracket, x))) x += 0.1;
      if (x >= bracket.x) continue;
      bracket.pushed = x - bracket.x;
      bracket.x = x;
    }
  }

  /// From the right end of the line: nothing leaves it or lies on a barline that goes on to the next staff, and what
  /// gives way pushes what stands before it. A dynamic is not pushed away from its note: the words leave the line.
  void pull_inside() {
    if (line_.empty()) return;
    const double end = right_end(system_, staff_, line_.front()->above);
    double edge = end;
    Waiting* next = nullptr;
    for (auto waiting = line_.rbegin(); waiting != line_.rend(); ++waiting) {
      Waiting& one = **waiting;
      if (one.span) continue;
      if (one.apart) {
        one.x = std::max(-one.box.left, one.x - std::max(one.x + one.box.right - end, 0.0));
        continue;
      }
      const bool close = next != nullptr && bracketed(one, *next);
      const double pushed = one.x + one.box.right - edge - (close ? gap * 0.6 - in_brackets : 0.0);
      const double over = std::max(pushed, beyond_barline(system_, staff_, one));
      if (over > 0.0 && next != nullptr && edge < end && !close && leaves_note(one, over) && let_words_go(*next)) {
        edge = end;
        --waiting;  // once more, without them
        next = nullptr;
        continue;
      }
      next = &one;
      edge = end;
      if (over <= 0.0) continue;
      one.x = std::max(-one.box.left, one.x - over);
      edge = std::min(end, one.x + one.box.left - gap * 0.6);  // what is before it is not known yet
    }
  }

  /// The words of a place, this one and those behind it, leave the line. False: they belong to a dynamic.
  bool let_words_go(const Waiting& first) {
    auto from = std::find(line_.begin(), line_.end(), &first);
    auto to = from;
    for (; to != line_.end() && (*to)->at == first.at; ++to) {
      if (dynamic_sign(**to)) return false;
    }
    for (; from != to; ++from) (*from)->apart = (*from)->apart || !(*from)->span;
    return true;
  }

  /// Whether a dynamic would be carried farther than its own width from where it belongs.
  static bool leaves_note(const Waiting& sign, double over) {
    return dynamic_sign(sign) && over > std::max(sign.pushed, 0.0) + std::max(1.0, sign.box.right - sign.box.left);
  }

  /// Of two signs that still overlap the text leaves the line; dynamics keep their beats.
  void part_overlaps() {
    std::vector<Waiting*> kept;
    for (Waiting* waiting : line_) {
      if (waiting->span || waiting->apart) continue;
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
    const double over = before.x + before.box.right + room_between(before, sign) - (sign.x + sign.box.left);
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

  /// A word that would take so much of a hairpin that an accent remains, or more than a third of a short one, leaves
  /// the line to it (handbook §16.2). One with dashes stays: these go on to the next dynamic.
  void make_room_for_hairpins() {
    for (const Waiting* line : line_) {
      if (!line->span || line->leader_mark != nullptr || !line->context.begins) continue;
      for (Waiting* word : line_) {
        if (!word->span && !word->apart && cuts_short(*word, *line)) word->apart = true;
      }
    }
  }

  bool cuts_short(const Waiting& word, const Waiting& line) const {
    constexpr double short_one = 6.0;
    if (dynamic_sign(word) || word.at < line.at || !(word.at < line.until)) return false;
    if (of_dynamic(word) || leads_dashes(word)) return false;
    const double rest = word.at == line.at ? line.x + line.width - (word.x + word.box.right + gap)
                                           : word.x + word.box.left - gap - line.x;
    return rest < std::min(good_hairpin, line.width) || (rest < short_one && rest < line.width * 2 / 3);
  }

  /// Whether words are a term or a bracket of a dynamic that stands behind them or in them.
  bool of_dynamic(const Waiting& word) const {
    const auto own = std::find(line_.begin(), line_.end(), &word);
    if (opens(word) || closes(word)) return true;
    return std::any_of(own, line_.end(), [&](const Waiting* one) { return dynamic_sign(*one) && one->at == word.at; });
  }

  /// Hairpins and dashes begin after and end before the signs at their ends (handbook §16.2). One that finds no room
  /// between them keeps its length in a row of its own; dashes that find none are left out.
  void trim(Waiting& line) {
    const double whole_left = line.x;
    const double whole_right = line.x + line.width;
    if (const Waiting* word = leader_of(line); word != nullptr && word->apart) {
      line.apart = true;
      line.x = word->x + word->box.right + gap;
      line.width = whole_right - line.x;
      if (line.width < least_dashes) leave_out(line);
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
    if (leader_of(line) != nullptr && std::min(right, edge) < left + least_dashes) return leave_out(line);
    left = std::min(left, std::max(whole_left, edge - least_hairpin));
    if (hits_sign(left, std::max(right, left + least_hairpin))) {
      line.apart = true;
      left = whole_left;
      right = whole_right;
    }
    right = std::max(right, left);
    if (right < left + good_hairpin) lengthen(line, left, right);
    line.x = left;
    line.width = std::max(right - left, least_hairpin);
    keep_inside(line);
  }

  /// A short hairpin takes what is free at both of its ends, up to the next sign, line or barline (handbook §16.2).
  void lengthen(const Waiting& line, double& left, double& right) const {
    constexpr double farthest = 1.5;
    double from = std::max(left - farthest, 0.0);
    double to = std::min(right + farthest, system_.geometry.width / staff_.scale);
    for (const MeasurePlace& measure : system_.geometry.measures) {
      const double barline = measure.right / staff_.scale;
      (barline < (left + right) / 2 ? from : to) =
          barline < (left + right) / 2 ? std::max(from, barline + 0.3) : std::min(to, barline - 0.3);
    }
    for (const Waiting* other : line_) {
      if (other == &line || other->apart != line.apart) continue;
      const double x0 = other->span ? other->x : other->x + other->box.left;
      const double x1 = other->span ? other->x + other->width : other->x + other->box.right;
      if (x0 + x1 < left + right)
        from = std::max(from, x1 + gap);
      else
        to = std::min(to, x0 - gap);
    }
    const double before = std::max(0.0, left - from);
    const double behind = std::max(0.0, to - right);
    const double wanted = good_hairpin - (right - left);
    const double grown = std::clamp(wanted / 2, std::min(wanted - before, behind), behind);
    right += std::max(grown, 0.0);
    left -= std::clamp(wanted - std::max(grown, 0.0), 0.0, before);
  }

  void leave_out(Waiting& dashes) {
    stand_for_dashes(*leader_of(dashes), dashes);
    dashes.width = 0.0;
  }

  /// The word of these dashes, when they begin here.
  Waiting* leader_of(const Waiting& dashes) const {
    if (dashes.leader_mark == nullptr || !dashes.context.begins) return nullptr;
    const auto found = std::find_if(line_.begin(), line_.end(), [&](const Waiting* other) {
      return !other->span && other->mark == dashes.leader_mark;
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
      const std::size_t j = apart ? pair_end(row, i) : heights_.chain_end(row, i);
      double y = heights_.centre(row, i, j);
      for (std::size_t k = i; k < j; ++k) {
        const double own = clear_height(system_, staff_, *row[k]);
        y = row[k]->above ? std::max(y, own) : std::min(y, own);
      }
      if (turn_over_blocked(row, i, j, y)) continue;
      for (std::size_t k = i; k < j; ++k) emit_waiting(staff_, *row[k], y);
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
      if (heights_.has_room(sign, y)) return true;
      sign.x -= step;
    }
    return false;
  }

  /// Other heights between the staves, the nearest first.
  static constexpr std::array<double, 12> other_heights{0.25, -0.25, 0.5, -0.5, 1.0, -1.0,
                                                        1.5,  -1.5,  2.0, -2.0, 3.0, -3.0};

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
      if (!heights_.has_room(sign, y + step) || !step_aside(row, k, y + step)) continue;
      emit_waiting(staff_, sign, y + step);
      row.erase(row.begin() + static_cast<std::ptrdiff_t>(k));
      return true;
    }
    return false;
  }

  /// What the lower hand has above its staff goes over the upper one, which has its signs already.
  bool put_over(const StaffWork& upper, Waiting& sign) {
    StaffWork& staff = *system_.work(upper.staff);
    emit_waiting(staff, sign, clear_height(system_, staff, sign));
    return true;
  }

  /// A word that has left the line takes its dashes with it, a bracket what it holds.
  static std::size_t pair_end(const std::vector<Waiting*>& row, std::size_t i) {
    const bool with_dashes =
        i + 1 < row.size() && row[i + 1]->leader_mark != nullptr && row[i + 1]->leader_mark == row[i]->mark;
    return with_dashes ? i + 2 : bracketed_end(row, i);
  }

  SystemWork& system_;
  StaffWork& staff_;
  LineHeights heights_;
  std::vector<Waiting*> line_;
};

}  // namespace

void place_dynamics_line(SystemWork& system, StaffWork& staff, std::vector<Waiting*> line) {
  if (!line.empty()) DynamicsLine(system, staff, std::move(line)).run();
}

}  // namespace burin::layout
