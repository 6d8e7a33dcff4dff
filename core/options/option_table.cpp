#include "core/options/option_table.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <numeric>

namespace burin {

namespace {

Expected<void> wrong(const OptionSpec& option, std::string_view value, const std::string& wanted) {
  return fail(Errc::usage, "BU0301",
              "--" + std::string(option.name) + ": '" + std::string(value) + "' is not " + wanted);
}

std::string listed(std::string_view range) {
  std::string out = "one of ";
  for (const char c : range) {
    if (c == '|')
      out += ", ";
    else
      out += c;
  }
  return out;
}

bool is_choice(std::string_view range, std::string_view value) {
  const auto choices = split(range, '|');
  return std::find(choices.begin(), choices.end(), value) != choices.end();
}

Expected<void> validate_choices(const OptionSpec& option, std::string_view value) {
  for (const std::string_view piece : split(value, ',')) {
    if (!is_choice(option.range, piece)) return wrong(option, piece, listed(option.range));
  }
  return {};
}

template <class Number>
bool read_number(std::string_view text, Number& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

template <class Number>
Expected<void> validate_number(const OptionSpec& option, std::string_view value, const std::string& noun) {
  const std::size_t dots = option.range.find("..");
  Number number{}, low{}, high{};
  const bool reads = read_number(value, number);
  if (dots == std::string_view::npos) return reads ? Expected<void>{} : wrong(option, value, noun);
  read_number(option.range.substr(0, dots), low);
  read_number(option.range.substr(dots + 2), high);
  if (reads && number >= low && number <= high) return {};
  return wrong(option, value,
               noun + " from " + std::string(option.range.substr(0, dots)) + " to " +
                   std::string(option.range.substr(dots + 2)));
}

/// Levenshtein distance with one row of memory.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

const OptionSpec* find_option(std::string_view name) {
  for (const OptionSpec& option : option_table()) {
    if (option.name == name) return &option;
  }
  return nullptr;
}

std::string environment_name(const OptionSpec& option) {
  std::string out = "BURIN_";
  for (const char c : option.name) {
    out += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return out;
}

bool shows_in_outputs(const OptionSpec& option) {
  return option.group != "run" && option.group != "reports" && option.group != "common" && option.name != "output" &&
         option.name != "geometry";
}

Expected<void> validate(const OptionSpec& option, std::string_view value) {
  switch (option.kind) {
    case OptionKind::flag:
      return is_choice("true|false", value) ? Expected<void>{} : wrong(option, value, "true or false");
    case OptionKind::choice:
      return is_choice(option.range, value) ? Expected<void>{} : wrong(option, value, listed(option.range));
    case OptionKind::choices: return validate_choices(option, value);
    case OptionKind::whole: return validate_number<std::int64_t>(option, value, "a whole number");
    case OptionKind::real: return validate_number<double>(option, value, "a number");
    default: return value.empty() ? wrong(option, value, "a value") : Expected<void>{};
  }
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  std::string_view best;
  std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t d = distance(word, candidate);
    if (d < least && d < candidate.size()) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t at = text.find(separator);
    out.push_back(text.substr(0, at));
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 1);
    if (text.empty()) out.emplace_back();
  }
  return out;
}

}  // namespace burin
