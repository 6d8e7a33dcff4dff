#include "io/report/html_chart.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

namespace burin::io {

namespace {

constexpr double width = 1000.0;
constexpr double labels = 84.0;  // left of the lanes
constexpr double lane_height = 22.0;
constexpr double bar_height = 16.0;
constexpr double axis_height = 24.0;
constexpr double visible = 0.7;  // of the chart's units: what is narrower is drawn with its neighbours
constexpr int most_ticks = 8;

struct Bar {
  std::uint32_t lane{0};
  Stage stage{};
  double begin{0.0};  // seconds
  double end{0.0};
  std::uint32_t tasks{1};
  std::uint32_t index{0};  // of the only task
};

/// A round step that gives at most so many ticks: 1, 2 or 5 times a power of ten.
double tick_step(double seconds) {
  double step = std::pow(10.0, std::floor(std::log10(seconds / most_ticks)));
  for (const double factor : {2.0, 2.5, 2.0}) {
    if (seconds / step <= most_ticks) return step;
    step *= factor;
  }
  return step;
}

class Chart {
 public:
  Chart(TextBuffer& out, const ScoreReport& report) : out_(out) {
    collect(report);
    if (bars_.empty()) return;
    for (const Bar& bar : bars_) {
      begin_ = std::min(begin_, bar.begin);
      end_ = std::max(end_, bar.end);
      lanes_ = std::max(lanes_, bar.lane + 1);
    }
    per_second_ = (width - labels) / std::max(end_ - begin_, 1e-6);
  }

  void put() {
    if (bars_.empty()) return;
    const double height = lanes_ * lane_height + axis_height;
    out_.put("<svg class=\"chart\" viewBox=\"0 0 1000 ");
    out_.put_decimal(height);
    out_.put("\" role=\"img\" aria-label=\"Tasks over threads\">");
    put_axis(height - axis_height);
    for (std::uint32_t lane = 0; lane < lanes_; ++lane) put_label(lane);
    for (std::size_t i = 0; i < bars_.size();) i = put_bar(i);
    out_.put("</svg>");
  }

 private:
  void collect(const ScoreReport& report) {
    for (std::size_t i = 0; i < report.stages.size(); ++i) {
      const StageTiming& timing = report.stages[i];
      if (timing.wall_s <= 0.0) continue;
      bars_.push_back({0, static_cast<Stage>(i), timing.begin_s, timing.begin_s + timing.wall_s,
                       static_cast<std::uint32_t>(std::max<std::size_t>(timing.task_seconds.size(), 1)), 0});
    }
    std::vector<std::uint32_t> threads;
    for (const TraceEvent& event : report.trace) threads.push_back(event.thread);
    std::sort(threads.begin(), threads.end());
    threads.erase(std::unique(threads.begin(), threads.end()), threads.end());
    for (const TraceEvent& event : report.trace) {
      const auto place = std::lower_bound(threads.begin(), threads.end(), event.thread) - threads.begin();
      bars_.push_back({static_cast<std::uint32_t>(place) + 1, event.stage, event.begin_s, event.begin_s + event.seconds,
                       1, event.index});
    }
    std::sort(bars_.begin(), bars_.end(), [](const Bar& a, const Bar& b) {
      return std::tie(a.lane, a.begin, a.end) < std::tie(b.lane, b.begin, b.end);
    });
  }

  [[nodiscard]] double x(double seconds) const { return labels + (seconds - begin_) * per_second_; }

  void put_axis(double bottom) {
    const double step = tick_step(std::max(end_ - begin_, 1e-6));
    for (double at = 0.0; at <= end_ - begin_; at += step) {
      out_.put("<path class=\"tick\" d=\"M");
      out_.put_decimal(x(begin_ + at));
      out_.put(" 0V");
      out_.put_decimal(bottom + 4.0);
      out_.put("\"/><text class=\"axis\" x=\"");
      out_.put_decimal(x(begin_ + at) + 3.0);
      out_.put("\" y=\"");
      out_.put_decimal(bottom + 16.0);
      out_.put("\">");
      out_.put_decimal(at * 1000.0);
      out_.put(" ms</text>");
    }
  }

  void put_label(std::uint32_t lane) {
    out_.put("<text class=\"lane\" x=\"0\" y=\"");
    out_.put_decimal(lane * lane_height + bar_height - 2.0);
    out_.put("\">");
    if (lane == 0) {
      out_.put("stages");
    } else {
      out_.put("thread ");
      out_.put(static_cast<long>(lane));
    }
    out_.put("</text>");
  }

  /// Draws one bar, or those that follow each other too closely to be told apart; returns the next.
  std::size_t put_bar(std::size_t first) {
    Bar bar = bars_[first];
    double busy = bar.end - bar.begin;
    std::size_t next = first + 1;
    const double shortest = visible / per_second_;
    while (bar.lane > 0 && next < bars_.size()) {
      const Bar& more = bars_[next];
      const bool close = more.lane == bar.lane && more.stage == bar.stage && more.begin - bar.end < shortest &&
                         std::min(more.end - more.begin, bar.end - bar.begin) < shortest;
      if (!close) break;
      bar.end = std::max(bar.end, more.end);
      busy += more.end - more.begin;
      ++bar.tasks;
      ++next;
    }
    out_.put("<rect class=\"");
    out_.put(name_of(bar.stage));
    out_.put("\" x=\"");
    out_.put_decimal(x(bar.begin));
    out_.put("\" y=\"");
    out_.put_decimal(bar.lane * lane_height);
    out_.put("\" width=\"");
    out_.put_decimal(std::max((bar.end - bar.begin) * per_second_, 0.3));
    out_.put("\" height=\"");
    out_.put_decimal(bar_height);
    out_.put("\"><title>");
    put_title(bar, busy);
    out_.put("</title></rect>");
    return next;
  }

  void put_title(const Bar& bar, double busy) {
    out_.put(name_of(bar.stage));
    if (bar.lane > 0 && bar.tasks == 1) {
      out_.put(", task ");
      out_.put(static_cast<long>(bar.index));
    } else {
      out_.put(", ");
      out_.put(static_cast<long>(bar.tasks));
      out_.put(bar.tasks == 1 ? " task" : " tasks");
    }
    out_.put(": ");
    out_.put_decimal(busy * 1000.0);
    out_.put(" ms");
  }

  TextBuffer& out_;
  std::vector<Bar> bars_;
  double begin_{1e300};
  double end_{0.0};
  double per_second_{1.0};
  std::uint32_t lanes_{0};
};

}  // namespace

void put_chart(TextBuffer& out, const ScoreReport& report) { Chart(out, report).put(); }

}  // namespace burin::io
