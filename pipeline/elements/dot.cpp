#include "pipeline/elements/dot.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <memory_resource>

#include "core/collections/sort_stably.hpp"

namespace burin::layout {
namespace {

constexpr double space = 0.5;  // height of a position

bool on_line(int p) { return p % 2 == 0; }

/// One head that needs dots.
struct Head {
  int p{0};
  bool lower{false};    // of a lower voice: its dot may as well go down from a line
  std::size_t slot{0};  // index in the output
};

using Heads = std::pmr::vector<Head>;
using Places = std::pmr::vector<int>;

/// The space beside a head, without neighbours.
int usual_place(int p) { return on_line(p) ? p + 1 : p; }

/// Demerits of a dot that stands at `place`.
double cost_of(const Head& head, int place, const DotStyle& style) {
  const int move = place - head.p;
  const bool down = on_line(head.p) && move < 0 && !head.lower;
  return style.move_cost * move * move + (down ? style.down_cost : 0.0);
}

/// Moves the run of dots that ends before `end` and blocks `place` one space down; returns the added demerits.
double push_down(const Heads& heads, Places& places, std::size_t end, int place, const DotStyle& style) {
  double added = 0.0;
  for (std::size_t i = end; i-- > 0 && places[i] >= place;) {
    added -= cost_of(heads[i], places[i], style);
    places[i] = place - 2;
    added += cost_of(heads[i], places[i], style);
    place -= 2;
  }
  return added;
}

/// Places the dots of heads sorted from low to high, one space each. Every head tries to go above the dots below it or
/// to push them down, whichever costs less.
void spread(const Heads& heads, Places& places, const DotStyle& style) {
  Places pushed(places.get_allocator());
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const int wanted = usual_place(heads[i].p);
    if (i == 0 || places.back() < wanted) {
      places.push_back(wanted);
      continue;
    }
    const int above = places.back() + 2;
    pushed = places;
    const double down = push_down(heads, pushed, i, wanted, style) + cost_of(heads[i], wanted, style);
    if (down < cost_of(heads[i], above, style)) {
      places.swap(pushed);
      places.push_back(wanted);
    } else {
      places.push_back(above);
    }
  }
}

/// A cluster has room for (span + 3) / 2 dots: the outermost extra heads share their neighbour's.
void crowd(const Heads& heads, Places& places) {
  for (std::size_t first = 0; first < heads.size();) {
    std::size_t last = first;
    while (last + 1 < heads.size() && heads[last + 1].p - heads[last].p <= 1) ++last;
    const auto room = static_cast<std::size_t>((heads[last].p - heads[first].p + 3) / 2);
    std::size_t low = first;
    std::size_t high = last;
    while (high - low + 1 > room) {
      const bool drop_top = std::abs(places[high] - heads[high].p) > std::abs(places[low] - heads[low].p);
      if (drop_top) {
        --high;
      } else {
        ++low;
      }
    }
    for (std::size_t i = first; i < low; ++i) places[i] = places[low];
    for (std::size_t i = high + 1; i <= last; ++i) places[i] = places[high];
    first = last + 1;
  }
}

/// A dot that one has pushed off which shares its neighbour's place now comes back to its own space.
void come_back(const Heads& heads, Places& places) {
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const int own = usual_place(heads[i].p);
    if (std::abs(places[i] - heads[i].p) <= 1 || std::find(places.begin(), places.end(), own) != places.end()) continue;
    const bool shared = std::count(places.begin(), places.end(), places[i]) > 1;
    if (!shared) places[i] = own;
  }
}

/// Whether one of the dots stands beside one of these heads.
bool beside_heads(std::span<const int> heads, std::span<const PlacedDot> placed) {
  return std::any_of(heads.begin(), heads.end(), [&](int p) {
    return std::any_of(placed.begin(), placed.end(), [p](const PlacedDot& dot) { return std::abs(dot.p - p) <= 1; });
  });
}

int most_dots(std::span<const DotChord> chords) {
  int most = 1;
  for (const DotChord& chord : chords) most = std::max(most, static_cast<int>(chord.dots));
  return most;
}

/// Whether one of the dots stands beside a flag, or a stem.
bool beside_flag(const Box& flag, std::span<const PlacedDot> placed, const DotStyle& style) {
  return std::any_of(placed.begin(), placed.end(), [&](const PlacedDot& dot) {
    const double y = dot.p * space;
    return y + style.half_height > flag.bottom && y - style.half_height < flag.top;
  });
}

/// Left edge of all dots: after the heads of dotted chords, and after others' heads and flags that stand in the way.
double common_x(std::span<const DotChord> chords, std::span<const PlacedDot> placed, const DotStyle& style) {
  double right = -std::numeric_limits<double>::infinity();
  for (const DotChord& chord : chords) {
    if (chord.dots > 0 || beside_heads(chord.p, placed)) right = std::max(right, chord.right);
  }
  double x = right + style.to_head;
  for (const DotChord& chord : chords) {
    const bool reaches = !chord.flag.empty() && chord.flag.right > right + style.flag_beyond;
    if (reaches && beside_flag(chord.flag, placed, style)) x = std::max(x, chord.flag.right + style.to_flag);
  }
  return x;
}

/// Moves the dots behind stems of other chords that they would stand on: the rightmost stem last.
double after_stems(std::span<const DotChord> chords, std::span<const PlacedDot> placed, double x,
                   const DotStyle& style) {
  constexpr double dot_width = 0.4;
  for (std::size_t pass = 0; pass < chords.size(); ++pass) {
    for (const DotChord& chord : chords) {
      const double end = x + dot_width + style.pitch * (most_dots(chords) - 1);
      const bool meets = chord.stem.left < end + style.to_flag && chord.stem.right > x - style.to_flag;
      if (!chord.stem.empty() && meets && beside_flag(chord.stem, placed, style))
        x = std::max(x, chord.stem.right + style.to_flag);
    }
  }
  return x;
}

/// A single note with nothing around it, as nearly all are.
bool place_single(std::span<const DotChord> chords, std::vector<PlacedDot>& out) {
  if (chords.size() != 1 || chords[0].p.size() != 1) return false;
  if (chords[0].dots > 0) out.push_back({usual_place(chords[0].p[0]), 0.0, false});
  return true;
}

/// Heads of all dotted chords; their output entries are appended in the callers' order.
void collect(std::span<const DotChord> chords, Heads& heads, std::vector<PlacedDot>& out) {
  for (const DotChord& chord : chords) {
    if (chord.dots == 0) continue;
    for (const int p : chord.p) {
      heads.push_back({p, chord.lower_voice, out.size()});
      out.push_back({p, 0.0, false});
    }
  }
  sort_stably(heads.begin(), heads.end(), [](const Head& a, const Head& b) { return a.p < b.p; });
}

/// Heads of two voices on one position have their dots once.
void unite(Heads& heads, std::vector<PlacedDot>& out) {
  std::size_t kept = 0;
  for (const Head& head : heads) {
    const bool again = kept > 0 && heads[kept - 1].p == head.p;
    if (again) {
      out[head.slot].shared = true;
      out[head.slot].p = static_cast<int>(heads[kept - 1].slot);  // resolved by resolve_shared()
    } else {
      heads[kept++] = head;
    }
  }
  heads.resize(kept);
}

}  // namespace

void place_dots(std::span<const DotChord> chords, std::vector<PlacedDot>& out, const DotStyle& style) {
  const std::size_t first = out.size();
  if (!place_single(chords, out)) {
    std::array<std::byte, 2048> stack{};
    std::pmr::monotonic_buffer_resource memory(stack.data(), stack.size());
    Heads heads(&memory);
    Places places(&memory);
    collect(chords, heads, out);
    unite(heads, out);
    spread(heads, places, style);
    crowd(heads, places);
    come_back(heads, places);
    for (std::size_t i = 0; i < heads.size(); ++i) {
      out[heads[i].slot] = {places[i], 0.0, i > 0 && places[i] == places[i - 1]};
    }
    for (std::size_t i = first; i < out.size(); ++i) {
      const bool united = std::none_of(heads.begin(), heads.end(), [&](const Head& head) { return head.slot == i; });
      if (united) out[i].p = out[static_cast<std::size_t>(out[i].p)].p;
    }
  }
  const std::span<PlacedDot> placed = std::span(out).subspan(first);
  const double x = chords.size() < 2 ? common_x(chords, placed, style)
                                     : after_stems(chords, placed, common_x(chords, placed, style), style);
  for (PlacedDot& dot : placed) dot.x = x;
}

PlacedDot place_rest_dot(double rest_right, int rest_p, const DotStyle& style) noexcept {
  return {on_line(rest_p) ? rest_p + 1 : rest_p, rest_right + style.to_rest, false};
}

}  // namespace burin::layout
