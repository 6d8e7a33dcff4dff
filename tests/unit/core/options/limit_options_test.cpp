#include "core/options/limit_options.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace burin {
namespace {

std::vector<std::uint64_t> values(const ImportLimits& limits) {
  return {limits.input_bytes, limits.unpacked_bytes, limits.compression_ratio,
          limits.zip_entries, limits.xml_depth,      limits.attribute_bytes,
          limits.text_bytes,  limits.parts,          limits.staves_per_part,
          limits.measures,    limits.notes,          limits.voices_per_measure};
}

TEST(LimitOptions, have_the_defaults_of_the_limits) {
  EXPECT_EQ(values(import_limits(Settings())), values(ImportLimits()));
}

TEST(LimitOptions, set_one_limit_each) {
  std::size_t options = 0;
  for (const OptionSpec& option : option_table()) {
    if (option.group != "limits") continue;
    Settings settings;
    ASSERT_TRUE(settings.set(option.name, {"17"}, Source::command_line)) << option.name;
    const auto changed = values(import_limits(settings));
    EXPECT_EQ(std::count(changed.begin(), changed.end(), 17U), 1) << option.name;
    ++options;
  }
  EXPECT_EQ(options, values(ImportLimits()).size());
}

}  // namespace
}  // namespace burin
