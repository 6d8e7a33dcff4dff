#include "pipeline/systems/staff_work.hpp"

#include <algorithm>

namespace burin::layout {

double SystemWork::head_offset(std::uint32_t staff, int shift) const {
  double y = 0.0;
  const std::int32_t own = index_of[staff];
  if (own < 0) return 0.0;
  for (int i = 0; i < shift; ++i) y -= cross_distance[static_cast<std::size_t>(own + i)];
  for (int i = 0; i > shift; --i) y += cross_distance[static_cast<std::size_t>(own + i - 1)];
  return y;
}

double SystemWork::x_at(std::uint32_t i, Rational at) const {
  const MeasurePlace& place = geometry.measures[i];
  const auto& columns = atoms(i).columns;
  const auto next =
      std::lower_bound(columns.begin(), columns.end(), at, [](const Column& c, Rational t) { return c.onset < t; });
  const auto column_index = static_cast<std::size_t>(next - columns.begin());
  if (next != columns.end() && next->onset == at) return place.columns[column_index];
  const double x1 = next == columns.end() ? place.right : place.columns[column_index];
  const double x0 = column_index == 0 ? place.left + 1.0 : place.columns[column_index - 1];
  const Rational t0 = column_index == 0 ? Rational(0) : columns[column_index - 1].onset;
  const Rational t1 = next == columns.end() ? atoms(i).length : next->onset;
  if (t1 <= t0 || at <= t0) return column_index == 0 && at.num() <= 0 ? place.left + 1.0 : x0;
  const double share = std::clamp((at - t0).value() / (t1 - t0).value(), 0.0, 1.0);
  return x0 + (x1 - x0) * share;
}

SignContext SystemWork::sign_context() const {
  SignContext sign;
  sign.glyphs = context->glyphs;
  sign.text = context->text;
  sign.style = &context->style;
  return sign;
}

}  // namespace burin::layout
