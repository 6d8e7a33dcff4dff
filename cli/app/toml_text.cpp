#include "cli/app/toml_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>

namespace burin::cli {

namespace {

constexpr char mark = '\x01';  // around a token; no TOML file has it

bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }

/// Where a quoted text that begins at `open` ends, behind its quote; npos when it does not.
std::size_t end_of_quoted(std::string_view line, std::size_t open) {
  for (std::size_t at = open + 1; at < line.size(); ++at) {
    if (line[at] == line[open]) return at + 1;
    if (line[at] == '\\' && line[open] == '"') ++at;
  }
  return std::string_view::npos;
}

/// Whether a value may begin behind these words; in the middle of bare words a quote is an apostrophe.
bool awaits_value(std::string_view before) {
  const std::size_t last = before.find_last_not_of(" \t");
  return last == std::string_view::npos || std::string_view("=,[").find(before[last]) != std::string_view::npos;
}

bool is_key(std::string_view before, std::string_view behind) {
  if (before.find_first_not_of(" \t") != std::string_view::npos) return false;
  const std::size_t next = behind.find_first_not_of(" \t");
  return next != std::string_view::npos && behind[next] == '=';
}

void add_utf8(std::uint32_t code, std::string& out) {
  const auto add = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  const auto rest = [&](int shift) { add(0x80U | ((code >> static_cast<unsigned>(shift)) & 0x3FU)); };
  if (code < 0x80U) return add(code);
  if (code < 0x800U) {
    add(0xC0U | (code >> 6U));
  } else if (code < 0x10000U) {
    add(0xE0U | (code >> 12U));
    rest(6);
  } else {
    add(0xF0U | (code >> 18U));
    rest(12);
    rest(6);
  }
  rest(0);
}

/// Reads the four or eight digits of \u or \U; 0 when they are none.
std::size_t unicode_escape(std::string_view digits, std::string& out) {
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
  const bool sound = error == std::errc{} && end == digits.data() + digits.size() && code <= 0x10FFFFU;
  if (!sound || (code >= 0xD800U && code < 0xE000U)) return 0;
  add_utf8(code, out);
  return digits.size();
}

std::string unescaped(std::string_view text) {
  constexpr std::string_view letters = "btnfr\"\\";
  constexpr std::string_view meanings = "\b\t\n\f\r\"\\";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char next = text[++i];
    const std::size_t known = letters.find(next);
    const std::size_t digits = next == 'u' ? 4 : next == 'U' ? 8 : 0;
    if (known != std::string_view::npos) {
      out += meanings[known];
    } else if (const std::size_t read =
                   digits > 0 && i + digits < text.size() ? unicode_escape(text.substr(i + 1, digits), out) : 0;
               read > 0) {
      i += read;
    } else {
      out += {'\\', next};
    }
  }
  return out;
}

}  // namespace

std::string TomlTexts::hidden(std::string_view line) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    const char c = line[at];
    if (c == '#') break;
    const bool opens = (c == '"' || c == '\'') && awaits_value(line.substr(0, at));
    const std::size_t end = opens ? end_of_quoted(line, at) : std::string_view::npos;
    if (end == std::string_view::npos) {
      out += c;
      ++at;
      continue;
    }
    const std::string_view inside = line.substr(at + 1, end - at - 2);
    if (is_key(line.substr(0, at), line.substr(end))) {
      out += line.substr(at, end - at);
    } else {
      out += mark + std::to_string(texts_.size()) + mark;
      texts_.push_back(c == '"' ? unescaped(inside) : std::string(inside));
    }
    at = end;
  }
  return out;
}

std::string TomlTexts::hide(std::istream& in) {
  std::string out;
  for (std::string line; std::getline(in, line);) {
    std::erase(line, mark);
    out += hidden(line) + "\n";
  }
  return out;
}

std::string TomlTexts::shown(const std::string& value) const {
  if (value.size() < 3 || value.front() != mark || value.back() != mark) return value;
  std::size_t index = 0;
  std::from_chars(value.data() + 1, value.data() + value.size() - 1, index);
  return index < texts_.size() ? texts_[index] : value;
}

std::string toml_text(std::string_view text) {
  const bool plain = std::none_of(text.begin(), text.end(), is_control);
  if (plain && text.find_first_of("\"\\") != std::string_view::npos && text.find('\'') == std::string_view::npos) {
    return "'" + std::string(text) + "'";
  }
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (is_control(c)) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c)));
      out += escape;
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace burin::cli
