#include "io/report/versions.hpp"

#include <cairo.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>
#include <zip.h>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

namespace burin::io {

namespace {

std::string freetype_version() {
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) return "unknown";
  int major = 0, minor = 0, patch = 0;
  FT_Library_Version(library, &major, &minor, &patch);
  FT_Done_FreeType(library);
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch);
}

std::string pugixml_version() {
  constexpr int number = PUGIXML_VERSION;
  return std::to_string(number / 1000) + "." + std::to_string(number % 1000 / 10);
}

std::string json_version() {
  return std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + "." + std::to_string(NLOHMANN_JSON_VERSION_MINOR) + "." +
         std::to_string(NLOHMANN_JSON_VERSION_PATCH);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> library_versions() {
  return {{"cairo", cairo_version_string()}, {"freetype", freetype_version()},  {"harfbuzz", hb_version_string()},
          {"libzip", zip_libzip_version()},  {"nlohmann-json", json_version()}, {"pugixml", pugixml_version()}};
}

}  // namespace burin::io
