#include "io/musicxml/text_scan.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace burin::io {

namespace {

constexpr bool blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Position of a character from an offset on; npos when there is none. memchr is far faster than find on long texts.
std::size_t find_char(std::string_view text, char c, std::size_t from) noexcept {
  if (from >= text.size()) return std::string_view::npos;
  const void* at = std::memchr(text.data() + from, c, text.size() - from);
  return at == nullptr ? std::string_view::npos : static_cast<std::size_t>(static_cast<const char*>(at) - text.data());
}

#if defined(__SSE2__)
/// Sixteen places at a time: two characters of what is wanted are looked for first, one in its middle, the last one.
/// The place where it was found, or from which on fewer than sixteen are left.
std::size_t find_by_sixteens(std::string_view text, std::string_view wanted, std::size_t from) noexcept {
  const std::size_t middle = wanted.size() / 2;
  const std::size_t last = wanted.size() - 1;
  const __m128i at_middle = _mm_set1_epi8(wanted[middle]);
  const __m128i at_last = _mm_set1_epi8(wanted[last]);
  const auto load = [&](std::size_t at) {
    __m128i bytes;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    return bytes;
  };
  for (; from + last + 16 <= text.size(); from += 16) {
    const __m128i both =
        _mm_and_si128(_mm_cmpeq_epi8(load(from + middle), at_middle), _mm_cmpeq_epi8(load(from + last), at_last));
    auto places = static_cast<unsigned>(_mm_movemask_epi8(both));
    for (; places != 0; places &= places - 1) {
      const std::size_t at = from + static_cast<std::size_t>(std::countr_zero(places));
      if (std::memcmp(text.data() + at, wanted.data(), wanted.size()) == 0) return at;
    }
  }
  return from;
}
#endif

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

}  // namespace

std::size_t find_text(std::string_view text, std::string_view wanted, std::size_t from) noexcept {
  if (from >= text.size()) return std::string_view::npos;
#if defined(__SSE2__)
  from = find_by_sixteens(text, wanted, from);
#endif
  const void* at = memmem(text.data() + from, text.size() - from, wanted.data(), wanted.size());
  return at == nullptr ? std::string_view::npos : static_cast<std::size_t>(static_cast<const char*>(at) - text.data());
}

std::size_t next_part(std::string_view text, std::size_t from) noexcept {
  std::size_t at = find_text(text, "<part", from);
  while (at != std::string_view::npos && !is_part_tag(text, at)) at = find_text(text, "<part", at + 5);
  return at;
}

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

namespace {

// A comment longer than this is not waited for while the text grows: each look at it begins anew.
constexpr std::size_t longest_wait = 64U << 10U;

}  // namespace

void CommentScan::run(char* text, std::size_t size, bool whole) noexcept {
  const std::string_view all(text, size);
  std::size_t at = settled_;
  while ((at = find_char(all, '!', at)) != std::string_view::npos) {
    const std::string_view rest = all.substr(at);
    constexpr std::string_view opening = "![CDATA[";
    const bool opens = at > 0 && text[at - 1] == '<';
    if (!opens) {
      ++at;
      continue;
    }
    const bool cdata = rest.substr(0, opening.size()) == opening;
    const bool comment = rest.substr(0, 3) == "!--";
    const std::size_t end = cdata ? find_text(all, "]]>", at) : comment ? find_text(all, "-->", at + 3) : at + 1;
    cdata_ = cdata_ || cdata;
    if (end == std::string_view::npos || (rest.size() < opening.size() && !whole)) {
      settled_ = whole ? size : at - 1;  // of one without end the parser will say what is wrong
      long_comment_ = rest.size() > longest_wait;
      return;
    }
    if (comment)
      std::replace_if(
          text + at - 1, text + end + 3, [](char c) { return c != '\n'; }, ' ');
    at = end;
  }
  settled_ = size;
}

bool blank_comments(std::string& text) noexcept {
  CommentScan scan;
  scan.run(text.data(), text.size(), true);
  return scan.has_cdata();
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

namespace {

/// Whether a sign might be missing in more than `most` bytes in a row: it is looked for in windows of half that size.
bool may_miss(std::string_view text, char sign, std::size_t most) noexcept {
  const std::size_t window = most / 2;
  if (window == 0) return true;
  if (text.size() <= most) return false;
  for (std::size_t at = 0; at + window <= text.size(); at += window) {
    if (std::memchr(text.data() + at, sign, window) == nullptr) return true;
  }
  return false;
}

/// Whether an apostrophe might open the value of an attribute.
bool has_apostrophe_as_quote(std::string_view text) noexcept {
  for (std::size_t at = find_char(text, '\'', 0); at != std::string_view::npos; at = find_char(text, '\'', at + 1)) {
    std::size_t before = at;
    while (before > 0 && blank(text[before - 1])) --before;
    if (before > 0 && text[before - 1] == '=') return true;
  }
  return false;
}

}  // namespace

bool has_long_parts(std::string_view text, const ImportLimits& limits) noexcept {
  return may_miss(text, '"', limits.attribute_bytes) || may_miss(text, '<', limits.text_bytes) ||
         has_apostrophe_as_quote(text);
}

namespace {

/// Lines that end in a text. Counted in bytes for a while before they are added up, so that the compiler can look at
/// many places at once.
std::uint32_t line_ends(std::string_view text) noexcept {
  constexpr std::size_t at_once = 255;
  std::uint32_t lines = 0;
  for (std::size_t at = 0; at < text.size(); at += at_once) {
    const std::string_view piece = text.substr(at, at_once);
    std::uint8_t few = 0;
    for (const char c : piece) few = static_cast<std::uint8_t>(few + (c == '\n' ? 1 : 0));
    lines += few;
  }
  return lines;
}

}  // namespace

LinePlace place_of(std::string_view text, std::size_t offset, std::size_t from_offset, LinePlace from) noexcept {
  offset = std::min(offset, text.size());
  from_offset = std::min(from_offset, offset);
  const std::string_view passed = text.substr(from_offset, offset - from_offset);
  const std::uint32_t lines = line_ends(passed);
  if (lines == 0) return {from.line, from.column + static_cast<std::uint32_t>(passed.size())};
  return {from.line + lines, static_cast<std::uint32_t>(passed.size() - passed.rfind('\n'))};
}

}  // namespace burin::io
