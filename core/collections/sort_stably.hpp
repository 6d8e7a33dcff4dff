// A stable sort for the many short lists of a score.
#pragma once

#include <algorithm>
#include <iterator>
#include <utility>

namespace burin {

/// std::stable_sort, but without memory of its own for short lists: the notes of a chord, the signs on a note. The
/// standard one asks for a buffer even for a single element. O(n log n); O(n²) moves up to 24 elements.
template <class Iterator, class Less>
void sort_stably(Iterator first, Iterator last, Less less) {
  constexpr std::ptrdiff_t short_list = 24;
  if (std::distance(first, last) > short_list) {
    std::stable_sort(first, last, less);
    return;
  }
  for (Iterator at = first; at != last; ++at) {
    if (at == first || !less(*at, *std::prev(at))) continue;
    auto moved = std::move(*at);
    Iterator gap = at;
    do {
      *gap = std::move(*std::prev(gap));
      --gap;
    } while (gap != first && less(moved, *std::prev(gap)));
    *gap = std::move(moved);
  }
}

}  // namespace burin
