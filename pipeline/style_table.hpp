// The house style as a table: keys for `--set`, style files and `burin style --list`.
#pragma once

#include <span>
#include <string_view>

#include "core/base/result.hpp"
#include "core/options/engrave_options.hpp"
#include "pipeline/style.hpp"

namespace burin::layout {

/// One number of the house style. Texts live as long as the program.
struct StyleKey {
  std::string_view key;   // "spacing.increment"
  std::string_view type;  // "number", or "switch" for 0 or 1
  std::string_view unit;  // "ss" (staff spaces), "mm", or empty for shares and counts
  double least{0.0};      // range, both ends allowed
  double most{0.0};
  std::string_view meaning;  // one sentence without a full stop
  double& (*of)(Style& style){nullptr};

  [[nodiscard]] double otherwise() const {
    Style style;
    return of(style);
  }
};

/// All keys, sorted. O(1).
[[nodiscard]] std::span<const StyleKey> style_keys();
/// O(log keys); null when there is none.
[[nodiscard]] const StyleKey* find_style_key(std::string_view key);
/// Whether a setting names a key and keeps its range. Errors: usage, with the nearest key as help.
[[nodiscard]] Expected<void> check_style(const StyleSetting& setting);
/// The house style with these changes, in their order; settings that check_style refuses are passed over.
[[nodiscard]] Style style_with(std::span<const StyleSetting> settings);

}  // namespace burin::layout
