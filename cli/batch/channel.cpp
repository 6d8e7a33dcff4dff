#include "cli/batch/channel.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

#include "core/options/option_table.hpp"
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

namespace {

/// The bytes after their length, when all of them are there.
std::optional<std::string_view> take_with_length(std::string_view& bytes) {
  std::uint64_t length = 0;
  if (bytes.size() < sizeof length) return std::nullopt;
  std::memcpy(&length, bytes.data(), sizeof length);
  if (bytes.size() - sizeof length < length) return std::nullopt;
  const std::string_view out = bytes.substr(sizeof length, static_cast<std::size_t>(length));
  bytes.remove_prefix(sizeof length + out.size());
  return out;
}

std::vector<std::string> texts_of(std::string_view bytes) {
  std::vector<std::string> out;
  for (const std::string_view text : split(bytes, '\0')) out.emplace_back(text);
  return out;
}

}  // namespace

void Answer::add(std::string_view bytes) {
  pending_ += bytes;
  std::string_view rest = pending_;
  for (;;) {
    if (files_.take(rest)) continue;
    std::string_view behind = rest.substr(std::min<std::size_t>(rest.size(), 1));
    const auto text = take_with_length(behind);
    if (!text) break;
    if (rest.front() == 'r') result_ = *text;
    if (rest.front() == 'w') {
      question_.emplace();
      for (std::string& place : texts_of(*text)) question_->emplace_back(std::move(place));
    }
    rest = behind;
  }
  pending_.erase(0, pending_.size() - rest.size());
}

std::optional<std::vector<std::filesystem::path>> Answer::question() { return std::exchange(question_, std::nullopt); }

std::string as_question(const std::vector<std::filesystem::path>& places) {
  std::string text;
  for (const std::filesystem::path& place : places) text += (text.empty() ? "" : std::string(1, '\0')) + place.string();
  return "w" + with_length(text);
}

std::string as_result(std::string_view bytes) { return "r" + with_length(bytes); }

std::string encode_reply(const Expected<void>& reply) {
  if (reply) return {};
  const Error& error = reply.error();
  return error.id + '\0' + error.message + '\0' + error.help;
}

Expected<void> decode_reply(std::string_view bytes) {
  const std::vector<std::string> texts = texts_of(bytes);
  if (texts.size() < 3) return {};
  return fail(Errc::bad_input, texts[0], texts[1], {}, texts[2]);
}

}  // namespace burin::cli
