// Random transactions on several threads: the outcome must be that of running them one after the other in some order.
// Every transaction takes a ticket from one reference, so the order is known; replaying the bodies in it must give what
// each of them read and the final state.
#include <algorithm>
#include <array>
#include <deque>
#include <thread>

#include "core/stm/atomically.hpp"
#include "support.hpp"

namespace burin {
namespace {

constexpr std::size_t cells = 4;

struct Step {
  enum class Kind : std::uint8_t { read, add, copy, commute, put, either } kind{Kind::read};
  std::size_t a{0};
  std::size_t b{0};
  int amount{0};
};
using Program = std::vector<Step>;

struct Done {
  int ticket{0};
  const Program* program{nullptr};
  std::vector<int> seen;
};

Program any_program() {
  return *rc::gen::container<Program>(rc::gen::build<Step>(
      rc::gen::set(&Step::kind, rc::gen::element(Step::Kind::read, Step::Kind::add, Step::Kind::copy,
                                                 Step::Kind::commute, Step::Kind::put, Step::Kind::either)),
      rc::gen::set(&Step::a, rc::gen::inRange<std::size_t>(0, cells)),
      rc::gen::set(&Step::b, rc::gen::inRange<std::size_t>(0, cells)),
      rc::gen::set(&Step::amount, rc::gen::inRange(-3, 4))));
}

using Cells = std::deque<Ref<int>>;

/// Takes one from the first cell if there is any; else undoes that and takes it from the second.
void take_or_give(Transaction& tx, Cells& refs, const Step& step) {
  tx.or_else(
      [&](Transaction& first) {
        if (first.alter(refs[step.a], [](int v) { return v - 1; }) < 0) first.retry();
      },
      [&](Transaction& second) { second.alter(refs[step.b], [](int v) { return v - 1; }); });
}

void run_step(Transaction& tx, Cells& refs, const Step& step, std::vector<int>& seen) {
  switch (step.kind) {
    case Step::Kind::read: seen.push_back(tx.get(refs[step.a])); break;
    case Step::Kind::add: seen.push_back(tx.alter(refs[step.a], [&](int v) { return v + step.amount; })); break;
    case Step::Kind::copy: tx.set(refs[step.a], tx.get(refs[step.b])); break;
    case Step::Kind::commute: tx.commute(refs[step.a], [amount = step.amount](int v) { return v + amount; }); break;
    case Step::Kind::put:
      tx.put(
          refs[step.a], {}, [](int& value) -> int& { return value; }, step.amount);
      break;
    case Step::Kind::either: take_or_give(tx, refs, step); break;
  }
}

void replay_step(std::array<int, cells>& model, const Step& step, std::vector<int>& seen) {
  switch (step.kind) {
    case Step::Kind::read: seen.push_back(model[step.a]); break;
    case Step::Kind::add: seen.push_back(model[step.a] += step.amount); break;
    case Step::Kind::copy: model[step.a] = model[step.b]; break;
    case Step::Kind::commute: model[step.a] += step.amount; break;
    case Step::Kind::put: model[step.a] = step.amount; break;
    case Step::Kind::either: model[model[step.a] > 0 ? step.a : step.b] -= 1; break;
  }
}

Done run_program(Cells& refs, Ref<int>& tickets, const Program& program) {
  Done done;
  const auto outcome = atomically([&](Transaction& tx) {
    done = {0, &program, {}};
    for (const Step& step : program) run_step(tx, refs, step, done.seen);
    std::this_thread::yield();
    done.ticket = tx.alter(tickets, [](int value) { return value + 1; });
  });
  if (!outcome) done.program = nullptr;
  return done;
}

BURIN_PROPERTY(StmProperty, EveryHistoryIsOneOfSomeSequence, [] {
  Cells refs;
  for (std::size_t i = 0; i < cells; ++i) refs.emplace_back(0);
  Ref<int> tickets(0);
  std::vector<std::vector<Program>> programs(3);
  for (auto& list : programs) {
    const int n = *rc::gen::inRange(1, 6);
    for (int i = 0; i < n; ++i) list.push_back(any_program());
  }
  std::vector<std::vector<Done>> results(programs.size());
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < programs.size(); ++t) {
    threads.emplace_back([&, t] {
      for (const Program& program : programs[t]) results[t].push_back(run_program(refs, tickets, program));
    });
  }
  for (std::thread& thread : threads) thread.join();

  std::vector<Done> history;
  for (const auto& list : results) history.insert(history.end(), list.begin(), list.end());
  std::sort(history.begin(), history.end(), [](const Done& a, const Done& b) { return a.ticket < b.ticket; });
  std::array<int, cells> model{};
  for (const Done& done : history) {
    RC_ASSERT(done.program != nullptr);
    std::vector<int> seen;
    for (const Step& step : *done.program) replay_step(model, step, seen);
    RC_ASSERT(seen == done.seen);
  }
  for (std::size_t i = 0; i < cells; ++i) RC_ASSERT(refs[i].get() == model[i]);
})

}  // namespace
}  // namespace burin
