// Persistent collections against std::vector and std::map; every version that was ever made must stay as it was.
#include <map>
#include <string>

#include "core/collections/pmap.hpp"
#include "core/collections/pvector.hpp"
#include "core/collections/sort_stably.hpp"
#include "support.hpp"

namespace burin {
namespace {

using Model = std::vector<std::string>;
using Vector = PVector<std::string>;

bool agree(const Vector& vector, const Model& model) {
  if (vector.size() != model.size()) return false;
  for (std::size_t i = 0; i < model.size(); ++i) {
    if (vector[i] != model[i]) return false;
  }
  return std::equal(vector.begin(), vector.end(), model.begin(), model.end()) &&
         vector.end() - vector.begin() == static_cast<std::ptrdiff_t>(model.size());
}

Model numbered(std::size_t n) {
  Model model;
  for (std::size_t i = 0; i < n; ++i) model.push_back("element number " + std::to_string(i));
  return model;
}

/// Sizes near the edges of blocks and of whole levels are where a trie goes wrong.
std::size_t any_size() {
  const std::size_t around = *rc::gen::element<std::size_t>(0, 32, 64, 1024, 1056, 2048, 33000);
  return around + *rc::gen::inRange<std::size_t>(0, 4);
}

void edit_both(Vector& vector, Model& model) {
  const std::string value = std::to_string(*rc::gen::arbitrary<int>());
  const auto at = *rc::gen::inRange<std::size_t>(0, model.size() + 1);
  const auto place = model.begin() + static_cast<std::ptrdiff_t>(at);
  const int kind = *rc::gen::inRange(0, 5);
  if (kind == 0) {
    vector = vector.push_back(value);
    model.push_back(value);
  } else if (kind == 1) {
    vector = vector.insert(at, value);
    model.insert(place, value);
  } else if (at == model.size()) {
    return;
  } else if (kind == 2) {
    vector = vector.erase(at);
    model.erase(place);
  } else {
    vector = kind == 3 ? vector.set(at, value) : std::move(vector).set(at, value);
    model[at] = value;
  }
}

BURIN_PROPERTY(PVectorProperty, BehavesLikeAVectorAndKeepsEveryVersion, [] {
  Model model = numbered(any_size());
  Vector vector(model);
  std::vector<std::pair<Vector, Model>> versions;
  for (int i = 0; i < 12; ++i) {
    versions.emplace_back(vector, model);
    edit_both(vector, model);
    RC_ASSERT(agree(vector, model));
  }
  for (const auto& [then, expected] : versions) RC_ASSERT(agree(then, expected));
})

BURIN_PROPERTY(PVectorProperty, IteratorsJumpLikeIndices, [] {
  const Model model = numbered(any_size() + 1);
  const Vector vector(model);
  const auto a = *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(model.size()));
  const auto b = *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(model.size()));
  auto it = vector.begin() + a;
  RC_ASSERT(*it == model[static_cast<std::size_t>(a)]);
  it += b - a;
  RC_ASSERT(*it == model[static_cast<std::size_t>(b)]);
  RC_ASSERT((vector.begin() + a < it) == (a < b));
})

BURIN_PROPERTY(PMapProperty, BehavesLikeAMapAndKeepsEveryVersion, [] {
  PMap<int, std::string> map;
  std::map<int, std::string> model;
  std::vector<std::pair<PMap<int, std::string>, std::map<int, std::string>>> versions;
  const int edits = *rc::gen::inRange(0, 120);
  for (int i = 0; i < edits; ++i) {
    const int key = *rc::gen::inRange(0, 40);
    versions.emplace_back(map, model);
    if (*rc::gen::inRange(0, 3) == 0) {
      map = map.erase(key);
      model.erase(key);
    } else {
      map = i % 2 == 0 ? map.set(key, std::to_string(i)) : std::move(map).set(key, std::to_string(i));
      model[key] = std::to_string(i);
    }
  }
  versions.emplace_back(map, model);
  for (const auto& [then, expected] : versions) {
    RC_ASSERT(then.size() == expected.size());
    RC_ASSERT(std::equal(then.begin(), then.end(), expected.begin(), expected.end(),
                         [](const auto& a, const auto& b) { return a.first == b.first && a.second == b.second; }));
    const int key = *rc::gen::inRange(0, 40);
    const std::string* found = then.find(key);
    RC_ASSERT((found != nullptr) == (expected.count(key) == 1));
    if (found != nullptr) RC_ASSERT(*found == expected.at(key));
  }
})

BURIN_PROPERTY(SortingProperty, ShortAndLongListsAreSortedAsTheStandardDoes, [] {
  std::vector<std::pair<int, std::string>> list;
  const auto size = *rc::gen::inRange<std::size_t>(0, 60);
  for (std::size_t i = 0; i < size; ++i) list.emplace_back(*rc::gen::inRange(0, 8), std::to_string(i));
  const auto less = [](const auto& a, const auto& b) { return a.first < b.first; };
  auto expected = list;
  std::stable_sort(expected.begin(), expected.end(), less);
  sort_stably(list.begin(), list.end(), less);
  RC_ASSERT(list == expected);
})

}  // namespace
}  // namespace burin
