#include "core/options/engrave_parse.hpp"

#include <gtest/gtest.h>

namespace burin {
namespace {

Settings settings_with(std::string_view name, const std::string& value) {
  Settings settings;
  EXPECT_TRUE(settings.set(name, {value}, Source::command_line));
  return settings;
}

TEST(PageSize, knows_the_named_formats) {
  EXPECT_EQ(*parse_page_size("a4"), (PageSize{210.0, 297.0}));
  EXPECT_EQ(*parse_page_size("letter"), (PageSize{215.9, 279.4}));
}

TEST(PageSize, reads_millimetres_and_inches) {
  EXPECT_EQ(*parse_page_size("170x240.5mm"), (PageSize{170.0, 240.5}));
  EXPECT_NEAR(parse_page_size("8.5x11in")->width_mm, 215.9, 1e-9);
}

TEST(PageSize, refuses_what_is_no_size) {
  for (const char* text :
       {"", "x", "mm", "xmm", "a4x", "10x10mm", "100x100", "100x-5mm", "nanxnanmm", "infx100mm", "9e9x100mm"}) {
    const auto size = parse_page_size(text);
    ASSERT_FALSE(size) << text;
    EXPECT_EQ(size.error().code, Errc::usage);
  }
}

TEST(Margins, take_one_number_or_four) {
  EXPECT_EQ(*parse_margins("12"), (Margins{12, 12, 12, 12}));
  EXPECT_EQ(*parse_margins("1,2,3,4.5"), (Margins{1, 2, 3, 4.5}));
  for (const char* text : {"", "1,2", "1,2,3,", "-1", "nan", "a"}) EXPECT_FALSE(parse_margins(text)) << text;
}

TEST(StaffSize, is_automatic_or_millimetres) {
  EXPECT_EQ(*parse_staff_size("auto"), 0.0);
  EXPECT_EQ(*parse_staff_size("7"), 7.0);
  EXPECT_EQ(*parse_staff_size("6.5mm"), 6.5);
  for (const char* text : {"0", "31", "nan", "7in", ""}) EXPECT_FALSE(parse_staff_size(text)) << text;
}

TEST(EngraveOptions, are_the_defaults_when_nothing_is_said) {
  const auto options = engrave_options(Settings{});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->page, PageSize{});
  EXPECT_EQ(options->staff_size_mm, 0.0);
  EXPECT_TRUE(options->fit.shrink);
  EXPECT_TRUE(options->fit.hide);
  EXPECT_FALSE(options->fit.split);
}

TEST(EngraveOptions, turn_the_page_to_landscape_once) {
  const auto options = engrave_options(settings_with("landscape", "true"));
  EXPECT_EQ(options->page, (PageSize{297.0, 210.0}));
}

TEST(EngraveOptions, read_lists) {
  const auto fit = engrave_options(settings_with("fit", "split,grow"));
  EXPECT_FALSE(fit->fit.shrink);
  EXPECT_TRUE(fit->fit.split);
  EXPECT_TRUE(fit->fit.grow);
  const auto layout = engrave_options(settings_with("honour-layout", "page,breaks"));
  EXPECT_TRUE(layout->honour_page);
  EXPECT_TRUE(layout->honour_breaks);
  EXPECT_FALSE(layout->honour_staff_size);
}

TEST(EngraveOptions, read_breaks) {
  EXPECT_EQ(engrave_options(settings_with("breaks", "encoded"))->breaks, Breaks::encoded);
  const auto fixed = engrave_options(settings_with("breaks", "4"));
  EXPECT_EQ(fixed->breaks, Breaks::fixed);
  EXPECT_EQ(fixed->measures_per_system, 4U);
  for (const char* text : {"0", "1.5", "nan", "1e9", "often"})
    EXPECT_FALSE(engrave_options(settings_with("breaks", text)));
}

TEST(EngraveOptions, refuse_margins_that_leave_no_room) {
  EXPECT_FALSE(engrave_options(settings_with("margins", "100")));
}

TEST(Settings, let_the_higher_source_win_in_any_order) {
  Settings settings;
  ASSERT_TRUE(settings.set("page-size", {"b4"}, Source::command_line));
  ASSERT_TRUE(settings.set("page-size", {"a3"}, Source::config));
  EXPECT_EQ(settings.text("page-size"), "b4");
  EXPECT_EQ(settings.source("page-size"), Source::command_line);
}

TEST(Settings, refuse_unknown_and_later_options) {
  Settings settings;
  EXPECT_EQ(settings.set("page-sice", {"a4"}, Source::config).error().help, "did you mean 'page-size'?");
  EXPECT_EQ(settings.set("plugin", {"x.so"}, Source::config).error().id, "BU0303");
}

}  // namespace
}  // namespace burin
