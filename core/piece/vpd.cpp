#include "core/piece/vpd.hpp"

#include <charconv>

namespace burin {

namespace {

constexpr std::array<std::string_view, Vpd::levels> music_levels{"musicians", "instruments", "staves", "measures",
                                                                 "voices"};
constexpr std::array<std::string_view, Vpd::levels> layout_levels{"layouts", "page-views", "system-views",
                                                                  "staff-views", "measure-views"};
constexpr std::array<std::string_view, Vpd::levels + 1> music_things{"piece", "musician", "instrument",
                                                                     "staff", "measure",  "voice"};
constexpr std::array<std::string_view, Vpd::levels + 1> layout_things{"piece",       "layout",     "page view",
                                                                      "system view", "staff view", "measure view"};

void append_number(std::string& out, std::uint32_t number) {
  std::array<char, 12> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

/// A word or an index of any of the four forms, without its punctuation.
struct Token {
  std::string_view word;  // empty: an index
  std::uint32_t index{0};
};

/// Deep enough for the navigator form of the deepest path and an attribute; more is an error anyway.
struct Tokens {
  std::array<Token, 2 * Vpd::max_depth + 3> at{};
  std::size_t size{0};
  bool vector{false};  // written in brackets

  bool add(std::string_view text) {
    if (text.empty() || size == at.size()) return false;
    Token token;
    const bool digits = text.front() >= '0' && text.front() <= '9';
    if (digits) {
      const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), token.index);
      if (code != std::errc{} || end != text.data() + text.size()) return false;
    } else {
      token.word = text;
    }
    at[size++] = token;
    return true;
  }
};

bool is_gap(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ','; }

/// ":word" and "\"word\"" are words; a bare word inside brackets is none.
std::optional<std::string_view> unquoted(std::string_view text) {
  const bool digit = text.front() >= '0' && text.front() <= '9';
  if (digit) return text;
  if (text.front() == ':' && text.size() > 1) return text.substr(1);
  if (text.front() == '"' && text.size() > 2 && text.back() == '"') {
    text = text.substr(1, text.size() - 2);
    return text.front() == ':' ? text.substr(1) : text;
  }
  return std::nullopt;
}

bool read_vector(std::string_view text, Tokens& tokens) {
  tokens.vector = true;
  if (text.size() < 2 || text.back() != ']') return false;
  text = text.substr(1, text.size() - 2);
  while (true) {
    while (!text.empty() && is_gap(text.front())) text.remove_prefix(1);
    if (text.empty()) return true;
    std::size_t length = 0;
    while (length < text.size() && !is_gap(text[length])) ++length;
    const auto word = unquoted(text.substr(0, length));
    if (!word || !tokens.add(*word)) return false;
    text.remove_prefix(length);
  }
}

bool read_path(std::string_view text, Tokens& tokens) {
  while (true) {
    const std::size_t slash = text.find('/');
    if (!tokens.add(text.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    text.remove_prefix(slash + 1);
  }
}

bool is_items(std::string_view word) { return word == "i" || word == "items"; }

/// Indices follow the head directly; below a voice each stands behind an "i" (or ":items").
bool read_compact(const Tokens& tokens, std::size_t end, Vpd& path) {
  for (std::size_t i = 1; i < end; ++i) {
    if (path.depth() >= Vpd::levels) {
      if (path.root() == Vpd::Root::layout || !is_items(tokens.at[i].word) || ++i == end) return false;
    }
    if (!tokens.at[i].word.empty() || path.depth() == Vpd::max_depth) return false;
    path = path.child(tokens.at[i].index);
  }
  return true;
}

/// Every index stands behind the name of its level.
bool read_navigator(const Tokens& tokens, std::size_t end, Vpd& path) {
  if (end % 2 != 0) return false;
  for (std::size_t i = 0; i < end; i += 2) {
    const std::size_t level = path.depth();
    if (level == Vpd::max_depth || (level >= Vpd::levels && path.root() == Vpd::Root::layout)) return false;
    if (tokens.at[i].word != Vpd::level_name(path.root(), level) || !tokens.at[i + 1].word.empty()) return false;
    path = path.child(tokens.at[i + 1].index);
  }
  return true;
}

bool read_tokens(const Tokens& tokens, std::size_t end, Vpd& path) {
  if (end == 0) return tokens.vector;
  const std::string_view head = tokens.at[0].word;
  if (head == "m" || head == "l") {
    path = head == "m" ? Vpd::music() : Vpd::layout();
    return read_compact(tokens, end, path);
  }
  if (!tokens.vector || (head != music_levels[0] && head != layout_levels[0])) return false;
  path = head == music_levels[0] ? Vpd::music() : Vpd::layout();
  return read_navigator(tokens, end, path);
}

tl::unexpected<Error> not_a_vpd(std::string_view text) {
  return fail(Errc::bad_input, "BU0201", "not a VPD: " + std::string(text), {},
              "a VPD looks like m/0/0/2/14/0 or [:m 0 0 2 14 0]");
}

/// The word after the last index of a vector, when it can only be the name of an attribute.
bool ends_in_attribute(const Tokens& tokens) {
  return tokens.vector && tokens.size > 0 && !tokens.at[tokens.size - 1].word.empty() &&
         !(tokens.size == 1 && (tokens.at[0].word == "m" || tokens.at[0].word == "l"));
}

bool is_name(std::string_view text) {
  if (text.empty()) return false;
  for (const char c : text) {
    if (c <= ' ' || c == '#' || c == '/' || c == ']') return false;
  }
  return true;
}

}  // namespace

std::string_view Vpd::level_name(Root root, std::size_t level) noexcept {
  if (level >= levels) return "items";
  return root == Root::layout ? layout_levels[level] : music_levels[level];
}

std::string_view Vpd::thing_name(Root root, std::size_t depth) noexcept {
  if (depth > levels) return "item";
  return root == Root::layout ? layout_things[depth] : music_things[depth];
}

void Vpd::append_to(std::string& out) const {
  if (root_ == Root::piece) {
    out += '.';
    return;
  }
  // Put together aside: every thing on a page has an address, and appending one at once is far cheaper.
  std::array<char, 1 + max_depth*(3 + 10)> text;  // "/i/" and ten digits
  char* at = text.data();
  *at++ = root_ == Root::music ? 'm' : 'l';
  for (std::size_t level = 0; level < depth_; ++level) {
    if (level >= levels) {
      *at++ = '/';
      *at++ = 'i';
    }
    *at++ = '/';
    const std::uint32_t index = step_[level];
    if (index < 10)
      *at++ = static_cast<char>('0' + index);
    else
      at = std::to_chars(at, text.data() + text.size(), index).ptr;
  }
  out.append(text.data(), at);
}

std::string Vpd::str() const {
  std::string text;
  append_to(text);
  return text;
}

std::string Vpd::compact() const {
  if (root_ == Root::piece) return "[]";
  std::string text = root_ == Root::music ? "[:m" : "[:l";
  for (std::size_t level = 0; level < depth_; ++level) {
    text += level >= levels ? " :items " : " ";
    append_number(text, step_[level]);
  }
  return text += ']';
}

std::string Vpd::navigator() const {
  if (root_ != Root::piece && depth_ == 0) return compact();  // no index, so no name to put before it
  std::string text = "[";
  for (std::size_t level = 0; level < depth_; ++level) {
    text += level == 0 ? ":" : " :";
    text += level_name(root_, level);
    text += ' ';
    append_number(text, step_[level]);
  }
  return text += ']';
}

std::string Vpd::json() const {
  if (root_ == Root::piece) return "[]";
  std::string text = root_ == Root::music ? "[\"m\"" : "[\"l\"";
  for (std::size_t level = 0; level < depth_; ++level) {
    text += level >= levels ? ",\"i\"," : ",";
    append_number(text, step_[level]);
  }
  return text += ']';
}

Expected<Vpd> Vpd::parse(std::string_view text) {
  if (text == ".") return Vpd();
  Tokens tokens;
  Vpd path;
  const bool vector = !text.empty() && text.front() == '[';
  const bool good =
      (vector ? read_vector(text, tokens) : read_path(text, tokens)) && read_tokens(tokens, tokens.size, path);
  if (!good) return not_a_vpd(text);
  return path;
}

std::string VpdAttribute::str() const { return name.empty() ? vpd.str() : vpd.str() + "#" + name; }

Expected<VpdAttribute> VpdAttribute::parse(std::string_view text) {
  const std::size_t hash = text.rfind('#');
  if (hash != std::string_view::npos) {
    BURIN_TRY(const Vpd path, Vpd::parse(text.substr(0, hash)));
    if (!is_name(text.substr(hash + 1))) return not_a_vpd(text);
    return VpdAttribute{path, std::string(text.substr(hash + 1))};
  }
  Tokens tokens;
  Vpd path;
  if (!text.empty() && text.front() == '[' && read_vector(text, tokens) && ends_in_attribute(tokens)) {
    if (!read_tokens(tokens, tokens.size - 1, path) || !is_name(tokens.at[tokens.size - 1].word))
      return not_a_vpd(text);
    return VpdAttribute{path, std::string(tokens.at[tokens.size - 1].word)};
  }
  BURIN_TRY(const Vpd plain, Vpd::parse(text));
  return VpdAttribute{plain, {}};
}

}  // namespace burin
