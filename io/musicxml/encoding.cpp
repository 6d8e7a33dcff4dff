#include "io/musicxml/encoding.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstring>

namespace burin::io {

namespace {

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::uint32_t byte_at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

std::string from_utf16(std::string_view bytes, bool big) {
  std::string out;
  out.reserve(bytes.size() * 3 / 4);
  const auto unit = [&](std::size_t i) {
    return big ? byte_at(bytes, i) << 8 | byte_at(bytes, i + 1) : byte_at(bytes, i + 1) << 8 | byte_at(bytes, i);
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
      i += 2;
    } else if (c >= 0xD800 && c < 0xE000) {
      c = 0xFFFD;
    }
    if (c != 0xFEFF || i != 0) append_utf8(out, c);
  }
  return out;
}

std::string from_latin1(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) append_utf8(out, static_cast<unsigned char>(c));
  return out;
}

/// Length of the well-formed sequence at i, 0 when there is none.
std::size_t sequence_at(std::string_view text, std::size_t i) noexcept {
  const auto lead = static_cast<unsigned char>(text[i]);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || i + length > text.size()) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return 0;
  }
  const auto second = static_cast<unsigned char>(text[i + 1]);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool beyond = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
  return overlong || beyond ? 0 : length;
}

/// Whether the 32 bytes from a place on are all ASCII.
bool plain_32(const char* at) noexcept {
  std::array<std::uint64_t, 4> words{};
  std::memcpy(words.data(), at, sizeof words);
  return ((words[0] | words[1] | words[2] | words[3]) & 0x8080808080808080ULL) == 0;
}

/// Index of the first byte that begins no well-formed sequence; the size when all is well.
std::size_t first_bad(std::string_view text, std::size_t i) noexcept {
  while (i < text.size()) {
    while (i + 32 <= text.size() && plain_32(text.data() + i)) i += 32;
    while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) ++i;
    if (i >= text.size()) break;
    const std::size_t length = sequence_at(text, i);
    if (length == 0) return i;
    i += length;
  }
  return i;
}

std::string mended(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t bad = first_bad(text, i);
    out += text.substr(i, bad - i);
    if (bad < text.size()) append_utf8(out, static_cast<unsigned char>(text[bad]));
    i = bad + 1;
  }
  return out;
}

/// The declared encoding in lower case, or empty.
std::string declared_encoding(std::string_view text) {
  const std::string_view head = text.substr(0, 300);
  const std::size_t end = head.find("?>");
  const std::size_t at = head.find("encoding");
  if (head.substr(0, 5) != "<?xml" || at == std::string_view::npos || end == std::string_view::npos || at > end) {
    return {};
  }
  const std::size_t open = head.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  const std::size_t close = head.find(head[open], open + 1);
  if (close == std::string_view::npos) return {};
  std::string name(head.substr(open + 1, close - open - 1));
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
  return name;
}

bool is_latin1(std::string_view encoding) {
  return encoding == "iso-8859-1" || encoding == "latin1" || encoding == "latin-1" || encoding == "windows-1252" ||
         encoding == "iso-8859-15" || encoding == "us-ascii";
}

bool starts_with(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

}  // namespace

std::size_t end_of_valid_utf8(std::string_view text, std::size_t from) noexcept { return first_bad(text, from); }

bool valid_utf8(std::string_view text) noexcept { return first_bad(text, 0) == text.size(); }

DecodedText to_utf8(std::string bytes) {
  using namespace std::string_view_literals;
  DecodedText out;
  if (starts_with(bytes, "\xFF\xFE"sv) || starts_with(bytes, "<\0"sv)) {
    out.text = from_utf16(bytes, false);
  } else if (starts_with(bytes, "\xFE\xFF"sv) || starts_with(bytes, "\0<"sv)) {
    out.text = from_utf16(bytes, true);
  } else {
    if (starts_with(bytes, "\xEF\xBB\xBF"sv)) bytes.erase(0, 3);
    const bool good = valid_utf8(bytes);
    if (!good && is_latin1(declared_encoding(bytes))) {
      out.text = from_latin1(bytes);
    } else if (!good) {
      out.text = mended(bytes);
      out.bad_utf8 = true;
    } else {
      out.text = std::move(bytes);
    }
  }
  if (std::memchr(out.text.data(), '\0', out.text.size()) != nullptr) {
    std::replace(out.text.begin(), out.text.end(), '\0', ' ');
  }
  return out;
}

}  // namespace burin::io
