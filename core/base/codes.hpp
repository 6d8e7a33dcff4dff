// Every diagnostic code with its meaning, in one table: `burin explain` and the manual are made from it.
#pragma once

#include <span>
#include <string_view>

namespace burin {

/// What a code means. Texts are literals.
struct CodeInfo {
  std::string_view code;     // "BU1001"
  std::string_view title;    // a few words
  std::string_view meaning;  // what happened, one or two sentences
  std::string_view mend;     // what to do about it
};

/// All codes, sorted. Ranges: BU00 runs, BU01 values, BU02 pieces, BU03 options and inputs, BU04 files, BU05 fonts and
/// writers, BU06 transactions, BU07 reports, BU1 import, BU2 layout, BU9 defects.
[[nodiscard]] std::span<const CodeInfo> code_table();
/// The entry of a code, or null. O(log codes).
[[nodiscard]] const CodeInfo* find_code(std::string_view code);

}  // namespace burin
