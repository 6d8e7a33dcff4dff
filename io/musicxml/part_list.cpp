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

PartHead read_part(XmlNode node) {
  PartHead part;
  part.id = std::string(node.attribute("id").substr(0, 1000));
  part.name = name_of(node, "part-name", "part-name-display");
  part.short_name = name_of(node, "part-abbreviation", "part-abbreviation-display");
  const XmlNode abbreviation = node.child("part-abbreviation-display");
  if (!(abbreviation ? abbreviation.printed() : node.child("part-abbreviation").printed())) part.short_name.clear();
  part.name_hidden = !name_shown(node);
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
  started.group.symbol = symbol_of(node.child_text("group-symbol"));
  const std::string_view barlines = node.child_text("group-barline");
  started.group.barlines = barlines == "yes" || barlines == "Mensurstrich";
  if (node.child("group-time")) ++head.group_times;
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
