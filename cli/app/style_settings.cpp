#include "cli/app/style_settings.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <fstream>
#include <optional>

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

Expected<void> add(std::string key, std::string_view value, const std::string& where, std::vector<StyleSetting>& out) {
  const std::optional<double> parsed = number(value);
  if (!parsed) {
    return fail(Errc::usage, "BU0301",
                where + ": '" + std::string(value) + "' is not a number (style key " + key + ")");
  }
  StyleSetting setting{std::move(key), *parsed};
  if (auto sound = layout::check_style(setting); !sound) {
    sound.error().message.insert(0, where + ": ");
    return sound;
  }
  out.push_back(std::move(setting));
  return {};
}

Expected<void> add_file(const std::string& file, std::vector<StyleSetting>& out) {
  std::ifstream in(file);
  if (!in) return fail(Errc::usage, "BU0307", file + ": cannot be read");
  std::vector<CLI::ConfigItem> items;
  try {
    items = CLI::ConfigTOML().from_config(in);
  } catch (const std::exception& error) {
    return fail(Errc::usage, "BU0307", file + ": " + error.what());
  }
  for (const CLI::ConfigItem& item : items) {
    if (item.name == "++" || item.name == "--") continue;  // CLI11's marks for the start and end of a section
    std::string key;
    for (const std::string& parent : item.parents) key += parent + ".";
    BURIN_CHECK(add(key + item.name, item.inputs.size() == 1 ? item.inputs.front() : std::string(), file, out));
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
    BURIN_CHECK(add(text.substr(0, equals), std::string_view(text).substr(equals + 1), "--set", out));
  }
  return out;
}

}  // namespace burin::cli
