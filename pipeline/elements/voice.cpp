#include "pipeline/elements/voice.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>

#include "pipeline/elements/notehead.hpp"

namespace burin::layout {
namespace {

constexpr int third = 2;  // steps

int low(const VoiceChord& chord) { return chord.p.front(); }
int high(const VoiceChord& chord) { return chord.p.back(); }

/// Whether heads of two chords look alike on one position: half and quarter never do, wholes stand side by side.
bool heads_alike(const VoiceChord& a, const VoiceChord& b, const VoiceStyle& style) {
  if (a.dots != b.dots || !has_stem(a.value) || !has_stem(b.value)) return false;
  if (a.head == b.head) return true;
  const NoteValue shorter = std::max(a.value, b.value);
  const NoteValue longer = std::min(a.value, b.value);
  return style.merge_half_with_eighth && longer == 1 && flags_of(shorter) > 0;
}

std::int8_t alter_at(const VoiceChord& chord, std::size_t i) {
  return i < chord.alter.size() ? chord.alter[i] : std::int8_t{0};
}

bool share_a_head(const VoiceChord& a, const VoiceChord& b) {
  return std::any_of(a.p.begin(), a.p.end(), [&](int p) { return std::find(b.p.begin(), b.p.end(), p) != b.p.end(); });
}

/// What two chords do to each other when both stand at x = 0.
struct Meeting {
  bool unison{false};  // heads on one position that may merge
  bool clash{false};   // a second, or a unison that may not merge
};

Meeting meeting_of(const VoiceChord& a, const VoiceChord& b, const VoiceStyle& style) {
  Meeting met;
  if (a.headless || b.headless) {
    met.unison = share_a_head(a, b);
    return met;
  }
  const bool alike = heads_alike(a, b, style);
  for (std::size_t i = 0; i < a.p.size(); ++i) {
    for (std::size_t j = 0; j < b.p.size(); ++j) {
      const int distance = std::abs(a.p[i] - b.p[j]);
      if (distance > 1) continue;
      const bool merge = distance == 0 && alike && alter_at(a, i) == alter_at(b, j);
      (merge ? met.unison : met.clash) = true;
    }
  }
  return met;
}

bool same_heads(const VoiceChord& a, const VoiceChord& b) {
  return std::equal(a.p.begin(), a.p.end(), b.p.begin(), b.p.end());
}

/// Displacement of an up-stem voice and a down-stem voice against each other.
struct Pair {
  double up{0.0};
  double down{0.0};
};

/// Stems of both voices in one vertical line, the down-stem voice to the right.
double in_line(const VoiceChord& up, double stem, const VoiceStyle& style) {
  return style.touch * up.head_width - (has_stem(up.value) ? stem : 0.0);
}

/// The chords meet only with the lowest head of the upper and the highest of the lower voice.
Pair beside(const VoiceChord& up, const VoiceChord& down, double stem, const VoiceStyle& style) {
  const bool unison = low(up) == high(down);
  if (unison && up.dots > down.dots) return {style.full * down.head_width, 0.0};
  return {0.0, in_line(up, stem, style)};
}

/// Interlocked heads without a clash: only the stems have to leave the other voice's heads.
Pair mesh(const VoiceChord& up, const VoiceChord& down, const VoiceStyle& style) {
  if (!has_stem(up.value) && !has_stem(down.value)) return {};
  const double share = up.dots > 0 ? style.mesh_dotted : style.mesh;
  return {share * down.head_width + std::max(0.0, down.head_width - up.head_width), 0.0};
}

/// Chords whose ranges overlap, or an upper voice below the lower one.
Pair interlocked(const VoiceChord& up, const VoiceChord& down, const Meeting& met, const VoiceStyle& style) {
  if (!met.clash && !met.unison) return mesh(up, down, style);
  if (high(up) == low(down) - 1) return {style.crossed * down.head_width, 0.0};
  if (down.dots > 0 && up.dots == 0) return {0.0, style.lower_dotted * up.head_width};
  return {style.full * down.head_width, 0.0};
}

Box head_box(const VoiceChord& chord, std::size_t i, double x) {
  const double side = i < chord.side.size() ? chord.side[i] : 0;
  const double left = x + side * chord.head_width;
  return {left, (chord.p[i] - 1) / 2.0, left + chord.head_width, (chord.p[i] + 1) / 2.0};
}

/// Whether heads of two chords cover each other by more than seconds may.
bool heads_collide(const VoiceChord& a, double ax, const VoiceChord& b, double bx, const VoiceStyle& style) {
  const double allowed = style.head_overlap * std::min(a.head_width, b.head_width);
  for (std::size_t i = 0; i < a.p.size(); ++i) {
    const Box head = head_box(a, i, ax);
    for (std::size_t j = 0; j < b.p.size(); ++j) {
      const Box other = head_box(b, j, bx);
      const double across = std::min(head.right, other.right) - std::max(head.left, other.left);
      if (across > allowed && std::abs(a.p[i] - b.p[j]) <= 1) return true;
    }
  }
  return false;
}

/// The table, unless heads displaced inside a chord get in the way: then the upper voice moves beyond the lower one,
/// whose own displaced heads are on its left.
Pair displace(const VoiceChord& up, const VoiceChord& down, double stem, const VoiceStyle& style) {
  const int gap = low(up) - high(down);
  if (gap >= third || up.headless || down.headless) return {};
  const Meeting met = meeting_of(up, down, style);
  if (met.unison && !met.clash && (gap == 0 || same_heads(up, down))) return {};
  const Pair pair = gap >= 0 ? beside(up, down, stem, style) : interlocked(up, down, met, style);
  return heads_collide(up, pair.up, down, pair.down, style) ? Pair{style.full * down.head_width, 0.0} : pair;
}

Box stem_box(const VoiceChord& chord, double x, double stem) {
  if (!has_stem(chord.value)) return {};
  const double left = chord.direction >= 0 ? x + chord.head_width - stem : x;
  const double from = (chord.direction >= 0 ? low(chord) : high(chord)) / 2.0;
  return {left, std::min(from, chord.stem_tip), left + stem, std::max(from, chord.stem_tip)};
}

Box flag_box(const VoiceChord& chord, double x) { return chord.flag.empty() ? Box{} : chord.flag.shifted(x, 0.0); }

bool overlap(const Box& a, const Box& b, double clearance) {
  if (a.empty() || b.empty()) return false;
  return a.left < b.right + clearance && b.left < a.right + clearance && a.bottom < b.top && b.bottom < a.top;
}

/// Whether a stem crosses a head off its edges, as one of a half note does with a whole note over it.
bool runs_through(const Box& stem, const Box& head) {
  constexpr double edge = 0.3;
  return stem.left > head.left + edge && stem.right < head.right - edge && overlap(stem, head, 0.0);
}

/// Whether two chords collide at these places; heads that may merge do not.
bool collide(const VoiceChord& a, double ax, const VoiceChord& b, double bx, double stem, const VoiceStyle& style) {
  const bool headless = a.headless || b.headless;
  const bool alike = headless || heads_alike(a, b, style);
  const Box stem_a = stem_box(a, ax, stem);
  const Box stem_b = stem_box(b, bx, stem);
  for (std::size_t i = 0; i < a.p.size(); ++i) {
    const Box head = head_box(a, i, ax);
    const bool in_a_column = std::abs(ax - bx) < stem;
    if ((!in_a_column && overlap(head, stem_b, style.stem_clearance)) || runs_through(stem_b, head)) return true;
    for (std::size_t j = 0; j < b.p.size(); ++j) {
      const bool merges = alike && in_a_column && a.p[i] == b.p[j] && alter_at(a, i) == alter_at(b, j);
      const Box other = head_box(b, j, bx);
      if (!merges && !headless && overlap(head, other, style.head_clearance)) return true;
      if (i > 0) continue;
      if ((!in_a_column && overlap(other, stem_a, style.stem_clearance)) || runs_through(stem_a, other)) return true;
    }
  }
  // A stem that ends at another's head would make one chord of both.
  const auto longer = [&](Box box) {
    if (!box.empty())
      box.add({box.left, box.bottom - style.stem_to_stem / 2, box.right, box.top + style.stem_to_stem / 2});
    return box;
  };
  const auto meets_flag = [](const Box& flag, const Box& other_stem) {
    return !flag.empty() && !other_stem.empty() && other_stem.right > flag.left + 0.2 && overlap(flag, other_stem, 0.0);
  };
  if (meets_flag(flag_box(a, ax), stem_b) || meets_flag(flag_box(b, bx), stem_a)) return true;
  if (a.direction != b.direction || !overlap(longer(stem_a), longer(stem_b), style.stem_clearance)) return false;
  // Stems the same way are one stem where the notes are equally long, or share a head.
  return !alike || (a.value != b.value && !share_a_head(a, b));
}

/// The first voice of either direction: they meet by the table.
struct MainVoices {
  std::size_t up{0};
  std::size_t down{0};
  [[nodiscard]] bool has(std::size_t i) const { return i == up || i == down; }
};

/// The first place, from the left, at which voice `v` is clear of the two main voices and of those before it.
double first_free(std::span<const VoiceChord> voices, std::span<const VoiceShift> placed, std::size_t v,
                  MainVoices main, double stem, const VoiceStyle& style) {
  double x = 0.0;
  for (const double candidate : style.candidates) {
    x = candidate * voices[v].head_width;
    bool free = true;
    for (std::size_t i = 0; i < voices.size() && free; ++i) {
      const bool obstacle = !voices[i].p.empty() && (main.has(i) || i < v);
      free = !obstacle || !collide(voices[v], x, voices[i], placed[i].x, stem, style);
    }
    if (free) return x;
  }
  return x;
}

/// Index of the first chord with heads and that direction, or size.
std::size_t first_of(std::span<const VoiceChord> voices, bool up) {
  std::size_t i = 0;
  while (i < voices.size() && (voices[i].p.empty() || (voices[i].direction >= 0) != up)) ++i;
  return i;
}

/// The voice of that direction that keeps its place: the first one, but rather a note without a flag than one that may
/// hang on a beam, through which the longer note's stem would pass from farther right, if it is long enough.
std::size_t main_of(std::span<const VoiceChord> voices, bool up) {
  constexpr double at_beam = 1.5;
  const std::size_t first = first_of(voices, up);
  if (first == voices.size() || flags_of(voices[first].value) == 0) return first;
  for (std::size_t i = first + 1; i < voices.size(); ++i) {
    const VoiceChord& other = voices[i];
    if (other.p.empty() || (other.direction >= 0) != up || flags_of(other.value) > 0) continue;
    if ((other.stem_tip - voices[first].stem_tip) * (up ? 1.0 : -1.0) < -at_beam) continue;
    if (!share_a_head(voices[first], other)) return i;
  }
  return first;
}

void mark_merged(std::span<const VoiceChord> voices, std::span<VoiceShift> out, double stem, const VoiceStyle& style) {
  for (std::size_t i = 0; i < voices.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (std::abs(out[i].x - out[j].x) >= stem || !meeting_of(voices[i], voices[j], style).unison) continue;
      out[i].merged = true;
      out[j].merged = true;
    }
  }
}

}  // namespace

void shift_voices(std::span<const VoiceChord> voices, double stem, std::span<VoiceShift> out,
                  const VoiceStyle& style) noexcept {
  std::fill(out.begin(), out.end(), VoiceShift{});
  if (voices.size() < 2) return;
  const MainVoices main{main_of(voices, true), main_of(voices, false)};
  if (main.up < voices.size() && main.down < voices.size()) {
    const Pair shift = displace(voices[main.up], voices[main.down], stem, style);
    out[main.up].x = shift.up;
    out[main.down].x = shift.down;
  }
  for (std::size_t v = 0; v < voices.size(); ++v) {
    if (!main.has(v) && !voices[v].p.empty()) out[v].x = first_free(voices, out, v, main, stem, style);
  }
  mark_merged(voices, out, stem, style);
}

}  // namespace burin::layout
