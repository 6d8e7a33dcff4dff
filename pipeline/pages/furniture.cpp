#include "pipeline/pages/furniture.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/pictograms.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace burin::layout {

namespace {

constexpr double line_share = 1.3;
constexpr double mm_per_point = 25.4 / 72.0;

struct Texts {
  std::vector<std::string> above;  // over the title
  std::string title;
  std::vector<std::string> subtitles;
  std::vector<std::string> left;
  std::vector<std::string> right;
};

std::string credit_of(const Piece& piece, std::string_view type) {
  for (const Credit& credit : piece.credits) {
    if (credit.type == type && credit.page == 1 && credit.is_text()) return credit.text;
  }
  return {};
}

std::string first_of(std::initializer_list<std::string> choices) {
  for (const std::string& choice : choices) {
    if (!choice.empty()) return choice;
  }
  return {};
}

/// Letters and digits only: files repeat a title with other quotes or spaces.
std::string letters_of(const std::string& text) {
  std::string letters;
  for (const char c : text) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) letters += c;
  }
  return letters;
}

/// Whether a text is one of those that a title block has a place for.
bool has_place(const Credit& credit) {
  constexpr std::array<std::string_view, 7> known{"title",    "subtitle", "composer",   "lyricist",
                                                  "arranger", "rights",   "page number"};
  return std::find(known.begin(), known.end(), credit.type) != known.end();
}

/// Where the head of the file's first page ends, as a share of its height from below: at its lowest title or name.
double foot_of_head(const Piece& piece) {
  constexpr double usual = 0.7;
  double lowest = usual;
  bool titled = false;
  for (const Credit& credit : piece.credits) {
    const bool foot = credit.type == "rights" || credit.type == "page number";
    if (credit.page != 1 || !credit.placed || foot || !has_place(credit)) continue;
    titled = titled || credit.type == "title";
    lowest = std::min(lowest, credit.y_share);
  }
  return titled ? lowest : usual;
}

/// Texts at the head of the first page whose type says nothing of their place, by the side that they keep to.
std::vector<std::string> unnamed_credits(const Piece& piece, std::string_view justify, double over, double under) {
  std::vector<std::string> lines;
  for (const Credit& credit : piece.credits) {
    const bool at_head = credit.page == 1 && credit.is_text() && credit.y_share >= over && credit.y_share < under;
    const std::string_view side = credit.justify.empty() ? std::string_view("left") : std::string_view(credit.justify);
    if (!at_head || has_place(credit) || side != justify) continue;
    for (std::string& line : lines_of(credit.text)) lines.push_back(std::move(line));
  }
  return lines;
}

/// What no type names stands on its side of the block, unless it repeats what is there.
void add_unnamed(const Piece& piece, Texts& texts) {
  constexpr double beyond = 2.0;  // over the top of every page
  const double foot = foot_of_head(piece);
  double title = beyond;
  for (const Credit& credit : piece.credits) {
    if (credit.type == "title" && credit.page == 1 && credit.placed) title = credit.y_share;
  }
  std::vector<std::string> known = texts.left;
  known.insert(known.end(), texts.right.begin(), texts.right.end());
  known.insert(known.end(), texts.subtitles.begin(), texts.subtitles.end());
  known.push_back(texts.title);
  const auto add = [&](std::vector<std::string>& to, std::string_view side, double over, double under) {
    for (std::string& line : unnamed_credits(piece, side, over, under)) {
      const std::string letters = letters_of(line);
      const bool repeats = !letters.empty() && std::any_of(known.begin(), known.end(), [&](const std::string& other) {
        return letters_of(other) == letters;
      });
      if (repeats) continue;
      known.push_back(line);
      to.push_back(std::move(line));
    }
  };
  add(texts.right, "right", foot, beyond);  // names before what may repeat them
  add(texts.left, "left", foot, beyond);
  add(texts.above, "center", std::nextafter(title, beyond), beyond);
  add(texts.subtitles, "center", foot, std::nextafter(title, beyond));
}

Texts texts_of(const Context& context) {
  const Piece& piece = *context.piece;
  Texts texts;
  texts.title = first_of({credit_of(piece, "title"), piece.title, piece.movement_title});
  for (std::string& line : lines_of(first_of({credit_of(piece, "subtitle"), piece.subtitle}))) {
    texts.subtitles.push_back(std::move(line));
  }
  if (texts.subtitles.empty() && piece.movement_title != texts.title && !piece.movement_title.empty()) {
    texts.subtitles.push_back(piece.movement_title);
  }
  std::erase_if(texts.subtitles, [&](const std::string& line) { return letters_of(line) == letters_of(texts.title); });
  if (!context.options->part_name.empty()) {
    texts.left.push_back(context.options->part_name);  // whose part it is comes before who wrote the words
  } else {
    texts.left = lines_of(first_of({credit_of(piece, "lyricist"), piece.lyricist}));
  }
  for (const std::string& text : {first_of({credit_of(piece, "composer"), piece.composer}),
                                  first_of({credit_of(piece, "arranger"), piece.arranger})}) {
    for (std::string& line : lines_of(text)) texts.right.push_back(std::move(line));
  }
  add_unnamed(piece, texts);
  return texts;
}

std::string rights_of(const Piece& piece) { return first_of({credit_of(piece, "rights"), piece.rights}); }

double credit_mm(const Credit& credit, const PageStyle& style) {
  return credit.font_size > 0.0 ? std::min(credit.font_size * mm_per_point, 40.0) : style.person_size;
}

/// Upper edge of a credit, from the top of the page.
double credit_top(const Credit& credit, const PagePlan& plan, double mm, std::size_t lines) {
  const double at = (1.0 - credit.y_share) * plan.height;
  const double height = static_cast<double>(lines) * mm * line_share / plan.space_mm();
  if (credit.valign == "bottom") return at - height;
  if (credit.valign == "middle") return at - height / 2;
  return credit.valign == "baseline" ? at - mm * 0.8 / plan.space_mm() : at;
}

double credits_height(const Context& context, const PagePlan& plan) {
  constexpr double half = 0.5;
  constexpr double least = 0.35;  // what stands lower is no head
  const double foot = std::clamp(foot_of_head(*context.piece), least, half);
  double lowest = 0.0;
  for (const Credit& credit : context.piece->credits) {
    if (credit.page != 1 || credit.y_share < foot || !credit.is_text()) continue;
    const double mm = credit_mm(credit, context.style.page);
    const std::size_t lines = lines_of(credit.text).size();
    const double height = static_cast<double>(lines) * mm * line_share / plan.space_mm();
    lowest = std::max(lowest, credit_top(credit, plan, mm, lines) + height);
  }
  if (lowest <= plan.top) return 0.0;
  return lowest - plan.top + context.style.page.title_to_music * 0.5 / plan.space_mm();
}

/// What stands above the music from the second page on, before its fields are filled in.
std::string header_text(const Context& context) {
  const EngraveOptions& options = *context.options;
  if (!options.header.empty()) return options.header;
  return options.part_name.empty() || options.crop ? std::string() : "{part}";
}

}  // namespace

bool places_credits(const Context& context) {
  return context.options->honour_page && !context.piece->credits.empty() && context.options->part_name.empty();
}

double title_height(const Context& context, const PagePlan& plan) {
  if (places_credits(context)) return credits_height(context, plan);
  const PageStyle& style = context.style.page;
  const Texts texts = texts_of(context);
  const auto titles = lines_of(texts.title);
  double mm = static_cast<double>(texts.above.size()) * style.person_size * line_share +
              static_cast<double>(titles.size()) * style.title_size * line_share +
              static_cast<double>(texts.subtitles.size()) * style.subtitle_size * line_share;
  mm += static_cast<double>(std::max(texts.right.size(), texts.left.size())) * style.person_size * line_share;
  return mm > 0.0 ? (mm + style.title_to_music) / plan.space_mm() : 0.0;
}

double header_height(const Context& context, const PagePlan& plan) {
  return header_text(context).empty() ? 0.0 : context.style.page.person_size * 2.2 / plan.space_mm();
}

double foot_height(const Context& context, const PagePlan& plan) {
  return context.style.page.small_size * 2.0 / plan.space_mm();
}

namespace {

class FurniturePainter {
 public:
  FurniturePainter(const Context& context, const PagePlan& plan, std::uint32_t page, std::uint32_t pages,
                   double lowered, PaintBuilder& out)
      : context_(context),
        style_(context.style.page),
        plan_(plan),
        page_(page),
        pages_(pages),
        lowered_(lowered),
        out_(out) {}

  void run() {
    if (places_credits(context_)) {
      credits();
    } else if (page_ == 1) {
      title_block();
    }
    if (page_ > 1) header();
    foot();
  }

 private:
  void title_block() {
    const Texts texts = texts_of(context_);
    double y = -plan_.top - lowered_;
    const double centre = plan_.width / 2;
    const auto lines = [&](const std::vector<std::string>& all, GroupClass group, double mm, FontFace face,
                           bool framed = false) {
      if (all.empty()) return;
      out_.open(group);
      Box box;
      for (const std::string& line : all) {
        y -= size(mm) * line_share;
        const double width = text(line, centre, y + size(mm) * 0.3, mm, face, TextAlign::middle, plan_.line_width());
        box.add({centre - width / 2, y + size(mm) * 0.08, centre + width / 2, y + size(mm) * 1.08});
      }
      if (framed) frame(box);
      out_.close();
    };
    lines(texts.above, GroupClass::credit, style_.person_size, FontFace::italic);
    lines(lines_of(texts.title), GroupClass::title, style_.title_size, FontFace::bold, title_framed());
    lines(texts.subtitles, GroupClass::subtitle, style_.subtitle_size, FontFace::roman);
    people(texts.right, y, GroupClass::composer, plan_.width - plan_.right, TextAlign::end, texts.left.size());
    const bool part = !context_.options->part_name.empty();
    people(texts.left, y, part ? GroupClass::header : GroupClass::lyricist, plan_.left, TextAlign::start,
           texts.right.size());
  }

  void header() {
    const std::string words = filled(header_text(context_));
    if (words.empty()) return;
    out_.open(GroupClass::header);
    const double y = -plan_.top - size(style_.person_size);
    text(words, plan_.width / 2, y, style_.person_size, FontFace::roman, TextAlign::middle, plan_.line_width() * 0.8);
    out_.close();
  }

  void foot() {
    if (context_.options->crop) return;  // a cropped page is a picture
    const double y = -(plan_.height - plan_.bottom);
    const double number_mm = style_.person_size;
    const bool number = page_ > 1 && style_.page_numbers > 0.0;
    if (number) {
      out_.open(GroupClass::page_number);
      const bool right = page_ % 2 == 1;
      text(std::to_string(page_), right ? plan_.width - plan_.right : plan_.left, y, number_mm, FontFace::roman,
           right ? TextAlign::end : TextAlign::start, plan_.line_width());
      out_.close();
    }
    const double room = plan_.line_width() * (number ? 0.8 : 1.0);
    if (!context_.options->footer.empty()) {
      line(GroupClass::footer, filled(context_.options->footer), y, room);
    } else if (page_ == 1 && !places_credits(context_)) {
      const std::vector<std::string> rights = lines_of(rights_of(*context_.piece));
      if (!rights.empty()) line(GroupClass::copyright, rights.front(), y, room);
    }
  }

  void line(GroupClass group, const std::string& words, double y, double room) {
    if (words.empty()) return;
    out_.open(group);
    text(words, plan_.width / 2, y, style_.small_size, FontFace::roman, TextAlign::middle, room);
    out_.close();
  }

  /// Texts where the file has them on its own pages.
  void credits() {
    for (const Credit& credit : context_.piece->credits) {
      if (credit.page != page_ || credit.type == "page number") continue;
      if (!credit.is_text()) {
        sign(credit);
        continue;
      }
      const double mm = credit_mm(credit, style_);
      const std::vector<std::string> lines = lines_of(credit.text);
      const TextAlign align = credit.justify == "right"    ? TextAlign::end
                              : credit.justify == "center" ? TextAlign::middle
                                                           : TextAlign::start;
      const FontFace face = credit.bold ? FontFace::bold : credit.italic ? FontFace::italic : FontFace::roman;
      const double x = credit.x_share * plan_.width;
      const double room = align == TextAlign::end      ? x - plan_.left
                          : align == TextAlign::middle ? 2 * std::min(x - plan_.left, plan_.width - plan_.right - x)
                                                       : plan_.width - plan_.right - x;
      double y = -credit_top(credit, plan_, mm, lines.size());
      out_.open(credit_class(credit));
      Box box;
      for (const std::string& words : lines) {
        const double width = text(words, x, y - size(mm) * 0.8, mm, face, align, std::max(room, size(10.0)));
        const double left = align == TextAlign::end ? x - width : align == TextAlign::middle ? x - width / 2 : x;
        box.add({left, y - size(mm) * 1.05, left + width, y});
        y -= size(mm) * line_share;
      }
      if (!credit.enclosure.empty()) frame(box);
      out_.close();
    }
  }

  /// A sign of the music font, or the box that stands for an image.
  void sign(const Credit& credit) {
    const double x = credit.x_share * plan_.width;
    const double y = -(1.0 - credit.y_share) * plan_.height;
    const GlyphId glyph = credit.symbol ? glyph_named(credit.text) : 0;
    out_.open(GroupClass::credit);
    if (!credit.symbol) {
      const double wide = std::clamp(credit.width_share * plan_.width, 1.0, plan_.width);
      const double high = std::clamp(credit.height_share * plan_.height, 1.0, plan_.height);
      const double bottom = credit.valign == "top" ? y - high : credit.valign == "middle" ? y - high / 2 : y;
      paint_frame({x, bottom, x + wide, bottom + high}, context_.glyphs->defaults().text_enclosure, out_);
    } else if (glyph != 0 && context_.glyphs->has(glyph)) {
      out_.glyph(glyph, x, y, credit.font_size > 0.0 ? size(credit.font_size * mm_per_point) / 4.0 : 1.0);
    } else {
      text(credit.text, x, y, credit_mm(credit, style_), FontFace::italic, TextAlign::start, plan_.width - x);
    }
    out_.close();
  }

  static GroupClass credit_class(const Credit& credit) {
    if (credit.type == "title") return GroupClass::title;
    if (credit.type == "subtitle") return GroupClass::subtitle;
    if (credit.type == "composer") return GroupClass::composer;
    if (credit.type == "lyricist") return GroupClass::lyricist;
    if (credit.type == "arranger") return GroupClass::arranger;
    return credit.type == "rights" ? GroupClass::copyright : GroupClass::credit;
  }

  std::string filled(std::string words) const {
    const std::array<std::pair<std::string_view, std::string>, 5> fields{{{"{title}", texts_of(context_).title},
                                                                          {"{composer}", context_.piece->composer},
                                                                          {"{part}", context_.options->part_name},
                                                                          {"{page}", std::to_string(page_)},
                                                                          {"{pages}", std::to_string(pages_)}}};
    for (const auto& [field, value] : fields) {
      for (std::size_t at = words.find(field); at != std::string::npos; at = words.find(field, at + value.size())) {
        words.replace(at, field.size(), value);
      }
    }
    std::replace(words.begin(), words.end(), '\n', ' ');
    return words;
  }

  double size(double mm) const { return mm / plan_.space_mm(); }

  /// Whether the file has its title in a frame.
  bool title_framed() const {
    const auto& credits = context_.piece->credits;
    return std::any_of(credits.begin(), credits.end(), [](const Credit& credit) {
      return credit.type == "title" && credit.page == 1 && credit.is_text() && !credit.enclosure.empty();
    });
  }

  void frame(const Box& box) {
    const double pad = size(1.0);
    if (box.empty()) return;
    paint_frame({box.left - pad, box.bottom, box.right + pad, box.top}, context_.glyphs->defaults().text_enclosure,
                out_);
  }

  /// Text that is never wider than its room: it is set smaller instead. Returns its width.
  double text(const std::string& words, double x, double y, double mm, FontFace face, TextAlign align, double room) {
    double em = size(mm);
    const double wide = context_.text->measure(words, face, em).advance;
    if (wide > room) em *= room / wide;
    out_.text(words, x, y, em, face, align);
    return std::min(wide, room);
  }

  /// `facing`: so many lines stand on the other side of the page, and each of these leaves half of its row.
  void people(const std::vector<std::string>& all, double y, GroupClass group, double x, TextAlign align,
              std::size_t facing) {
    if (all.empty()) return;
    out_.open(group);
    for (std::size_t i = 0; i < all.size(); ++i) {
      y -= size(style_.person_size) * line_share;
      const double room = plan_.line_width() * (i < facing ? 0.49 : 1.0);
      text(all[i], x, y + size(style_.person_size) * 0.3, style_.person_size, FontFace::roman, align, room);
    }
    out_.close();
  }

  const Context& context_;
  const PageStyle& style_;
  const PagePlan& plan_;
  std::uint32_t page_;
  std::uint32_t pages_;
  double lowered_;
  PaintBuilder& out_;
};

}  // namespace

void paint_furniture(const Context& context, const PagePlan& plan, std::uint32_t page, std::uint32_t pages,
                     double lowered, PaintBuilder& out) {
  FurniturePainter(context, plan, page, pages, lowered, out).run();
}

}  // namespace burin::layout
