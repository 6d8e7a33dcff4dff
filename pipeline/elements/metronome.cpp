// Metronome marks: Param::beat_unit = per_minute or beat_unit2; metric relations of notes stand in Param::text.
#include <array>
#include <string>
#include <utility>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"
#include "pipeline/elements/write_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  ParamsOf params;
  int units = 0;
  std::int64_t dots = 0;
  std::string notes;
  element.for_each_child([&](const SourceElement& child) {
    const std::string_view tag = child.tag();
    if (tag == "beat-unit") {
      params.text(units == 0 ? Param::beat_unit : Param::beat_unit2, child.text());
      ++units;
      dots = 0;
    } else if (tag == "beat-unit-dot") {
      params.whole(units <= 1 ? Param::beat_dots : Param::beat_dots2, ++dots);
    } else if (tag == "per-minute") {
      params.text(Param::per_minute, child.text());
    } else if (tag == "metronome-note" || tag == "metronome-relation") {
      notes += notes.empty() ? "" : " ";
      notes += tag == "metronome-note" ? child.child_text("metronome-type") : child.text();
    }
  });
  if (yes_no(element.attribute("parentheses"), false)) params.whole(Param::parentheses, 1);
  params.text(Param::text, notes);
  read_text_style(element, params);
  params.into(out.mark);
  return true;
}

constexpr double note_size = 0.62;  // of the glyphs of notes
constexpr double word_size = 2.1;

/// Glyph of a note value by its MusicXML name; the stem points up.
GlyphId note_glyph(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, GlyphId>, 9> notes{{{"breve", 0xECA0},
                                                                              {"whole", 0xECA2},
                                                                              {"half", 0xECA3},
                                                                              {"quarter", 0xECA5},
                                                                              {"eighth", 0xECA7},
                                                                              {"16th", 0xECA9},
                                                                              {"32nd", 0xECAB},
                                                                              {"64th", 0xECAD},
                                                                              {"long", 0xECA0}}};
  for (const auto& [known, glyph] : notes) {
    if (known == name) return glyph;
  }
  return 0xECA5;
}

/// Writes notes and words one after the other.
class Line {
 public:
  Line(const SignContext& context, PaintBuilder& out) : context_(context), out_(out) {}
  void words(std::string_view text) {
    out_.text(text, x_, 0.0, word_size);
    x_ += context_.text->measure(text, FontFace::roman, word_size).advance;
  }
  void note(std::string_view name, std::int64_t dots) {
    const GlyphId glyph = note_glyph(name);
    out_.glyph(glyph, x_, 0.35, note_size);
    x_ += context_.glyphs->box(glyph).right * note_size + 0.15;
    for (std::int64_t i = 0; i < dots && i < 4; ++i) {
      out_.glyph(0xECB7, x_, 0.35, note_size);
      x_ += context_.glyphs->advance(0xECB7) * note_size + 0.15;
    }
  }

 private:
  const SignContext& context_;
  PaintBuilder& out_;
  double x_{0.0};
};

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  const Params& params = mark.parameters();
  const bool framed = params.has(Param::parentheses);
  out.open(GroupClass::metronome, context.vpd, context.extras);
  Line line(context, out);
  if (framed) line.words("(");
  if (!params.text(Param::beat_unit).empty()) {
    line.note(params.text(Param::beat_unit), params.whole(Param::beat_dots));
    line.words(" = ");
  } else {
    line.words(params.text(Param::text));
  }
  if (!params.text(Param::beat_unit2).empty()) {
    line.note(params.text(Param::beat_unit2), params.whole(Param::beat_dots2));
  } else {
    line.words(params.text(Param::per_minute));
  }
  if (framed) line.words(")");
  out.close();
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::parentheses, "parentheses", ExportField::As::flag},
});

void write_unit(ElementOutput& out, const Params& params, Param unit, Param dots) {
  out.child("beat-unit", params.text(unit));
  for (std::int64_t i = 0; i < params.whole(dots) && i < 8; ++i) {
    out.open("beat-unit-dot");
    out.close();
  }
}

/// "eighth eighth = quarter": names of values are notes, what else there is relates them.
void write_notes(std::string_view notes, ElementOutput& out) {
  constexpr auto relations = std::to_array<std::string_view>({"equals", "="});
  while (!notes.empty()) {
    const std::string_view word = next_part(notes, ' ');
    if (std::find(relations.begin(), relations.end(), word) != relations.end()) {
      out.child("metronome-relation", word);
      continue;
    }
    out.open("metronome-note");
    out.child("metronome-type", word);
    out.close();
  }
}

void write(const Mark& mark, ElementOutput& out) {
  const Params& params = mark.parameters();
  write_unit(out, params, Param::beat_unit, Param::beat_dots);
  out.child("per-minute", params.text(Param::per_minute));
  write_unit(out, params, Param::beat_unit2, Param::beat_dots2);
  write_notes(params.text(Param::text), out);
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "metronome", .read = read},
}};

}  // namespace

const ElementFamily& metronome_family() {
  static const ElementFamily family{
      .name = "metronome",
      .summary = "Metronome marks",
      .rules = rules,
      .write = {.tag = "metronome", .fields = fields, .style = text_style, .write = write},
      .rule = {.placing = Placing::outside,
               .align = AlignX::time_signature_or_head,
               .priority = 1300.0F,
               .padding = 0.8F},
      .sizes_itself = true,
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
