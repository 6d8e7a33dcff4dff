// Chord symbols: Param::root, root_alter, kind (word), text (how the kind is printed), bass, bass_alter, degrees.
#include <array>
#include <string>
#include <utility>

#include "core/base/decimal_text.hpp"
#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"
#include "pipeline/elements/write_support.hpp"

namespace burin::layout {

namespace {

void read_part(const SourceElement& child, ParamsOf& params) {
  const std::string_view tag = child.tag();
  if (tag == "root") {
    params.text(Param::root, child.child_text("root-step")).number(Param::root_alter, child.child_text("root-alter"));
  } else if (tag == "numeral") {
    params.text(Param::root, child.child_text("numeral-root"))
        .number(Param::root_alter, child.child_text("numeral-alter"));
  } else if (tag == "function") {
    params.text(Param::root, child.text());
  } else if (tag == "kind") {
    params.text(Param::kind, child.text()).text(Param::text, child.attribute("text"));
  } else if (tag == "bass") {
    params.text(Param::bass, child.child_text("bass-step")).number(Param::bass_alter, child.child_text("bass-alter"));
  }
}

/// One line per degree: "add|9|-1", of hidden ones "add|9|-1|hidden".
std::string degrees_of(const SourceElement& harmony) {
  std::string degrees;
  harmony.for_each_child([&](const SourceElement& child) {
    if (child.tag() != "degree") return;
    if (!degrees.empty()) degrees += '\n';
    degrees += child.child_text("degree-type");
    degrees += '|';
    degrees += child.child_text("degree-value");
    degrees += '|';
    degrees += child.child_text("degree-alter");
    if (child.attribute("print-object") == "no") degrees += "|hidden";
  });
  return degrees;
}

bool read(const SourceElement& element, ReadMark& out) {
  ParamsOf params;
  element.for_each_child([&](const SourceElement& child) { read_part(child, params); });
  params.text(Param::degrees, degrees_of(element));
  params.into(out.mark);
  return out.mark.params != nullptr;
}

constexpr double word_size = 2.6;

/// What a kind is written as when the file gives no text.
std::string_view suffix_of(std::string_view kind) {
  using Kind = std::pair<std::string_view, std::string_view>;
  static constexpr auto kinds = std::to_array<Kind>({
      {"major", ""},
      {"minor", "m"},
      {"augmented", "+"},
      {"diminished", "dim"},
      {"dominant", "7"},
      {"dominant-seventh", "7"},  // this and minor-major: not in the standard, but files have them
      {"major-seventh", "maj7"},
      {"minor-seventh", "m7"},
      {"diminished-seventh", "dim7"},
      {"augmented-seventh", "+7"},
      {"half-diminished", "m7♭5"},
      {"major-minor", "m(maj7)"},
      {"minor-major", "m(maj7)"},
      {"major-sixth", "6"},
      {"minor-sixth", "m6"},
      {"dominant-ninth", "9"},
      {"major-ninth", "maj9"},
      {"minor-ninth", "m9"},
      {"dominant-11th", "11"},
      {"major-11th", "maj11"},
      {"minor-11th", "m11"},
      {"dominant-13th", "13"},
      {"major-13th", "maj13"},
      {"minor-13th", "m13"},
      {"suspended-second", "sus2"},
      {"suspended-fourth", "sus4"},
      {"Neapolitan", "N6"},
      {"Italian", "It+6"},
      {"French", "Fr+6"},
      {"German", "Ger+6"},
      {"pedal", " ped."},
      {"power", "5"},
      {"Tristan", " Tristan"},
      {"none", "N.C."},
  });
  for (const auto& [known, suffix] : kinds) {
    if (known == kind) return suffix;
  }
  return {};
}

std::string_view alter_of(double alter) {
  if (alter > 1.5) return "♯♯";
  if (alter < -1.5) return "♭♭";
  return alter > 0.5 ? "♯" : alter < -0.5 ? "♭" : "";
}

/// One degree as it is printed: "♭9", "add9", "no3".
std::string degree_text(std::string_view type, std::string_view value, std::string_view alter) {
  const bool natural = alter.empty() || alter == "0";
  std::string text;
  if (type == "add" && natural) text += "add";
  if (type == "subtract") text += "no";
  text += natural ? "" : alter.front() == '-' ? "♭" : "♯";
  text.append(value);
  return text;
}

/// Whether the text of the kind says a degree already: natural ones that are added belong to its figure.
bool said_by(std::string_view kind, std::string_view type, std::string_view value, std::string_view alter) {
  const bool natural = alter.empty() || alter == "0";
  if (natural && type != "subtract") return true;
  const bool flat = !natural && alter.front() == '-';
  for (const std::string_view sign : {flat ? "♭" : "♯", flat ? "b" : "#", flat ? "-" : "+"}) {
    std::string said(sign);
    said.append(value);
    if (kind.find(said) != std::string_view::npos) return true;
  }
  return false;
}

/// All degrees, but for those that the text of the kind says.
std::string degrees_text(std::string_view degrees, std::string_view kind) {
  std::string text;
  while (!degrees.empty()) {
    std::string_view line = next_part(degrees, '\n');
    const std::string_view type = next_part(line, '|');
    const std::string_view value = next_part(line, '|');
    const std::string_view alter = next_part(line, '|');
    const bool hidden = line == "hidden";
    if (!hidden && (kind.empty() || !said_by(kind, type, value, alter))) text += degree_text(type, value, alter);
  }
  return text;
}

/// Accidentals that a file writes as letters.
std::string with_signs(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool before_digit = i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9';
    if (before_digit && (text[i] == 'b' || text[i] == '#'))
      out.append(text[i] == 'b' ? "♭" : "♯");
    else
      out.push_back(text[i]);
  }
  return out;
}

/// What follows the root: as the file writes it, else by kind; then the degrees.
std::string kind_text(const Params& params) {
  const std::string_view given = params.text(Param::text);
  const std::string_view degrees = params.text(Param::degrees);
  std::string text = given.empty() ? std::string(suffix_of(params.text(Param::kind))) : with_signs(given);
  text.append(degrees_text(degrees, given));
  return text;
}

/// Where no chord is to be played, root, bass and degrees have no meaning (MusicXML 4.0, kind-value "none").
std::string no_chord_text(const Params& params) {
  const std::string_view given = params.text(Param::text);
  return std::string(given.empty() ? suffix_of("none") : given);
}

/// The minor's m stays on the line, extensions stand higher and smaller (handbook §17.2).
void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  const Params& params = mark.parameters();
  constexpr WordStyle root{word_size, FontFace::roman};
  constexpr WordStyle extension{word_size * 0.72, FontFace::roman};
  const double raised = word_size * 0.26;
  const bool silent = params.text(Param::kind) == "none";
  std::string text = silent ? no_chord_text(params) : std::string(params.text(Param::root));
  if (!silent) text += alter_of(params.real(Param::root_alter));
  std::string kind = silent ? std::string() : kind_text(params);
  if (kind.starts_with("m") && !kind.starts_with("ma")) {
    const bool syllable = kind.starts_with("mi") && !kind.starts_with("min");
    text.append(syllable ? "mi" : "m");
    kind.erase(0, kind.starts_with("min") ? 3 : syllable ? 2 : 1);
  }
  if (text.empty()) std::swap(text, kind);
  if (text.empty()) text = "N.C.";
  out.open(GroupClass::chord_symbol, context.vpd, context.extras);
  double x = paint_with_accidentals(context, text, {0.0, 0.0}, root, out);
  x = paint_with_accidentals(context, kind, {x + 0.05, raised}, extension, out);
  if (!silent && !params.text(Param::bass).empty()) {
    std::string bass("/");
    bass.append(params.text(Param::bass));
    bass += alter_of(params.real(Param::bass_alter));
    paint_with_accidentals(context, bass, {x, 0.0}, root, out);
  }
  out.close();
}

void write_step(ElementOutput& out, std::string_view part, std::string_view step, const Params& params, Param alter) {
  const std::string tag(part);
  out.open(part);
  out.child(tag + "-step", step);
  if (params.has(alter)) out.child(tag + "-alter", decimal_text(params.real(alter)));
  out.close();
}

/// A root is a letter, the number of a degree, or the name of a function.
void write_root(const Params& params, ElementOutput& out) {
  const std::string_view root = params.text(Param::root);
  const bool letter = root.size() == 1 && root.front() >= 'A' && root.front() <= 'G';
  const bool degree = root.size() == 1 && root.front() >= '1' && root.front() <= '7';
  if (degree) {
    out.open("numeral");
    out.child("numeral-root", root);
    if (params.has(Param::root_alter)) out.child("numeral-alter", decimal_text(params.real(Param::root_alter)));
    out.close();
  } else if (letter || params.has(Param::root_alter)) {
    write_step(out, "root", root, params, Param::root_alter);
  } else {
    out.child("function", root);
  }
}

void write_degree(std::string_view line, ElementOutput& out) {
  const std::string_view type = next_part(line, '|');
  const std::string_view value = next_part(line, '|');
  const std::string_view alter = next_part(line, '|');
  out.open("degree");
  if (line == "hidden") out.attribute("print-object", "no");
  out.child("degree-value", value);
  out.child("degree-alter", alter);
  out.child("degree-type", type);
  out.close();
}

void write(const Mark& mark, ElementOutput& out) {
  const Params& params = mark.parameters();
  write_root(params, out);
  out.open("kind");
  out.attribute("text", params.text(Param::text));
  out.text(params.text(Param::kind));
  out.close();
  if (params.has(Param::bass) || params.has(Param::bass_alter)) {
    write_step(out, "bass", params.text(Param::bass), params, Param::bass_alter);
  }
  std::string_view degrees = params.text(Param::degrees);
  while (!degrees.empty()) write_degree(next_part(degrees, '\n'), out);
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "measure", .tag = "harmony", .read = read},
}};

}  // namespace

const ElementFamily& chord_symbol_family() {
  static const ElementFamily family{
      .name = "chord_symbol",
      .summary = "Chord symbols and fretboard diagrams",
      .rules = rules,
      .write = {.tag = "harmony", .write = write},
      .rule =
          {.placing = Placing::outside, .align = AlignX::head_left, .priority = 700.0F, .padding = 0.7F, .row = true},
      .sizes_itself = true,
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
