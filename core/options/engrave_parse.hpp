// Texts of options → EngraveOptions.
#pragma once

#include <string_view>
#include <vector>

#include "core/options/engrave_options.hpp"
#include "core/options/settings.hpp"
#include "core/piece/interval.hpp"

namespace burin {

/// "a4", "letter", "170x240mm", "8.5x11in". 20 mm to 5 m a side. Errors: usage.
[[nodiscard]] Expected<PageSize> parse_page_size(std::string_view text);
/// "15" or "15,20,15,20" (top, right, bottom, left), mm, 0 to 500. Errors: usage.
[[nodiscard]] Expected<Margins> parse_margins(std::string_view text);
/// "auto" (0) or millimetres from 1 to 30. Errors: usage.
[[nodiscard]] Expected<double> parse_staff_size(std::string_view text);

/// "1,3-5,9-": numbers from 1, ranges, a range to the end. "" is an empty list. `option` is named in the message.
/// Errors: usage.
[[nodiscard]] Expected<std::vector<NumberRange>> parse_ranges(std::string_view option, std::string_view text);

/// An interval by name, "M2", "-m3", or as semitones, "-5"; "" is a unison. Errors: usage.
[[nodiscard]] Expected<Interval> parse_transposition(std::string_view text);

/// The layout options of a run. Errors: usage (also when the margins leave no room on the page).
[[nodiscard]] Expected<EngraveOptions> engrave_options(const Settings& settings);

}  // namespace burin
