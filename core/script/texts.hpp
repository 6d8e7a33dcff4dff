// Short texts for musical values in scripts: "F#4", "E major", "3+2/8", "treble", "quarter".
#pragma once

#include <string>
#include <string_view>

#include "core/piece/attributes.hpp"
#include "core/piece/items.hpp"

namespace burin {

/// All of them fail with bad_input BU0212 and a message that shows the form.

/// Letter, sharps or flats, octave, and +50 or -50 cents for quarter tones: "C4", "F#5", "Bbb3", "D4+50".
[[nodiscard]] Expected<Pitch> parse_pitch(std::string_view text);
[[nodiscard]] std::string pitch_text(Pitch pitch);

/// Tonic and mode: "E major", "c# minor", "Bb dorian". Seven signs at most.
[[nodiscard]] Expected<KeySignature> parse_key(std::string_view text);

/// "4/4", "3+2/8", "3/4+2/8", "C" (common), "cut".
[[nodiscard]] Expected<TimeSignature> parse_time(std::string_view text);

/// "treble", "bass", "alto", "tenor", "soprano", "mezzo-soprano", "baritone", "percussion", "tab"; treble and bass also
/// with -8va, -8vb, -15ma, -15mb.
[[nodiscard]] Expected<Clef> parse_clef(std::string_view text);

/// "whole", "quarter", "16th" … as in MusicXML.
[[nodiscard]] Expected<NoteValue> parse_note_value(std::string_view text);
/// Empty for values beyond all names.
[[nodiscard]] std::string_view note_value_text(NoteValue value) noexcept;

}  // namespace burin
