#include "cli/app/version_text.hpp"

#include <oneapi/tbb/version.h>
#include <spdlog/version.h>
#include <CLI/Version.hpp>
#include <nlohmann/json.hpp>

#include "core/base/version.hpp"
#include "io/fonts/font_library.hpp"
#include "io/report/versions.hpp"

namespace burin::cli {

std::string version_text(bool json) {
  if (!json) return "burin " + std::string(version()) + "\n";
  using Json = nlohmann::ordered_json;
  Json libraries = Json::object();
  for (const auto& [name, number] : io::library_versions()) libraries[name] = number;
  libraries["oneTBB"] = TBB_VERSION_STRING;
  libraries["CLI11"] = CLI11_VERSION;
  libraries["spdlog"] = std::to_string(SPDLOG_VER_MAJOR) + "." + std::to_string(SPDLOG_VER_MINOR) + "." +
                        std::to_string(SPDLOG_VER_PATCH);
  Json fonts = Json::object();
  for (const io::FontInfo& font : io::built_in_fonts()) fonts[font.name] = font.version;
  const Json out{
      {"name", "burin"}, {"version", version()}, {"compiler", __VERSION__}, {"libraries", libraries}, {"fonts", fonts}};
  return out.dump(2) + "\n";
}

}  // namespace burin::cli
