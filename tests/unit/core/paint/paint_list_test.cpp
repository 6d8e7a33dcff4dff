#include "core/paint/paint_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace burin {
namespace {

using ::testing::ElementsAre;

std::vector<PaintOp> commands(const PaintList& list) { return {list.begin(), list.end()}; }

std::vector<PaintKind> kinds(const PaintList& list) {
  std::vector<PaintKind> all;
  for (const PaintOp& op : list) all.push_back(op.kind);
  return all;
}

/// One command of each kind.
PaintList everything() {
  PaintBuilder out;
  GroupInfo& group = out.open(GroupClass::measure, Vpd::music().child(3).child(0), extra_cue);
  group.index = 7;
  group.has_onset = true;
  group.onset = Rational(-3, 4);
  group.staff = 2;
  group.scale = 0.75;
  group.color = 0x01FF0000U;
  out.label("12a");
  out.glyph(0xE0A4, 1.0, -2.0);
  out.glyph(0x10FFFF, 1.0, 2.0, 0.5);
  out.line({0.0, 1.0}, {2.0, 3.0}, 0.25);
  out.line({0.0, 1.0}, {2.0, 3.0}, 0.25, LineStyle::dashed, 0.5, 0.125);
  out.rect({-1.0, -2.0, 3.0, 4.0});
  out.quad({0.0, 0.0}, {1.0, 0.0}, {1.0, 1.0}, {0.0, 1.0});
  out.curve({Point{0.0, 0.0}, {1.0, 1.0}, {2.0, 1.0}, {3.0, 0.0}},
            {Point{0.0, 0.0}, {1.0, 2.0}, {2.0, 2.0}, {3.0, 0.0}}, 0.5);
  out.text("Größe", 1.0, 2.0, 3.0, FontFace::bold_italic, TextAlign::end);
  out.close();
  return out.take();
}

TEST(PaintList, EveryCommandIsReadAsItWasWritten) {
  const PaintList list = everything();
  const std::vector<PaintOp> ops = commands(list);
  ASSERT_EQ(ops.size(), 10U);
  const GroupInfo group = ops[0].group();
  EXPECT_EQ(group.group, GroupClass::measure);
  EXPECT_EQ(group.extras, extra_cue);
  EXPECT_EQ(group.vpd, "m/3/0");
  EXPECT_EQ(group.label, "12a");
  EXPECT_EQ(group.index, 7);
  EXPECT_TRUE(group.has_onset);
  EXPECT_EQ(group.onset, Rational(-3, 4));
  EXPECT_EQ(group.staff, 2);
  EXPECT_EQ(group.scale, 0.75);
  EXPECT_EQ(group.color, 0x01FF0000U);
  EXPECT_EQ(ops[1].code, 0xE0A4U);
  EXPECT_THAT(ops[1].v, ElementsAre(1.0F, -2.0F, 1.0F, 0.0F, 0.0F, 0.0F, 0.0F));
  EXPECT_EQ(ops[2].code, 0x10FFFFU);
  EXPECT_EQ(ops[2].v[2], 0.5F);
  EXPECT_THAT(ops[3].v, ElementsAre(0.0F, 1.0F, 2.0F, 3.0F, 0.25F, 0.0F, 0.0F));
  EXPECT_EQ(ops[4].style, static_cast<std::uint8_t>(LineStyle::dashed));
  EXPECT_THAT(ops[4].v, ElementsAre(0.0F, 1.0F, 2.0F, 3.0F, 0.25F, 0.5F, 0.125F));
  EXPECT_THAT(ops[5].v, ElementsAre(-1.0F, -2.0F, 3.0F, 4.0F, 0.0F, 0.0F, 0.0F));
  ASSERT_EQ(ops[6].count, 4U);
  EXPECT_THAT(ops[6].point(2), ElementsAre(1.0F, 1.0F));
  ASSERT_EQ(ops[7].count, 8U);
  EXPECT_EQ(ops[7].v[0], 0.5F);
  EXPECT_THAT(ops[7].point(5), ElementsAre(1.0F, 2.0F));
  EXPECT_EQ(ops[8].text(), "Größe");
  EXPECT_EQ(ops[8].face, static_cast<std::uint8_t>(FontFace::bold_italic));
  EXPECT_EQ(ops[8].align, static_cast<std::uint8_t>(TextAlign::end));
  EXPECT_THAT(ops[8].v, ElementsAre(1.0F, 2.0F, 3.0F, 0.0F, 0.0F, 0.0F, 0.0F));
  EXPECT_EQ(ops[9].kind, PaintKind::close);
}

TEST(PaintList, AppendingMovesPlacesAndNothingElse) {
  PaintBuilder out;
  out.append(everything(), 10.0, -1.0);
  const PaintList list = out.take();
  const std::vector<PaintOp> ops = commands(list);
  ASSERT_EQ(ops.size(), 10U);
  EXPECT_EQ(ops[0].group().label, "12a");
  EXPECT_THAT(ops[2].v, ElementsAre(11.0F, 1.0F, 0.5F, 0.0F, 0.0F, 0.0F, 0.0F));
  EXPECT_THAT(ops[4].v, ElementsAre(10.0F, 0.0F, 12.0F, 2.0F, 0.25F, 0.5F, 0.125F));
  EXPECT_THAT(ops[5].v, ElementsAre(9.0F, -3.0F, 13.0F, 3.0F, 0.0F, 0.0F, 0.0F));
  EXPECT_THAT(ops[6].point(2), ElementsAre(11.0F, 0.0F));
  EXPECT_EQ(ops[7].v[0], 0.5F);
  EXPECT_THAT(ops[7].point(5), ElementsAre(11.0F, 1.0F));
  EXPECT_THAT(ops[8].v, ElementsAre(11.0F, 1.0F, 3.0F, 0.0F, 0.0F, 0.0F, 0.0F));
  EXPECT_EQ(ops[8].text(), "Größe");
}

TEST(PaintList, AGroupMayBeCompletedUntilTheNextCommand) {
  PaintBuilder out;
  out.open(GroupClass::note).color = 5;
  EXPECT_FALSE(out.empty());
  out.open(GroupClass::notehead);
  out.close();
  out.close();
  const PaintList list = out.take();
  EXPECT_THAT(kinds(list), ElementsAre(PaintKind::open, PaintKind::open, PaintKind::close, PaintKind::close));
  EXPECT_EQ(list.begin()->group().color, 5U);
  EXPECT_EQ((++list.begin())->group().color, 0U);
}

TEST(PaintList, ATintColoursTheFirstGroupThatHasNoColour) {
  PaintBuilder out;
  out.open(GroupClass::words, Vpd::music().child(1));
  out.text("dolce", 0.0, 0.0, 2.0);
  out.close();
  const std::size_t before = out.list().words().size();
  out.tint(0);
  EXPECT_EQ(out.list().words().size(), before);
  out.tint(9);
  out.tint(4);
  const PaintList list = out.take();
  EXPECT_EQ(list.begin()->group().color, 9U);
  EXPECT_EQ(list.begin()->group().vpd, "m/1");
  EXPECT_THAT(kinds(list), ElementsAre(PaintKind::open, PaintKind::text, PaintKind::close));
}

TEST(PaintList, CommandsThatDrawTheSameAreTheSameWords) {
  const PaintList a = everything();
  const PaintList b = everything();
  EXPECT_TRUE(std::equal(a.words().begin(), a.words().end(), b.words().begin(), b.words().end()));
}

TEST(PaintList, DrawnThingsAreCountedOnceEvenWhenTheyGoOn) {
  PaintBuilder out;
  out.open(GroupClass::slur), out.close();
  out.open(GroupClass::slur, extra_continuation), out.close();
  out.open(GroupClass::unsupported), out.label("harp-pedals"), out.close();
  Page page;
  page.furniture.paint = std::make_shared<const PaintList>(out.take());
  const DrawnElements drawn = drawn_on(page);
  EXPECT_EQ(drawn.counts[static_cast<std::size_t>(GroupClass::slur)], 1U);
  EXPECT_EQ(drawn.unsupported.at("harp-pedals"), 1U);
}

TEST(PaintBuilder, scaling_grows_places_signs_words_and_strokes_and_leaves_groups_alone) {
  PaintBuilder out;
  out.open(GroupClass::fermata, Vpd::music().child(1)).color = 0x01FF0000U;
  out.glyph(0xE4C0, 1.0, -2.0);
  out.glyph(0xE4C0, 1.0, -2.0, 0.5);
  out.line({0.0, 1.0}, {2.0, 3.0}, 0.25, LineStyle::dashed, 0.5, 1.5);
  out.rect({0.0, 1.0, 2.0, 3.0});
  out.polygon({{0.0, 1.0}, {2.0, 3.0}, {4.0, 5.0}});
  out.curve({Point{0, 0}, Point{1, 1}, Point{2, 1}, Point{3, 0}}, {Point{0, 0}, Point{1, 2}, Point{2, 2}, Point{3, 0}},
            0.5);
  out.text("word", 1.0, 2.0, 3.0, FontFace::italic, TextAlign::end);
  out.close();
  out.scale(2.0);
  const PaintList list = out.take();
  const auto ops = commands(list);
  ASSERT_EQ(ops.size(), 9U);
  EXPECT_EQ(ops[0].group().color, 0x01FF0000U);
  EXPECT_EQ(ops[0].group().vpd, "m/1");
  EXPECT_THAT(std::vector<float>(ops[1].v.begin(), ops[1].v.begin() + 3), ElementsAre(2.0F, -4.0F, 2.0F));
  EXPECT_THAT(std::vector<float>(ops[2].v.begin(), ops[2].v.begin() + 3), ElementsAre(2.0F, -4.0F, 1.0F));
  EXPECT_THAT(ops[3].v, ElementsAre(0.0F, 2.0F, 4.0F, 6.0F, 0.5F, 1.0F, 3.0F));
  EXPECT_THAT(std::vector<float>(ops[4].v.begin(), ops[4].v.begin() + 4), ElementsAre(0.0F, 2.0F, 4.0F, 6.0F));
  EXPECT_THAT(ops[5].point(2), ElementsAre(8.0F, 10.0F));
  EXPECT_THAT(ops[6].point(5), ElementsAre(2.0F, 4.0F));
  EXPECT_EQ(ops[6].v[0], 1.0F);
  EXPECT_EQ(ops[7].text(), "word");
  EXPECT_THAT(std::vector<float>(ops[7].v.begin(), ops[7].v.begin() + 3), ElementsAre(2.0F, 4.0F, 6.0F));
  EXPECT_EQ(ops[8].kind, PaintKind::close);
}

}  // namespace
}  // namespace burin
