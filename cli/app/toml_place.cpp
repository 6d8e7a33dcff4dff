#include "cli/app/toml_place.hpp"

#include <fstream>

namespace burin::cli {

namespace {

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\"'");
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\"'") - begin + 1);
}

}  // namespace

Where toml_place(const std::string& file, const std::vector<std::string>& headings, const std::string& key) {
  std::string wanted;
  for (const std::string& heading : headings) wanted += (wanted.empty() ? "" : ".") + heading;
  const std::string full = key.empty() ? wanted : (wanted.empty() ? key : wanted + "." + key);
  std::ifstream in(file);
  std::string heading;
  std::uint32_t line = 0;
  for (std::string text; std::getline(in, text);) {
    ++line;
    const std::string words = trimmed(text);
    std::string name;
    if (words.starts_with('[') && words.find(']') != std::string::npos) {
      heading = trimmed(words.substr(1, words.find(']') - 1));
      if (key.empty()) name = heading;
    } else if (!key.empty()) {
      name = trimmed(words.substr(0, words.find('=')));
      if (!heading.empty()) name.insert(0, heading + ".");
    }
    if (name == full) return {file, line, static_cast<std::uint32_t>(text.find_first_not_of(" \t")) + 1, {}, {}, {}};
  }
  return {file, 0, 0, {}, {}, {}};
}

tl::unexpected<Error> at_place(Error error, Where where) {
  error.where = std::move(where);
  return tl::unexpected(std::move(error));
}

}  // namespace burin::cli
