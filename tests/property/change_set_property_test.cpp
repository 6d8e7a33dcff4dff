// ChangeSet against a std::map.
#include "core/piece/change_set.hpp"

#include <map>

#include "support.hpp"

namespace burin {
namespace {

using Model = std::map<Position, int>;

Position position() { return {*rc::gen::inRange(0, 6), Rational(*rc::gen::inRange(0, 8), *rc::gen::inRange(1, 4))}; }

const int* in_force(const Model& model, Position at) {
  const auto after = model.upper_bound(at);
  return after == model.begin() ? nullptr : &std::prev(after)->second;
}
const int* earlier(const Model& model, Position at) {
  const auto here = model.lower_bound(at);
  return here == model.begin() ? nullptr : &std::prev(here)->second;
}
bool agree(const int* a, const int* b) { return (a == nullptr) == (b == nullptr) && (a == nullptr || *a == *b); }

void change_both(ChangeSet<int>& set, Model& model) {
  const Position at = position();
  if (*rc::gen::inRange(0, 3) == 0) {
    RC_ASSERT(set.remove(at) == (model.erase(at) == 1));
  } else {
    const int value = *rc::gen::arbitrary<int>();
    set.set(at, value);
    model[at] = value;
  }
}

BURIN_PROPERTY(ChangeSetProperty, BehavesLikeAnOrderedMap, [] {
  ChangeSet<int> set;
  Model model;
  const int edits = *rc::gen::inRange(0, 40);
  for (int i = 0; i < edits; ++i) change_both(set, model);
  RC_ASSERT(set.changes().size() == model.size());
  for (int i = 0; i < 20; ++i) {
    const Position at = position();
    const auto exact = model.find(at);
    RC_ASSERT(agree(set.at(at), in_force(model, at)));
    RC_ASSERT(agree(set.before(at), earlier(model, at)));
    RC_ASSERT(agree(set.exactly(at), exact == model.end() ? nullptr : &exact->second));
  }
})

}  // namespace
}  // namespace burin
