// Texts in configuration files: quotes, escapes, and what stands inside of them.
#pragma once

#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace burin::cli {

/// CLI11's reader takes quotes off, but knows no escapes, and takes commas and # inside a text for separators and
/// comments. So quoted values are put away before it reads, and put back into what it has read. One thread.
class TomlTexts {
 public:
  /// The file with a token in place of each quoted value, and without comments; as many lines. Keys keep their quotes.
  /// A quote that is never closed is a letter like others.
  [[nodiscard]] std::string hide(std::istream& in);
  /// A value with its text put back: "..." with TOML's escapes read (unknown ones stay as they are), '...' as it is.
  [[nodiscard]] std::string shown(const std::string& value) const;

 private:
  std::string hidden(std::string_view line);
  std::vector<std::string> texts_;
};

/// A text as a TOML value that means exactly this.
[[nodiscard]] std::string toml_text(std::string_view text);

}  // namespace burin::cli
