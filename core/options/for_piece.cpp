#include "core/options/for_piece.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include "core/options/page_room.hpp"

namespace burin {

namespace {

bool equal_letters(char a, char b) {
  return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

/// Whether a name fits a pattern with `*` (any letters) and `?` (one). O(name × pattern).
bool fits(std::string_view name, std::string_view pattern) {
  std::size_t n = 0;
  std::size_t p = 0;
  std::size_t star = std::string_view::npos;
  std::size_t mark = 0;
  while (n < name.size()) {
    if (p < pattern.size() && (pattern[p] == '?' || (pattern[p] != '*' && equal_letters(pattern[p], name[n])))) {
      ++n;
      ++p;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::string name_of(const Musician& musician, std::size_t index) {
  std::string name = musician.name;
  if (name.empty() && !musician.instruments.empty()) name = musician.instruments[0]->name;
  std::replace(name.begin(), name.end(), '\n', ' ');
  return name.empty() ? "Part " + std::to_string(index + 1) : name;
}

std::string listed(const std::vector<Part>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    out += (i == 0 ? "" : ", ") + std::to_string(i + 1) + " " + parts[i].name;
  }
  return out;
}

}  // namespace

EngraveOptions honour_layout(EngraveOptions options, const Piece& piece) {
  const SourceLayout& source = piece.source;
  if (options.honour_page) {
    const PageSize page{source.page_width_mm, source.page_height_mm};
    if (is_page(page) && leaves_room(page, options.margins)) options.page = page;
    const Margins margins{source.margin_top_mm, source.margin_right_mm, source.margin_bottom_mm, source.margin_left_mm};
    if (source.has_margins && leaves_room(options.page, margins)) options.margins = margins;
  }
  if (options.honour_staff_size && source.staff_size_mm >= 1.0 && source.staff_size_mm <= 30.0) {
    options.staff_size_mm = source.staff_size_mm;
  }
  return options;
}

Expected<void> set_measures(std::string_view text, const Piece& piece, EngraveOptions& options) {
  if (text.empty()) return {};
  const std::size_t dash = text.find('-', 1);
  const std::string_view from = text.substr(0, dash);
  const std::string_view to = dash == std::string_view::npos ? from : text.substr(dash + 1);
  const auto begin = piece.measures.begin();
  const auto end = piece.measures.end();
  const auto numbered = [](std::string_view number) {
    return [number](const MeasureInfo& info) { return info.number == number; };
  };
  const auto none = [&](std::string_view number) {
    const std::string range = piece.measures.empty() ? std::string() : (*begin).number + " to " + (*(end - 1)).number;
    return fail(Errc::bad_input, "BU0309", "there is no measure '" + std::string(number) + "'", {},
                range.empty() ? range : "the measures are numbered from " + range);
  };
  const auto first = std::find_if(begin, end, numbered(from));
  if (first == end) return none(from);
  auto last = end - 1;
  if (!to.empty()) {
    // The last measure of that number: a measure that a repeat divides has two pieces. But where the first number comes
    // again, another movement has begun.
    auto found = end;
    for (auto at = first; at != end; ++at) {
      const bool again = at != first && numbered(from)(*at) && !numbered(from)(*(at - 1));
      if (again && found != end) break;
      if (numbered(to)(*at)) found = at;
    }
    if (found == end) return none(to);
    last = found;
  }
  options.first_measure = static_cast<std::uint32_t>(first - begin);
  options.measure_count = static_cast<std::uint32_t>(last - first) + 1;
  return {};
}

std::vector<Part> parts_of(const Piece& piece) {
  std::vector<Part> parts;
  std::map<std::string, std::uint32_t> uses;
  for (std::uint32_t m = 0; m < piece.musicians.size(); ++m) {
    parts.push_back({name_of(*piece.musicians[m], m), {m}});
    ++uses[parts.back().name];
  }
  std::map<std::string, std::uint32_t> seen;
  for (Part& part : parts) {
    const std::string name = part.name;
    if (uses[name] < 2) continue;
    // A part may be called "Horn 1" beside others that are called "Horn".
    do part.name = name + " " + std::to_string(++seen[name]);
    while (uses.contains(part.name));
  }
  return parts;
}

Expected<std::vector<Part>> select_parts(const std::vector<Part>& parts, const std::vector<std::string>& patterns) {
  std::vector<bool> chosen(parts.size(), false);
  for (const std::string& pattern : patterns) {
    bool any = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (pattern != std::to_string(i + 1) && !fits(parts[i].name, pattern)) continue;
      chosen[i] = true;
      any = true;
    }
    if (!any)
      return fail(Errc::bad_input, "BU0310", "there is no part '" + pattern + "'", {},
                  "the parts are: " + listed(parts));
  }
  std::vector<Part> out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (chosen[i]) out.push_back(parts[i]);
  }
  return out;
}

}  // namespace burin
