// <barline>: the top staff's, because a part has one barline for all its staves.
#include <algorithm>

#include "io/musicxml/writer/words.hpp"
#include "io/musicxml/writer/write_context.hpp"

namespace burin::io {

namespace {

using NamedEnding = std::pair<Ending::Role, Ending>;

enum class Repeat : std::uint8_t { none, forward, backward };

void write_marks(WriteContext& context, const std::vector<Mark>& marks) {
  for (const Mark& mark : marks) {
    if (const auto shape = shape_of(context, mark, MarkPlace::barline)) write_mark(context, mark, *shape);
  }
}

void write_ending(XmlWriter& xml, const NamedEnding& named) {
  const auto& [role, ending] = named;
  xml.open("ending");
  xml.required("number", ending.number);
  xml.attribute("type", role == Ending::Role::start ? "start" : role == Ending::Role::stop ? "stop" : "discontinue");
  if (ending.hidden) xml.attribute("print-object", "no");
  xml.attribute("color", color_text(ending.color));
  xml.text(ending.text);
  xml.close();
}

void write_repeat(XmlWriter& xml, Repeat repeat, int times) {
  if (repeat == Repeat::none) return;
  xml.open("repeat");
  xml.attribute("direction", repeat == Repeat::forward ? "forward" : "backward");
  if (repeat == Repeat::backward && times > 0) xml.number("times", times);
  xml.close();
}

void write_style(XmlWriter& xml, const Barline& barline) {
  if (barline.style == BarStyle::automatic) return;
  xml.open("bar-style");
  xml.attribute("color", color_text(barline.color));
  xml.text(name_of(barline.style));
  xml.close();
}

/// A barline holds one ending and one repeat; what there is more of takes further ones.
void write_barline(WriteContext& context, std::string_view location, const Barline& barline,
                   std::span<const NamedEnding> endings) {
  XmlWriter& xml = context.xml;
  std::vector<Repeat> repeats;
  if (barline.repeat_forward) repeats.push_back(Repeat::forward);
  if (barline.repeat_backward) repeats.push_back(Repeat::backward);
  const bool plain = barline.style == BarStyle::automatic && barline.marks.empty();
  const std::size_t count = std::max({plain ? std::size_t{0} : 1, repeats.size(), endings.size()});
  for (std::size_t i = 0; i < count; ++i) {
    xml.open("barline");
    xml.attribute("location", location);
    if (i == 0) {
      write_style(xml, barline);
      write_marks(context, barline.marks);
    }
    if (i < endings.size()) write_ending(xml, endings[i]);
    if (i < repeats.size()) write_repeat(xml, repeats[i], barline.repeat_times);
    xml.close();
  }
}

/// Endings that begin stand at the left; from the first that ends on, they stand at the right.
std::size_t left_endings(const Measure& measure) {
  const auto end = std::find_if(measure.endings.begin(), measure.endings.end(),
                                [](const NamedEnding& one) { return one.first != Ending::Role::start; });
  return static_cast<std::size_t>(end - measure.endings.begin());
}

/// A sign at a place in the measure that only a barline can carry.
bool barline_only(const WriteContext& context, const Mark& mark) {
  if (mark.family == FamilyId::unsupported) return false;
  return !shape_of(context, mark, MarkPlace::direction) && shape_of(context, mark, MarkPlace::barline);
}

}  // namespace

void write_left_barline(WriteContext& context) {
  const Measure* measure = context.measure_of(0);
  if (measure == nullptr) return;
  write_barline(context, "left", measure->left, std::span(measure->endings).first(left_endings(*measure)));
}

void write_right_barline(WriteContext& context) {
  const Measure* measure = context.measure_of(0);
  if (measure == nullptr) return;
  write_barline(context, "right", measure->right, std::span(measure->endings).subspan(left_endings(*measure)));
}

std::vector<Rational> barline_places(const WriteContext& context) {
  std::vector<Rational> places;
  const Measure* measure = context.measure_of(0);
  if (measure == nullptr) return places;
  for (const auto& [at, style] : measure->middle) places.push_back(at);
  for (const PlacedMark& placed : measure->marks) {
    if (barline_only(context, placed.mark)) places.push_back(placed.at);
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

void write_middle_barlines(WriteContext& context, Rational at) {
  const Measure& measure = *context.measure_of(0);
  std::vector<BarStyle> styles;
  for (const auto& [place, style] : measure.middle) {
    if (place == at) styles.push_back(style);
  }
  if (styles.empty()) styles.push_back(BarStyle::automatic);
  for (std::size_t i = 0; i < styles.size(); ++i) {
    context.xml.open("barline");
    context.xml.attribute("location", "middle");
    context.xml.child("bar-style", name_of(styles[i]));
    for (const PlacedMark& placed : measure.marks) {
      if (i > 0 || placed.at != at || !barline_only(context, placed.mark)) continue;
      write_mark(context, placed.mark, *shape_of(context, placed.mark, MarkPlace::barline));
    }
    context.xml.close();
  }
}

}  // namespace burin::io
