#include "io/svg/xml_text.hpp"

#include "io/fonts/utf8.hpp"

namespace burin::io {

namespace {

bool is_plain(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x7F && c != '&' && c != '<' && c != '>' && c != '"';
}

std::string_view escape_of(char32_t code) noexcept {
  switch (code) {
    case U'&': return "&amp;";
    case U'<': return "&lt;";
    case U'>': return "&gt;";
    case U'"': return "&quot;";
    default: return {};
  }
}

bool is_forbidden(char32_t code) noexcept {
  if (code < 0x20) return code != '\t' && code != '\n' && code != '\r';
  return (code >= 0x7F && code < 0xA0 && code != 0x85) || (code & 0xFFFEU) == 0xFFFEU;
}

}  // namespace

void put_xml(TextBuffer& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_plain(text[end])) ++end;
    if (end > at) {
      out.put(text.substr(at, end - at));
      at = end;
      continue;
    }
    const char32_t code = next_character(text, end);
    const std::string_view escape = escape_of(code);
    const std::string_view original = text.substr(at, end - at);
    if (!escape.empty())
      out.put(escape);
    else if (code == replacement_character)
      out.put("\xEF\xBF\xBD");
    else if (!is_forbidden(code))
      out.put(original);
    at = end;
  }
}

}  // namespace burin::io
