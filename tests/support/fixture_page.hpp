// A page with every kind of paint command, for tests of writers.
#pragma once

#include <memory>

#include "core/paint/paint_list.hpp"

namespace burin::test {

/// Two systems of two staves (the second one small), a slur and a hairpin over the system, a title block with accents,
/// markup characters and musical signs within text.
[[nodiscard]] inline PaintList fixture_staff(int measures, double measure_width) {
  PaintBuilder b;
  b.open(GroupClass::staff_lines);
  const double width = 5.0 + measures * measure_width;
  for (int line = -2; line <= 2; ++line) b.line({0, double(line)}, {width, double(line)}, 0.13);
  b.close();
  for (int m = 0; m < measures; ++m) {
    const Vpd at = Vpd::music().child(0).child(0).child(0).child(static_cast<std::uint32_t>(m));
    GroupInfo& info = b.open(GroupClass::measure, at);
    info.index = m;
    b.label(std::to_string(m + 1));
    const double left = 5.0 + m * measure_width;
    if (m == 0) {
      b.open(GroupClass::clef), b.glyph(0xE050, 0.6, -1), b.close();
      b.open(GroupClass::time_signature), b.glyph(0xE084, 3.4, 1), b.glyph(0xE084, 3.4, -1), b.close();
    }
    for (int n = 0; n < 4; ++n) {
      const double x = left + 2.0 + n * 3.2;
      const double y = n * 0.5 - 1.0;
      GroupInfo& note =
          b.open(GroupClass::note, at.child(0).child(static_cast<std::uint32_t>(n)), n == 3 ? extra_grace : extra_none);
      note.has_onset = true;
      note.onset = Rational(n, 2);
      b.open(GroupClass::notehead), b.glyph(0xE0A4, x, y, n == 3 ? 0.6 : 1.0), b.close();
      if (n == 1) b.open(GroupClass::accidental), b.glyph(0xE262, x - 1.2, y), b.close();
      b.close();
      b.open(GroupClass::stem), b.line({x + 1.12, y + 0.16}, {x + 1.12, y + 3.5}, 0.12), b.close();
    }
    b.open(GroupClass::beam);
    b.quad({left + 3.06, 2.5}, {left + 9.58, 3.5}, {left + 9.58, 3.0}, {left + 3.06, 2.0});
    b.close();
    b.open(GroupClass::lyric), b.text("Wör", left + 2.5, -6, 2.2, FontFace::roman, TextAlign::middle), b.close();
    b.open(GroupClass::barline), b.rect({left + measure_width - 0.16, -2, left + measure_width, 2}), b.close();
    b.close();
  }
  return b.take();
}

[[nodiscard]] inline PaintList fixture_overlay(double width) {
  PaintBuilder b;
  b.open(GroupClass::slur);
  b.curve({Point{7, -5}, {12, -1.5}, {22, -1.5}, {28, -5}}, {Point{7, -5}, {12, -1.9}, {22, -1.9}, {28, -5}}, 0.1);
  b.close();
  b.open(GroupClass::hairpin);
  b.line({30, -10}, {45, -9.4}, 0.16), b.line({30, -10}, {45, -10.6}, 0.16);
  b.close();
  b.open(GroupClass::octave_line), b.line({5, -3}, {30, -3}, 0.16, LineStyle::dashed, 0.6, 0.35), b.close();
  b.open(GroupClass::trill_line), b.line({32, -3}, {50, -3}, 0.2, LineStyle::dotted, 0, 0.5), b.close();
  b.open(GroupClass::tempo), b.text("Adagio \xEE\x87\x95 = 60 – quasi ad lib.", 5, -1.4, 2.6, FontFace::bold),
      b.close();
  b.open(GroupClass::system_barline), b.line({0, -6}, {0, -22}, 0.16), b.close();
  b.open(GroupClass::unsupported), b.label("harp-pedals"), b.close();
  (void)width;
  return b.take();
}

[[nodiscard]] inline PaintList fixture_furniture() {
  PaintBuilder b;
  b.open(GroupClass::title);
  b.text("Sinfonie in B♭ <für „Größe“ & AVAToffice>", 60, -8, 5, FontFace::roman, TextAlign::middle);
  b.close();
  b.open(GroupClass::composer), b.text("Anton Brückner", 110, -12, 2.6, FontFace::italic, TextAlign::end), b.close();
  b.open(GroupClass::words), b.text("fine affinity", 10, -12, 2.6, FontFace::bold_italic), b.close();
  return b.take();
}

[[nodiscard]] inline Page fixture_page(std::uint32_t number = 1) {
  Page page;
  page.number = number;
  page.vpd = "l/0/" + std::to_string(number - 1);
  const auto staff = std::make_shared<const PaintList>(fixture_staff(5, 18));
  const auto overlay = std::make_shared<const PaintList>(fixture_overlay(95));
  for (int s = 0; s < 2; ++s) {
    PlacedSystem system;
    system.vpd = page.vpd + "/" + std::to_string(s);
    const double y = 30.0 + s * 50.0;
    system.staves.push_back({{staff, 10, y + 8, 1.0}, "m/0/0/0", 0});
    system.staves.push_back({{staff, 10, y + 22, 0.75}, "m/0/0/1", 1});
    system.overlay = {overlay, 10, y, 1.0};
    page.systems.push_back(std::move(system));
  }
  page.furniture = {std::make_shared<const PaintList>(fixture_furniture()), 0, 0, 1.0};
  return page;
}

[[nodiscard]] inline DocumentInfo fixture_info() { return {"Sinfonie <B♭> & more", "Anton Brückner", "burin test"}; }

}  // namespace burin::test
