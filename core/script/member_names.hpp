// Names of members in scripts: "short_name, lines" as the list of fields has them, "short-name" as users write them.
#pragma once

#include <string>
#include <string_view>

namespace burin {

/// Takes the next name off a list of fields.
[[nodiscard]] inline std::string next_member(std::string_view& names) {
  while (!names.empty() && (names.front() == ',' || names.front() == ' ' || names.front() == '\n')) {
    names.remove_prefix(1);
  }
  const std::size_t end = names.find(',');
  std::string name(names.substr(0, end));
  names.remove_prefix(end == std::string_view::npos ? names.size() : end);
  for (char& c : name) c = c == '_' ? '-' : c;
  return name;
}

/// Names of the kinds of items, in the order of the variant.
inline constexpr std::array<std::string_view, 6> item_kinds{"chord",  "rest",        "space",
                                                            "tuplet", "grace-group", "tremolo"};

}  // namespace burin
