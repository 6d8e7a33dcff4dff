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

namespace {

/// The next <measure> tag from an offset on, not <measure-style> and the like.
std::size_t next_measure(std::string_view text, std::size_t from) noexcept {
  constexpr std::string_view tag = "<measure";
  std::size_t at = find_text(text, tag, from);
  while (at != std::string_view::npos) {
    const std::size_t end = at + tag.size();
    if (end < text.size() && (blank(text[end]) || text[end] == '>' || text[end] == '/')) return at;
    at = find_text(text, tag, end);
  }
  return at;
}

}  // namespace

std::vector<TextSlice> cut_at_measures(std::string_view part, std::size_t wanted) {
  std::vector<TextSlice> out;
  const std::size_t end = part.rfind("</part>");
  std::size_t at = next_measure(part, 0);
  const std::size_t tag_end = find_char(part, '>', 0);
  if (end == std::string_view::npos || at == std::string_view::npos || at > end || tag_end > at) return out;
  while (at < end) {
    const std::size_t next = std::min(end, next_measure(part, std::min(end, at + std::max<std::size_t>(wanted, 1))));
    out.push_back({at, next});
    at = next;
  }
  return out;
}

namespace {

/// Walks over the tags of a text. Whatever is no XML is left to the parser to complain about.
class ShapeScan {
 public:
  ShapeScan(std::string_view text, const ImportLimits& limits, std::uint32_t depth) noexcept
      : text_(text), limits_(limits), depth_(depth) {}

  std::optional<ShapeProblem> run() noexcept {
    std::size_t at = 0;
    while (!problem_) {
      const std::size_t tag = std::min(find_char(text_, '<', at), text_.size());
      if (tag - at > limits_.text_bytes) check_text(at, tag);
      if (tag + 1 >= text_.size()) break;
      at = end_of_tag(tag);
    }
    return problem_;
  }

 private:
  void stop(ShapeProblem::Kind kind, std::size_t at) noexcept {
    if (!problem_) problem_ = ShapeProblem{kind, at};
  }

  void check_text(std::size_t begin, std::size_t end) noexcept {
    while (begin < end && blank(text_[begin])) ++begin;
    while (begin < end && blank(text_[end - 1])) --end;
    if (end - begin > limits_.text_bytes) stop(ShapeProblem::Kind::text, begin);
  }

  std::size_t behind(std::string_view end, std::size_t at) const noexcept {
    const std::size_t found = find_text(text_, end, at);
    return found == std::string_view::npos ? text_.size() : found + end.size();
  }

  std::size_t end_of_tag(std::size_t at) noexcept {
    switch (text_[at + 1]) {
      case '/':
        if (depth_ > 0) --depth_;
        while (at < text_.size() && text_[at] != '>') ++at;
        return std::min(at + 1, text_.size());
      case '?': return behind("?>", at);
      case '!': return end_of_declaration(at);
      default: return end_of_opening(at);
    }
  }

  std::size_t end_of_declaration(std::size_t at) noexcept {
    if (text_.substr(at, 4) == "<!--") return behind("-->", at + 4);
    if (text_.substr(at, 9) != "<![CDATA[") return end_of_doctype(text_, at);
    const std::size_t end = behind("]]>", at);
    if (end - at > limits_.text_bytes) check_text(at + 9, end);
    return end;
  }

  std::size_t end_of_opening(std::size_t at) noexcept {
    const std::size_t begin = at;
    if (++depth_ > limits_.xml_depth) stop(ShapeProblem::Kind::depth, begin);
    for (++at; at < text_.size() && text_[at] != '>'; ++at) {
      if (text_[at] != '"' && text_[at] != '\'') continue;
      const std::size_t close = find_char(text_, text_[at], at + 1);
      if (close == std::string_view::npos) return text_.size();
      if (close - at - 1 > limits_.attribute_bytes) stop(ShapeProblem::Kind::attribute, begin);
      at = close;
    }
    if (at < text_.size() && text_[at - 1] == '/') --depth_;
    return std::min(at + 1, text_.size());
  }

  std::string_view text_;
  const ImportLimits& limits_;
  std::uint32_t depth_;
  std::optional<ShapeProblem> problem_;
};

}  // namespace

std::optional<ShapeProblem> check_shape(std::string_view text, const ImportLimits& limits,
                                        std::uint32_t depth) noexcept {
  return ShapeScan(text, limits, depth).run();
}

LinePlace place_of(std::string_view text, std::size_t offset, std::size_t from_offset, LinePlace from) noexcept {
  offset = std::min(offset, text.size());
  from_offset = std::min(from_offset, offset);
  const std::string_view passed = text.substr(from_offset, offset - from_offset);
  const auto lines = static_cast<std::uint32_t>(std::count(passed.begin(), passed.end(), '\n'));
  if (lines == 0) return {from.line, from.column + static_cast<std::uint32_t>(passed.size())};
  return {from.line + lines, static_cast<std::uint32_t>(passed.size() - passed.rfind('\n'))};
}

}  // namespace burin::io
