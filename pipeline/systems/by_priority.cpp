// Signs outside the staff other than dynamics: what goes on in the line of another sign, and heights by priority,
// nearest first (handbook §23.2).
#include <algorithm>
#include <string_view>

#include "core/collections/sort_stably.hpp"
#include "pipeline/systems/outside.hpp"

namespace burin::layout {

namespace {

class ByPriority {
 public:
  ByPriority(SystemWork& system, StaffWork& staff, std::vector<Waiting*> line)
      : system_(system), staff_(staff), line_(std::move(line)) {}

  void run() {
    take_out_twin_words();
    follow_joined();
    follow_tempo();
    for (Waiting* waiting : line_) keep_inside(*waiting);
    follow_leaders();
    sort_stably(line_.begin(), line_.end(), [](const Waiting* a, const Waiting* b) {
      return a->rule.priority != b->rule.priority ? a->rule.priority < b->rule.priority : a->x < b->x;
    });
    for (std::size_t i = 0; i < line_.size();) {
      std::size_t j = i + 1;
      while (j < line_.size() && line_[j]->rule.priority == line_[i]->rule.priority) ++j;
      i = place_equals(i, j);
    }
  }

 private:
  /// Signs that share a height, and what they cover.
  struct Row {
    std::size_t begin{0};
    std::size_t end{0};
    double left{0.0};
    double right{0.0};
    bool above{true};
    double y{0.0};
  };

  /// Words that the file has twice at one place, and their dashes. Those of a joined direction belong together.
  void take_out_twin_words() {
    std::vector<Waiting*> words;
    for (std::size_t i = 0; i < line_.size(); ++i) {
      const std::string_view name = line_[i]->family->name;
      const bool joined = line_[i]->joined || (i + 1 < line_.size() && line_[i + 1]->joined && !line_[i + 1]->span);
      if ((name == "words" && !joined) || name == "dashes") words.push_back(line_[i]);
    }
    std::vector<Waiting*> kept = words;
    take_out_twins(kept);
    std::erase_if(line_, [&](Waiting* one) {
      return std::find(words.begin(), words.end(), one) != words.end() &&
             std::find(kept.begin(), kept.end(), one) == kept.end();
    });
  }

  /// Signs of one priority. One that overlaps the sign before it waits until those behind it have their places: so a
  /// run of long tempo marks takes two heights by turns instead of climbing like stairs (handbook §23.2).
  /// Returns one past the last sign placed.
  std::size_t place_equals(std::size_t begin, std::size_t end) {
    std::vector<Row> waiting;
    for (std::size_t i = begin; i < end; i = waiting.back().end) waiting.push_back(row_from(i));
    const std::size_t last = waiting.back().end;
    while (!waiting.empty()) {
      std::vector<Row> placed;
      std::vector<Row> later;
      for (const Row& row : waiting) {
        const bool free = std::none_of(placed.begin(), placed.end(), [&](const Row& one) { return meet(one, row); });
        (free ? placed : later).push_back(row);
      }
      place(placed);
      waiting = std::move(later);
    }
    return last;
  }

  bool meet(const Row& a, const Row& b) const {
    const double clear = system_.context->style.outside.horizontal_padding;
    return a.above == b.above && a.left < b.right + clear && b.left < a.right + clear;
  }

  Row row_from(std::size_t i) {
    Row row{i, row_end(i), 0.0, 0.0, line_[i]->above};
    if (line_[i]->rule.row) keep_row_apart(row);
    row.left = line_[i]->x + line_[i]->box.left;
    row.right = line_[i]->x + line_[i]->box.right;
    for (std::size_t k = i + 1; k < row.end; ++k) {
      row.left = std::min(row.left, line_[k]->x + line_[k]->box.left);
      row.right = std::max(row.right, line_[k]->x + line_[k]->box.right);
    }
    return row;
  }

  /// Rows that don't overlap.
  void place(std::vector<Row>& rows) {
    for (Row& row : rows) find_height(row);
    if (line_[rows.front().begin]->rule.priority >= first_aligned) {
      for (const bool above : {true, false}) align(rows, above);
    }
    for (const Row& row : rows) {
      for (std::size_t k = row.begin; k < row.end; ++k) emit_waiting(staff_, *line_[k], row.y);
    }
  }

  void find_height(Row& row) const {
    if (row.end == row.begin + 1) {
      step_aside(*line_[row.begin]);
      stay_at_sign(*line_[row.begin]);
    }
    row.y = clear_height(system_, staff_, *line_[row.begin]);
    for (std::size_t k = row.begin + 1; k < row.end; ++k) {
      row.y = farther(row.above, row.y, clear_height(system_, staff_, *line_[k]));
    }
  }

  /// A wavy line that something near its end would lift off its trill sign ends before that (handbook §16.6).
  void stay_at_sign(Waiting& wave) const {
    constexpr double lifted = 0.3;
    constexpr double least = 5.2;     // the sign, and three waves
    constexpr double farthest = 6.0;  // how much of the line may go
    if (!wave.span || (wave.least < -1e8 && wave.most > 1e8)) return;
    const double whole = wave.width;
    const auto off_sign = [&] {
      const double middle = clear_height(system_, staff_, wave) + (wave.box.bottom + wave.box.top) / 2;
      return wave.above ? middle > wave.least + lifted : middle < wave.most - lifted;
    };
    while (off_sign()) {
      const double next = wave.width - 0.5;
      const bool too_short = next < least || next < whole - farthest;
      wave.width = too_short ? whole : next;
      paint_waiting_span(system_, wave);
      if (too_short) return;
    }
  }

  static double farther(bool above, double a, double b) { return above ? std::max(a, b) : std::min(a, b); }

  /// Rows that stand at one height.
  struct Chain {
    std::vector<Row*> rows;
    double least{0.0};
    double most{0.0};
  };

  /// Texts and lines of text that stand at nearly one height stand at one (handbook §16.3, §16.5): tempo marks and
  /// pedals all along the system, others when they are near.
  void align(std::vector<Row>& rows, bool above) const {
    constexpr double far = 8.0;
    std::vector<Chain> chains;
    for (Row& row : rows) {
      if (row.above != above) continue;
      const bool everywhere = line_[row.begin]->rule.priority >= along_system;
      const auto chain = std::find_if(chains.begin(), chains.end(), [&](const Chain& one) {
        return (everywhere || row.left < one.rows.back()->right + far) &&
               std::max(one.most, row.y) - std::min(one.least, row.y) <= (everywhere ? 2.0 : 1.0) * most_carried;
      });
      Chain& own = chain == chains.end() ? chains.emplace_back(Chain{{}, row.y, row.y}) : *chain;
      own.rows.push_back(&row);
      own.least = std::min(own.least, row.y);
      own.most = std::max(own.most, row.y);
    }
    for (const Chain& chain : chains) {
      for (Row* row : chain.rows) row->y = farther(above, chain.least, chain.most);
    }
  }

  /// A word between two staves that would lie on a stem or slur from one to the other.
  void step_aside(Waiting& word) const {
    if (word.span) return;
    const auto free_at = [&](double x) {
      Waiting moved = word;
      moved.x = x;
      return !meets_between(system_, staff_, word, x, clear_height(system_, staff_, moved));
    };
    if (free_at(word.x)) return;
    for (const double step : steps_aside()) {
      if (word.x + step + word.box.left < 0.0 || !free_at(word.x + step)) continue;
      word.x += step;
      return;
    }
  }

  /// One past the last sign that shares the height of the one at i.
  std::size_t row_end(std::size_t i) const {
    std::size_t j = i + 1;
    const auto with_leader = [&](std::size_t k) {
      return line_[k]->leader != nullptr && line_[k]->leader == line_[k - 1];
    };
    const auto of_row = [&](std::size_t k) {
      return line_[i]->rule.row && line_[k]->family == line_[i]->family && line_[k]->above == line_[i]->above;
    };
    while (j < line_.size() && (with_leader(j) || of_row(j))) ++j;
    return j;
  }

  /// Chord symbols and figures of one beat stand one after the other.
  void keep_row_apart(const Row& row) {
    for (std::size_t k = row.begin + 1; k < row.end; ++k) {
      if (line_[k]->span || line_[k - 1]->span) continue;
      line_[k]->x = std::max(line_[k]->x, line_[k - 1]->x + line_[k - 1]->box.right + 0.6 - line_[k]->box.left);
    }
  }

  /// Lines that go on after a word begin behind it and are placed together with it.
  void follow_leaders() {
    constexpr double gap = 0.6;
    constexpr double shown_dashes =
        3.2;  // two of them and a little, on the line of the word, when they go on in the next one
    constexpr double least_dashes = 2.4;  // shorter ones are one dash, which is read as a hyphen
    for (Waiting* one : line_) {
      if (!one->span) continue;
      const auto found = std::find_if(line_.begin(), line_.end(), [&](const Waiting* other) {
        return one->leader_mark != nullptr && other->mark == one->leader_mark && !other->box.empty();
      });
      if (found != line_.end() && one->context.begins) {
        one->leader = *found;
        keep_inside(**found, gap + (one->context.ends ? 0.0 : shown_dashes));
        const double from = one->leader->x + one->leader->box.right + gap;
        one->width = one->x + one->width - from;
        one->x = from;
        if (one->width < least_dashes) {
          stand_for_dashes(**found, *one);
          continue;
        }
      }
      paint_waiting_span(system_, *one);
    }
    std::erase_if(line_, [](const Waiting* one) { return one->span && one->paint.empty(); });
  }

  /// What stands in the same direction of the file goes on in the line of the sign before it: both move as one.
  void follow_joined() {
    for (std::size_t i = 1; i < line_.size(); ++i) {
      Waiting& one = *line_[i];
      Waiting& before = *line_[i - 1];
      if (!one.joined || one.span || before.span || one.above != before.above) continue;
      merge(before, one);
      line_.erase(line_.begin() + static_cast<std::ptrdiff_t>(i));
      --i;
    }
  }

  /// A metronome mark stands behind the tempo word of its beat, also where the file writes two directions, in whichever
  /// order. What is written where the words end belongs to them unless they have a mark of their own.
  void follow_tempo() {
    follow_tempo([](const Waiting& word, const Waiting& mark) { return word.at == mark.at; });
    follow_tempo(meets_behind);
  }

  template <class Belongs>
  void follow_tempo(Belongs belongs) {
    for (std::size_t i = 0; i < line_.size(); ++i) {
      Waiting& one = *line_[i];
      if (!one.metronome || one.span) continue;
      const auto found = std::find_if(line_.begin(), line_.end(), [&](const Waiting* word) {
        return word->family->name == "words" && word->above == one.above && !word->metronome &&
               word->rule.priority >= one.rule.priority && belongs(*word, one);
      });
      if (found == line_.end()) continue;
      merge(**found, one);
      line_.erase(line_.begin() + static_cast<std::ptrdiff_t>(i));
      --i;
    }
  }

  /// Whether a file has moved the mark to where its own words ended: here they may be longer.
  static bool meets_behind(const Waiting& word, const Waiting& mark) {
    constexpr double near = 1.0;
    const double from = mark.x + mark.box.left;
    return word.at < mark.at && from > word.x && from < word.x + word.box.right + near;
  }

  /// Brackets stand closer to what they enclose than words to words.
  static void merge(Waiting& before, Waiting& one) {
    const auto bracket = [](const Waiting& w) { return w.mark->parameters().text(Param::text).size() == 1; };
    const double gap = bracket(before) || bracket(one) ? 0.25 : 0.8;
    const double shift = before.box.right + gap - one.box.left;
    PaintBuilder both;
    both.append(before.paint, 0.0, 0.0);
    both.append(one.paint, shift, 0.0);
    before.box.add(one.box.shifted(shift, 0.0));
    before.paint = both.take();
    before.metronome = before.metronome || one.metronome;
    if (one.metronome && one.rule.priority > before.rule.priority) {
      before.rule.priority = one.rule.priority;
      before.rule.padding = one.rule.padding;
      before.x = one.x;
    }
    one.paint = PaintList{};
    one.box = Box{};
  }

  /// Long texts at the right end move left so that they stay on the line (handbook §16.3), with room for what goes on
  /// behind them.
  void keep_inside(Waiting& waiting, double behind = 0.0) const {
    if (waiting.span) return;
    const double edge = right_end(system_, staff_, waiting.above) - behind;
    const double over = waiting.x + waiting.box.right - edge;
    if (over > 0.0) waiting.x -= over;
    waiting.x = std::max(waiting.x, -waiting.box.left);
  }

  static constexpr float first_aligned = 350.0F;  // priority of texts and of lines after texts
  static constexpr float along_system = 1000.0F;
  static constexpr double most_carried = 1.0;  // by the height of a neighbour; along the system twice as much

  SystemWork& system_;
  StaffWork& staff_;
  std::vector<Waiting*> line_;
};

}  // namespace

void place_by_priority(SystemWork& system, StaffWork& staff, std::vector<Waiting*> line) {
  if (!line.empty()) ByPriority(system, staff, std::move(line)).run();
}

}  // namespace burin::layout
