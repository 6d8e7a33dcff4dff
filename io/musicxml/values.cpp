#include "io/musicxml/values.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "core/base/font_size.hpp"
#include "io/musicxml/xml_source.hpp"

namespace burin::io {

NoteValue note_value(std::string_view type) noexcept {
  switch (tag_hash(type)) {
    case tag_hash("quarter"): return 2;
    case tag_hash("eighth"): return 3;
    case tag_hash("half"): return 1;
    case tag_hash("16th"): return 4;
    case tag_hash("whole"): return 0;
    case tag_hash("32nd"): return 5;
    case tag_hash("64th"): return 6;
    case tag_hash("128th"): return 7;
    case tag_hash("256th"): return 8;
    case tag_hash("512th"): return 9;
    case tag_hash("1024th"): return 10;
    case tag_hash("breve"): return -1;
    case tag_hash("long"): return -2;
    case tag_hash("maxima"): return -3;
    default: return no_value;
  }
}

WrittenDuration value_of_length(Rational quarters) noexcept {
  for (int value = -3; value <= 10; ++value) {
    for (std::uint8_t dots = 0; dots <= 3; ++dots) {
      const WrittenDuration written{static_cast<NoteValue>(value), dots};
      if (written.quarters() == quarters) return written;
    }
  }
  return {no_value, 0};
}

int step_of(std::string_view name) noexcept {
  if (name.size() != 1) return -1;
  switch (name.front()) {
    case 'C': return 0;
    case 'D': return 1;
    case 'E': return 2;
    case 'F': return 3;
    case 'G': return 4;
    case 'A': return 5;
    case 'B': return 6;
    default: return -1;
  }
}

bool is_alter(std::string_view text) noexcept {
  const auto alter = decimal(text);
  return alter && *alter <= 6.0 && *alter >= -6.0;
}

std::int8_t alter_of(std::string_view text) noexcept {
  if (!is_alter(text)) return 0;
  const double alter = decimal(text).value_or(0.0);
  return static_cast<std::int8_t>(std::lround(alter * 2));
}

NoteheadShape notehead_of(std::string_view name) noexcept {
  switch (tag_hash(name)) {
    case tag_hash(""):
    case tag_hash("normal"): return NoteheadShape::normal;
    case tag_hash("x"): return NoteheadShape::x;
    case tag_hash("diamond"): return NoteheadShape::diamond;
    case tag_hash("triangle"): return NoteheadShape::triangle;
    case tag_hash("inverted triangle"): return NoteheadShape::inverted_triangle;
    case tag_hash("slash"): return NoteheadShape::slash;
    case tag_hash("slashed"): return NoteheadShape::slashed;
    case tag_hash("back slashed"): return NoteheadShape::back_slashed;
    case tag_hash("cross"): return NoteheadShape::cross;
    case tag_hash("square"): return NoteheadShape::square;
    case tag_hash("circle-x"): return NoteheadShape::circle_x;
    case tag_hash("circled"): return NoteheadShape::circled;
    case tag_hash("circle dot"): return NoteheadShape::circle_dot;
    case tag_hash("cluster"): return NoteheadShape::cluster;
    case tag_hash("rectangle"): return NoteheadShape::rectangle;
    case tag_hash("arrow up"): return NoteheadShape::arrow_up;
    case tag_hash("arrow down"): return NoteheadShape::arrow_down;
    case tag_hash("left triangle"): return NoteheadShape::left_triangle;
    case tag_hash("none"): return NoteheadShape::none;
    case tag_hash("do"): return NoteheadShape::do_;
    case tag_hash("re"): return NoteheadShape::re;
    case tag_hash("mi"): return NoteheadShape::mi;
    case tag_hash("fa"): return NoteheadShape::fa;
    case tag_hash("fa up"): return NoteheadShape::fa_up;
    case tag_hash("so"): return NoteheadShape::so;
    case tag_hash("la"): return NoteheadShape::la;
    case tag_hash("ti"): return NoteheadShape::ti;
    default: return NoteheadShape::other;
  }
}

StemDirection stem_of(std::string_view name) noexcept {
  if (name == "up") return StemDirection::up;
  if (name == "down") return StemDirection::down;
  if (name == "none") return StemDirection::none;
  if (name == "double") return StemDirection::double_;
  return StemDirection::automatic;
}

BeamState beam_of(std::string_view name) noexcept {
  if (name == "begin") return BeamState::begin;
  if (name == "continue") return BeamState::continue_;
  if (name == "end") return BeamState::end;
  if (name == "forward hook") return BeamState::forward_hook;
  if (name == "backward hook") return BeamState::backward_hook;
  return BeamState::none;
}

BarStyle bar_style_of(std::string_view name) noexcept {
  switch (tag_hash(name)) {
    case tag_hash("regular"): return BarStyle::regular;
    case tag_hash("dotted"): return BarStyle::dotted;
    case tag_hash("dashed"): return BarStyle::dashed;
    case tag_hash("heavy"): return BarStyle::heavy;
    case tag_hash("light-light"): return BarStyle::light_light;
    case tag_hash("light-heavy"): return BarStyle::light_heavy;
    case tag_hash("heavy-light"): return BarStyle::heavy_light;
    case tag_hash("heavy-heavy"): return BarStyle::heavy_heavy;
    case tag_hash("tick"): return BarStyle::tick;
    case tag_hash("short"): return BarStyle::short_;
    case tag_hash("none"): return BarStyle::none;
    default: return BarStyle::automatic;
  }
}

ClefSign clef_sign_of(std::string_view name) noexcept {
  if (name == "F") return ClefSign::f;
  if (name == "C") return ClefSign::c;
  if (name == "percussion") return ClefSign::percussion;
  if (name == "TAB") return ClefSign::tab;
  if (name == "jianpu") return ClefSign::jianpu;
  if (name == "none") return ClefSign::none;
  return ClefSign::g;
}

bool is_clef_sign(std::string_view name) noexcept { return name == "G" || clef_sign_of(name) != ClefSign::g; }

Side side_of(std::string_view placement) noexcept {
  if (placement == "above" || placement == "over") return Side::above;
  if (placement == "below" || placement == "under") return Side::below;
  return Side::automatic;
}

std::optional<std::int64_t> whole(std::string_view text, std::int64_t low, std::int64_t high) noexcept {
  text = trimmed(text);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc{} || end != text.data() + text.size() || value < low || value > high) return std::nullopt;
  return value;
}

std::optional<double> decimal(std::string_view text) noexcept {
  text = trimmed(text);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double value = 0.0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc{} || end != text.data() + text.size() || !std::isfinite(value) || std::abs(value) > 1e9) {
    return std::nullopt;
  }
  return value;
}

double points_of(std::string_view text) noexcept {
  if (text.empty()) return 0.0;
  if (const double factor = css_size_factor(text); factor > 0.0) return factor * medium_points;
  const double points = decimal(text).value_or(0.0);
  return points > 0.0 && points <= most_points ? points : 0.0;
}

std::optional<Rational> divisions_of(std::string_view text) noexcept {
  if (const auto value = whole(text, -1'000'000'000, 1'000'000'000)) return Rational(*value);
  const auto value = decimal(text);
  if (!value) return std::nullopt;
  constexpr std::int64_t grid = 5040;  // decimals in files are rounded thirds, fifths and the like
  return Rational(std::llround(*value * grid), grid);
}

}  // namespace burin::io
