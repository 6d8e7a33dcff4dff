// Words for enumerators in scripts, in the order of the enumerators. Internal.
#pragma once

#include <array>
#include <string_view>

#include "core/piece/piece.hpp"

namespace burin {

template <class E>
struct Words;

#define BURIN_WORDS(Enum, count, ...)                                      \
  template <>                                                              \
  struct Words<Enum> {                                                     \
    static constexpr std::array<std::string_view, count> all{__VA_ARGS__}; \
  };

BURIN_WORDS(SpanRole, 5, "none", "start", "stop", "middle", "let-ring")
BURIN_WORDS(ClefSign, 7, "g", "f", "c", "percussion", "tab", "jianpu", "none")
BURIN_WORDS(TimeSignature::Symbol, 6, "normal", "common", "cut", "single-number", "note", "dotted-note")
BURIN_WORDS(BarStyle, 12, "automatic", "regular", "dotted", "dashed", "heavy", "light-light", "light-heavy",
            "heavy-light", "heavy-heavy", "tick", "short", "none")
BURIN_WORDS(Ending::Role, 3, "start", "stop", "discontinue")
BURIN_WORDS(AccidentalStyle, 4, "plain", "parentheses", "brackets", "both")
BURIN_WORDS(NoteheadShape, 28, "normal", "x", "diamond", "triangle", "inverted-triangle", "slash", "slashed",
            "back-slashed", "cross", "square", "circle-x", "circled", "circle-dot", "cluster", "rectangle", "arrow-up",
            "arrow-down", "left-triangle", "none", "do", "re", "mi", "fa", "fa-up", "so", "la", "ti", "other")
BURIN_WORDS(Filled, 3, "by-value", "yes", "no")
BURIN_WORDS(BeamFan, 3, "none", "accelerando", "ritardando")
BURIN_WORDS(MeasureInfo::Numbering, 4, "unsaid", "none", "system", "measure")
BURIN_WORDS(StemDirection, 5, "automatic", "up", "down", "none", "double")
BURIN_WORDS(BeamState, 6, "none", "begin", "continue", "end", "forward-hook", "backward-hook")
BURIN_WORDS(NoteSize, 3, "full", "cue", "grace")
BURIN_WORDS(TupletShow, 3, "none", "actual", "both")
BURIN_WORDS(Tuplet::Bracket, 3, "automatic", "yes", "no")
BURIN_WORDS(Measure::SlashMode, 4, "none", "slash", "rhythm", "beat-repeat")
BURIN_WORDS(KeySignature::CancelPlace, 3, "left", "right", "before-barline")
BURIN_WORDS(TimeSignature::Relation, 7, "none", "parentheses", "bracket", "equals", "slash", "space", "hyphen")
BURIN_WORDS(Instrument::GroupSymbol, 5, "brace", "bracket", "line", "square", "none")
BURIN_WORDS(PartGroup::Symbol, 5, "none", "brace", "bracket", "line", "square")
BURIN_WORDS(Param, 47, "text", "number", "type", "glyph", "italic", "bold", "font-size", "enclosure", "syllabic",
            "extend", "beat-unit", "beat-dots", "per-minute", "beat-unit2", "beat-dots2", "parentheses", "size",
            "line-type", "line-end", "line-end2", "spread", "niente", "strokes", "offset", "color", "element", "root",
            "root-alter", "kind", "bass", "bass-alter", "degrees", "figures", "show-number", "show-type", "bracket",
            "actual", "normal", "elision", "name", "placement", "justify", "orientation", "accidental",
            "accidental-below", "system", "runs")

#undef BURIN_WORDS

/// Sides count from -1.
inline constexpr std::array<std::string_view, 3> side_words{"below", "automatic", "above"};

}  // namespace burin
