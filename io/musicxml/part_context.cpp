#include "io/musicxml/part_context.hpp"

#include <algorithm>

#include "core/base/font_size.hpp"
#include "io/musicxml/values.hpp"

namespace burin::io {

namespace {

/// The staff that a note, rest or direction names; the first one for anything else.
std::uint8_t staff_of(XmlNode node) {
  return static_cast<std::uint8_t>(whole(node.child_text("staff"), 1, 255).value_or(1) - 1);
}

}  // namespace

void PartContext::warn(std::string_view code, std::string message, XmlNode at, Severity severity) {
  part.findings.add({severity, code, std::move(message), offset_of(at), measure, staff_of(at)});
}

void PartContext::senseless(XmlNode at) {
  const std::string text(at.text().substr(0, 40));
  warn("BU1051", "<" + std::string(at.name()) + "> \"" + text + "\" makes no sense; the usual value is taken", at);
}

std::ptrdiff_t PartContext::offset_of(XmlNode node) const noexcept {
  const std::ptrdiff_t offset = node.offset();
  return offset < 0 ? offset : offset + static_cast<std::ptrdiff_t>(base);
}

void PartContext::exceed(std::string_view code, std::string message, XmlNode at) {
  if (!exceeded) exceeded = Exceeded{code, std::move(message), offset_of(at)};
}

void PartContext::count_unsupported(std::string_view tag) {
  for (auto& [name, count] : part.unsupported) {
    if (name == tag) {
      ++count;
      return;
    }
  }
  if (part.unsupported.size() < 1000) part.unsupported.emplace_back(std::string(tag.substr(0, 64)), 1U);
}

namespace {

/// A staff that appears when others have been there for a while: what holds for the whole part holds for it, too.
RawStaff latecomer(const RawStaff& front) {
  RawStaff made;
  made.keys = front.keys;
  made.times = front.times;
  made.measures.resize(front.measures.size());
  for (std::size_t i = 0; i < made.measures.size(); ++i) {
    Measure& measure = made.measures[i].rest;
    const Measure& before = front.measures[i].rest;
    measure.left = before.left;
    measure.right = before.right;
    measure.middle = before.middle;
    measure.left.marks.clear();
    measure.right.marks.clear();
  }
  return made;
}

}  // namespace

RawStaff& PartContext::staff(std::size_t index) {
  index = std::min<std::size_t>(index, limits.staves_per_part == 0 ? 0 : limits.staves_per_part - 1);
  while (part.staves.size() <= index) {
    part.staves.push_back(part.staves.empty() ? RawStaff() : latecomer(part.staves.front()));
  }
  return part.staves[index];
}

void PartContext::exceed_staves(XmlNode at) {
  exceed("BU1026", "a part has more than " + std::to_string(limits.staves_per_part) + " staves", at);
}

RawMeasure& PartContext::measure_of(std::size_t index) {
  RawStaff& owner = staff(index);
  if (owner.measures.size() <= measure) owner.measures.resize(measure + 1);
  return owner.measures[measure];
}

std::size_t PartContext::staff_index(std::string_view text) {
  if (text.empty()) return 0;
  const auto number = whole(text, 1, most_sensible_staves);
  if (!number) return 0;
  if (*number <= limits.staves_per_part) return static_cast<std::size_t>(*number - 1);
  exceed_staves(measure_node);
  return 0;
}

std::int16_t PartContext::voice_number(std::string_view text) {
  if (text.empty()) return 1;
  if (const auto number = whole(text, 0, 1999)) return static_cast<std::int16_t>(*number);
  const auto at = std::find(voice_names.begin(), voice_names.end(), text);
  const auto index = at - voice_names.begin();
  if (at == voice_names.end() && voice_names.size() < 1000) voice_names.emplace_back(text);
  return static_cast<std::int16_t>(1000 + std::min<std::ptrdiff_t>(index, 999));
}

Rational PartContext::nominal_length(std::size_t index) const {
  if (part.staves.empty()) return Rational(4);
  const RawStaff& owner = part.staves[std::min(index, part.staves.size() - 1)];
  const TimeSignature* time = owner.times.at(position());
  return time == nullptr ? Rational(4) : time->measure_length();
}

void add_param(Mark& mark, Param name, ParamValue value) {
  Params params = mark.parameters();
  params.set(name, std::move(value));
  mark.params = std::make_shared<const Params>(std::move(params));
}

namespace {

/// A size in points, or a word of CSS as it stands: that is relative to what the size usually is.
void read_size(std::string_view text, Mark& mark) {
  if (text.empty() || mark.parameters().has(Param::font_size)) return;
  if (css_size_factor(text) > 0.0) {
    add_param(mark, Param::font_size, std::string(text));
  } else if (const double points = points_of(text); points > 0.0) {
    add_param(mark, Param::font_size, points);
  }
}

}  // namespace

MarkReading read_mark(PartContext& context, XmlNode node, std::string_view parent, std::string_view placement) {
  MarkReading reading;
  const std::string_view tag = node.name();
  reading.rule = context.table.find(parent, tag);
  const std::string_view own = node.attribute("placement");
  reading.mark.side = side_of(own.empty() ? placement : own);
  reading.mark.hidden = !node.printed();
  if (reading.rule == nullptr) {
    Params params;
    params.set(Param::element, std::string(tag.substr(0, 64)));
    reading.mark.params = std::make_shared<const Params>(std::move(params));
    reading.valid = true;
    context.count_unsupported(tag);
    return reading;
  }
  ReadMark out{reading.mark, 1};
  out.mark.family = reading.rule->family;
  reading.valid = reading.rule->read == nullptr || reading.rule->read(XmlElement(node, parent), out);
  reading.mark = std::move(out.mark);
  reading.number = out.number;
  const XmlNode look = parent == "dynamics" ? node.parent() : node;  // which says it for all its letters
  if (const std::string_view color = look.attribute("color"); !color.empty() && color_of(color) != 0) {
    add_param(reading.mark, Param::color, std::string(color));
  }
  if (reading.valid) read_size(look.attribute("font-size"), reading.mark);
  return reading;
}

void register_end(PartContext& context, MarkReading& reading, XmlNode node, SpanEnd end) {
  if (reading.rule == nullptr || reading.rule->pairing == Pairing::none) return;
  if (reading.mark.role == SpanRole::none || reading.mark.role == SpanRole::let_ring) return;
  end.kind = node.tag();
  end.number = reading.number;
  end.role = reading.mark.role;
  end.by_pitch = reading.rule->pairing == Pairing::pitch;
  end.measure = context.measure;
  end.source = context.offset_of(node);
  context.part.ends.push_back(end);
  reading.mark.span = static_cast<SpanId>(context.part.ends.size());
}

}  // namespace burin::io
