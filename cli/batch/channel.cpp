#include "cli/batch/channel.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

#include "io/fsys/files.hpp"

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

bool write_fully(int descriptor, std::string_view bytes) noexcept { return io::write_all(descriptor, bytes) == 0; }

std::string with_length(std::string_view bytes) {
  const std::uint64_t length = bytes.size();
  std::string out(sizeof length, '\0');
  std::memcpy(out.data(), &length, sizeof length);
  return out.append(bytes);
}

Answer read_answer(std::string_view bytes) {
  Answer out;
  while (out.files.take(bytes)) {
  }
  std::uint64_t length = 0;
  if (bytes.size() < 1 + sizeof length || bytes.front() != 'r') return out;
  std::memcpy(&length, bytes.data() + 1, sizeof length);
  bytes.remove_prefix(1 + sizeof length);
  out.complete = bytes.size() == length;
  out.result = bytes;
  return out;
}

}  // namespace burin::cli
