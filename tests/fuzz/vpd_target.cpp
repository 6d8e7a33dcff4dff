#include <string>

#include "core/piece/vpd.hpp"
#include "tests/fuzz/common.hpp"
#include "tests/fuzz/targets.hpp"

namespace burin::fuzz {

void read_vpd(std::string_view bytes) {
  const auto address = VpdAttribute::parse(bytes);
  if (address) require(VpdAttribute::parse(address->str()) == *address, "an address is read as it was written");
  const auto path = Vpd::parse(bytes);
  if (!path) return;
  for (const std::string& text : {path->str(), path->compact(), path->navigator(), path->json()}) {
    require(Vpd::parse(text) == *path, "every form of a path says the same");
  }
}

}  // namespace burin::fuzz
