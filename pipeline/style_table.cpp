#include "pipeline/style_table.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include "core/options/option_table.hpp"

namespace burin::layout {

namespace {

template <auto Group, auto Member>
double& at(Style& style) {
  return style.*Group.*Member;
}

template <auto Member>
constexpr auto outside = &at<&Style::outside, Member>;
template <auto Member>
constexpr auto page = &at<&Style::page, Member>;
template <auto Member>
constexpr auto spacing = &at<&Style::spacing, Member>;
template <auto Member>
constexpr auto vertical = &at<&Style::vertical, Member>;

using O = OutsideStyle;
using P = PageStyle;
using S = SpacingStyle;
using V = VerticalStyle;

constexpr StyleKey length(std::string_view key, double least, double most, std::string_view meaning,
                          double& (*of)(Style&)) {
  return {key, "number", "ss", least, most, meaning, of};
}
constexpr StyleKey share(std::string_view key, double least, double most, std::string_view meaning,
                         double& (*of)(Style&)) {
  return {key, "number", "", least, most, meaning, of};
}
constexpr StyleKey size(std::string_view key, std::string_view meaning, double& (*of)(Style&)) {
  return {key, "number", "mm", 1.0, 40.0, meaning, of};
}
constexpr StyleKey either(std::string_view key, std::string_view meaning, double& (*of)(Style&)) {
  return {key, "switch", "", 0.0, 1.0, meaning, of};
}

constexpr std::array table{
    length("outside.dynamic-baseline", 1.0, 8.0, "bottom line of the staff to the baseline of dynamics below it",
           outside<&O::dynamic_baseline>),
    length("outside.horizontal-padding", 0.0, 3.0, "what signs outside the staff keep clear of at their sides",
           outside<&O::horizontal_padding>),
    length("outside.lyric-first", 1.0, 12.0, "bottom line to the first line of lyrics, at least",
           outside<&O::lyric_first>),
    length("outside.lyric-line", 1.5, 6.0, "distance of the lines of verses", outside<&O::lyric_line>),
    length("outside.lyric-size", 1.0, 5.0, "em of lyrics", outside<&O::lyric_size>),
    length("outside.staff-padding", 0.0, 4.0, "what signs keep clear of the staff", outside<&O::staff_padding>),
    length("outside.text-size", 1.0, 5.0, "em of words", outside<&O::text_size>),
    share("page.divider-staves", 0.0, 1000.0,
          "systems of scores with at least so many staves are divided by strokes; 0 for never",
          page<&P::divider_staves>),
    length("page.group-name-gap", 0.0, 5.0, "names of groups to the names of their members", page<&P::group_name_gap>),
    either("page.keep-groups", "of a bracketed group one instrument stays where its staves are empty",
           page<&P::keep_groups>),
    length("page.name-gap", 0.0, 5.0, "names to the brackets or staves right of them", page<&P::name_gap>),
    length("page.name-size", 1.0, 5.0, "em of instrument names", page<&P::name_size>),
    either("page.page-numbers", "page numbers at the outer corners from the second page on", page<&P::page_numbers>),
    size("page.person-size", "em of composer, lyricist and arranger", page<&P::person_size>),
    size("page.small-size", "em of the copyright line", page<&P::small_size>),
    size("page.subtitle-size", "em of the subtitle", page<&P::subtitle_size>),
    size("page.title-size", "em of the title", page<&P::title_size>),
    size("page.title-to-music", "title block to the first system", page<&P::title_to_music>),
    length("spacing.barline-to-note", 0.5, 5.0, "barline to the note after it", spacing<&S::barline_to_note>),
    length("spacing.clef-to-key", 0.2, 4.0, "clef to key signature", spacing<&S::clef_to_key>),
    length("spacing.clef-to-time", 0.2, 4.0, "clef to time signature", spacing<&S::clef_to_time>),
    length("spacing.empty-measure", 2.0, 40.0, "content of a measure, at least", spacing<&S::empty_measure>),
    share("spacing.even-density", 0.0, 20.0, "how much breaks heed that notes stand equally dense in all systems",
          spacing<&S::even_density>),
    length("spacing.grace-gap", 0.1, 3.0, "grace note to the note that it leads to", spacing<&S::grace_gap>),
    length("spacing.hairpin-least", 1.0, 12.0, "length of hairpins, at least", spacing<&S::hairpin_least>),
    length("spacing.head-to-head", 0.0, 3.0, "clear distance between heads, at least", spacing<&S::head_to_head>),
    length("spacing.header-to-note", 0.5, 8.0, "clef, key and time to the first note", spacing<&S::header_to_note>),
    length("spacing.increment", 0.3, 4.0, "width that each doubling of the duration adds", spacing<&S::increment>),
    length("spacing.key-to-time", 0.2, 4.0, "key signature to time signature", spacing<&S::key_to_time>),
    length("spacing.lyric-word-gap", 0.1, 4.0, "between words of lyrics, at least", spacing<&S::lyric_word_gap>),
    length("spacing.note-to-barline", 0.5, 5.0, "last note to the barline", spacing<&S::note_to_barline>),
    length("spacing.rest-measure", 3.0, 40.0, "measure that holds nothing but rests", spacing<&S::rest_measure>),
    share("spacing.shortest-columns", 0.5, 6.0, "distance of the shortest common duration, in increments",
          spacing<&S::shortest_columns>),
    length("spacing.tie-least", 0.5, 8.0, "length of ties, at least", spacing<&S::tie_least>),
    length("vertical.grand-staff", 6.0, 30.0, "staves of one instrument, middle line to middle line",
           vertical<&V::grand_staff>),
    length("vertical.group-to-group", 6.0, 30.0, "staves of different groups, middle line to middle line",
           vertical<&V::group_to_group>),
    share("vertical.lone-stretch", 0.0, 5.0, "most that staves of a system alone on its page move apart, as a share",
          vertical<&V::lone_stretch_share>),
    length("vertical.padding", 0.0, 6.0, "clear distance between the ink of neighbouring staves",
           vertical<&V::padding>),
    length("vertical.padding-least", 0.0, 6.0, "the same on a tight page", vertical<&V::padding_least>),
    length("vertical.staff-in-group", 6.0, 30.0, "staves of one group, middle line to middle line",
           vertical<&V::staff_in_group>),
    length("vertical.staff-least", 4.2, 30.0, "any two staves, at least", vertical<&V::staff_least>),
    share("vertical.staff-stretch", 0.0, 5.0, "most that staves of a system move apart on a page, as a share",
          vertical<&V::staff_stretch_share>),
    length("vertical.system-gap", 2.0, 60.0, "between systems, from line to line", vertical<&V::system_gap>),
    share("vertical.system-least", 0.2, 1.0, "share of that distance that a tight page keeps",
          vertical<&V::system_least_share>),
    length("vertical.system-padding", 0.0, 20.0, "clear distance between the ink of systems",
           vertical<&V::system_padding>),
    length("vertical.system-stretch", 0.0, 60.0, "most that systems move apart on a page",
           vertical<&V::system_stretch>),
};

static_assert(std::is_sorted(table.begin(), table.end(),
                             [](const StyleKey& a, const StyleKey& b) { return a.key < b.key; }));

bool in_range(const StyleKey& key, double value) {
  if (key.type == "switch") return value == 0.0 || value == 1.0;
  return value >= key.least && value <= key.most;
}

std::string number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%g", value);
  return text.data();
}

}  // namespace

std::span<const StyleKey> style_keys() { return table; }

const StyleKey* find_style_key(std::string_view key) {
  const auto* found = std::lower_bound(table.begin(), table.end(), key,
                                       [](const StyleKey& a, std::string_view b) { return a.key < b; });
  return found == table.end() || found->key != key ? nullptr : found;
}

Expected<void> check_style(const StyleSetting& setting) {
  const StyleKey* key = find_style_key(setting.key);
  if (key == nullptr) {
    std::vector<std::string_view> names;
    for (const StyleKey& known : table) names.push_back(known.key);
    const std::string_view near = nearest(setting.key, names);
    return fail(Errc::usage, "BU0302", "there is no style key '" + setting.key + "'", {},
                near.empty() ? std::string("`burin style --list` lists them all")
                             : "did you mean '" + std::string(near) + "'?");
  }
  if (in_range(*key, setting.value)) return {};
  return fail(Errc::usage, "BU0301",
              "style key " + setting.key + ": " + number(setting.value) + " is not " +
                  (key->type == "switch" ? std::string("0 or 1")
                                         : "a number from " + number(key->least) + " to " + number(key->most)));
}

Style style_with(std::span<const StyleSetting> settings) {
  Style style;
  for (const StyleSetting& setting : settings) {
    if (!check_style(setting)) continue;
    find_style_key(setting.key)->of(style) = setting.value;
  }
  return style;
}

}  // namespace burin::layout
