#include "pipeline/stacks/rods.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "pipeline/atoms/resolve.hpp"
#include "pipeline/elements/element.hpp"
#include "pipeline/elements/ending_text.hpp"
#include "pipeline/elements/glissando.hpp"
#include "pipeline/elements/tie_shape.hpp"
#include "pipeline/stacks/chord_rods.hpp"
#include "pipeline/stacks/lyric_rods.hpp"
#include "pipeline/stacks/prefix.hpp"

namespace burin::layout {

namespace {

class Rods {
 public:
  Rods(const Context& context, const MeasureAtoms& atoms, MeasureStack& stack, std::vector<NamedRod>* named = nullptr)
      : context_(context), style_(context.style.spacing), atoms_(atoms), stack_(stack), named_(named) {}

  void run() {
    endings();
    if (atoms_.columns.empty()) return;
    const std::size_t staves = atoms_.staff_begin.size() - 1;
    std::size_t r = 0;
    for (std::size_t s = 0; s < staves; ++s) {
      const std::size_t begin = r;
      while (r < atoms_.reaches.size() && atoms_.reaches[r].staff == s) ++r;
      staff(begin, r);
    }
    clefs_at_end();
    naturals_at_end();
    tremolos();
    glissandos();
    ornaments();
    lyrics();
    chord_symbols();
    hairpins();
    ties_at_end();
    stack_.start_gap = std::max(stack_.start_gap, style_.barline_to_note);
    const auto prefix = static_cast<double>(stack_.change.width);
    const double gap = prefix > 0 ? std::max(stack_.start_gap, style_.header_to_note_least + 0.5) : stack_.start_gap;
    Spring& first = stack_.springs.front();
    first.ideal = first.least = prefix + gap;
    first.stretch = 0.0;
  }

 private:
  void staff(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Reach& reach = atoms_.reaches[i];
      if (i == begin) start(reach);
      if (i + 1 < end)
        between(reach, atoms_.reaches[i + 1]);
      else
        finish(reach);
    }
  }

  void start(const Reach& reach) {
    const double gap = (reach.accidental ? style_.barline_to_accidental : style_.barline_to_note - 0.2) + reach.left;
    if (reach.column == 0) {
      stack_.start_gap = std::max(stack_.start_gap, gap);
    } else {
      rod(RodKind::barline, 0, reach.column + 1, gap + static_cast<double>(stack_.change.width));
    }
  }

  void between(const Reach& left, const Reach& right) {
    double gap = right.accidental || right.left > 0.05 ? style_.head_to_accidental : style_.head_to_head;
    if (right.tied) gap = std::max(gap, style_.tie_least);
    rod(kind_before(right), left.column + 1, right.column + 1, left.right + gap + right.left);
  }

  /// What stands at the left of a column's notes on one staff.
  RodKind kind_before(const Reach& reach) const {
    if (named_ == nullptr) return RodKind::notes;  // nobody asks
    const auto clef = [&](const ClefAtom& one) {
      return !one.at_end && one.staff == reach.staff && one.column == reach.column;
    };
    if (std::any_of(atoms_.clefs.begin(), atoms_.clefs.end(), clef)) return RodKind::clef;
    RodKind kind = reach.tied && reach.left < 0.05F ? RodKind::tie : RodKind::notes;
    for (std::uint32_t e = 0; e < atoms_.events.size(); ++e) {
      const Event& event = atoms_.events[e];
      if (event.staff != reach.staff || event.column != reach.column) continue;
      if (event.size == NoteSize::grace) return RodKind::grace;
      for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h)
        if (atoms_.heads[h].accidental != 0 && !atoms_.heads[h].hidden) kind = RodKind::accidental;
    }
    return kind;
  }

  void finish(const Reach& reach) {
    const auto last = static_cast<std::uint32_t>(atoms_.columns.size() + 1);
    rod(RodKind::barline, reach.column + 1, last, reach.right + style_.note_to_barline_least);
  }

  /// A clef before the barline needs its room behind the staff's last notes (handbook §20.4), or beside the rest of the
  /// whole measure.
  void clefs_at_end() {
    constexpr double rest = 1.2;
    const auto barline = static_cast<std::uint32_t>(atoms_.columns.size() + 1);
    for (const ClefAtom& clef : atoms_.clefs) {
      if (!clef.at_end) continue;
      const double scale = context_.staves[clef.staff].scale;
      const double width = static_cast<double>(clef.width) * scale + style_.clef_to_barline;
      if (rests_all_through(atoms_, clef.staff))
        rod(RodKind::clef, 0, barline, (rest + 2 * style_.note_to_clef) * scale + width);
      for (const Reach& reach : atoms_.reaches) {
        if (reach.staff != clef.staff) continue;
        rod(RodKind::clef, reach.column + 1, barline, reach.right + style_.head_to_head + width);
      }
    }
  }

  /// So do naturals of the next measure's key where it wants them before the barline.
  void naturals_at_end() {
    const auto barline = static_cast<std::uint32_t>(atoms_.columns.size() + 1);
    for (std::uint32_t s = 0; s < context_.staves.size(); ++s) {
      const double width = naturals_before(context_, s, atoms_.measure + 1).width;
      if (width <= 0.0) continue;
      const double room = width * context_.staves[s].scale + style_.clef_to_barline + style_.head_to_head;
      for (const Reach& reach : atoms_.reaches) {
        if (reach.staff == s) rod(RodKind::key, reach.column + 1, barline, reach.right + room);
      }
    }
  }

  /// Strokes between two notes want to be seen (handbook §15.5).
  void tremolos() {
    for (const TremoloAtom& tremolo : atoms_.tremolos) {
      const Event& first = atoms_.events[tremolo.first];
      const Event& second = atoms_.events[tremolo.second];
      if (first.box.empty() || second.box.empty() || second.column <= first.column) continue;
      // Strokes between whole notes keep 1.25 off both heads and are 2 long all the same.
      constexpr double stemless = 1.25 + 2.0 + 1.25;
      const bool stems = first.has_stem && second.has_stem;
      const double least = stems ? style_.tremolo_least : std::max(style_.tremolo_least, stemless);
      const double reach = first.box.right - second.box.left + least;
      rod(RodKind::tremolo, first.column + 1, second.column + 1, reach * context_.staves[first.staff].scale);
    }
  }

  /// The line of a glissando is long enough to be seen and for its word (handbook §15.7), up to the barline when it
  /// goes on after it.
  void glissandos() {
    for (std::uint32_t e = 0; e < atoms_.events.size(); ++e) {
      const Event& event = atoms_.events[e];
      if (event.kind != EventKind::chord || event.box.empty()) continue;
      const std::optional<double> word = glissando_word(event);
      if (!word) continue;
      std::uint32_t next = e + 1;
      while (next < atoms_.events.size() && atoms_.events[next].staff == event.staff &&
             (atoms_.events[next].voice != event.voice || atoms_.events[next].column <= event.column))
        ++next;
      const bool inside = next < atoms_.events.size() && atoms_.events[next].staff == event.staff;
      constexpr double ledgers = 0.8;  // where the word is long, room for those of both notes
      const double length = std::max(style_.glissando_least, *word > 0.0 ? *word + ledgers : 0.0);
      const double line = length + 2.0 * style_.glissando_gap;
      const double reach = event.box.right + line - (inside ? atoms_.events[next].box.left : 0.0);
      const auto barline = static_cast<std::uint32_t>(atoms_.columns.size() + 1);
      rod(RodKind::glissando, event.column + 1, inside ? atoms_.events[next].column + 1 : barline,
          reach * context_.staves[event.staff].scale);
    }
  }

  /// Ornaments on neighbouring notes of a voice stand side by side, not one over the other: wide ones hold their notes
  /// apart as heads do (handbook §20.4).
  void ornaments() {
    constexpr double clear = 0.3;
    const Event* before = nullptr;
    double half_before = 0.0;
    for (const Event& event : atoms_.events) {
      const double half = half_ornament(event);
      if (half <= 0.0) {
        if (event.kind == EventKind::chord && event.size == NoteSize::full) before = nullptr;
        continue;
      }
      if (before != nullptr && before->staff == event.staff && before->voice == event.voice &&
          before->column < event.column) {
        const double length = centre_of(*before) + half_before + clear + half - centre_of(event);
        rod(RodKind::ornament, before->column + 1, event.column + 1, length * context_.staves[event.staff].scale);
      }
      before = &event;
      half_before = half;
    }
  }

  static double centre_of(const Event& event) noexcept {
    return static_cast<double>(event.x) + static_cast<double>(event.head_width) / 2.0;
  }

  /// Half the width of the widest ornament over or under a note's middle, or 0.
  double half_ornament(const Event& event) const {
    if (event.kind != EventKind::chord || event.box.empty() || event.size != NoteSize::full) return 0.0;
    constexpr std::string_view delayed = "delayed-";  // these stand behind their note
    double width = 0.0;
    for (const Mark& mark : event.chord->marks) {
      const ElementFamily* own = mark.hidden ? nullptr : family(mark.family);
      if (own == nullptr || own->name != "ornament") continue;
      const auto glyph = static_cast<GlyphId>(mark.parameters().whole(Param::glyph));
      if (glyph == 0 || mark.parameters().text(Param::type).starts_with(delayed)) continue;
      width = std::max(width, context_.glyphs->box(glyph).width());
    }
    return width / 2.0;
  }

  /// Whether a spanner of the family starts at one of the heads.
  bool starts(const Event& event, FamilyId family) const {
    for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
      for (const Mark& mark : atoms_.heads[h].note->marks) {
        if (mark.family == family && mark.role == SpanRole::start) return true;
      }
    }
    return false;
  }

  /// Width of the longest word of the glissandos that start at the heads; none when there are no glissandos.
  std::optional<double> glissando_word(const Event& event) const {
    std::optional<double> width;
    for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
      for (const Mark& mark : atoms_.heads[h].note->marks) {
        if (mark.family != context_.families.glissando || mark.role != SpanRole::start) continue;
        width = std::max(width.value_or(0.0), glissando_word_width(*context_.text, mark));
      }
    }
    return width;
  }

  void lyrics() {
    std::vector<Rod> rods;
    lyric_rods(context_, atoms_, rods);
    for (const Rod& one : rods) rod(RodKind::lyric, one.left, one.right, one.length);
  }

  /// Symbols stand side by side, and the last one does not run on behind the staff's end (handbook §17.2).
  void chord_symbols() {
    constexpr double between = 0.8;
    const auto barline = static_cast<std::uint32_t>(atoms_.columns.size() + 1);
    for (std::uint32_t s = 0; s < context_.staves.size(); ++s) {
      const std::vector<PlacedSymbol> symbols = layout::chord_symbols(context_, s, atoms_.measure);
      for (std::size_t i = 0; i < symbols.size(); ++i) {
        const bool last = i + 1 == symbols.size();
        const std::uint32_t node = node_at(symbols[i].at);
        const std::uint32_t end = last ? barline : node_at(symbols[i + 1].at);
        const double own = share_of(symbols[i].at, node);
        const double length = symbols[i].right + (last ? 0.0 : between - symbols[i + 1].left);
        if (end == node)
          rod(RodKind::chord_symbol, node, node + 1, length / (share_of(symbols[i + 1].at, node) - own));
        else
          rod(RodKind::chord_symbol, node, end, length / (1.0 - own));
      }
    }
  }

  /// How far a time lies on the way from its node to the next one, below 1: symbols stand under a long note, too.
  double share_of(Rational at, std::uint32_t node) const {
    const auto& columns = atoms_.columns;
    if (node == 0 || node > columns.size() || at <= columns[node - 1].onset) return 0.0;
    const Rational from = columns[node - 1].onset;
    const Rational to = node < columns.size() ? columns[node].onset : std::max(atoms_.length, at);
    return std::min(0.9, ((at - from) / (to - from)).value());
  }

  /// Hairpins are long enough to be told from accents (handbook §16.2): up to their end, or up to the barline, where a
  /// line may break. Dynamics at their ends take room from them.
  void hairpins() {
    constexpr double gap = 0.6;          // to a dynamic
    constexpr double head_centre = 0.6;  // where dynamics stand, from the left edge of the head
    for (std::uint32_t s = 0; s < context_.staves.size(); ++s) {
      if (!context_.has(s, atoms_.measure)) continue;
      const auto& marks = context_.measure(s, atoms_.measure).marks;
      for (const PlacedMark& start : marks) {
        if (start.mark.family != context_.families.hairpin || start.mark.role != SpanRole::start) continue;
        const auto stop = std::find_if(marks.begin(), marks.end(), [&](const PlacedMark& other) {
          return other.mark.family == start.mark.family && other.mark.role == SpanRole::stop &&
                 other.mark.span == start.mark.span && other.at > start.at;
        });
        double length = style_.hairpin_least;
        if (const PlacedMark* before = dynamic_at(marks, start.at)) length += head_centre + reach_right(*before) + gap;
        if (stop != marks.end()) {
          const PlacedMark* behind = dynamic_at(marks, stop->at);
          if (behind != nullptr) length += gap + std::max(0.0, reach_left(*behind) - head_centre);
        }
        const auto barline = static_cast<std::uint32_t>(atoms_.columns.size() + 1);
        const std::uint32_t end = stop == marks.end() ? barline : node_at(stop->at);
        rod(RodKind::hairpin, node_at(start.at), end, length * context_.staves[s].scale);
      }
    }
  }

  template <typename Marks>
  const PlacedMark* dynamic_at(const Marks& marks, Rational at) const {
    const auto found = std::find_if(marks.begin(), marks.end(), [&](const PlacedMark& other) {
      return other.at == at && other.mark.family == context_.families.dynamic;
    });
    return found == marks.end() ? nullptr : &*found;
  }

  /// How far the letters of a dynamic reach from the middle that stands under the head.
  double reach_right(const PlacedMark& dynamic) const {
    const auto [box, centre] = letters_of(dynamic);
    return box.empty() ? 0.7 : box.right - centre;
  }
  double reach_left(const PlacedMark& dynamic) const {
    const auto [box, centre] = letters_of(dynamic);
    return box.empty() ? 0.7 : centre - box.left;
  }
  std::pair<Box, double> letters_of(const PlacedMark& dynamic) const {
    const auto glyph = static_cast<GlyphId>(dynamic.mark.parameters().whole(Param::glyph));
    if (glyph == 0 || !context_.glyphs->has(glyph)) return {Box{}, 0.0};
    const Box& box = context_.glyphs->box(glyph);
    return {box, context_.glyphs->anchor(glyph, Anchor::optical_center, {(box.left + box.right) / 2, 0.0}).x};
  }

  /// A tie that crosses the end of a line is seen between its note and the barline (handbook §11). Which side it takes
  /// is not known yet, so stems up, flags and dots count.
  void ties_at_end() {
    const auto barline = static_cast<std::uint32_t>(atoms_.columns.size() + 1);
    for (const Event& event : atoms_.events) {
      if (event.kind != EventKind::chord || event.box.empty() || event.size == NoteSize::grace) continue;
      if (event.onset + event.duration < atoms_.length || !starts(event, context_.families.tie)) continue;
      double from = 0.0;
      TieEndRoom room;
      room.head_width = static_cast<double>(event.head_width);
      if (event.has_stem && event.direction > 0) room.stem = static_cast<double>(event.stem_x);
      if (event.flag != 0 && event.direction > 0)
        room.behind = *room.stem + context_.glyphs->box(event.flag).right * static_cast<double>(event.scale);
      for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h)
        from = std::max(from, static_cast<double>(atoms_.heads[h].x));
      from += static_cast<double>(event.x);
      const double scale = context_.staves[event.staff].scale;
      stack_.end_rods.push_back({event.column + 1, barline, (from + tie_end_rod(room, TieStyle{})) * scale});
    }
  }

  /// An ending of one measure is as wide as its numbers (handbook §18): those of the next one stand behind them.
  void endings() {
    const auto barline = static_cast<std::uint32_t>(atoms_.columns.size() + 1);
    for (std::uint32_t s = 0; s < context_.staves.size(); ++s) {
      if (!context_.has(s, atoms_.measure)) continue;
      const auto& found = context_.measure(s, atoms_.measure).endings;
      const bool whole =
          std::any_of(found.begin(), found.end(), [](const auto& one) { return one.first != Ending::Role::start; });
      for (const auto& [role, ending] : found) {
        if (role != Ending::Role::start || !whole || ending.hidden) continue;
        rod(RodKind::ending, 0, barline, ending_width(ending, *context_.text) * context_.staves[s].scale);
      }
    }
  }

  /// The chain's node at a time of the measure: its column, or the one before it.
  std::uint32_t node_at(Rational at) const {
    const auto& columns = atoms_.columns;
    const auto next = std::upper_bound(columns.begin(), columns.end(), at,
                                       [](Rational time, const Column& column) { return time < column.onset; });
    if (next == columns.end() && at >= atoms_.length) return static_cast<std::uint32_t>(columns.size() + 1);
    return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(1, next - columns.begin()));
  }

  void rod(RodKind kind, std::uint32_t left, std::uint32_t right, double length) {
    if (named_ != nullptr) named_->push_back({{left, right, length}, kind});
    if (right == left + 1) {
      Spring& spring = stack_.springs[left];
      spring.least = std::max(spring.least, length);
    } else if (right > left) {
      stack_.rods.push_back({left, right, length});
    }
  }

  const Context& context_;
  const SpacingStyle& style_;
  const MeasureAtoms& atoms_;
  MeasureStack& stack_;
  std::vector<NamedRod>* named_;  // null: nobody asks for reasons
};

}  // namespace

void add_rods(const Context& context, const MeasureAtoms& atoms, MeasureStack& stack) {
  Rods(context, atoms, stack).run();
}

std::string_view name_of(RodKind kind) noexcept {
  static constexpr std::array<std::string_view, 14> names{"notes", "accidental",   "grace",   "clef",      "barline",
                                                          "key",   "tie",          "tremolo", "glissando", "ornament",
                                                          "lyric", "chord symbol", "hairpin", "ending"};
  const auto index = static_cast<std::size_t>(kind);
  return index < names.size() ? names[index] : "?";
}

std::vector<NamedRod> named_rods(const Context& context, const MeasureStack& stack) {
  std::vector<NamedRod> named;
  MeasureStack scratch = stack;
  Rods(context, *stack.atoms, scratch, &named).run();
  return named;
}

}  // namespace burin::layout
