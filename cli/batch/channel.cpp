#include "cli/batch/channel.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

namespace burin::cli {

bool read_fully(int descriptor, char* out, std::size_t size) noexcept {
  while (size > 0) {
    const ssize_t got = ::read(descriptor, out, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    out += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

bool write_fully(int descriptor, std::string_view bytes) noexcept {
  while (!bytes.empty()) {
    const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

std::string with_length(std::string_view bytes) {
  const std::uint64_t length = bytes.size();
  std::string out(sizeof length, '\0');
  std::memcpy(out.data(), &length, sizeof length);
  return out.append(bytes);
}

Answer read_answer(std::string_view bytes) {
  Answer out;
  while (!bytes.empty()) {
    const char what = bytes.front();
    bytes.remove_prefix(1);
    if (what == 'r') {
      std::uint64_t length = 0;
      if (bytes.size() < sizeof length) return out;
      std::memcpy(&length, bytes.data(), sizeof length);
      bytes.remove_prefix(sizeof length);
      out.complete = bytes.size() == length;
      out.result = bytes;
      return out;
    }
    const std::size_t end = bytes.find('\0');
    if (end == std::string_view::npos) return out;
    (what == 'p' ? out.begun : out.committed).emplace_back(bytes.substr(0, end));
    bytes.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace burin::cli
