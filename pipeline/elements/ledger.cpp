#include "pipeline/elements/ledger.hpp"

#include <algorithm>
#include <limits>

namespace burin::layout {
namespace {

/// The line through all heads at `p` or beyond it on `side` (+1 above the staff, -1 below).
LedgerLine line_at(std::span<const LedgerHead> heads, int p, int side, double extension) {
  LedgerLine line{p, std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
  for (const LedgerHead& head : heads) {
    if ((head.p - p) * side < 0) continue;
    line.left = std::min(line.left, head.left - extension);
    line.right = std::max(line.right, head.right + extension);
  }
  return line;
}

/// How far both facing ends have to give way.
double excess(double right_end, double left_end, double gap) { return std::max(0.0, right_end + gap - left_end) / 2.0; }

}  // namespace

void ledger_lines(std::span<const LedgerHead> heads, int staff_lines, double extension, std::vector<LedgerLine>& out) {
  const int outer = std::max(staff_lines, 1) - 1;
  int low = 0;
  int high = 0;
  for (const LedgerHead& head : heads) {
    low = std::min(low, head.p);
    high = std::max(high, head.p);
  }
  const int below = (-low - outer) / 2;
  for (int n = below; n >= 1; --n) out.push_back(line_at(heads, -outer - 2 * n, -1, extension));
  for (int p = outer + 2; p <= high; p += 2) out.push_back(line_at(heads, p, 1, extension));
}

void shorten_ledgers(std::span<LedgerLine> left_column, std::span<LedgerLine> right_column, double extension,
                     const LedgerStyle& style) noexcept {
  const double most = std::max(0.0, extension - style.least_extension);
  for (LedgerLine& left : left_column) {
    for (LedgerLine& right : right_column) {
      if (left.p != right.p) continue;
      const double cut = std::min(most, excess(left.right, right.left, style.gap));
      left.right -= cut;
      right.left += cut;
    }
  }
}

}  // namespace burin::layout
