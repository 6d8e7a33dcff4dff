#include "core/piece/mend_beams.hpp"

#include <algorithm>

namespace burin {

namespace {

constexpr int levels = 8;

/// Everything that can stand under one beam, in order; grace groups have beams of their own.
void collect(std::vector<Item>& items, std::vector<Beams*>& beams, bool& changed) {
  for (Item& item : items) {
    if (auto* chord = std::get_if<Chord>(&item)) {
      beams.push_back(&chord->beams);
    } else if (auto* rest = std::get_if<Rest>(&item)) {
      if (rest->beams.any()) beams.push_back(&rest->beams);  // others lie under a beam without a word
    } else if (auto* group = std::get_if<GraceGroup>(&item)) {
      changed = mend_beams(group->items) || changed;
    } else if (auto* tuplet = std::get_if<Tuplet>(&item)) {
      collect(tuplet->items, beams, changed);
    } else if (auto* tremolo = std::get_if<Tremolo>(&item)) {
      collect(tremolo->items, beams, changed);
    }
  }
}

bool is_inside(BeamState state) { return state == BeamState::continue_ || state == BeamState::end; }
bool goes_on(BeamState state) { return state == BeamState::begin || state == BeamState::continue_; }
bool is_hook(BeamState state) { return state == BeamState::forward_hook || state == BeamState::backward_hook; }

void set(Beams& beams, int level, BeamState state, bool& changed) {
  if (beams.level(level) == state) return;
  beams.set(level, state);
  changed = true;
}

/// One level: states that do not fit their neighbours' are made to fit.
void mend_level(const std::vector<Beams*>& beams, int level, bool& changed) {
  const std::size_t size = beams.size();
  const auto state = [&](std::size_t i) { return i < size ? beams[i]->level(level) : BeamState::none; };
  for (std::size_t i = 0; i < size; ++i) {
    const BeamState now = state(i);
    if (now == BeamState::none || is_hook(now)) continue;
    const bool from_before = i == 0 ? is_inside(now) : goes_on(state(i - 1));
    const bool joined = is_inside(now) && from_before;
    const bool last = i + 1 == size;
    const bool onwards = goes_on(now) && (last || is_inside(state(i + 1)));
    BeamState fit = joined && onwards ? BeamState::continue_ : joined ? BeamState::end : BeamState::begin;
    if (!joined && !onwards) {
      const bool under = level > 1 && beams[i]->level(1) != BeamState::none;
      fit = !under                                           ? BeamState::none
            : beams[i]->level(level - 1) == BeamState::begin ? BeamState::forward_hook
                                                             : BeamState::backward_hook;
    }
    set(*beams[i], level, fit, changed);
  }
}

}  // namespace

bool mend_beams(std::vector<Item>& items) {
  bool changed = false;
  std::vector<Beams*> beams;
  collect(items, beams, changed);
  for (int level = 1; level <= levels; ++level) mend_level(beams, level, changed);
  for (Beams* one : beams) {
    if (one->level(1) != BeamState::none || !one->any()) continue;
    *one = Beams();  // further beams need the first
    changed = true;
  }
  return changed;
}

}  // namespace burin
