// Whatever numbers come in, the shapes come back: no crash, no endless loop (and finite numbers give finite shapes).
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "pipeline/elements/beam.hpp"
#include "pipeline/elements/slur_shape.hpp"
#include "pipeline/elements/tie_shape.hpp"
#include "pipeline/elements/tremolo_shape.hpp"
#include "pipeline/elements/tuplet.hpp"

namespace burin::layout {
namespace {

const std::vector<double> finite{0.0, -0.0, 1e-300, -1.0, 3.25, -1e6, 1e9};
const std::vector<double> others{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(),
                                 std::numeric_limits<double>::quiet_NaN()};

bool is_finite(const CurvePoints& points) {
  for (const Point& p : points)
    if (!std::isfinite(p.x) || !std::isfinite(p.y)) return false;
  return true;
}

/// Calls `use(a, b, is_finite)` with all pairs of numbers.
template <class Use>
void with_numbers(const Use& use) {
  std::vector<double> all = finite;
  all.insert(all.end(), others.begin(), others.end());
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < all.size(); ++j) use(all[i], all[j], i < finite.size() && j < finite.size());
}

TEST(HostileNumbers, beams) {
  with_numbers([](double a, double b, bool good) {
    for (const double scale : {1.0, 0.0, -1.0, 1e-9}) {
      std::vector<BeamStem> stems(3);
      stems[1].x = a;
      stems[1].near = b;
      stems[2].x = b;
      stems[2].direction = StemDirection::down;
      for (BeamStem& stem : stems) stem.beams.set(1, BeamState::continue_);
      BeamInput input;
      input.stems = stems;
      input.scale = scale;
      for (const int lines : {0, 1, 5, 100}) {
        input.staff_lines = lines;
        const BeamPlan plan = plan_beam(input, {});
        EXPECT_EQ(plan.stem_ends.size(), 3u);
        EXPECT_TRUE(!good || std::isfinite(plan.left_y)) << a << " " << b;
      }
    }
  });
}

TEST(HostileNumbers, slurs) {
  with_numbers([](double a, double b, bool good) {
    const std::vector<SlurObstacle> obstacles{{{a, b, a + 1.0, b + 1.0}, ObstacleKind::head},
                                              {{-5.0, -5.0, a, b}, ObstacleKind::beam},
                                              {{}, ObstacleKind::other}};
    SlurInput input;
    input.right = {b, a};
    input.obstacles = obstacles;
    for (const int lines : {0, 1, 5}) {
      input.staff_lines = lines;
      const SlurResult result = slur_shape(input, {0.1, 0.22}, {});
      EXPECT_TRUE(!good || is_finite(result.shape.outer)) << a << " " << b;
    }
  });
}

TEST(HostileNumbers, ties) {
  with_numbers([](double a, double b, bool good) {
    TieInput input;
    input.left = {a, b - 0.5, a + 1.0, b + 0.5};
    input.right = {b, b - 0.5, b + 1.0, b + 0.5};
    for (const int lines : {0, 1, 5}) {
      input.staff_lines = lines;
      const CurveShape shape = tie_shape(input, {0.1, 0.22}, {});
      EXPECT_TRUE(!good || is_finite(shape.outer)) << a << " " << b;
    }
  });
}

TEST(HostileNumbers, tuplets_and_tremolos) {
  with_numbers([](double a, double b, bool) {
    const std::vector<TupletNote> notes{{a, b, a, b, StemDirection::none}, {b, a, b, a, StemDirection::up}};
    TupletInput input;
    input.notes = notes;
    input.actual = 65535;
    input.normal = 0;
    input.show = TupletShow::both;
    EXPECT_EQ(plan_tuplet(input, {}, {}).number.size(), 7u);
    StemTremolo stem;
    stem.head = a;
    stem.stem_end = b;
    EXPECT_EQ(stem_tremolo(stem, {}).size(), 3u);
    NoteTremolo pair;
    pair.left = {a, b};
    pair.right = {b, a};
    EXPECT_LE(note_tremolo(pair, {}).size(), 3u);
  });
}

TEST(HostileNumbers, nothing_at_all) {
  EXPECT_TRUE(plan_beam({}, {}).segments.empty());
  EXPECT_TRUE(plan_tuplet({}, {}, {}).lines.empty());
  EXPECT_EQ(beam_direction({}), StemDirection::down);
  tie_directions({}, StemDirection::up, StemDirection::up, VoicePlace::single, {});
  tie_shapes({}, {}, {}, {});
  EXPECT_EQ(slur_side({}, VoicePlace::single), Side::above);
}

}  // namespace
}  // namespace burin::layout
