// How long the searches and solvers of pipeline/numeric take on inputs of the size of large scores.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "pipeline/numeric/optimal_breaks.hpp"
#include "pipeline/numeric/page_breaks.hpp"
#include "pipeline/numeric/skyline.hpp"
#include "pipeline/numeric/springs.hpp"

namespace burin::layout {
namespace {

/// Numbers in 0 … 1 that are the same in every run.
class Noise {
 public:
  double operator()() {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<double>(state_ >> 40) / static_cast<double>(1ULL << 24);
  }

 private:
  std::uint64_t state_{42};
};

std::vector<Spring> measure(Noise& noise, std::size_t columns = 12) {
  std::vector<Spring> springs;
  for (std::size_t i = 0; i < columns; ++i) {
    const double ideal = 1.8 + 3.0 * noise();
    springs.push_back({ideal, 1.2 + noise(), ideal - 1.2});
  }
  return springs;
}

void break_measures(benchmark::State& state) {
  Noise noise;
  PrefixWidths widths;
  const auto count = static_cast<std::uint32_t>(state.range(0));
  for (std::uint32_t i = 0; i < count; ++i) widths.add(PrefixWidths::sample(measure(noise, 4 + i % 5)));
  BreakProblem problem;
  problem.count = count;
  const double width = static_cast<double>(state.range(1));
  const PrefixWidths::Row head = PrefixWidths::fixed(8.0);
  problem.line = [&](std::uint32_t begin, std::uint32_t end) -> std::optional<LineCandidate> {
    const double force = widths.force_for(begin, end, width, &head);
    if (force < -1.0) return std::nullopt;
    return LineCandidate{force, widths.ideal(begin, end, &head) / width, 0.0, false};
  };
  for (auto _ : state) benchmark::DoNotOptimize(optimal_breaks(problem).cost);
}
BENCHMARK(break_measures)->Args({10000, 120})->Args({10000, 300})->Args({1000, 120})->Unit(benchmark::kMillisecond);

void break_pages(benchmark::State& state) {
  Noise noise;
  std::vector<PageSystem> systems(static_cast<std::size_t>(state.range(0)));
  for (PageSystem& s : systems) s = {12.0 + 6.0 * noise(), 10.0, 1.0, 8.0, 4.0, 10.0};
  PageProblem problem;
  problem.systems = systems;
  problem.first_capacity = 100.0;
  problem.capacity = 140.0;
  for (auto _ : state) benchmark::DoNotOptimize(optimal_pages(problem).cost);
}
BENCHMARK(break_pages)->Arg(2000)->Unit(benchmark::kMillisecond);

std::vector<Spring> row(std::size_t columns) {
  Noise noise;
  return measure(noise, columns);
}

void solve_row(benchmark::State& state) {
  const std::vector<Spring> springs = row(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(solve(springs, {}, 4.0 * static_cast<double>(springs.size())).force);
}
BENCHMARK(solve_row)->Arg(40)->Arg(200)->Unit(benchmark::kMicrosecond);

/// Lyrics of two voices whose syllables do not start together.
void solve_row_with_crossing_rods(benchmark::State& state) {
  const std::vector<Spring> springs = row(60);
  std::vector<Rod> rods;
  for (std::uint32_t i = 0; i + 3 < 60; i += 3) rods.push_back({i, i + 3, 11.0});
  for (std::uint32_t i = 1; i + 4 < 60; i += 4) rods.push_back({i, i + 4, 15.0});
  for (auto _ : state) benchmark::DoNotOptimize(solve(springs, rods, 260.0).force);
}
BENCHMARK(solve_row_with_crossing_rods)->Unit(benchmark::kMicrosecond);

void width_of_measure(benchmark::State& state) {
  Noise noise;
  const std::vector<Spring> springs = measure(noise);
  for (auto _ : state) benchmark::DoNotOptimize(PrefixWidths::sample(springs));
}
BENCHMARK(width_of_measure)->Unit(benchmark::kMicrosecond);

void force_of_run(benchmark::State& state) {
  Noise noise;
  PrefixWidths widths;
  for (int i = 0; i < 1000; ++i) widths.add(PrefixWidths::sample(measure(noise)));
  std::size_t begin = 0;
  for (auto _ : state) {
    begin = (begin + 7) % 990;
    benchmark::DoNotOptimize(widths.force_for(begin, begin + 5, 200.0));
  }
}
BENCHMARK(force_of_run)->Unit(benchmark::kNanosecond);

std::vector<SkylineSegment> outline(std::size_t count) {
  Noise noise;
  std::vector<SkylineSegment> segments;
  for (std::size_t i = 0; i < count; ++i) {
    const double x = noise() * 200.0;
    segments.push_back({x, x + 0.5 + 3.0 * noise(), 6.0 * noise()});
  }
  return segments;
}

void build_skyline(benchmark::State& state) {
  const std::vector<SkylineSegment> segments = outline(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(Skyline(SkylineSide::up, segments).segments().size());
}
BENCHMARK(build_skyline)->Arg(1000)->Unit(benchmark::kMicrosecond);

void add_to_skyline(benchmark::State& state) {
  const std::vector<SkylineSegment> segments = outline(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    Skyline skyline(SkylineSide::up);
    for (const SkylineSegment& s : segments) skyline.add(s.x0, s.x1, s.y);
    benchmark::DoNotOptimize(skyline.segments().size());
  }
}
BENCHMARK(add_to_skyline)->Arg(1000)->Unit(benchmark::kMicrosecond);

void skyline_distance(benchmark::State& state) {
  const std::vector<SkylineSegment> segments = outline(1000);
  const Skyline upper(SkylineSide::down, segments);
  const Skyline lower(SkylineSide::up, segments);
  for (auto _ : state) benchmark::DoNotOptimize(distance(upper, lower, 1.0));
}
BENCHMARK(skyline_distance)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace burin::layout

BENCHMARK_MAIN();
