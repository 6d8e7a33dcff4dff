#include "io/report/versions.hpp"

#include <nlohmann/json.hpp>

namespace burin::io {

std::vector<std::pair<std::string, std::string>> library_versions() {
  const std::string json = std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + "." +
                           std::to_string(NLOHMANN_JSON_VERSION_MINOR) + "." +
                           std::to_string(NLOHMANN_JSON_VERSION_PATCH);
  return {{"cairo", BURIN_CAIRO_VERSION},       {"freetype", BURIN_FREETYPE_VERSION},
          {"harfbuzz", BURIN_HARFBUZZ_VERSION}, {"libdeflate", BURIN_LIBDEFLATE_VERSION},
          {"libzip", BURIN_LIBZIP_VERSION},     {"nlohmann-json", json},
          {"pugixml", BURIN_PUGIXML_VERSION},   {"isa-l", BURIN_ISAL_VERSION}};
}

}  // namespace burin::io
