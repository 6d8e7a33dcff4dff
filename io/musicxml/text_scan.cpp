#include "io/musicxml/text_scan.hpp"

#include <algorithm>
#include <cstring>

namespace burin::io {

namespace {

constexpr bool blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Position of a character from an offset on; npos when there is none. memchr is far faster than find on long texts.
std::size_t find_char(std::string_view text, char c, std::size_t from) noexcept {
  if (from >= text.size()) return std::string_view::npos;
  const void* at = std::memchr(text.data() + from, c, text.size() - from);
  return at == nullptr ? std::string_view::npos : static_cast<std::size_t>(static_cast<const char*>(at) - text.data());
}

std::size_t find_text(std::string_view text, std::string_view wanted, std::size_t from) noexcept {
  if (from >= text.size()) return std::string_view::npos;
  const void* at = memmem(text.data() + from, text.size() - from, wanted.data(), wanted.size());
  return at == nullptr ? std::string_view::npos : static_cast<std::size_t>(static_cast<const char*>(at) - text.data());
}

/// End of a DOCTYPE that begins at `at`: behind its ">", internal subset included.
std::size_t end_of_doctype(std::string_view text, std::size_t at) noexcept {
  int depth = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == '[') ++depth;
    if (text[at] == ']') --depth;
    if (text[at] == '>' && depth <= 0) return at + 1;
  }
  return text.size();
}

bool is_part_tag(std::string_view text, std::size_t at) noexcept {
  return text.substr(at, 5) == "<part" && at + 5 < text.size() && (blank(text[at + 5]) || text[at + 5] == '>');
}

/// The next "<part" tag from an offset on.
std::size_t next_part(std::string_view text, std::size_t from) noexcept {
  std::size_t at = find_text(text, "<part", from);
  while (at != std::string_view::npos && !is_part_tag(text, at)) at = find_text(text, "<part", at + 5);
  return at;
}

}  // namespace

std::string_view root_name(std::string_view text) noexcept {
  std::size_t at = 0;
  while ((at = find_char(text, '<', at)) != std::string_view::npos && at + 1 < text.size()) {
    if (text[at + 1] == '?') {
      at = std::min(text.size(), find_text(text, "?>", at));
    } else if (text.substr(at, 4) == "<!--") {
      at = std::min(text.size(), find_text(text, "-->", at));
    } else if (text[at + 1] == '!') {
      at = end_of_doctype(text, at);
    } else {
      std::size_t end = at + 1;
      while (end < text.size() && !blank(text[end]) && text[end] != '>' && text[end] != '/') ++end;
      const std::string_view name = text.substr(at + 1, end - at - 1);
      return name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
    }
  }
  return {};
}

bool blank_comments(std::string& text) noexcept {
  bool cdata = false;
  std::size_t at = 0;
  while ((at = find_char(text, '!', at)) != std::string_view::npos) {
    const std::string_view rest = std::string_view(text).substr(at);
    const bool opens = at > 0 && text[at - 1] == '<';
    if (opens && rest.substr(0, 8) == "![CDATA[") {
      cdata = true;
      at = find_text(text, "]]>", at);
    } else if (opens && rest.substr(0, 3) == "!--") {
      const std::size_t end = find_text(text, "-->", at + 3);
      if (end == std::string_view::npos) return cdata;  // the parser will say what is wrong
      std::replace_if(
          text.begin() + static_cast<std::ptrdiff_t>(at) - 1, text.begin() + static_cast<std::ptrdiff_t>(end) + 3,
          [](char c) { return c != '\n'; }, ' ');
      at = end;
    } else {
      ++at;
    }
    if (at == std::string_view::npos) return cdata;
  }
  return cdata;
}

PartSlices slice_parts(std::string_view text) {
  PartSlices out;
  const std::size_t list = find_text(text, "</part-list>", 0);
  std::size_t at = next_part(text, list == std::string_view::npos ? 0 : list);
  const std::size_t end = text.rfind("</score-partwise");
  if (at == std::string_view::npos || end == std::string_view::npos || end < at) return out;
  out.head_end = at;
  while (at != std::string_view::npos && at < end) {
    const std::size_t close = find_text(text, "</part>", at);
    const std::size_t next = next_part(text, close == std::string_view::npos ? at + 5 : close);
    out.parts.push_back({at, std::min(next, end)});
    at = next;
  }
  return out;
}

LinePlace place_of(std::string_view text, std::size_t offset, std::size_t from_offset, LinePlace from) noexcept {
  offset = std::min(offset, text.size());
  std::size_t line_begin = from_offset - (from.column - 1);
  for (std::size_t at = from_offset; (at = find_char(text, '\n', at)) < offset; ++at) {
    ++from.line;
    line_begin = at + 1;
  }
  from.column = static_cast<std::uint32_t>(offset - line_begin + 1);
  return from;
}

}  // namespace burin::io
