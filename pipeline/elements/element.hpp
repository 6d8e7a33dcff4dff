// Element families: how each kind of sign is read, placed, spanned and painted. registry.cpp lists them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/export/export_table.hpp"
#include "core/font/glyph_metrics.hpp"
#include "core/font/text_metrics.hpp"
#include "core/import/source_element.hpp"
#include "core/paint/paint_list.hpp"
#include "pipeline/elements/sign_size.hpp"
#include "pipeline/style.hpp"

namespace burin::layout {

/// Who decides where a sign goes.
enum class Placing : std::uint8_t {
  custom,     // a stage's own room does it (ties, slurs, tuplets, lyrics, arpeggios, tremolos …)
  near_note,  // stacked on the note, inside slurs: staccato, tenuto
  beside,     // left or right of its note's head, dots and accidentals: scoops, falls
  note,       // stacked on the note outside slurs: accents, fingerings, ornaments, fermatas
  dynamics,   // on the dynamics line of its staff: dynamics, hairpins, expression text below
  outside,    // by priority above or below everything nearer: words, octave lines, voltas, tempo, rehearsal marks
};

/// What the sign's x = 0 stands on.
enum class AlignX : std::uint8_t {
  head_centre,             // centre of the notehead (or rest)
  head_left,               // left edge of the notehead column
  time_signature_or_head,  // tempo: left edge of a time signature at that place, else like head_left
  barline,                 // the barline at the measure's left
  right_barline,           // the barline at the measure's right
};

/// What a painter knows. Staff spaces of the staff, y up; the sign's own origin is (0, 0).
struct SignContext {
  const GlyphMetrics* glyphs{nullptr};
  const TextMetrics* text{nullptr};
  const Style* style{nullptr};
  bool above{true};   // the side that was chosen
  double scale{1.0};  // grace and cue signs are smaller
  std::uint8_t extras{extra_none};
  Vpd vpd;  // for data-vpd of the group that the painter opens
  // Of the note that it stands on, relative to the sign's x; 0 where there is no note.
  double head_width{1.18};
  bool stem_side{false};  // the sign stands on the stem's side of its note
  bool on_tab{false};     // the note is a number of tablature
  SizeReference sizes{};  // what the file's font sizes mean
};

/// One piece of a spanner on one system.
/// What happens to a spanner on its way: a pedal is pressed again.
struct SpanChange {
  double x{0.0};
  Color color{0};  // from here on; 0 = as before
};

struct SpanContext {
  SignContext sign;
  double width{0.0};  // from its start at x = 0 to its end, staff spaces
  bool begins{true};  // the spanner's real start lies in this piece
  bool ends{true};
  std::uint16_t piece{0};     // 0 for the first system it stands on
  const Mark* stop{nullptr};  // the mark at its end, if any
  bool follows{false};        // begins where another one of its kind was broken off
  bool followed{false};
  std::vector<SpanChange> changes;  // rising
  Color color{0};                   // that a change before this piece gave it
  // Half spaces of the end notes, for lines that lead from head to head.
  double start_y{0.0};
  double end_y{0.0};
};

/// Where a sign goes. A family has one rule, which it may refine for single marks.
struct SignRule {
  Placing placing{Placing::custom};
  AlignX align{AlignX::head_centre};
  Side side{Side::above};    // when the mark asks for none
  float priority{0.0F};      // from the note outwards (handbook §15.3, §23.2)
  float padding{0.45F};      // clear distance to what lies nearer, staff spaces
  bool in_staff{false};      // may stand inside the staff (near_note)
  bool follows_stem{false};  // side: opposite to the stem when the mark asks for none
  bool before{false};        // beside: left of the note
  bool row{false};           // all of the family on one side of a staff share one height in a system
};

/// One family of signs. Every pointer may be null; all functions are pure and thread-safe.
struct ElementFamily {
  std::string_view name;              // "slur"; also the name in files
  std::string_view summary;           // one line for `burin elements`
  std::span<const ImportRule> rules;  // tags it claims; the registry fills in ImportRule::family
  ExportRule write{};                 // how its marks are written to a file again

  SignRule rule{};
  /// It looks after font sizes of the file itself; else what it paints grows as a sign of the music font.
  bool sizes_itself{false};
  /// Changes the rule for one mark (a staccato goes nearer to the note than an accent).
  void (*refine)(const Mark& mark, SignRule& rule){nullptr};
  /// Paints a sign around its origin, opening and closing its group (with the context's vpd and extras). Leaving the
  /// builder untouched means that nothing is drawn.
  void (*paint)(const SignContext& context, const Mark& mark, PaintBuilder& out){nullptr};
  /// Paints one piece of a spanner from x = 0 to context.width.
  void (*paint_span)(const SpanContext& context, const Mark& start, PaintBuilder& out){nullptr};

  [[nodiscard]] SignRule rule_for(const Mark& mark) const {
    SignRule own = rule;
    if (refine != nullptr) refine(mark, own);
    return own;
  }
};

/// The colour that a mark's file asks for; 0 = none.
[[nodiscard]] inline Color mark_color(const Mark& mark) noexcept {
  return mark.params == nullptr ? 0 : color_of(mark.params->text(Param::color));
}

/// How much larger a family's paint is for a mark whose file asks for a size; 1 where the family sees to it.
[[nodiscard]] inline double grown(const ElementFamily& family, const Mark& mark, const SignContext& context) noexcept {
  return family.sizes_itself ? 1.0 : music_factor(mark, context.sizes);
}
/// Gives a painted sign the colour and the size that its file asks for.
inline void dress(const ElementFamily& family, const Mark& mark, const SignContext& context, PaintBuilder& paint) {
  paint.tint(mark_color(mark));
  if (const double factor = grown(family, mark, context); factor != 1.0) paint.scale(factor);
}

/// All families, sorted by name. Index + 1 is the FamilyId.
[[nodiscard]] std::span<const ElementFamily* const> families();
/// The family of an id; null for unsupported or unknown ids. O(1).
[[nodiscard]] const ElementFamily* family(FamilyId id) noexcept;
/// The import table built from them.
[[nodiscard]] const ImportTable& import_table();
/// The same the other way round.
[[nodiscard]] const ExportTable& export_table();
/// Id of a family by name; unsupported when there is none. O(log n): keep the result.
[[nodiscard]] FamilyId family_id(std::string_view name);

/// Box of everything a list paints, from font metrics. O(commands).
[[nodiscard]] Box ink_box(const PaintList& list, const GlyphMetrics& glyphs, const TextMetrics& text);

}  // namespace burin::layout
