#include "io/svg/svg_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "support/fixture_page.hpp"

namespace burin::io {
namespace {

class SvgPage : public testing::Test {
 protected:
  static const FontLibrary& fonts() {
    static const auto loaded = FontLibrary::load({}).value();
    return *loaded;
  }
  static pugi::xml_document parse(const Page& page, const SvgOptions& options = {}) {
    const std::string svg = svg_page(page, 3, test::fixture_info(), fonts(), options);
    pugi::xml_document document;
    const auto result = document.load_buffer(svg.data(), svg.size());
    EXPECT_TRUE(result) << result.description() << " at " << result.offset;
    return document;
  }
  static Page page_of(PaintList list) {
    Page page;
    page.furniture.paint = std::make_shared<const PaintList>(std::move(list));
    return page;
  }
  static std::size_t count(const pugi::xml_document& document, const char* path) {
    return document.select_nodes(path).size();
  }
};

TEST_F(SvgPage, RootHasSizeInMillimetresAndUnitsOfAQuarterThousandthSpace) {
  const auto document = parse(test::fixture_page());
  const pugi::xml_node root = document.child("svg");
  EXPECT_STREQ(root.attribute("width").value(), "210mm");
  EXPECT_STREQ(root.attribute("height").value(), "297mm");
  EXPECT_STREQ(root.attribute("viewBox").value(), "0 0 30000 42429");
  EXPECT_STREQ(root.attribute("data-staff-space").value(), "250");
  EXPECT_STREQ(root.child("title").text().get(), "Sinfonie <B♭> & more");
  EXPECT_STREQ(root.child("desc").text().get(), "Anton Brückner, page 1 of 3");
  EXPECT_STREQ(root.child("metadata").text().get(), "burin test");
}

TEST_F(SvgPage, AColouredGroupColoursItsFillsAndStrokes) {
  PaintBuilder out;
  out.open(GroupClass::words).color = color_of("#FF0000");
  out.rect({0.0, 0.0, 1.0, 1.0});
  out.close();
  const auto document = parse(page_of(out.take()));
  const auto group = document.select_node("//g[@class='words']").node();
  EXPECT_STREQ(group.attribute("fill").value(), "#ff0000");
  EXPECT_STREQ(group.attribute("color").value(), "#ff0000");
}

TEST_F(SvgPage, GroupsNestAsTheContractSays) {
  const auto document = parse(test::fixture_page());
  EXPECT_EQ(count(document, "/svg/g[@class='page']/g[@class='system']/g[@class='staff']/g[@class='measure']"), 20U);
  EXPECT_EQ(count(document, "/svg/g[@class='page']/g[@class='system']/g[@class='slur']"), 2U);
  EXPECT_EQ(count(document, "/svg/g[@class='page']/g[@class='title']"), 1U);
  const auto note = document.select_node("//g[@class='note grace']").node();
  EXPECT_STREQ(note.attribute("data-onset").value(), "3/2");
  EXPECT_STREQ(note.attribute("data-vpd").value(), "m/0/0/0/0/0/i/3");
  const auto measure = document.select_node("//g[@class='measure'][2]").node();
  EXPECT_STREQ(measure.attribute("data-measure").value(), "2");
  EXPECT_STREQ(measure.attribute("data-n").value(), "1");
  EXPECT_STREQ(document.select_node("//g[@class='unsupported']").node().attribute("data-element").value(),
               "harp-pedals");
}

TEST_F(SvgPage, ASmallStaffSaysSoAndIsScaledByItsGroup) {
  const auto document = parse(test::fixture_page());
  const auto small = document.select_node("//g[@class='staff'][2]").node();
  EXPECT_STREQ(small.attribute("data-scale").value(), "0.75");
  EXPECT_STREQ(small.attribute("transform").value(), "translate(2500 13000) scale(0.75)");
}

TEST_F(SvgPage, EveryUsedGlyphIsDefinedOnceAndNoOther) {
  const auto document = parse(test::fixture_page());
  std::set<std::string> used;
  std::set<std::string> defined;
  for (const auto& use : document.select_nodes("//use")) used.insert(use.node().attribute("href").value() + 1);
  for (const auto& path : document.select_nodes("/svg/defs/path")) {
    EXPECT_TRUE(defined.insert(path.node().attribute("id").value()).second);
    EXPECT_STRNE(path.node().attribute("d").value(), "");
  }
  EXPECT_EQ(used, defined);
}

TEST_F(SvgPage, YIsFlipped) {
  PaintBuilder b;
  b.glyph(0xE0A4, 1, 2);
  Page page = page_of(b.take());
  page.furniture.x = 10;
  page.furniture.y = 20;
  const auto document = parse(page);
  const auto use = document.select_node("//use").node();
  EXPECT_STREQ(use.attribute("x").value(), "2750");
  EXPECT_STREQ(use.attribute("y").value(), "4500");
}

TEST_F(SvgPage, UnbalancedGroupsStillMakeValidXml) {
  PaintBuilder b;
  b.close();
  b.open(GroupClass::note);
  b.open(GroupClass::stem);
  b.line({0, 0}, {0, 3}, 0.12);
  EXPECT_EQ(count(parse(page_of(b.take())), "//g[@class='note']/g[@class='stem']/rect"), 1U);
}

TEST_F(SvgPage, MarkupAndForbiddenCharactersInTextAreHarmless) {
  PaintBuilder b;
  b.text("a<b>&\"\x01\x0B\xFF]]>", 0, 0, 2);
  const auto document = parse(page_of(b.take()));
  EXPECT_STREQ(document.select_node("//text").node().text().get(), "a<b>&\"\xEF\xBF\xBD]]>");
}

TEST_F(SvgPage, NumbersThatAreNoPlacesDoNotBreakThePage) {
  PaintBuilder b;
  b.glyph(0xE0A4, std::nan(""), std::numeric_limits<double>::infinity(), 1e300);
  b.line({1e30, 0}, {5, 1}, -1);
  EXPECT_EQ(count(parse(page_of(b.take())), "//use"), 1U);
}

TEST_F(SvgPage, MusicalSignsWithinTextAreDrawnAsGlyphs) {
  PaintBuilder b;
  b.text("\xEE\x87\x95 = 60", 0, 0, 2);
  const auto document = parse(page_of(b.take()));
  EXPECT_STREQ(document.select_node("//use").node().attribute("href").value(), "#E1D5");
  EXPECT_STREQ(document.select_node("//text").node().text().get(), " = 60");
}

TEST_F(SvgPage, OutlinedTextHasNoTextElements) {
  const auto document = parse(test::fixture_page(), {false, true});
  EXPECT_EQ(count(document, "//text"), 0U);
}

TEST_F(SvgPage, APageInStretchesIsThePageInOne) {
  Page large = test::fixture_page();
  const PlacedSystem system = large.systems.front();
  while (large.systems.size() < 40) large.systems.push_back(system);
  PaintBuilder furniture;  // of the last stretch, with what no other one needs
  furniture.glyph(0xE0A4, 1, 2);
  furniture.text("\u00fcber", 0, 0, 2, FontFace::bold);
  large.furniture.paint = std::make_shared<const PaintList>(furniture.take());
  std::vector<std::shared_ptr<const Page>> pages{std::make_shared<const Page>(large),
                                                 std::make_shared<const Page>(test::fixture_page())};
  std::vector<std::string> written(pages.size());
  std::size_t most_pieces = 0;
  SerialExecutor executor;
  Operation operation;
  const auto take = [&](std::size_t i, SvgPieces pieces) {
    for (const std::string_view piece : pieces) written[i] += piece;
    most_pieces = std::max(most_pieces, pieces.size());
  };
  ASSERT_TRUE(svg_pages(pages, 30, test::fixture_info(), fonts(), {}, take, executor, operation));
  EXPECT_GT(most_pieces, 4U) << "head, end and several stretches";
  for (std::size_t i = 0; i < pages.size(); ++i)
    EXPECT_EQ(written[i], svg_page(*pages[i], 30, test::fixture_info(), fonts(), {})) << i;
}

TEST_F(SvgPage, BackgroundComesOnlyWhenAsked) {
  EXPECT_EQ(count(parse(test::fixture_page()), "/svg/rect"), 0U);
  EXPECT_EQ(count(parse(test::fixture_page(), {true, false}), "/svg/rect[@fill='white']"), 1U);
}

}  // namespace
}  // namespace burin::io
