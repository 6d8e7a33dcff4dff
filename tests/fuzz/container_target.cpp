#include "io/musicxml/container.hpp"
#include "tests/fuzz/common.hpp"
#include "tests/fuzz/targets.hpp"

namespace burin::fuzz {

void unpack_container(std::string_view bytes) {
  const ImportLimits limits = small_limits();
  const auto score = io::unpack_score(bytes, "fuzz.mxl", limits);
  if (score) require(score->size() <= limits.unpacked_bytes, "an unpacked score keeps to its limit");
}

}  // namespace burin::fuzz
