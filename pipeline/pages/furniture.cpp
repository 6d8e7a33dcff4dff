#include "pipeline/pages/furniture.hpp"
#include "pipeline/elements/paint_support.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace burin::layout {

namespace {

/// Sizes in millimetres (em), independent of the staff size: titles are read from the same distance (handbook §16.3).
constexpr double title_mm = 7.5;
constexpr double subtitle_mm = 4.8;
constexpr double person_mm = 3.6;
constexpr double small_mm = 2.8;
constexpr double line_share = 1.3;
constexpr double below_title_mm = 5.0;

struct Texts {
  std::string title;
  std::vector<std::string> subtitles;
  std::string left;
  std::vector<std::string> right;
};

std::string credit_of(const Piece& piece, std::string_view type) {
  for (const Credit& credit : piece.credits) {
    if (credit.type == type && credit.page == 1) return credit.text;
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

Texts texts_of(const Piece& piece) {
  Texts texts;
  texts.title = first_of({credit_of(piece, "title"), piece.title, piece.movement_title});
  for (std::string& line : lines_of(first_of({credit_of(piece, "subtitle"), piece.subtitle}))) {
    texts.subtitles.push_back(std::move(line));
  }
  if (texts.subtitles.empty() && piece.movement_title != texts.title && !piece.movement_title.empty()) {
    texts.subtitles.push_back(piece.movement_title);
  }
  std::erase_if(texts.subtitles, [&](const std::string& line) { return letters_of(line) == letters_of(texts.title); });
  texts.left = first_of({credit_of(piece, "lyricist"), piece.lyricist});
  for (const std::string& text : {first_of({credit_of(piece, "composer"), piece.composer}),
                                  first_of({credit_of(piece, "arranger"), piece.arranger})}) {
    for (std::string& line : lines_of(text)) texts.right.push_back(std::move(line));
  }
  return texts;
}

std::string rights_of(const Piece& piece) { return first_of({credit_of(piece, "rights"), piece.rights}); }

}  // namespace

double title_height(const Context& context, const PagePlan& plan) {
  const Texts texts = texts_of(*context.piece);
  const auto titles = lines_of(texts.title);
  double mm = static_cast<double>(titles.size()) * title_mm * line_share +
              static_cast<double>(texts.subtitles.size()) * subtitle_mm * line_share;
  mm += static_cast<double>(std::max(texts.right.size(), lines_of(texts.left).size())) * person_mm * line_share;
  return mm > 0.0 ? (mm + below_title_mm) / plan.space_mm() : 0.0;
}

double foot_height(const Context&, const PagePlan& plan) { return small_mm * 2.0 / plan.space_mm(); }

namespace {

class FurniturePainter {
 public:
  FurniturePainter(const Context& context, const PagePlan& plan, PaintBuilder& out)
      : context_(context), plan_(plan), out_(out) {}

  void title_block() {
    const Texts texts = texts_of(*context_.piece);
    double y = -plan_.top;
    const double centre = plan_.width / 2;
    const auto lines = [&](const std::vector<std::string>& all, GroupClass group, double mm, FontFace face) {
      if (all.empty()) return;
      out_.open(group);
      for (const std::string& line : all) {
        y -= size(mm) * line_share;
        text(line, centre, y + size(mm) * 0.3, mm, face, TextAlign::middle, plan_.line_width());
      }
      out_.close();
    };
    lines(lines_of(texts.title), GroupClass::title, title_mm, FontFace::bold);
    lines(texts.subtitles, GroupClass::subtitle, subtitle_mm, FontFace::roman);
    const std::vector<std::string> left = lines_of(texts.left);
    people(texts.right, y, GroupClass::composer, plan_.width - plan_.right, TextAlign::end, left.size());
    people(left, y, GroupClass::lyricist, plan_.left, TextAlign::start, texts.right.size());
  }

  void foot(std::uint32_t page) {
    const double y = -(plan_.height - plan_.bottom);
    const double number_mm = person_mm;
    if (page > 1) {
      out_.open(GroupClass::page_number);
      const bool right = page % 2 == 1;
      text(std::to_string(page), right ? plan_.width - plan_.right : plan_.left, y, number_mm, FontFace::roman,
           right ? TextAlign::end : TextAlign::start, plan_.line_width());
      out_.close();
      return;
    }
    const std::vector<std::string> rights = lines_of(rights_of(*context_.piece));
    if (rights.empty()) return;
    out_.open(GroupClass::copyright);
    text(rights.front(), plan_.width / 2, y, small_mm, FontFace::roman, TextAlign::middle, plan_.line_width());
    out_.close();
  }

 private:
  double size(double mm) const { return mm / plan_.space_mm(); }

  /// Text that is never wider than its room: it is set smaller instead.
  void text(const std::string& words, double x, double y, double mm, FontFace face, TextAlign align, double room) {
    double em = size(mm);
    const double wide = context_.text->measure(words, face, em).advance;
    if (wide > room) em *= room / wide;
    out_.text(words, x, y, em, face, align);
  }

  /// `facing`: so many lines stand on the other side of the page, and each of these leaves half of its row.
  void people(const std::vector<std::string>& all, double y, GroupClass group, double x, TextAlign align,
              std::size_t facing) {
    if (all.empty()) return;
    out_.open(group);
    for (std::size_t i = 0; i < all.size(); ++i) {
      y -= size(person_mm) * line_share;
      const double room = plan_.line_width() * (i < facing ? 0.49 : 1.0);
      text(all[i], x, y + size(person_mm) * 0.3, person_mm, FontFace::roman, align, room);
    }
    out_.close();
  }

  const Context& context_;
  const PagePlan& plan_;
  PaintBuilder& out_;
};

}  // namespace

void paint_furniture(const Context& context, const PagePlan& plan, std::uint32_t page, PaintBuilder& out) {
  FurniturePainter painter(context, plan, out);
  if (page == 1) painter.title_block();
  painter.foot(page);
}

}  // namespace burin::layout
