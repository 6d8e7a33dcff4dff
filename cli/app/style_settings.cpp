#include "cli/app/style_settings.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <optional>

#include "cli/app/toml_place.hpp"
#include "pipeline/style_table.hpp"

namespace burin::cli {

namespace {

std::optional<double> number(std::string_view text) {
  if (text == "true") return 1.0;
  if (text == "false") return 0.0;
  double out = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return out;
}

Expected<void> add(std::string key, std::string_view value, std::vector<StyleSetting>& out) {
  const std::optional<double> parsed = number(value);
  if (!parsed) {
    return fail(Errc::usage, "BU0301", "'" + std::string(value) + "' is not a number (style key " + key + ")");
  }
  StyleSetting setting{std::move(key), *parsed};
  BURIN_CHECK(layout::check_style(setting));
  out.push_back(std::move(setting));
  return {};
}

Expected<void> add_file(const std::string& file, std::vector<StyleSetting>& out) {
  std::ifstream in(file);
  if (!in) return fail(Errc::usage, "BU0307", "cannot be read", {file, 0, 0, {}, {}, {}});
  std::vector<CLI::ConfigItem> items;
  try {
    items = CLI::ConfigTOML().from_config(in);
  } catch (const std::exception& error) {
    return fail(Errc::usage, "BU0307", error.what(), {file, 0, 0, {}, {}, {}});
  }
  for (const CLI::ConfigItem& item : items) {
    if (item.name == "++" || item.name == "--") continue;  // CLI11's marks for the start and end of a section
    std::string key;
    for (const std::string& parent : item.parents) key += parent + ".";
    auto added = add(key + item.name, item.inputs.size() == 1 ? item.inputs.front() : std::string(), out);
    if (!added) return at_place(std::move(added.error()), toml_place(file, item.parents, item.name));
  }
  return {};
}

}  // namespace

Expected<std::vector<StyleSetting>> style_settings(const Settings& settings) {
  std::vector<StyleSetting> out;
  const std::string file = settings.text("style");
  if (!file.empty()) BURIN_CHECK(add_file(file, out));
  for (const std::string& text : settings.list("set")) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) {
      return fail(Errc::usage, "BU0301", "--set: '" + text + "' is not KEY=VALUE");
    }
    auto added = add(text.substr(0, equals), std::string_view(text).substr(equals + 1), out);
    if (added) continue;
    added.error().message.insert(0, "--set: ");
    return tl::unexpected(std::move(added.error()));
  }
  return out;
}

std::string style_text(const Settings& settings) {
  std::vector<StyleSetting> from_file;
  const std::string file = settings.text("style");
  if (!file.empty() && !add_file(file, from_file)) return {};  // a run says what is wrong with it
  const auto all = style_settings(settings);
  if (!all) return {};
  const std::string origin = settings.origin("set");
  const std::string set_by =
      std::string(name_of(settings.source("set"))) + " (" + (origin.empty() ? "--set" : origin) + ")";
  std::string out;
  for (std::size_t i = 0; i < all->size(); ++i) {
    const StyleSetting& setting = (*all)[i];
    const bool changed_later = std::any_of(all->begin() + static_cast<std::ptrdiff_t>(i) + 1, all->end(),
                                           [&](const StyleSetting& later) { return later.key == setting.key; });
    if (changed_later) continue;
    std::array<char, 32> value{};
    std::snprintf(value.data(), value.size(), "%g", setting.value);
    std::string line = "# " + setting.key + " = " + value.data();
    line.resize(std::max<std::size_t>(line.size() + 2, 40), ' ');
    out += line + "# " + (i < from_file.size() ? "style (" + file + ")" : set_by) + "\n";
  }
  return out;
}

}  // namespace burin::cli
