// Fretboard diagrams: Param::text has a line "string|fret|finger|barre" per string that sounds, Param::number strings,
// size frets, offset the first fret, show_number what is printed for it.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/base/decimal_text.hpp"
#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"
#include "pipeline/elements/write_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  std::string strings;
  element.for_each_child([&](const SourceElement& child) {
    if (child.tag() != "frame-note") return;
    if (!strings.empty()) strings += '\n';
    strings += child.child_text("string");
    strings += '|';
    strings += child.child_text("fret");
    strings += '|';
    strings += child.child_text("fingering");
    strings += '|';
    strings += child.child_attribute("barre", "type");
  });
  ParamsOf params;
  params.text(Param::text, strings).number(Param::number, element.child_text("frame-strings"));
  params.number(Param::size, element.child_text("frame-frets")).number(Param::offset, element.child_text("first-fret"));
  params.text(Param::show_number, element.child_attribute("first-fret", "text"));
  params.text(Param::type, element.attribute("unplayed"));
  params.text(Param::justify, element.child_attribute("first-fret", "location")).into(out.mark);
  return !strings.empty();
}

constexpr double column = 0.8;  // from string to string
constexpr double row = 1.0;     // from fret to fret
constexpr double thin = 0.1;
constexpr double dot = 0.3;  // radius

/// A filled disc of eight sides.
void disc(Point centre, double radius, PaintBuilder& out) {
  const double k = radius * 0.4142;
  const auto at = [&](double x, double y) { return Point{centre.x + x, centre.y + y}; };
  out.polygon({at(radius, k), at(k, radius), at(-k, radius), at(-radius, k), at(-radius, -k), at(-k, -radius),
               at(k, -radius), at(radius, -k)});
}

/// Draws one diagram: x = 0 is its lowest string, y = 0 its lowest fret.
class Diagram {
 public:
  Diagram(const Params& params, PaintBuilder& out)
      : out_(out),
        strings_(static_cast<int>(std::clamp<std::int64_t>(number(params, Param::number, 6), 2, 12))),
        frets_(static_cast<int>(std::clamp<std::int64_t>(number(params, Param::size, 4), 1, 12))),
        first_(static_cast<int>(std::clamp<std::int64_t>(number(params, Param::offset, 1), 1, 30))),
        shown_(params.text(Param::show_number)),
        unplayed_(params.text(Param::type)),
        number_left_(params.text(Param::justify) == "left") {}

  void paint(std::string_view strings) {
    grid();
    std::vector<bool> sounds(static_cast<std::size_t>(strings_) + 1, false);
    int barre = 0;
    for (const std::string_view line : split(strings, '\n')) {
      const std::vector<std::string_view> part = split(line, '|');
      if (part.size() < 4) continue;
      const auto string = static_cast<int>(std::clamp<std::int64_t>(whole_number(part[0], 0), 0, strings_));
      if (string == 0) continue;
      const auto fret = static_cast<int>(std::clamp<std::int64_t>(whole_number(part[1], 0), 0, 60));
      sounds[static_cast<std::size_t>(string)] = true;
      finger(string, fret, part[2]);
      if (part[3] == "start") barre = string;
      if (part[3] == "stop" && barre > 0 && fret > 0) bar(barre, string, fret);
    }
    for (int string = 1; string <= strings_; ++string) {
      if (!sounds[static_cast<std::size_t>(string)]) mute(string);
    }
  }

 private:
  static std::int64_t number(const Params& params, Param name, std::int64_t otherwise) {
    return static_cast<std::int64_t>(params.real(name, static_cast<double>(otherwise)));
  }
  /// The highest string is the first one, and stands at the right.
  [[nodiscard]] double x_of(int string) const { return (strings_ - string) * column; }
  [[nodiscard]] double y_of(int fret) const { return (frets_ - (fret - first_) - 0.5) * row; }
  [[nodiscard]] double top() const { return frets_ * row; }

  void grid() {
    for (int s = 1; s <= strings_; ++s) out_.line({x_of(s), 0.0}, {x_of(s), top()}, thin);
    const double right = x_of(1) + thin / 2;
    for (int f = 0; f <= frets_; ++f) {
      const bool nut = f == frets_ && first_ == 1 && shown_.empty();
      out_.line({-thin / 2, f * row}, {right, f * row}, nut ? 3 * thin : thin);
    }
    if (first_ == 1 && shown_.empty()) return;
    const std::string text = shown_.empty() ? std::to_string(first_) : shown_;
    const double y = top() - 0.5 * row - 0.4;
    out_.text(text, number_left_ ? -thin / 2 - 0.4 : right + 0.4, y, 1.3, FontFace::roman,
              number_left_ ? TextAlign::end : TextAlign::start);
  }
  void finger(int string, int fret, std::string_view text) {
    const double x = x_of(string);
    if (fret == 0) {
      ring(x);
    } else if (fret >= first_ && fret < first_ + frets_) {
      disc({x, y_of(fret)}, dot, out_);
    }
    if (!text.empty()) out_.text(text, x, -1.0, 1.1, FontFace::roman, TextAlign::middle);
  }
  void ring(double x) {
    const double r = 0.24;
    const double y = top() + 0.55;
    const double k = r * 0.4142;
    const std::array<Point, 8> corner{Point{x + r, y + k}, {x + k, y + r}, {x - k, y + r}, {x - r, y + k},
                                      {x - r, y - k},      {x - k, y - r}, {x + k, y - r}, {x + r, y - k}};
    for (std::size_t i = 0; i < corner.size(); ++i) out_.line(corner[i], corner[(i + 1) % corner.size()], thin);
  }
  void mute(int string) {
    const double x = x_of(string);
    const double y = top() + 0.55;
    if (!unplayed_.empty() && unplayed_ != "x") {
      return out_.text(unplayed_, x, y - 0.35, 1.1, FontFace::roman, TextAlign::middle);
    }
    out_.line({x - 0.22, y - 0.22}, {x + 0.22, y + 0.22}, thin);
    out_.line({x - 0.22, y + 0.22}, {x + 0.22, y - 0.22}, thin);
  }
  void bar(int from, int to, int fret) {
    if (fret < first_ || fret >= first_ + frets_) return;
    const double y = y_of(fret);
    const auto [left, right] = std::minmax(x_of(from), x_of(to));
    out_.rect({left, y - 0.22, right, y + 0.22});
  }

  PaintBuilder& out_;
  int strings_;
  int frets_;
  int first_;
  std::string shown_;
  std::string unplayed_;  // what stands over a string that is not played, if no cross
  bool number_left_;
};

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  const Params& params = mark.parameters();
  out.open(GroupClass::chord_diagram, context.vpd, context.extras);
  Diagram(params, out).paint(params.text(Param::text));
  out.close();
}

void write_note(std::string_view line, ElementOutput& out) {
  out.open("frame-note");
  out.child("string", next_part(line, '|'));
  out.child("fret", next_part(line, '|'));
  out.child("fingering", next_part(line, '|'));
  if (!line.empty()) {
    out.open("barre");
    out.attribute("type", line);
    out.close();
  }
  out.close();
}

void write_number(ElementOutput& out, std::string_view tag, const Params& params, Param name) {
  if (params.has(name)) out.child(tag, decimal_text(params.real(name)));
}

void write(const Mark& mark, ElementOutput& out) {
  const Params& params = mark.parameters();
  out.attribute("unplayed", params.text(Param::type));
  write_number(out, "frame-strings", params, Param::number);
  write_number(out, "frame-frets", params, Param::size);
  if (params.has(Param::offset)) {
    out.open("first-fret");
    if (params.has(Param::show_number)) out.attribute("text", params.text(Param::show_number));
    out.attribute("location", params.text(Param::justify));
    out.text(decimal_text(params.real(Param::offset)));
    out.close();
  }
  std::string_view strings = params.text(Param::text);
  while (!strings.empty()) write_note(next_part(strings, '\n'), out);
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "harmony", .tag = "frame", .read = read},
}};

}  // namespace

const ElementFamily& chord_diagram_family() {
  static const ElementFamily family{
      .name = "chord_diagram",
      .summary = "Fretboard diagrams of chord symbols",
      .rules = rules,
      .write = {.tag = "frame", .write = write},
      .rule =
          {.placing = Placing::outside, .align = AlignX::head_left, .priority = 650.0F, .padding = 0.6F, .row = true},
      .sizes_itself = true,
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
