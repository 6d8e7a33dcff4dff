// The options of a run after merging: what was said on the command line, in the environment, in a config file.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/options/option_table.hpp"

namespace burin {

/// Where a value comes from; a higher one wins.
enum class Source : std::uint8_t { otherwise, style, config, environment, command_line };
[[nodiscard]] std::string_view name_of(Source source) noexcept;

/// Values of options by name. One thread while it is filled, then read-only. Asking for a name that the option table
/// does not have is a programmer's mistake and gives the empty value.
class Settings {
 public:
  /// Sets an option from one source; a value from a higher source stays. Errors: usage (unknown, unavailable,
  /// malformed).
  [[nodiscard]] Expected<void> set(std::string_view name, std::vector<std::string> values, Source source,
                                   std::string origin = {});

  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const { return text(name) == "true"; }
  [[nodiscard]] std::int64_t whole(std::string_view name) const;
  [[nodiscard]] double real(std::string_view name) const;
  [[nodiscard]] bool given(std::string_view name) const { return values_.find(name) != values_.end(); }
  /// How often a repeatable flag was given.
  [[nodiscard]] std::size_t count(std::string_view name) const;
  [[nodiscard]] Source source(std::string_view name) const;
  /// File or variable that the value comes from; empty for defaults and the command line.
  [[nodiscard]] std::string origin(std::string_view name) const;

 private:
  struct Value {
    std::vector<std::string> values;
    Source source{Source::otherwise};
    std::string origin;
  };
  std::map<std::string, Value, std::less<>> values_;
};

/// An error that says that there is no such option, with the nearest one as help.
[[nodiscard]] Error unknown_option(std::string_view name, std::uint32_t commands);

}  // namespace burin
