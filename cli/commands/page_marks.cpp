#include "cli/commands/page_marks.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "pipeline/elements/element.hpp"

namespace burin::cli {

namespace {

constexpr double least_half_height = 2.5;  // staff spaces: the staff itself and a little more
constexpr double distance = 0.5;
constexpr double line_width = 0.16;
constexpr double dash = 0.6;
constexpr double gap = 0.4;

/// Draws frames into the paint of one staff.
class StaffFrames {
 public:
  StaffFrames(const PaintList& paint, const GlyphMetrics& glyphs, const TextMetrics& text)
      : paint_(paint), glyphs_(glyphs), text_(text) {}

  /// Boxes of the ink of the measures with these indices.
  [[nodiscard]] std::vector<Box> boxes(const std::set<std::int32_t>& measures) const {
    std::vector<Box> found;
    for (auto op = paint_.begin(); op != paint_.end(); ++op) {
      if (op->kind != PaintKind::open) continue;
      const GroupInfo group = op->group();
      if (group.group != GroupClass::measure || measures.count(group.index) == 0) continue;
      Box box = layout::ink_box(PaintList({op.words(), end_of(op)}), glyphs_, text_);
      if (box.empty()) continue;
      box.add(Box{box.left, -least_half_height, box.right, least_half_height});
      found.push_back(box);
    }
    return found;
  }

 private:
  /// Where the words of a group end.
  [[nodiscard]] const std::uint32_t* end_of(PaintList::Iterator open) const {
    int depth = 0;
    for (auto op = open; op != paint_.end(); ++op) {
      if (op->kind == PaintKind::open) ++depth;
      if (op->kind == PaintKind::close && --depth == 0) return op.next();
    }
    return paint_.end().words();
  }

  const PaintList& paint_;
  const GlyphMetrics& glyphs_;
  const TextMetrics& text_;
};

void draw(PaintBuilder& out, const Box& box) {
  const Point a{box.left - distance, box.bottom - distance};
  const Point b{box.right + distance, box.bottom - distance};
  const Point c{box.right + distance, box.top + distance};
  const Point d{box.left - distance, box.top + distance};
  out.open(GroupClass::change_mark);
  for (const auto& [from, to] : {std::pair(a, b), std::pair(b, c), std::pair(c, d), std::pair(d, a)}) {
    out.line(from, to, line_width, LineStyle::dashed, dash, gap);
  }
  out.close();
}

}  // namespace

std::vector<std::shared_ptr<const Page>> framed(std::vector<std::shared_ptr<const Page>> pages,
                                                const std::vector<Vpd>& measures, const GlyphMetrics& glyphs,
                                                const TextMetrics& text) {
  std::map<std::string, std::set<std::int32_t>> wanted;
  for (const Vpd& vpd : measures) {
    wanted[vpd.parent().str()].insert(static_cast<std::int32_t>(vpd.measure().value_or(0)));
  }
  for (std::shared_ptr<const Page>& page : pages) {
    auto made = std::make_shared<Page>(*page);
    bool any = false;
    for (PlacedSystem& system : made->systems) {
      for (PlacedStaff& staff : system.staves) {
        const auto found = wanted.find(staff.vpd);
        if (found == wanted.end() || staff.paint.paint == nullptr) continue;
        PaintBuilder builder;
        builder.list() = *staff.paint.paint;
        const std::vector<Box> boxes = StaffFrames(*staff.paint.paint, glyphs, text).boxes(found->second);
        for (const Box& box : boxes) draw(builder, box);
        if (boxes.empty()) continue;
        staff.paint.paint = std::make_shared<const PaintList>(builder.take());
        any = true;
      }
    }
    if (any) page = std::move(made);
  }
  return pages;
}

}  // namespace burin::cli
