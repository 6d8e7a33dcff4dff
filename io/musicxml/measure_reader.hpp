// Measures: their music data in the order of the file.
#pragma once

#include "io/musicxml/note_reader.hpp"

namespace burin::io {

/// <attributes>: divisions, keys, times, clefs, staves, transposition, styles of measures.
void read_attributes(PartContext& context, XmlNode node);
/// <direction>, <harmony> and <figured-bass>: marks at a place.
void read_direction(PartContext& context, XmlNode node);
void read_harmony(PartContext& context, XmlNode node);
/// <directive>: words that stand among the attributes.
void read_directive(PartContext& context, XmlNode node);
/// <sound tempo> in a direction or in the measure.
void read_sound(PartContext& context, XmlNode node);
/// <barline> with its repeats, endings and signs.
void read_barline(PartContext& context, XmlNode node);

/// Reads the measures of a part one after the other into a RawPart. One thread.
class PartReader {
 public:
  explicit PartReader(PartContext& context) : context_(context), notes_(context) {}

  /// `attributes` has the measure's number; `content` its music (in timewise scores another node); `next` the content
  /// of the measure that follows, if any.
  void read_measure(XmlNode attributes, XmlNode content, XmlNode next);
  /// After the last measure: what can be said of the part as a whole.
  void finish();

 private:
  /// A beam that has begun and not ended yet.
  struct OpenBeam {
    std::int16_t voice{0};
    std::ptrdiff_t source{-1};
    std::uint32_t measure{0};
  };

  void read_data(XmlNode child);
  void check_length(XmlNode content);
  void count_slashed();
  void check_beams(const std::vector<Entry>& entries);
  void report(const OpenBeam& beam);
  void read_print(XmlNode node);
  void move(XmlNode node, bool back);

  PartContext& context_;
  NoteReader notes_;
  std::vector<OpenBeam> open_beams_;  // of the measure before
};

/// Pairs the starts and stops of the part's spanners: fills RawPart::spans and span_count. O(ends).
void pair_spans(RawPart& part);

}  // namespace burin::io
