#include <string>

#include "io/script/script_reader.hpp"
#include "tests/fuzz/common.hpp"
#include "tests/fuzz/targets.hpp"

namespace burin::fuzz {

void read_script(std::string_view bytes) {
  (void)io::parse_script(bytes);
  ScriptLimits limits;
  limits.bytes = 1U << 16U;
  limits.depth = 12;
  limits.values = 500;
  limits.keys = 20;
  const auto data = io::read_json(bytes, limits);
  if (!data) {
    require(!data.error().id.empty(), "every error has a code");
    return;
  }
  const std::string text = io::json_text(*data);
  ScriptLimits wide;
  wide.depth = 100;
  const auto again = io::read_json(text, wide);
  require(again.has_value() && io::json_text(*again) == text, "JSON is read as it was written");
}

}  // namespace burin::fuzz
