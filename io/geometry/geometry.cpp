#include "io/geometry/geometry.hpp"

#include <cstdint>

#include "core/paint/ink.hpp"
#include "io/fonts/utf8.hpp"
#include "io/svg/text_buffer.hpp"

namespace burin::io {

namespace {

void put_string(TextBuffer& out, std::string_view text) {
  out.put('"');
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = next_character(text, at);
    if (c == U'"' || c == U'\\') {
      out.put('\\');
      out.put(static_cast<char>(c));
    } else if (c < 0x20) {
      out.put("\\u");
      out.put_hex(c);
    } else if (c == replacement_character) {
      out.put(to_utf8(c));
    } else {
      out.put(text.substr(from, at - from));
    }
  }
  out.put('"');
}

/// A group on the page. Groups lie in the order in which they open, each before what it contains.
struct Thing {
  GroupClass group{};
  std::uint8_t extras{0};
  std::int32_t index{-1};
  std::string_view vpd;
  std::string_view label;
  std::size_t end{0};  // index behind the last one inside
  Box box;             // millimetres, y down: top is less than bottom; Box::bottom is the upper edge
};

/// Things of one paint list.
class Things {
 public:
  Things(const PlacedPaint& placed, double space_mm, const FontLibrary& fonts)
      : placed_(placed), space_mm_(space_mm), fonts_(fonts) {
    if (!placed.paint) return;
    for (const PaintOp& op : *placed.paint) take(op);
    while (!open_.empty()) close();
  }
  [[nodiscard]] const std::vector<Thing>& all() const noexcept { return things_; }
  [[nodiscard]] const Box& box() const noexcept { return box_; }

 private:
  void take(const PaintOp& op) {
    if (op.kind == PaintKind::open) {
      const GroupInfo group = op.group();
      open_.push_back(things_.size());
      things_.push_back({group.group, group.extras, group.index, group.vpd, group.label, 0, {}});
    } else if (op.kind == PaintKind::close) {
      if (!open_.empty()) close();
    } else {
      const Box ink = ink_of(op, fonts_.glyphs(), fonts_.text());
      if (!ink.empty()) (open_.empty() ? box_ : things_[open_.back()].box).add(on_page(ink));
    }
  }
  void close() {
    Thing& done = things_[open_.back()];
    done.end = things_.size();
    open_.pop_back();
    if (!done.box.empty()) (open_.empty() ? box_ : things_[open_.back()].box).add(done.box);
  }
  [[nodiscard]] Box on_page(const Box& ink) const noexcept {
    const double k = placed_.scale;
    return Box{placed_.x + k * ink.left, placed_.y - k * ink.top, placed_.x + k * ink.right, placed_.y - k * ink.bottom}
        .scaled(space_mm_);
  }

  const PlacedPaint& placed_;
  double space_mm_;
  const FontLibrary& fonts_;
  std::vector<Thing> things_;
  std::vector<std::size_t> open_;
  Box box_;
};

class Writer {
 public:
  explicit Writer(const FontLibrary& fonts) : fonts_(fonts), out_(1U << 16U) {}

  std::string run(const std::vector<std::shared_ptr<const Page>>& pages, std::string_view part) {
    out_.put("{\"part\":");
    put_string(out_, part);
    out_.put(",\"pages\":[");
    for (const auto& page : pages) {
      comma(&page != pages.data());
      put(*page);
    }
    out_.put("]}");
    return out_.take();
  }

 private:
  void comma(bool needed) {
    if (needed) out_.put(",\n");
  }
  void number(double value) { out_.put_decimal(value); }

  void put_box(const Box& box) {
    out_.put(",\"box\":[");
    number(box.left), out_.put(','), number(box.bottom), out_.put(',');
    number(box.right), out_.put(','), number(box.top);
    out_.put(']');
  }
  void put_vpd(std::string_view vpd) {
    if (vpd.empty()) return;
    out_.put(",\"vpd\":");
    put_string(out_, vpd);
  }

  void put(const Page& page) {
    out_.put("{\"number\":");
    out_.put(static_cast<long>(page.number));
    out_.put(",\"width\":"), number(page.width_mm);
    out_.put(",\"height\":"), number(page.height_mm);
    put_vpd(page.vpd);
    out_.put(",\"systems\":[");
    for (const PlacedSystem& system : page.systems) {
      comma(&system != page.systems.data());
      put(system, page.space_mm);
    }
    out_.put("],");
    const Things things(page.furniture, page.space_mm, fonts_);
    put_things(things.all(), 0, things.all().size());
    out_.put('}');
  }

  void put(const PlacedSystem& system, double space_mm) {
    const Things overlay(system.overlay, space_mm, fonts_);
    Box box = overlay.box();
    std::vector<Things> staves;
    for (const PlacedStaff& staff : system.staves) {
      box.add(staves.emplace_back(staff.paint, space_mm, fonts_).box());
    }
    out_.put("{\"staves\":[");
    for (std::size_t i = 0; i < staves.size(); ++i) {
      comma(i > 0);
      put(system.staves[i], staves[i]);
    }
    out_.put("]");
    put_vpd(system.vpd);
    put_box(box);
    out_.put(',');
    put_things(overlay.all(), 0, overlay.all().size());
    out_.put('}');
  }

  /// Measures of a staff and what stands outside of them.
  void put(const PlacedStaff& staff, const Things& things) {
    const std::vector<Thing>& all = things.all();
    out_.put("{\"staff\":");
    out_.put(static_cast<long>(staff.staff));
    put_vpd(staff.vpd);
    put_box(things.box());
    out_.put(",\"measures\":[");
    std::vector<std::pair<std::size_t, std::size_t>> outside;
    bool first = true;
    for (std::size_t i = 0; i < all.size(); i = all[i].end) {
      if (all[i].group != GroupClass::measure) {
        outside.emplace_back(i, all[i].end);
        continue;
      }
      if (all[i].box.empty()) continue;
      comma(!first);
      first = false;
      put_measure(all, i);
    }
    out_.put("],\"things\":[");
    bool any = false;
    for (const auto& [begin, end] : outside) any = put_range(all, begin, end, any);
    out_.put("]}");
  }

  void put_measure(const std::vector<Thing>& all, std::size_t at) {
    const Thing& measure = all[at];
    out_.put("{\"n\":");
    out_.put(static_cast<long>(measure.index));
    out_.put(",\"measure\":");
    put_string(out_, measure.label);
    put_vpd(measure.vpd);
    put_box(measure.box);
    out_.put(',');
    put_things(all, at + 1, measure.end);
    out_.put('}');
  }

  void put_things(const std::vector<Thing>& all, std::size_t begin, std::size_t end) {
    out_.put("\"things\":[");
    (void)put_range(all, begin, end, false);
    out_.put(']');
  }
  /// Whether anything stands there now.
  bool put_range(const std::vector<Thing>& all, std::size_t begin, std::size_t end, bool any) {
    for (std::size_t i = begin; i < end; ++i) {
      const Thing& thing = all[i];
      if (thing.box.empty()) continue;
      comma(any);
      any = true;
      out_.put("{\"class\":\"");
      out_.put(name_of(thing.group));
      out_.put((thing.extras & extra_continuation) != 0 ? " continuation\"" : "\"");
      put_vpd(thing.vpd);
      put_box(thing.box);
      out_.put('}');
    }
    return any;
  }

  const FontLibrary& fonts_;
  TextBuffer out_;
};

}  // namespace

std::string geometry_json(const std::vector<std::shared_ptr<const Page>>& pages, std::string_view part,
                          const FontLibrary& fonts) {
  return Writer(fonts).run(pages, part);
}

std::string geometry_file(const std::vector<ScoreGeometry>& scores) {
  TextBuffer out(1U << 16U);
  out.put("{\"schema\":\"burin-geometry/1\",\"unit\":\"mm\",\"scores\":[");
  for (const ScoreGeometry& score : scores) {
    if (&score != scores.data()) out.put(",\n");
    out.put("{\"input\":");
    put_string(out, score.input);
    out.put(",\"layouts\":[");
    for (const std::string& layout : score.layouts) {
      if (&layout != score.layouts.data()) out.put(",\n");
      out.put(layout);
    }
    out.put("]}");
  }
  out.put("]}\n");
  return out.take();
}

}  // namespace burin::io
