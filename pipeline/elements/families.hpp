// Accessors of all element families. A new sign costs one file, one line here and one in registry.cpp.
#pragma once

#include "pipeline/elements/element.hpp"

namespace burin::layout {

const ElementFamily& accidental_mark_family();
const ElementFamily& arpeggio_family();
const ElementFamily& articulation_family();
const ElementFamily& breath_mark_family();
const ElementFamily& chord_diagram_family();
const ElementFamily& chord_symbol_family();
const ElementFamily& coda_family();
const ElementFamily& dashes_family();
const ElementFamily& dynamic_family();
const ElementFamily& fermata_family();
const ElementFamily& figured_bass_family();
const ElementFamily& fingering_family();
const ElementFamily& glissando_family();
const ElementFamily& hairpin_family();
const ElementFamily& harp_pedals_family();
const ElementFamily& image_family();
const ElementFamily& line_bracket_family();
const ElementFamily& lyric_family();
const ElementFamily& metronome_family();
const ElementFamily& octave_line_family();
const ElementFamily& ornament_family();
const ElementFamily& pedal_family();
const ElementFamily& percussion_sign_family();
const ElementFamily& principal_voice_family();
const ElementFamily& rehearsal_family();
const ElementFamily& scordatura_family();
const ElementFamily& segno_family();
const ElementFamily& slur_family();
const ElementFamily& staff_divide_family();
const ElementFamily& symbol_family();
const ElementFamily& tab_number_family();
const ElementFamily& technical_family();
const ElementFamily& tie_family();
const ElementFamily& tremolo_family();
const ElementFamily& trill_line_family();
const ElementFamily& words_family();

}  // namespace burin::layout
