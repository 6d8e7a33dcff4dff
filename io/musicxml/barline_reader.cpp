// <barline>.
#include <algorithm>

#include "io/musicxml/measure_reader.hpp"
#include "io/musicxml/values.hpp"

namespace burin::io {

namespace {

/// A barline as read: the same for every staff of the part, its signs on the top one.
struct ReadBarline {
  Barline barline;
  std::vector<std::pair<Ending::Role, Ending>> endings;
};

void read_repeat(XmlNode node, Barline& barline) {
  if (node.attribute("direction") == "forward") {
    barline.repeat_forward = true;
  } else {
    barline.repeat_backward = true;
    barline.repeat_times = static_cast<std::uint8_t>(whole(node.attribute("times"), 0, 200).value_or(0));
  }
}

void read_ending(XmlNode node, ReadBarline& out) {
  Ending ending;
  ending.number = std::string(node.attribute("number").substr(0, 64));
  ending.text = std::string(node.text().substr(0, 1000));
  ending.hidden = !node.printed();
  ending.color = color_of(node.attribute("color"));
  const std::string_view type = node.attribute("type");
  const Ending::Role role = type == "stop"          ? Ending::Role::stop
                            : type == "discontinue" ? Ending::Role::discontinue
                                                    : Ending::Role::start;
  out.endings.emplace_back(role, std::move(ending));
}

void read_sign(PartContext& context, XmlNode node, Barline& barline) {
  MarkReading reading = read_mark(context, node, "barline", {});
  if (!reading.valid) return;
  SpanEnd end;
  end.offset = end.end = context.now;
  register_end(context, reading, node, end);
  barline.marks.push_back(std::move(reading.mark));
}

void merge(Barline& into, const Barline& from, bool with_marks) {
  if (from.style != BarStyle::automatic) into.style = from.style;
  into.repeat_forward = into.repeat_forward || from.repeat_forward;
  into.repeat_backward = into.repeat_backward || from.repeat_backward;
  if (from.repeat_times != 0) into.repeat_times = from.repeat_times;
  if (from.color != 0) into.color = from.color;
  if (with_marks) into.marks.insert(into.marks.end(), from.marks.begin(), from.marks.end());
}

}  // namespace

void read_barline(PartContext& context, XmlNode node) {
  ReadBarline out;
  node.each([&](XmlNode child) {
    switch (child.tag()) {
      case tag_hash("bar-style"):
        out.barline.style = bar_style_of(child.text());
        out.barline.color = color_of(child.attribute("color"));
        break;
      case tag_hash("repeat"): read_repeat(child, out.barline); break;
      case tag_hash("ending"): read_ending(child, out); break;
      case tag_hash("footnote"):
      case tag_hash("level"): break;
      default: read_sign(context, child, out.barline);
    }
  });
  const std::string_view location = node.attribute("location");
  const bool left = location == "left";
  (void)context.staff(0);
  if (location == "middle") {
    Measure& measure = context.measure_of(0).rest;
    for (Mark& mark : out.barline.marks) measure.marks.push_back({context.now, std::move(mark)});
    for (std::size_t i = 0; i < context.part.staves.size(); ++i) {
      context.measure_of(i).rest.middle.emplace_back(context.now, out.barline.style);
    }
    return;
  }
  for (std::size_t i = 0; i < context.part.staves.size(); ++i) {
    Measure& measure = context.measure_of(i).rest;
    merge(left ? measure.left : measure.right, out.barline, i == 0);
    if (i == 0) measure.endings.insert(measure.endings.end(), out.endings.begin(), out.endings.end());
  }
}

}  // namespace burin::io
