#include "io/musicxml/part_list.hpp"

#include <algorithm>

#include "core/piece/accidental_names.hpp"
#include "io/musicxml/values.hpp"

namespace burin::io {

namespace {

std::string utf8(char32_t c) {
  std::string out;
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
  return out;
}

bool name_shown(XmlNode part) {
  const XmlNode display = part.child("part-name-display");
  return display ? display.printed() : part.child("part-name").printed();
}

/// The pieces of a name, if one of them has a look of its own.
std::vector<TextPart> parts_of_name(XmlNode display) {
  std::vector<TextPart> parts;
  if (!display) return parts;
  bool plain = true;
  display.each([&](XmlNode child) {
    TextPart part;
    if (child.name() == "display-text") part.text = std::string_view(child.raw().child_value()).substr(0, 10'000);
    if (child.name() == "accidental-text") part.text = accidental_text(child.text());
    part.color = color_of(child.attribute("color"));
    part.font_size = points_of(child.attribute("font-size"));
    part.bold = child.attribute("font-weight") == "bold";
    part.italic = child.attribute("font-style") == "italic";
    if (part.text.empty()) return;
    plain = plain && part == TextPart{.text = part.text};
    parts.push_back(std::move(part));
  });
  if (plain) parts.clear();
  return parts;
}

PartHead read_part(XmlNode node) {
  PartHead part;
  part.id = std::string(node.attribute("id").substr(0, 1000));
  part.name = name_of(node, "part-name", "part-name-display");
  part.short_name = name_of(node, "part-abbreviation", "part-abbreviation-display");
  const XmlNode abbreviation = node.child("part-abbreviation-display");
  if (!(abbreviation ? abbreviation.printed() : node.child("part-abbreviation").printed())) part.short_name.clear();
  part.name_hidden = !name_shown(node);
  part.name_parts = parts_of_name(node.child("part-name-display"));
  part.family = std::string(node.child("score-instrument").child_text("instrument-sound").substr(0, 1000));
  return part;
}

PartGroup::Symbol symbol_of(std::string_view name) {
  if (name == "brace") return PartGroup::Symbol::brace;
  if (name == "bracket") return PartGroup::Symbol::bracket;
  if (name == "line") return PartGroup::Symbol::line;
  if (name == "square") return PartGroup::Symbol::square;
  return PartGroup::Symbol::none;
}

struct OpenGroup {
  std::string number;
  PartGroup group;
};

void finish(ScoreHead& head, PartGroup group) {
  group.count = static_cast<std::uint32_t>(head.parts.size()) - group.first;
  if (group.count > 0) head.groups.push_back(std::move(group));
}

void read_group(XmlNode node, ScoreHead& head, std::vector<OpenGroup>& open) {
  std::string number(node.attribute("number").substr(0, 100));
  if (number.empty()) number = "1";
  if (node.attribute("type") == "stop") {
    const auto at =
        std::find_if(open.rbegin(), open.rend(), [&](const OpenGroup& one) { return one.number == number; });
    if (at == open.rend()) return;
    finish(head, std::move(at->group));
    open.erase(std::next(at).base());
    return;
  }
  OpenGroup started;
  started.number = std::move(number);
  started.group.first = static_cast<std::uint32_t>(head.parts.size());
  const XmlNode symbol = node.child("group-symbol");
  started.group.symbol = symbol_of(symbol.text());
  started.group.symbol_x = std::clamp(decimal(symbol.attribute("default-x")).value_or(0.0), -1000.0, 1000.0);
  const std::string_view barlines = node.child_text("group-barline");
  started.group.barlines = barlines == "yes" || barlines == "Mensurstrich";
  started.group.between_only = barlines == "Mensurstrich";
  started.group.one_time = static_cast<bool>(node.child("group-time"));
  started.group.name = name_of(node, "group-name", "group-name-display");
  started.group.short_name = name_of(node, "group-abbreviation", "group-abbreviation-display");
  if (open.size() < 1000) open.push_back(std::move(started));
}

}  // namespace

std::string accidental_text(std::string_view name) {
  if (name == "flat") return utf8(0x266D);
  if (name == "natural") return utf8(0x266E);
  if (name == "sharp") return utf8(0x266F);
  const AccidentalSign sign = accidental_sign(name);
  return sign == 0 ? std::string() : utf8(sign);
}

std::string name_of(XmlNode owner, const char* plain, const char* display) {
  const XmlNode shown = owner.child(display);
  if (!shown) return std::string(owner.child_text(plain).substr(0, 10'000));
  std::string text;
  shown.each([&](XmlNode child) {
    if (child.name() == "display-text") text += std::string_view(child.raw().child_value()).substr(0, 10'000);
    if (child.name() == "accidental-text") text += accidental_text(child.text());
  });
  return std::string(trimmed(text));
}

void read_part_list(XmlNode node, ScoreHead& head) {
  std::vector<OpenGroup> open;
  node.each([&](XmlNode child) {
    if (child.name() == "score-part") head.parts.push_back(read_part(child));
    if (child.name() == "part-group") read_group(child, head, open);
  });
  for (OpenGroup& one : open) finish(head, std::move(one.group));
  // Outer groups first: renderers draw from the outside in.
  std::stable_sort(head.groups.begin(), head.groups.end(), [](const PartGroup& a, const PartGroup& b) {
    return a.first != b.first ? a.first < b.first : a.count > b.count;
  });
}

}  // namespace burin::io
