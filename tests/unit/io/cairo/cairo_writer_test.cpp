#include "io/cairo/cairo_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fixture_page.hpp"

namespace burin::io {
namespace {

TEST(PngPage, HasTheSizeOfThePageAtTheAskedResolution) {
  const auto fonts = FontLibrary::load({}).value();
  const auto png = png_page(test::fixture_page(), *fonts, 25.4);
  ASSERT_TRUE(png.has_value());
  ASSERT_GT(png->size(), 24U);
  EXPECT_EQ(png->substr(1, 3), "PNG");
  EXPECT_EQ(static_cast<unsigned char>((*png)[19]), 210);
  EXPECT_EQ(static_cast<unsigned char>((*png)[22]) * 256 + static_cast<unsigned char>((*png)[23]), 297);
}

TEST(PngPage, AnAbsurdResolutionIsAUsageError) {
  const auto fonts = FontLibrary::load({}).value();
  EXPECT_EQ(png_page(test::fixture_page(), *fonts, 1e9).error().code, Errc::usage);
}

}  // namespace
}  // namespace burin::io
