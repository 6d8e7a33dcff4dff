#include "io/dump/dump.hpp"

#include <gtest/gtest.h>

namespace burin::io {
namespace {

TEST(Dump, GroupsAreIndentedAndNumbersRounded) {
  PaintBuilder b;
  GroupInfo& note = b.open(GroupClass::note, Vpd::music().child(0), extra_cue);
  note.has_onset = true;
  note.onset = Rational(3, 2);
  b.glyph(0xE0A4, 1.00049, -0.5, 0.6);
  b.open(GroupClass::stem);
  b.line({1, 0}, {1, 3.5}, 0.12);
  b.close();
  b.close();
  b.text("a\"b", 0, 0, 2, FontFace::italic, TextAlign::end);
  EXPECT_EQ(dump(b.list()),
            "note cue m/0 onset 3/2\n"
            "  glyph E0A4 1 -0.5 scale 0.6\n"
            "  stem\n"
            "    line 1 0 1 3.5 width 0.12\n"
            "text \"a\\\"b\" 0 0 2 italic end\n");
}

TEST(Dump, APageShowsWhereItsListsStand) {
  Page page;
  PaintBuilder b;
  b.rect({0, 0, 1, 2});
  page.systems.push_back({{{{std::make_shared<const PaintList>(b.take()), 3, 4, 0.75}, "m/0/0/0", 0}}, {}, "l/0/0/0"});
  EXPECT_EQ(dump(page),
            "page 1 210 297 1.75\n"
            "  system l/0/0/0\n"
            "    staff 0 m/0/0/0\n"
            "      paint 3 4 scale 0.75\n"
            "        rect 0 0 1 2\n");
}

}  // namespace
}  // namespace burin::io
