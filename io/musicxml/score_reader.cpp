#include "io/musicxml/score_reader.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "io/musicxml/part_list.hpp"
#include "io/musicxml/values.hpp"

namespace burin::io {

namespace {

constexpr std::size_t longest_text = 100'000;

std::string text_of(std::string_view text) { return std::string(text.substr(0, longest_text)); }

void add_line(std::string& to, std::string_view line) {
  if (line.empty()) return;
  if (!to.empty()) to += '\n';
  to += line.substr(0, longest_text);
}

void read_identification(XmlNode node, Piece& piece) {
  node.each([&](XmlNode child) {
    const std::string_view name = child.name();
    if (name == "rights") add_line(piece.rights, child.text());
    if (name != "creator") return;
    const std::string_view type = child.attribute("type");
    if (type == "composer" || type.empty()) add_line(piece.composer, child.text());
    if (type == "lyricist" || type == "poet") add_line(piece.lyricist, child.text());
    if (type == "arranger") add_line(piece.arranger, child.text());
  });
}

/// Places and sizes are kept to a millionth: what lies beyond is left over from somebody's arithmetic.
double to_millionths(double value) { return std::round(value * 1e6) / 1e6; }

struct PageSize {
  double tenths_per_mm{0.0};
  double width{0.0};   // tenths
  double height{0.0};  // tenths
};

/// Margins of all pages, or of the odd ones where the file tells them apart.
void read_margins(XmlNode layout, double mm_per_tenth, SourceLayout& source) {
  layout.each([&](XmlNode child) {
    if (child.name() != "page-margins" || child.attribute("type") == "even") return;
    const auto side = [&](const char* name) {
      return to_millionths(std::clamp(decimal(child.child_text(name)).value_or(0.0) * mm_per_tenth, 0.0, 500.0));
    };
    source.has_margins = true;
    source.margin_top_mm = side("top-margin");
    source.margin_right_mm = side("right-margin");
    source.margin_bottom_mm = side("bottom-margin");
    source.margin_left_mm = side("left-margin");
  });
}

void read_defaults(XmlNode node, Piece& piece, PageSize& page) {
  const XmlNode scaling = node.child("scaling");
  const double millimetres = decimal(scaling.child_text("millimeters")).value_or(0.0);
  const double tenths = decimal(scaling.child_text("tenths")).value_or(0.0);
  const XmlNode layout = node.child("page-layout");
  page.width = std::max(0.0, decimal(layout.child_text("page-width")).value_or(0.0));
  page.height = std::max(0.0, decimal(layout.child_text("page-height")).value_or(0.0));
  if (millimetres > 0.0 && tenths > 0.0) {
    piece.source.staff_size_mm = to_millionths(millimetres / tenths * 40.0);
    piece.source.page_width_mm = to_millionths(page.width * millimetres / tenths);
    piece.source.page_height_mm = to_millionths(page.height * millimetres / tenths);
    read_margins(layout, millimetres / tenths, piece.source);
  }
  piece.source.music_font = text_of(node.child("music-font").attribute("font-family"));
  piece.source.word_font = text_of(node.child("word-font").attribute("font-family"));
}

/// Place and look of a text, sign or image.
void read_credit_look(XmlNode node, const PageSize& page, Credit& credit) {
  const auto x = decimal(node.attribute("default-x"));
  const auto y = decimal(node.attribute("default-y"));
  if (x && page.width > 0.0) credit.x_share = to_millionths(std::clamp(*x / page.width, 0.0, 1.0));
  if (y && page.height > 0.0) credit.y_share = to_millionths(std::clamp(*y / page.height, 0.0, 1.0));
  const std::string_view justify = node.attribute("justify");
  const std::string_view anchor = node.attribute("halign");  // what stands at the place; by default that of the lines
  credit.justify = text_of(anchor.empty() ? justify : anchor);
  credit.placed = x || y;
  const std::string_view enclosure = node.attribute("enclosure");
  if (enclosure != "none") credit.enclosure = text_of(enclosure);
  credit.valign = text_of(node.attribute("valign"));
  credit.font_size = std::clamp(decimal(node.attribute("font-size")).value_or(0.0), 0.0, 1000.0);
  credit.bold = node.attribute("font-weight") == "bold";
  credit.italic = node.attribute("font-style") == "italic";
}

void read_credit_image(XmlNode node, const PageSize& page, Credit& credit) {
  read_credit_look(node, page, credit);
  credit.image = text_of(node.attribute("source"));
  if (credit.image.empty()) credit.image = "image";
  const auto share = [&](const char* name, double whole) {
    const double tenths = decimal(node.attribute(name)).value_or(0.0);
    return whole > 0.0 ? to_millionths(std::clamp(tenths / whole, 0.0, 1.0)) : 0.0;
  };
  credit.width_share = share("width", page.width);
  credit.height_share = share("height", page.height);
}

/// Adds what follows in the same credit; white space between two pieces is kept, that around all of them is not.
void add_words(std::string& text, std::string_view raw) {
  constexpr std::string_view blank = " \t\r\n";
  const std::string_view words = trimmed(raw);
  if (words.empty()) return;
  const std::size_t lead = static_cast<std::size_t>(words.data() - raw.data());
  if (!text.empty()) text += raw.substr(0, lead);
  text += words.substr(0, longest_text);
  const std::string_view tail = raw.substr(lead + words.size());
  if (tail.find_first_not_of(blank) == std::string_view::npos) text += tail;
}

void read_credit(XmlNode node, const PageSize& page, Piece& piece) {
  Credit credit;
  credit.page = static_cast<std::uint32_t>(whole(node.attribute("page"), 1, 100'000).value_or(1));
  credit.type = text_of(node.child_text("credit-type"));
  bool first = true;
  std::vector<Credit> signs;  // each a credit of its own, because words are set in another font
  node.each([&](XmlNode child) {
    const std::string_view name = child.name();
    if (name == "credit-words") {
      if (std::exchange(first, false)) read_credit_look(child, page, credit);  // holds for those that follow, too
      add_words(credit.text, child.raw().child_value());
    } else if (name == "credit-symbol" || name == "credit-image") {
      Credit& sign = signs.emplace_back();
      sign.page = credit.page;
      sign.type = credit.type;
      sign.symbol = name == "credit-symbol";
      if (sign.symbol) sign.text = text_of(child.text());
      sign.symbol ? read_credit_look(child, page, sign) : read_credit_image(child, page, sign);
    }
  });
  credit.text = std::string(trimmed(credit.text));
  if (!credit.text.empty()) piece.credits.push_back(std::move(credit));
  for (Credit& sign : signs) piece.credits.push_back(std::move(sign));
}

std::string_view credit_of(const Piece& piece, std::string_view type) {
  const auto at = std::find_if(piece.credits.begin(), piece.credits.end(),
                               [&](const Credit& credit) { return credit.type == type && credit.is_text(); });
  return at == piece.credits.end() ? std::string_view() : std::string_view(at->text);
}

void take_titles_from_credits(Piece& piece) {
  if (piece.title.empty() && piece.movement_title.empty()) piece.title = credit_of(piece, "title");
  if (piece.subtitle.empty()) piece.subtitle = credit_of(piece, "subtitle");
  if (piece.composer.empty()) piece.composer = credit_of(piece, "composer");
  if (piece.lyricist.empty()) piece.lyricist = credit_of(piece, "lyricist");
  if (piece.arranger.empty()) piece.arranger = credit_of(piece, "arranger");
}

}  // namespace

ScoreHead read_head(XmlNode root, Piece& piece) {
  ScoreHead head;
  PageSize page;
  std::vector<XmlNode> credits;
  root.each([&](XmlNode child) {
    switch (child.tag()) {
      case tag_hash("work"):
        if (child.printed() && child.child("work-title").printed())
          piece.title = text_of(child.child_text("work-title"));
        break;
      case tag_hash("movement-number"): piece.movement_number = text_of(child.text()); break;
      case tag_hash("movement-title"): piece.movement_title = text_of(child.text()); break;
      case tag_hash("identification"): read_identification(child, piece); break;
      case tag_hash("defaults"): read_defaults(child, piece, page); break;
      case tag_hash("credit"): credits.push_back(child); break;
      case tag_hash("part-list"): read_part_list(child, head); break;
      default: break;
    }
  });
  for (const XmlNode credit : credits) read_credit(credit, page, piece);
  take_titles_from_credits(piece);
  return head;
}

}  // namespace burin::io
