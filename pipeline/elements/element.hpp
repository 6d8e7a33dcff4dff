// Element families: how each kind of sign is read, spaced, spanned and painted. registry.cpp lists them.
#pragma once

#include <span>
#include <string_view>

#include "core/import/source_element.hpp"

namespace burin::layout {

/// One family of signs. Every pointer may be null; all functions are pure and thread-safe.
struct ElementFamily {
  std::string_view name;              // "slur"; also the name in files
  std::string_view summary;           // one line for `burin elements`
  std::span<const ImportRule> rules;  // tags it claims; the registry fills in ImportRule::family
};

/// All families, sorted by name. Index + 1 is the FamilyId.
[[nodiscard]] std::span<const ElementFamily* const> families();
/// The import table built from them.
[[nodiscard]] const ImportTable& import_table();
/// Id of a family by name; unsupported when there is none. O(log n): keep the result.
[[nodiscard]] FamilyId family_id(std::string_view name);

}  // namespace burin::layout
