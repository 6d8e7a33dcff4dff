// Ledger lines of a column.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace burin::layout {

/// Handbook §3.4; staff spaces. Extension and thickness come from the font's defaults.
struct LedgerStyle {
  double gap{0.25};  // between the ledgers of neighbouring columns
  double least_extension{0.1};
};

struct LedgerHead {
  int p{0};
  double left{0.0};
  double right{0.0};
};

struct LedgerLine {
  int p{0};
  double left{0.0};
  double right{0.0};
  friend bool operator==(const LedgerLine&, const LedgerLine&) = default;
};

/// Ledger lines of all heads of one column (all voices), each once: as long as the heads on it or beyond it, with
/// `extension` on both sides (handbook §3.4). Heads in any order. Appends to `out` from the lowest line to the highest.
/// O(lines · heads).
void ledger_lines(std::span<const LedgerHead> heads, int staff_lines, double extension, std::vector<LedgerLine>& out);

/// Shortens the facing ends of two neighbouring columns' ledgers (final x) until `gap` is between them, symmetrically,
/// but never below the least extension (handbook §3.4). Lines on both sides of the staff are judged by equal p.
/// O(lines).
void shorten_ledgers(std::span<LedgerLine> left_column, std::span<LedgerLine> right_column, double extension,
                     const LedgerStyle& style = {}) noexcept;

}  // namespace burin::layout
