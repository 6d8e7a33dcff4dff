// Zips made in memory, for tests of the container.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace burin::io {

struct ZipMember {
  std::string name;
  std::string bytes;
};
/// A zip with these members, deflated or stored as they are.
[[nodiscard]] std::string zipped(const std::vector<ZipMember>& members, bool deflate = true);
/// Compressed size of a member.
[[nodiscard]] std::uint64_t packed_size(const std::string& zip, std::uint64_t index);

}  // namespace burin::io
