#include "io/musicxml/plain_xml.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace burin::io {

namespace {

enum Kind : std::uint8_t {
  is_blank = 1,
  starts_name = 2,
  in_name = 4,
  ends_text = 8,
  ends_double = 16,
  ends_single = 32
};

constexpr std::array<std::uint8_t, 256> make_kinds() {
  std::array<std::uint8_t, 256> kinds{};
  const auto mark = [&](char c, int kind) {
    auto& own = kinds[static_cast<unsigned char>(c)];
    own = static_cast<std::uint8_t>(own | kind);
  };
  for (const char c : {' ', '\t', '\n', '\r'}) mark(c, is_blank);
  for (char c = 'a'; c <= 'z'; ++c) mark(c, starts_name | in_name);
  for (char c = 'A'; c <= 'Z'; ++c) mark(c, starts_name | in_name);
  for (char c = '0'; c <= '9'; ++c) mark(c, in_name);
  mark('_', starts_name | in_name);
  mark('-', in_name);
  mark('.', in_name);
  mark('<', ends_text);
  mark('&', ends_text | ends_double | ends_single);
  mark('\0', ends_text | ends_double | ends_single);
  mark('"', ends_double);
  mark('\'', ends_single);
  return kinds;
}

constexpr std::array<std::uint8_t, 256> kinds = make_kinds();

bool is(char c, int kind) noexcept { return (kinds[static_cast<unsigned char>(c)] & kind) != 0; }

std::uint64_t eight(const char* at) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// Behind white space; the indentation of files is mostly spaces.
char* skip_blank(char* at) noexcept {
  while (is(*at, is_blank)) {
    ++at;
    while (eight(at) == 0x2020202020202020ULL) at += 8;
  }
  return at;
}

std::size_t put_utf8(char* to, std::uint32_t c) noexcept {
  const auto tail = [&](unsigned shift) { return static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
  if (c < 0x80) {
    to[0] = static_cast<char>(c);
    return 1;
  }
  if (c < 0x800) {
    to[0] = static_cast<char>(0xC0U | (c >> 6U));
    to[1] = tail(0);
    return 2;
  }
  if (c < 0x10000) {
    to[0] = static_cast<char>(0xE0U | (c >> 12U));
    to[1] = tail(6);
    to[2] = tail(0);
    return 3;
  }
  to[0] = static_cast<char>(0xF0U | (c >> 18U));
  to[1] = tail(12);
  to[2] = tail(6);
  to[3] = tail(0);
  return 4;
}

/// The character that a reference names ("amp", "#38", "#x26"); 0 for others.
std::uint32_t character_of(std::string_view reference) noexcept {
  if (reference == "lt") return '<';
  if (reference == "gt") return '>';
  if (reference == "amp") return '&';
  if (reference == "quot") return '"';
  if (reference == "apos") return '\'';
  if (reference.size() < 2 || reference.front() != '#') return 0;
  const bool hexadecimal = reference[1] == 'x';
  reference.remove_prefix(hexadecimal ? 2 : 1);
  std::uint32_t c = 0;
  const char* const end = reference.data() + reference.size();
  const auto read = std::from_chars(reference.data(), end, c, hexadecimal ? 16 : 10);
  const bool sane = read.ec == std::errc{} && read.ptr == end && reference.size() <= 7 && c <= 0x10FFFF;
  return sane && (c < 0xD800 || c > 0xDFFF) ? c : 0;
}

/// Resolves references in place. The new end of the text; null when one is not known.
char* resolve(char* begin, char* end) noexcept {
  char* to = std::find(begin, end, '&');
  const char* from = to;
  while (from != end) {
    if (*from != '&') {
      *to++ = *from++;
      continue;
    }
    constexpr std::ptrdiff_t longest = 12;
    const char* const reach = end - from > longest ? from + longest : end;
    const char* const semicolon = std::find(from, reach, ';');
    if (semicolon == reach) return nullptr;
    const std::uint32_t c = character_of({from + 1, static_cast<std::size_t>(semicolon - from - 1)});
    if (c == 0) return nullptr;
    to += put_utf8(to, c);  // never longer than the reference
    from = semicolon + 1;
  }
  return to;
}

std::string_view between(const char* begin, const char* end) noexcept {
  return {begin, static_cast<std::size_t>(end - begin)};
}

class PlainParser {
 public:
  PlainParser(char* text, std::size_t size, const ImportLimits& limits, std::uint32_t depth, XmlTree& tree) noexcept
      : begin_(text), end_(text + size), at_(text), limits_(limits), depth_(depth), tree_(tree), open_(&tree.top()) {}

  bool run(XmlForm form) {
    if (form == XmlForm::document && !skip_prolog()) return false;
    for (;;) {
      char* const from = at_;
      at_ = skip_blank(at_);
      if (at_ == end_) break;
      const bool good = *at_ != '<' ? read_text(from) : at_[1] == '/' ? close() : open();
      if (!good) return false;
    }
    const XmlRecord& top = tree_.top();
    return open_ == &top && (form == XmlForm::fragment || (top.first != nullptr && top.first == top.last));
  }

 private:
  /// Declaration and DOCTYPE without anything declared in it.
  bool skip_prolog() noexcept {
    for (;;) {
      at_ = skip_blank(at_);
      if (at_[0] != '<' || (at_[1] != '?' && at_[1] != '!')) return true;
      if (at_[1] == '!' && std::strncmp(at_, "<!DOCTYPE", 9) != 0) return false;
      const char last_of = at_[1];
      char* at = at_ + 2;
      while (*at != '>' && *at != '[' && *at != '<' && *at != '\0') ++at;
      if (*at != '>' || (last_of == '?' && at[-1] != '?')) return false;
      at_ = at + 1;
    }
  }

  /// Text from `from` on, of which at_ is the first character that is not blank.
  bool read_text(char* from) {
    char* const first = at_;
    bool references = false;
    char* at = first;
    for (;; ++at) {
      while (!is(*at, ends_text)) ++at;
      if (*at != '&') break;
      references = true;
    }
    if (*at != '<' || open_ == &tree_.top()) return false;
    at_ = at;
    const char* last = at;
    while (is(last[-1], is_blank)) --last;
    if (static_cast<std::size_t>(last - first) > limits_.text_bytes) return false;
    if (references && (at = resolve(first, at)) == nullptr) return false;
    if (open_->text.empty()) open_->text = between(from, at);
    return true;
  }

  bool close() noexcept {
    const std::string_view name = open_->name;
    char* const at = at_ + 2;
    if (open_ == &tree_.top() || static_cast<std::size_t>(end_ - at) < name.size()) return false;
    if (std::memcmp(at, name.data(), name.size()) != 0) return false;
    at_ = skip_blank(at + name.size());
    if (*at_ != '>') return false;
    ++at_;
    --depth_;
    open_ = open_->parent;
    return true;
  }

  bool open() {
    char* at = at_ + 1;
    if (!is(*at, starts_name) || ++depth_ > limits_.xml_depth) return false;
    XmlRecord& made = tree_.add(*open_);
    made.offset = static_cast<std::size_t>(at - begin_);
    TagHash hash;
    char* const name = at;
    for (; is(*at, in_name); ++at) hash.add(*at);
    made.name = between(name, at);
    made.tag = hash.value();
    const XmlAttribute** link = &made.attributes;
    for (;;) {
      if (*at == '>') {
        open_ = &made;
        at_ = at + 1;
        return true;
      }
      if (*at == '/') {
        --depth_;
        at_ = at + 2;
        return at[1] == '>';
      }
      if (!is(*at, is_blank)) return false;
      at = skip_blank(at);
      if (*at == '>' || *at == '/') continue;
      XmlAttribute& attribute = tree_.add_attribute();
      *link = &attribute;
      link = &attribute.next;
      at = read_attribute(at, attribute);
      if (at == nullptr) return false;
    }
  }

  /// The place behind an attribute; null when it is none.
  char* read_attribute(char* at, XmlAttribute& out) const {
    if (!is(*at, starts_name)) return nullptr;
    char* const name = at;
    while (is(*at, in_name) || *at == ':') ++at;
    out.name = between(name, at);
    if (*at != '=') return nullptr;
    const char quote = *++at;
    if (quote != '"' && quote != '\'') return nullptr;
    const int ends = quote == '"' ? ends_double : ends_single;
    char* const value = ++at;
    bool references = false;
    for (;; ++at) {
      while (!is(*at, ends)) ++at;
      if (*at != '&') break;
      references = true;
    }
    if (*at != quote || static_cast<std::size_t>(at - value) > limits_.attribute_bytes) return nullptr;
    const char* const end = references ? resolve(value, at) : at;
    if (end == nullptr) return nullptr;
    out.value = between(value, end);
    return at + 1;
  }

  char* const begin_;
  char* const end_;
  char* at_;
  const ImportLimits& limits_;
  std::uint32_t depth_;
  XmlTree& tree_;
  XmlRecord* open_;
};

}  // namespace

bool parse_plain_xml(char* text, std::size_t size, XmlForm form, const ImportLimits& limits, std::uint32_t depth,
                     XmlTree& tree) {
  tree.clear();
  return PlainParser(text, size, limits, depth, tree).run(form);
}

}  // namespace burin::io
