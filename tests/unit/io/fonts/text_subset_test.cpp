#include "io/fonts/text_subset.hpp"

#include <gtest/gtest.h>

#include "io/fonts/embedded_fonts.hpp"
#include "io/fonts/usual_sets.hpp"

namespace burin::io {
namespace {

TEST(TextSubsets, what_was_cut_at_build_time_is_what_would_be_cut_now) {
  for (const char* name : {"edwin-roman", "edwin-italic", "edwin-bold", "edwin-bold-italic"}) {
    const EmbeddedFont& font = *embedded_font(name);
    TextSubsets ready(font.font, font.latin, font.usual);
    TextSubsets cut(font.font, {}, {});
    for (std::size_t i = 0; i < usual_sets; ++i) {
      const auto bytes = ready.of(usual_characters(i));
      EXPECT_GT(bytes->size(), 1000U);
      EXPECT_EQ(*bytes, *cut.of(usual_characters(i))) << name << ' ' << i;
    }
  }
}

TEST(TextSubsets, the_usual_sets_are_taken_as_they_stand) {
  const EmbeddedFont& font = *embedded_font("edwin-roman");
  TextSubsets marked(font.font, font.latin, "zero\none\ntwo\nthree\n");
  EXPECT_EQ(*marked.of(usual_characters(0)), "zero");
  EXPECT_EQ(*marked.of(usual_characters(2)), "two");
  EXPECT_GT(marked.of(U"ab")->size(), 100U);
}

}  // namespace
}  // namespace burin::io
