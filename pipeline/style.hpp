// House style: every number that is a matter of taste, with its source. Families keep numbers of their own beside them.
#pragma once

namespace burin::layout {

/// Horizontal distances in staff spaces (handbook §2.1, §20).
struct SpacingStyle {
  double increment{1.2};         // width added per doubling of duration (§20.2)
  double shortest_columns{2.0};  // distance of the common shortest duration, in increments
  double edge_to_clef{0.75};     // §2.1
  double clef_to_key{0.8};
  double clef_to_time{1.2};
  double key_to_time{1.1};
  double header_to_note{2.0};
  double header_to_note_least{1.0};
  double clef_to_note_from_left{5.0};
  double barline_to_note{1.25};
  double barline_to_accidental{0.65};
  double barline_to_key{0.8};
  double barline_to_time{0.7};
  double note_to_barline{1.5};
  double note_to_barline_least{1.0};
  double clef_to_barline{0.6};
  double note_to_clef{0.8};
  double mid_clef_to_note{0.9};
  double courtesy_to_edge{0.5};
  double head_to_head{0.5};  // least clear gap between heads of one voice (§20.4)
  double head_to_accidental{0.35};
  double other_voice{0.1};
  double column_advance{0.3};  // columns always advance at least by this much
  double grace_gap{0.45};      // grace head to main head or its accidental (§14)
  double grace_step{0.35};     // clear gap between grace notes
  double empty_measure{6.0};   // least content width of a measure (§20.6)
  double rest_measure{6.0};
  double multi_rest_measure{10.0};
  double full_measure_note{1.0};  // extra room before one note that fills its measure (§20.5)
  double plain_gap{1.68};         // a head and head_to_head: what notes without any sign need
  double start_stretch{0.0};
  double lyric_word_gap{0.5};  // §17.1
  double lyric_hyphen_gap{0.9};
  double repeat_dot_gap{0.3};   // §1
  double hairpin_least{3.0};    // §16.2
  double even_density{8.0};     // what a system costs whose notes stand denser or wider than the average, × share²
  double tie_least{1.4};        // between heads or up to an accidental (§11)
  double tremolo_least{3.0};    // between the notes of a two-note tremolo (§15.5)
  double glissando_least{2.0};  // line of a glissando (§15.7)
  double glissando_gap{0.35};   // from there to the notes, each side
};

/// Vertical distances, middle line to middle line of five-line staves (handbook §23.3).
struct VerticalStyle {
  double staff_in_group{8.6};
  double staff_plain{9.0};
  double group_to_group{9.8};
  double grand_staff{10.0};
  double padding_least{0.3};  // the same when a page is tight
  double staff_least{5.4};
  double padding{0.8};               // least clear distance between ink of neighbouring staves
  double system_gap{8.5};            // clear, between outer staff lines
  double system_least_share{0.85};   // of the wished distance, when a page is tight
  double system_padding{2.6};        // least clear distance between ink of systems
  double system_tight_share{0.75};   // system_least_share and …
  double system_tight_padding{1.6};  // … system_padding where the last page would have but one system
  double system_stretch{12.0};       // most that a system gap may grow by
  double staff_stretch_share{0.6};   // most that a staff distance may grow by, as a share of itself
  double lone_stretch_share{1.6};    // the same where one system has the page to itself
  double title_gap{6.0};
  double tallest_share{1.0};
};

/// Outside-staff placement (handbook §23.2).
struct OutsideStyle {
  double padding{0.45};
  double staff_padding{0.5};
  double dynamic_baseline{2.4};  // below the bottom line
  double text_size{2.2};         // em in staff spaces
  double lyric_size{2.2};
  double lyric_first{3.2};  // bottom line to first baseline, least
  double lyric_line{2.4};   // between verses
  double horizontal_padding{0.25};
};

/// Names, titles and what else belongs to pages (handbook §16.3, §19). Sizes are ems: of names in staff spaces, of page
/// texts in millimetres, because pages are read from the same distance whatever the size of their staves.
struct PageStyle {
  double name_size{2.0};
  double name_gap{0.9};        // names to what joins the staves
  double group_name_gap{0.8};  // names of groups to those of their members
  double divider_staves{8.0};  // systems of at least so many staves are divided by strokes; 0: never
  double title_size{7.5};
  double subtitle_size{4.8};
  double person_size{3.6};
  double small_size{2.8};
  double title_to_music{5.0};
  double keep_groups{0.0};   // 1: of a bracketed group at least one instrument stays where empty staves are hidden
  double page_numbers{1.0};  // 1: at the outer corners from the second page on; 0: not
};

struct Style {
  SpacingStyle spacing;
  VerticalStyle vertical;
  OutsideStyle outside;
  PageStyle page;
};

}  // namespace burin::layout
