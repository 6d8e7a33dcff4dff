#include "pipeline/elements/sign_size.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/font_size.hpp"

namespace burin::layout {

namespace {

constexpr double points_per_mm = 72.0 / 25.4;
constexpr double usual_staff_mm = 7.0;
constexpr double habit = 1.25;  // up to here a size says nothing

}  // namespace

SizeReference size_reference(const Piece& piece) noexcept {
  const double own = piece.source.staff_size_mm;
  const double staff = (own > 0.0 ? own : usual_staff_mm) * points_per_mm;
  return {staff / 4.0, own > 0.0 ? staff : medium_points};
}

double music_factor(double points, const SizeReference& reference) noexcept {
  return points > 0.0 ? std::clamp(points / reference.music, 1.0, 2.0) : 1.0;
}

double music_factor(const Mark& mark, const SizeReference& reference) noexcept {
  const Params& params = mark.parameters();
  if (!params.has(Param::font_size)) return 1.0;
  const double css = css_size_factor(params.text(Param::font_size));
  return css > 0.0 ? std::max(1.0, css) : music_factor(params.real(Param::font_size), reference);
}

double text_factor(double points, double size, const SizeReference& reference) noexcept {
  if (points <= 0.0 || size <= 0.0) return 1.0;
  const double on_page = points / (size * reference.space);
  const double as_usual = points / (size * usual_staff_mm * points_per_mm / 4.0);
  if ((on_page > 1.0) != (as_usual > 1.0)) return 1.0;
  const double factor = std::abs(std::log(on_page)) < std::abs(std::log(as_usual)) ? on_page : as_usual;
  return factor < habit && factor > 1.0 / habit ? 1.0 : std::clamp(factor, 0.4, 4.0);
}

double text_factor(const Mark& mark, double size, const SizeReference& reference) noexcept {
  const Params& params = mark.parameters();
  if (!params.has(Param::font_size)) return 1.0;
  const double css = css_size_factor(params.text(Param::font_size));
  return css > 0.0 ? css : text_factor(params.real(Param::font_size), size, reference);
}

}  // namespace burin::layout
