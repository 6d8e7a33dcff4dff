// Random edits of one piece by several threads: composed ones take effect as a whole, and nothing is lost.
#include <stdexcept>
#include <thread>

#include "core/store/piece_store.hpp"
#include "support.hpp"
#include "tests/support/piece_samples.hpp"

namespace burin {
namespace {

constexpr std::uint32_t staves = 2;
constexpr std::uint32_t measures = 3;

/// What one transaction does: counts up the measures at some places, and perhaps fails in the end.
struct Plan {
  enum class End : std::uint8_t { commit, error, exception } end{End::commit};
  std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
};

Plan any_plan() {
  Plan plan;
  plan.end = *rc::gen::element(Plan::End::commit, Plan::End::commit, Plan::End::error, Plan::End::exception);
  const int n = *rc::gen::inRange(1, 4);
  for (int i = 0; i < n; ++i) {
    plan.places.emplace_back(*rc::gen::inRange<std::uint32_t>(0, staves),
                             *rc::gen::inRange<std::uint32_t>(0, measures));
  }
  return plan;
}

Vpd path_of(std::pair<std::uint32_t, std::uint32_t> place) {
  return Vpd::music().child(0).child(0).child(place.first).child(place.second);
}

Expected<Thing> counted_up(const Thing& present) {
  auto next = std::make_shared<Measure>(**std::get_if<Shared<Measure>>(&present));
  ++next->multi_rest;
  return Thing(Shared<Measure>(std::move(next)));
}

Expected<void> run(PieceStore& store, const Plan& plan) {
  return atomically([&](Transaction&) -> Expected<void> {
    for (const auto& place : plan.places) BURIN_CHECK(store.update("a", path_of(place), counted_up));
    std::this_thread::yield();
    if (plan.end == Plan::End::exception) throw std::runtime_error("from the body");
    if (plan.end == Plan::End::error) return fail(Errc::usage, "BU0000", "changed my mind");
    return {};
  });
}

/// Runs plans in order; says whether each ended as planned.
bool run_all(PieceStore& store, const std::vector<Plan>& plans) {
  for (const Plan& plan : plans) {
    try {
      if (run(store, plan).has_value() != (plan.end == Plan::End::commit)) return false;
    } catch (const std::runtime_error&) {
      if (plan.end != Plan::End::exception) return false;
    }
  }
  return true;
}

BURIN_PROPERTY(StoreProperty, ComposedEditsTakeEffectAsAWholeOrNotAtAll, [] {
  PieceStore store;
  RC_ASSERT(store.put("a", test::orchestra(staves, measures)).has_value());
  std::vector<std::vector<Plan>> plans(3);
  std::array<std::array<int, measures>, staves> model{};
  for (auto& list : plans) {
    const int n = *rc::gen::inRange(0, 6);
    for (int i = 0; i < n; ++i) list.push_back(any_plan());
    for (const Plan& plan : list) {
      if (plan.end != Plan::End::commit) continue;
      for (const auto& [staff, measure] : plan.places) ++model[staff][measure];
    }
  }
  std::array<bool, 3> good{};
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < plans.size(); ++t) {
    threads.emplace_back([&, t] { good[t] = run_all(store, plans[t]); });
  }
  for (std::thread& thread : threads) thread.join();
  RC_ASSERT(good[0] && good[1] && good[2]);
  const auto piece = store.find("a").value_or(nullptr);
  for (std::uint32_t s = 0; s < staves; ++s) {
    for (std::uint32_t m = 0; m < measures; ++m) {
      RC_ASSERT(piece->musicians[0]->instruments[0]->staves[s]->measures[m]->multi_rest == model[s][m]);
    }
  }
})

}  // namespace
}  // namespace burin
