#include "io/musicxml/writer/head_writer.hpp"

#include <algorithm>
#include <set>

#include "core/base/decimal_text.hpp"
#include "core/base/version.hpp"
#include "io/musicxml/writer/words.hpp"

namespace burin::io {

namespace {

constexpr double tenths_per_staff = 40.0;
constexpr double page_without_size = 1000.0;  // tenths, where only the credits' places are known

/// One element per line: that is how they were read.
void write_lines(XmlWriter& xml, std::string_view tag, std::string_view type, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end != 0) {
      xml.open(tag);
      xml.attribute("type", type);
      xml.text(text.substr(0, end));
      xml.close();
    }
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
}

void write_titles(XmlWriter& xml, const Piece& piece) {
  if (!piece.title.empty()) {
    xml.open("work");
    xml.child("work-title", piece.title);
    xml.close();
  }
  xml.child("movement-number", piece.movement_number);
  xml.child("movement-title", piece.movement_title);
}

void write_identification(XmlWriter& xml, const Piece& piece) {
  xml.open("identification");
  write_lines(xml, "creator", "composer", piece.composer);
  write_lines(xml, "creator", "lyricist", piece.lyricist);
  write_lines(xml, "creator", "arranger", piece.arranger);
  write_lines(xml, "rights", {}, piece.rights);
  xml.open("encoding");
  xml.child("software", "burin " + std::string(version()));
  xml.close();
  xml.close();
}

bool has_place(const Credit& credit) { return credit.placed || credit.width_share > 0.0 || credit.height_share > 0.0; }

struct PageTenths {
  double width{0.0};
  double height{0.0};
};

PageTenths page_of(const Piece& piece) {
  const SourceLayout& source = piece.source;
  PageTenths page;
  if (source.staff_size_mm > 0.0) {
    page.width = source.page_width_mm / source.staff_size_mm * tenths_per_staff;
    page.height = source.page_height_mm / source.staff_size_mm * tenths_per_staff;
  }
  if (page.width > 0.0 || page.height > 0.0 || source.staff_size_mm > 0.0) return page;
  if (std::any_of(piece.credits.begin(), piece.credits.end(), has_place)) return {page_without_size, page_without_size};
  return page;
}

void write_margins(XmlWriter& xml, const SourceLayout& source) {
  if (!source.has_margins || source.staff_size_mm <= 0.0) return;
  const auto side = [&](std::string_view tag, double millimetres) {
    xml.child(tag, decimal_text(millimetres / source.staff_size_mm * tenths_per_staff));
  };
  xml.open("page-margins");
  xml.attribute("type", "both");
  side("left-margin", source.margin_left_mm);
  side("right-margin", source.margin_right_mm);
  side("top-margin", source.margin_top_mm);
  side("bottom-margin", source.margin_bottom_mm);
  xml.close();
}

void write_font(XmlWriter& xml, std::string_view tag, std::string_view family) {
  if (family.empty()) return;
  xml.open(tag);
  xml.attribute("font-family", family);
  xml.close();
}

void write_defaults(XmlWriter& xml, const SourceLayout& source, const PageTenths& page) {
  const bool scaled = source.staff_size_mm > 0.0;
  const bool sized = page.width > 0.0 || page.height > 0.0;
  if (!scaled && !sized && source.music_font.empty() && source.word_font.empty()) return;
  xml.open("defaults");
  if (scaled) {
    xml.open("scaling");
    xml.child("millimeters", decimal_text(source.staff_size_mm));
    xml.child("tenths", decimal_text(tenths_per_staff));
    xml.close();
  }
  if (sized) {
    xml.open("page-layout");
    xml.child("page-height", decimal_text(page.height));
    xml.child("page-width", decimal_text(page.width));
    write_margins(xml, source);
    xml.close();
  }
  write_font(xml, "music-font", source.music_font);
  write_font(xml, "word-font", source.word_font);
  xml.close();
}

void write_image(XmlWriter& xml, const Credit& credit, const PageTenths& page) {
  xml.attribute("source", credit.image);
  const std::size_t dot = credit.image.rfind('.');
  xml.attribute("type", "image/" + (dot == std::string::npos ? std::string("png") : credit.image.substr(dot + 1)));
  if (credit.height_share > 0.0) xml.attribute("height", decimal_text(credit.height_share * page.height));
  if (credit.width_share > 0.0) xml.attribute("width", decimal_text(credit.width_share * page.width));
}

void write_credit(XmlWriter& xml, const Credit& credit, const PageTenths& page) {
  xml.open("credit");
  xml.number("page", credit.page);
  xml.child("credit-type", credit.type);
  xml.open(!credit.image.empty() ? "credit-image" : credit.symbol ? "credit-symbol" : "credit-words");
  if (!credit.image.empty()) write_image(xml, credit, page);
  if (credit.placed && page.width > 0.0) xml.attribute("default-x", decimal_text(credit.x_share * page.width));
  if (credit.placed && page.height > 0.0) xml.attribute("default-y", decimal_text(credit.y_share * page.height));
  xml.attribute(credit.image.empty() ? "justify" : "halign", credit.justify);
  xml.attribute("valign", credit.valign);
  if (credit.font_size > 0.0) xml.attribute("font-size", decimal_text(credit.font_size));
  if (credit.bold) xml.attribute("font-weight", "bold");
  if (credit.italic) xml.attribute("font-style", "italic");
  xml.attribute("enclosure", credit.enclosure);
  if (credit.image.empty()) xml.text(credit.text);
  xml.close();
  xml.close();
}

/// A subtitle lives in credits only.
void write_credits(XmlWriter& xml, const Piece& piece, const PageTenths& page) {
  const auto is_subtitle = [](const Credit& credit) { return credit.type == "subtitle"; };
  if (!piece.subtitle.empty() && std::none_of(piece.credits.begin(), piece.credits.end(), is_subtitle)) {
    Credit credit;
    credit.type = "subtitle";
    credit.text = piece.subtitle;
    write_credit(xml, credit, {});
  }
  for (const Credit& credit : piece.credits) write_credit(xml, credit, page);
}

std::string_view symbol_of(PartGroup::Symbol symbol) {
  switch (symbol) {
    case PartGroup::Symbol::brace: return "brace";
    case PartGroup::Symbol::bracket: return "bracket";
    case PartGroup::Symbol::line: return "line";
    case PartGroup::Symbol::square: return "square";
    case PartGroup::Symbol::none: break;
  }
  return {};
}

/// A group in the list: from which part to which, and the number that its stop is found by.
struct ListedGroup {
  const PartGroup* group;
  std::size_t first, last;  // indices of parts
  int number;
};

std::vector<ListedGroup> list_groups(const Piece& piece, const std::vector<ScorePart>& parts) {
  std::vector<ListedGroup> out;
  for (const PartGroup& group : piece.groups) {
    const auto begin =
        std::find_if(parts.begin(), parts.end(), [&](const ScorePart& p) { return p.musician >= group.first; });
    const auto end =
        std::find_if(begin, parts.end(), [&](const ScorePart& p) { return p.musician >= group.first + group.count; });
    if (begin == end) continue;
    ListedGroup listed{&group, static_cast<std::size_t>(begin - parts.begin()),
                       static_cast<std::size_t>(end - parts.begin()) - 1, 1};
    const auto taken = [&](const ListedGroup& other) {
      return other.number == listed.number && other.last >= listed.first;
    };
    while (std::any_of(out.begin(), out.end(), taken)) ++listed.number;
    out.push_back(listed);
  }
  return out;
}

void write_group_start(XmlWriter& xml, const ListedGroup& listed) {
  const PartGroup& group = *listed.group;
  xml.open("part-group");
  xml.attribute("type", "start");
  xml.number("number", listed.number);
  xml.child("group-name", group.name);
  xml.child("group-abbreviation", group.short_name);
  if (const std::string_view symbol = symbol_of(group.symbol); !symbol.empty()) {
    xml.open("group-symbol");
    if (group.symbol_x != 0.0) xml.attribute("default-x", decimal_text(group.symbol_x));
    xml.text(symbol);
    xml.close();
  }
  xml.child("group-barline", group.between_only ? "Mensurstrich" : group.barlines ? "yes" : "no");
  if (group.one_time) xml.empty("group-time");
  xml.close();
}

void write_group_stop(XmlWriter& xml, const ListedGroup& listed) {
  xml.open("part-group");
  xml.attribute("type", "stop");
  xml.number("number", listed.number);
  xml.close();
}

/// The name in pieces that look different.
void write_name_parts(XmlWriter& xml, const Instrument& instrument) {
  if (instrument.name_parts.empty()) return;
  xml.open("part-name-display");
  if (instrument.name_hidden) xml.attribute("print-object", "no");
  for (const TextPart& part : instrument.name_parts) {
    xml.open("display-text");
    xml.attribute("xml:space", "preserve");
    if (part.font_size > 0.0) xml.attribute("font-size", decimal_text(part.font_size));
    xml.attribute("color", color_text(part.color));
    if (part.bold) xml.attribute("font-weight", "bold");
    if (part.italic) xml.attribute("font-style", "italic");
    xml.text(part.text);
    xml.close();
  }
  xml.close();
}

void write_score_part(XmlWriter& xml, const ScorePart& part) {
  const Instrument& instrument = *part.instrument;
  xml.open("score-part");
  xml.attribute("id", part.id);
  xml.open("part-name");
  if (instrument.name_hidden) xml.attribute("print-object", "no");
  xml.text(instrument.name);
  xml.close();
  write_name_parts(xml, instrument);
  xml.child("part-abbreviation", instrument.short_name);
  if (!instrument.family.empty()) {
    const std::string id = part.id + "-I1";
    xml.open("score-instrument");
    xml.attribute("id", id);
    xml.child("instrument-name", instrument.name.empty() ? std::string_view("instrument") : instrument.name);
    xml.child("instrument-sound", instrument.family);
    xml.close();
  }
  xml.close();
}

/// Inner groups stop first; those over the same parts stop in their own order, which is how readers keep it.
void write_group_stops(XmlWriter& xml, const std::vector<ListedGroup>& groups, std::size_t part) {
  std::vector<const ListedGroup*> ending;
  for (const ListedGroup& listed : groups) {
    if (listed.last == part) ending.push_back(&listed);
  }
  std::stable_sort(ending.begin(), ending.end(),
                   [](const ListedGroup* a, const ListedGroup* b) { return a->first > b->first; });
  for (const ListedGroup* listed : ending) write_group_stop(xml, *listed);
}

void write_part_list(XmlWriter& xml, const Piece& piece, const std::vector<ScorePart>& parts) {
  const std::vector<ListedGroup> groups = list_groups(piece, parts);
  xml.open("part-list");
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (const ListedGroup& listed : groups) {
      if (listed.first == i) write_group_start(xml, listed);
    }
    write_score_part(xml, parts[i]);
    write_group_stops(xml, groups, i);
  }
  xml.close();
}

/// "P1", or the next that nobody has.
std::string fresh_id(const std::set<std::string>& used, std::size_t index) {
  std::size_t number = index + 1;
  while (used.contains("P" + std::to_string(number))) ++number;
  return "P" + std::to_string(number);
}

}  // namespace

std::vector<ScorePart> parts_of(const Piece& piece) {
  std::vector<ScorePart> parts;
  std::set<std::string> used;
  for (std::size_t i = 0; i < piece.musicians.size(); ++i) {
    for (const auto& instrument : piece.musicians[i]->instruments) {
      ScorePart part{instrument->part_id, instrument.get(), i};
      if (!is_xml_name(part.id) || !used.insert(part.id).second) part.id.clear();
      parts.push_back(std::move(part));
    }
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].id.empty()) used.insert(parts[i].id = fresh_id(used, i));
  }
  return parts;
}

void write_head(XmlWriter& xml, const Piece& piece, const std::vector<ScorePart>& parts) {
  const PageTenths page = page_of(piece);
  write_titles(xml, piece);
  write_identification(xml, piece);
  write_defaults(xml, piece.source, page);
  write_credits(xml, piece, page);
  write_part_list(xml, piece, parts);
}

}  // namespace burin::io
