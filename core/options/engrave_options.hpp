// What a user may ask of an engraving. Values only; the option table (cli) reads them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/units.hpp"

namespace burin {

struct PageSize {
  double width_mm{210.0};
  double height_mm{297.0};
  friend constexpr bool operator==(PageSize, PageSize) noexcept = default;
};

struct Margins {  // millimetres
  double top{12.0};
  double right{15.0};
  double bottom{12.0};
  double left{15.0};
  friend constexpr bool operator==(Margins, Margins) noexcept = default;
};

enum class HideEmpty : std::uint8_t { automatic, always, never };
/// Multi-measure rests: as the file writes them, wherever all staves rest, or none.
enum class MultiRests : std::uint8_t { encoded, automatic, never };
/// Pitches as the players read them, or as they sound.
enum class PitchView : std::uint8_t { written, concert };
enum class Breaks : std::uint8_t { automatic, encoded, fixed };

/// What layout may do so that the tallest system fits the page, in this order of preference.
struct FitRules {
  bool shrink{true};  // a smaller standard staff size
  bool hide{true};    // hide empty staves
  bool split{false};  // split a system over two pages
  bool grow{false};   // turn or enlarge the page
};

/// Numbers from first to last, both included; counted from 1.
struct NumberRange {
  std::uint32_t first{1};
  std::uint32_t last{1};
  friend constexpr bool operator==(NumberRange, NumberRange) noexcept = default;
};
/// Whether a list of ranges asks for a number. An empty list asks for every one.
[[nodiscard]] inline bool asks_for(const std::vector<NumberRange>& ranges, std::uint32_t number) noexcept {
  for (const NumberRange& range : ranges) {
    if (number >= range.first && number <= range.last) return true;
  }
  return ranges.empty();
}

/// One number of the house style by its key (`burin style --list`).
struct StyleSetting {
  std::string key;
  double value{0.0};
  friend bool operator==(const StyleSetting&, const StyleSetting&) = default;
};

struct EngraveOptions {
  PageSize page{};
  bool landscape{false};
  Margins margins{};
  double staff_size_mm{0.0};  // height of a five-line staff; 0 = auto: the largest standard size that fits
  double least_staff_size_mm{3.0};
  FitRules fit{};
  HideEmpty hide_empty{HideEmpty::automatic};
  Breaks breaks{Breaks::automatic};
  std::uint32_t measures_per_system{0};  // with Breaks::fixed
  std::uint32_t max_systems{0};          // on a page; 0 = as many as fit
  bool page_turns{false};                // right-hand pages end where the player rests
  std::vector<std::uint32_t> musicians;  // those to show; empty = all
  std::string part_name;                 // of the part that is laid out, printed on its pages; empty for a score
  std::uint32_t first_measure{0};        // index of the first measure to print …
  std::uint32_t measure_count{0};        // … and how many from there; 0 = all that follow
  std::vector<NumberRange> verses;       // those to print; empty = all
  bool crop{false};                      // pages end where their ink ends
  std::string header;                    // lines above and below the music; {title}, {composer}, {part}, {page} and
  std::string footer;                    // {pages} stand for what they say
  std::vector<StyleSetting> style;       // changes of the house style, in this order
  bool honour_breaks{false};
  bool honour_page{false};
  bool honour_staff_size{false};
  double spacing_density{1.0};  // 0.5 to 2: ideal distances are multiplied by it
  bool bar_numbers{true};
  MultiRests multi_rests{MultiRests::encoded};
  PitchView pitch{PitchView::written};
};

}  // namespace burin
