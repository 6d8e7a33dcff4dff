#include "core/options/option_table.hpp"

#include <gtest/gtest.h>

#include <set>

namespace burin {
namespace {

TEST(OptionTable, has_every_name_and_letter_once) {
  std::set<std::string_view> names;
  std::set<char> letters;
  for (const OptionSpec& option : option_table()) {
    EXPECT_TRUE(names.insert(option.name).second) << option.name;
    if (option.letter != 0) {
      EXPECT_TRUE(letters.insert(option.letter).second) << option.letter;
    }
  }
}

TEST(OptionTable, documents_every_option_that_is_available) {
  for (const OptionSpec& option : option_table()) {
    if (!option.available) continue;
    EXPECT_FALSE(option.help.empty()) << option.name;
    EXPECT_FALSE(option.group.empty()) << option.name;
    EXPECT_FALSE(option.since.empty()) << option.name;
    EXPECT_EQ(option.value.empty(), option.kind == OptionKind::flag) << option.name;
  }
}

TEST(OptionTable, has_defaults_that_are_valid) {
  for (const OptionSpec& option : option_table()) {
    if (!option.otherwise.empty()) {
      EXPECT_TRUE(validate(option, option.otherwise)) << option.name;
    }
  }
}

TEST(OptionTable, makes_environment_names_from_option_names) {
  EXPECT_EQ(environment_name(*find_option("page-size")), "BURIN_PAGE_SIZE");
}

TEST(Nearest, finds_the_word_that_was_meant) {
  const std::vector<std::string_view> words{"jobs", "page-size", "staff-size"};
  EXPECT_EQ(nearest("pagesize", words), "page-size");
  EXPECT_EQ(nearest("job", words), "jobs");
  EXPECT_EQ(nearest("staf-sise", words), "staff-size");
}

TEST(Nearest, is_silent_when_nothing_is_near) {
  const std::vector<std::string_view> words{"jobs", "page-size"};
  EXPECT_EQ(nearest("orchestra", words), "");
  EXPECT_EQ(nearest("", words), "");
}

TEST(Split, keeps_empty_pieces) {
  EXPECT_EQ(split("a,,b,", ','), (std::vector<std::string_view>{"a", "", "b", ""}));
  EXPECT_TRUE(split("", ',').empty());
}

}  // namespace
}  // namespace burin
