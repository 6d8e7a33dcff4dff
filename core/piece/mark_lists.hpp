// The marks in a measure, wherever they hang.
#pragma once

#include "core/piece/tree.hpp"

namespace burin::tree {

template <class AnyMeasure, class Visit>
class MarkLists {
 public:
  explicit MarkLists(Visit& visit) : visit_(visit) {}
  void operator()(AnyMeasure& measure) {
    for (auto& voice : measure.voices) {
      if constexpr (std::is_const_v<AnyMeasure>) {
        items(voice->items);
      } else {
        items(tree::own(voice).items);
      }
    }
  }

 private:
  template <class Items>
  void items(Items& list) {
    for (auto& item : list) std::visit([this](auto& one) { in(one); }, item);
  }
  template <class One>
  void in(One& one) {
    if constexpr (requires { one.notes; }) {
      visit_(one.marks);
      for (auto& note : one.notes) visit_(note.marks);
    } else if constexpr (requires { one.marks; }) {
      visit_(one.marks);
    } else if constexpr (requires { one.items; }) {
      items(one.items);
    }
  }
  Visit& visit_;
};
/// Calls visit(marks) with the list of marks of every chord, note and rest of a measure, in the order of its voices.
/// A measure that is not const is made writable on the way. O(items).
template <class AnyMeasure, class Visit>
void each_note_marks(AnyMeasure& measure, Visit&& visit) {
  MarkLists<AnyMeasure, std::remove_reference_t<Visit>> lists(visit);
  lists(measure);
}

}  // namespace burin::tree
