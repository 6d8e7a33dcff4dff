// <direction>, <harmony>, <figured-bass>, <sound>.
#include <algorithm>

#include "io/musicxml/measure_reader.hpp"
#include "io/musicxml/values.hpp"

namespace burin::io {

namespace {

/// Where the signs of a direction stand.
struct Spot {
  Rational at{};
  std::size_t staff{0};
  std::int16_t lane{0};
  std::string_view placement;
  std::string_view system;
  std::uint8_t graces{0};  // how many grace notes follow before the note at its place
  bool joined{false};
  bool jump{false};  // the direction's sound leaps: its words are a jump
};

Rational offset_of(PartContext& context, XmlNode node) {
  const XmlNode offset = node.child("offset");
  if (!offset) return {};
  const auto ticks = divisions_of(offset.text());
  return ticks ? *ticks / context.divisions : Rational();
}

/// The side by @placement, else by the sign of the first @default-y inside: below the staff is under −40 tenths.
std::string_view placement_of(XmlNode direction) {
  const std::string_view placement = direction.attribute("placement");
  if (!placement.empty()) return placement;
  for (XmlNode type = direction.first(); type; type = type.next()) {
    if (type.name() != "direction-type") continue;
    const auto y = decimal(type.first().attribute("default-y"));
    if (y && *y > 0) return "above";
    if (y && *y < -40) return "below";
  }
  return {};
}

void place(PartContext& context, XmlNode node, std::string_view parent, Spot& spot) {
  MarkReading reading = read_mark(context, node, parent, spot.placement);
  if (!reading.valid) return;
  if (!spot.system.empty()) {
    add_param(reading.mark, Param::system, std::string(spot.system.substr(0, 16)));
  }
  if (spot.jump && node.tag() == tag_hash("words")) add_param(reading.mark, Param::type, std::string("jump"));
  SpanEnd end;
  end.lane = static_cast<std::int16_t>(spot.staff);
  end.offset = end.end = spot.at;
  end.order = 500'000;
  register_end(context, reading, node, end);
  context.measure_of(spot.staff).rest.marks.push_back({spot.at, std::move(reading.mark), spot.joined, spot.graces});
  spot.joined = true;
}

/// How many grace notes stand between a direction and the note after them. Many programs write all directions of a beat
/// before its grace notes, so the place says something only where another direction stands behind some of them.
std::uint8_t graces_after(const PartContext& context, XmlNode node) {
  constexpr int most = 64;
  bool told_apart = context.grace_order > 0;
  int graces = 0;
  for (XmlNode next = node.next(); next && graces < most; next = next.next()) {
    if (next.tag() == tag_hash("direction")) {
      told_apart = told_apart || (graces > 0 && !next.child("offset"));  // one with an offset belongs elsewhere
    } else if (next.tag() == tag_hash("note")) {
      if (!next.child("grace")) return static_cast<std::uint8_t>(told_apart ? graces : 0);
      if (!next.child("chord")) ++graces;
    } else if (next.tag() == tag_hash("backup") || next.tag() == tag_hash("forward")) {
      return 0;
    }
  }
  return 0;  // after the last note of a measure
}

Spot spot_of(PartContext& context, XmlNode node) {
  Spot spot;
  spot.staff = context.staff_index(node.child_text("staff"));
  (void)context.staff(spot.staff);
  spot.at = std::max(Rational(), context.now + offset_of(context, node));
  spot.placement = placement_of(node);
  spot.system = node.attribute("system");
  return spot;
}

/// Whether a <sound> makes the player go elsewhere, or end.
bool leaps(XmlNode sound) {
  for (const char* name : {"dacapo", "dalsegno", "fine", "tocoda"}) {
    if (!sound.attribute(name).empty()) return true;
  }
  return false;
}

}  // namespace

void read_direction(PartContext& context, XmlNode node) {
  Spot spot = spot_of(context, node);
  spot.jump = leaps(node.child("sound"));
  if (!node.child("offset")) spot.graces = graces_after(context, node);
  node.each([&](XmlNode child) {
    if (child.tag() == tag_hash("sound")) read_sound(context, child);
    if (child.tag() != tag_hash("direction-type")) return;
    child.each([&](XmlNode sign) {
      if (sign.tag() == tag_hash("image")) {
        context.warn("BU1048",
                     "the image \"" + std::string(sign.attribute("source").substr(0, 200)) + "\" is not fetched", sign,
                     Severity::note);
      }
      if (sign.tag() != tag_hash("dynamics")) {
        place(context, sign, "direction-type", spot);
        return;
      }
      Spot inner = spot;
      const std::string_view placement = sign.attribute("placement");
      if (!placement.empty()) inner.placement = placement;
      if (!sign.printed()) return;
      sign.each([&](XmlNode letter) { place(context, letter, "dynamics", inner); });
      spot.joined = inner.joined;
    });
  });
}

void read_directive(PartContext& context, XmlNode node) {
  Spot spot;
  spot.at = context.now;
  spot.placement = "above";
  place(context, node, "attributes", spot);
}

void read_harmony(PartContext& context, XmlNode node) {
  Spot spot = spot_of(context, node);
  if (node.tag() == tag_hash("figured-bass")) {
    // Several figures under one note follow each other: each lasts as long as it says.
    spot.at += context.figures;
    const auto ticks = divisions_of(node.child_text("duration"));
    if (ticks && ticks->num() > 0) context.figures += *ticks / context.divisions;
  }
  place(context, node, "measure", spot);
  const XmlNode frame = node.child("frame");
  spot.joined = false;  // the diagram stands under the symbol, not behind it
  if (frame && node.attribute("print-frame") != "no") place(context, frame, "harmony", spot);
}

void read_sound(PartContext& context, XmlNode node) {
  const std::string_view text = node.attribute("tempo");
  if (text.empty()) return;
  const auto tempo = decimal(text);
  if (tempo && *tempo > 0.0 && *tempo < 10'000.0) context.part.tempos.emplace_back(context.position(), *tempo);
}

}  // namespace burin::io
