#include "core/options/engrave_parse.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "core/options/page_room.hpp"

namespace burin {

namespace {

constexpr double mm_per_inch = 25.4;

struct NamedSize {
  std::string_view name;
  PageSize size;
};
// B4 is the ISO size; the American sizes are exact in inches.
constexpr std::array named_sizes{NamedSize{"a4", {210.0, 297.0}},    NamedSize{"a3", {297.0, 420.0}},
                                 NamedSize{"b4", {250.0, 353.0}},    NamedSize{"letter", {215.9, 279.4}},
                                 NamedSize{"legal", {215.9, 355.6}}, NamedSize{"tabloid", {279.4, 431.8}}};

std::optional<double> number(std::string_view text) {
  double out = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return out;
}

bool contains(const std::vector<std::string_view>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

tl::unexpected<Error> wrong(std::string_view option, std::string_view value, std::string_view wanted) {
  return fail(Errc::usage, "BU0301",
              "--" + std::string(option) + ": '" + std::string(value) + "' is not " + std::string(wanted));
}

Expected<void> set_breaks(EngraveOptions& options, const std::string& text) {
  if (text == "auto") return {};
  if (text == "encoded") {
    options.breaks = Breaks::encoded;
    return {};
  }
  const std::optional<double> measures = number(text);
  if (!measures || *measures < 1.0 || *measures > 1000.0 || *measures != static_cast<std::uint32_t>(*measures)) {
    return wrong("breaks", text, "auto, encoded or a whole number from 1 to 1000");
  }
  options.breaks = Breaks::fixed;
  options.measures_per_system = static_cast<std::uint32_t>(*measures);
  return {};
}

void set_fit(EngraveOptions& options, const std::string& text) {
  const auto list = split(text, ',');
  options.fit = {contains(list, "shrink"), contains(list, "hide"), contains(list, "split"), contains(list, "grow")};
}

void set_honoured(EngraveOptions& options, const std::string& text) {
  const auto list = split(text, ',');
  options.honour_page = contains(list, "page");
  options.honour_staff_size = contains(list, "staff-size");
  options.honour_breaks = contains(list, "breaks");
}

HideEmpty hide_empty(const std::string& text) {
  return text == "always" ? HideEmpty::always : text == "never" ? HideEmpty::never : HideEmpty::automatic;
}

Expected<void> check_room(const EngraveOptions& options) {
  if (leaves_room(options.page, options.margins)) return {};
  return fail(Errc::usage, "BU0301", "--margins: they leave less than 20 mm of the page for music");
}

}  // namespace

Expected<PageSize> parse_page_size(std::string_view text) {
  for (const NamedSize& named : named_sizes) {
    if (named.name == text) return named.size;
  }
  constexpr std::string_view wanted = "a4, a3, b4, letter, legal, tabloid or WIDTHxHEIGHT with mm or in (20 mm to 5 m)";
  const std::size_t cross = text.find('x');
  if (cross == std::string_view::npos || text.size() < 2) return wrong("page-size", text, wanted);
  const std::string_view unit = text.substr(text.size() - 2);
  const double scale = unit == "mm" ? 1.0 : unit == "in" ? mm_per_inch : 0.0;
  const auto width = number(text.substr(0, cross));
  const auto height = number(text.substr(cross + 1, text.size() - std::min(text.size(), cross + 3)));
  if (scale == 0.0 || !width || !height) return wrong("page-size", text, wanted);
  const PageSize size{*width * scale, *height * scale};
  if (!is_page(size)) return wrong("page-size", text, wanted);
  return size;
}

Expected<Margins> parse_margins(std::string_view text) {
  constexpr std::string_view wanted = "one number or four (top, right, bottom, left) from 0 to 500 mm";
  std::array<double, 4> sides{};
  const auto pieces = split(text, ',');
  if (pieces.size() != 1 && pieces.size() != 4) return wrong("margins", text, wanted);
  for (std::size_t i = 0; i < 4; ++i) {
    const auto side = number(pieces[pieces.size() == 1 ? 0 : i]);
    if (!side || !(*side >= 0.0 && *side <= 500.0)) return wrong("margins", text, wanted);
    sides[i] = *side;
  }
  return Margins{sides[0], sides[1], sides[2], sides[3]};
}

Expected<double> parse_staff_size(std::string_view text) {
  if (text == "auto") return 0.0;
  const auto size = number(text.ends_with("mm") ? text.substr(0, text.size() - 2) : text);
  if (!size || !(*size >= 1.0 && *size <= 30.0)) return wrong("staff-size", text, "auto or a number from 1 to 30 mm");
  return *size;
}

namespace {

/// "7", "3-5" or "9-" (to the end).
std::optional<NumberRange> parse_range(std::string_view text) {
  constexpr std::uint32_t no_end = std::numeric_limits<std::uint32_t>::max();
  const auto whole_number = [](std::string_view word) -> std::optional<std::uint32_t> {
    std::uint32_t out = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), out);
    if (word.empty() || error != std::errc{} || end != word.data() + word.size() || out == 0) return std::nullopt;
    return out;
  };
  const std::size_t dash = text.find('-');
  const auto first = whole_number(text.substr(0, dash));
  if (!first) return std::nullopt;
  if (dash == std::string_view::npos) return NumberRange{*first, *first};
  if (dash + 1 == text.size()) return NumberRange{*first, no_end};
  const auto last = whole_number(text.substr(dash + 1));
  if (!last || *last < *first) return std::nullopt;
  return NumberRange{*first, *last};
}

}  // namespace

Expected<std::vector<NumberRange>> parse_ranges(std::string_view option, std::string_view text) {
  std::vector<NumberRange> out;
  for (const std::string_view piece : split(text, ',')) {
    const std::optional<NumberRange> range = parse_range(piece);
    if (!range) return wrong(option, text, "a list of numbers from 1 such as 1,3-5,9-");
    out.push_back(*range);
  }
  return out;
}

Expected<Interval> parse_transposition(std::string_view text) {
  if (text.empty()) return Interval{};
  const std::optional<double> semitones = number(text.front() == '+' ? text.substr(1) : text);
  const bool whole = semitones && std::abs(*semitones) < 1000.0 && *semitones == std::trunc(*semitones);
  const Expected<Interval> interval =
      whole ? interval_of_semitones(static_cast<std::int64_t>(*semitones)) : parse_interval(text);
  if (interval) return *interval;
  return wrong("transpose", text, "an interval such as M2, -m3 or P8, or semitones from -84 to 84");
}

Expected<EngraveOptions> engrave_options(const Settings& settings) {
  EngraveOptions options;
  BURIN_TRY(options.page, parse_page_size(settings.text("page-size")));
  BURIN_TRY(options.margins, parse_margins(settings.text("margins")));
  BURIN_TRY(options.staff_size_mm, parse_staff_size(settings.text("staff-size")));
  BURIN_TRY(options.verses, parse_ranges("verses", settings.text("verses")));
  BURIN_CHECK(set_breaks(options, settings.text("breaks")));
  // Turned here, once, so that layout sees only the page as it will be.
  if (settings.flag("landscape") && options.page.width_mm < options.page.height_mm) {
    std::swap(options.page.width_mm, options.page.height_mm);
  }
  set_fit(options, settings.text("fit"));
  set_honoured(options, settings.text("honour-layout"));
  options.hide_empty = hide_empty(settings.text("hide-empty"));
  options.max_systems = static_cast<std::uint32_t>(settings.whole("max-systems"));
  options.page_turns = settings.flag("page-turns");
  options.crop = settings.flag("crop");
  options.header = settings.text("header");
  options.footer = settings.text("footer");
  const std::string rests = settings.text("multirest");
  options.multi_rests = rests == "auto"    ? MultiRests::automatic
                        : rests == "never" ? MultiRests::never
                                           : MultiRests::encoded;
  options.pitch = settings.text("pitch") == "concert" ? PitchView::concert : PitchView::written;
  BURIN_CHECK(check_room(options));
  return options;
}

}  // namespace burin
