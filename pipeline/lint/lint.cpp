#include "pipeline/lint/lint.hpp"

#include <algorithm>
#include <limits>

#include "pipeline/lint/lint_items.hpp"
#include "pipeline/lint/pair_rules.hpp"

namespace burin::layout {
namespace {

/// What two things do to each other at their worst place.
struct Contact {
  double gap{std::numeric_limits<double>::infinity()};
  Point at{};
};

Contact contact(const LintItems& all, const LintItem& a, const LintItem& b, double reach) {
  Contact worst;
  for (std::uint32_t i = a.first; i < a.first + a.count; ++i) {
    const Box& box = all.shapes[i].box;
    if (box.left > b.box.right + reach || box.right < b.box.left - reach || box.bottom > b.box.top + reach ||
        box.top < b.box.bottom - reach)
      continue;
    for (std::uint32_t j = b.first; j < b.first + b.count; ++j) {
      const double gap = separation(all.shapes[i], all.shapes[j]);
      if (gap >= worst.gap) continue;
      const Box& other = all.shapes[j].box;
      worst.gap = gap;
      worst.at = {(std::max(box.left, other.left) + std::min(box.right, other.right)) / 2.0,
                  (std::max(box.bottom, other.bottom) + std::min(box.top, other.top)) / 2.0};
    }
  }
  return worst;
}

std::string pair_name(LintKind a, LintKind b) {
  const auto rank = [](LintKind kind) {  // curves and lines first: "slur/beam"
    return kind == LintKind::slur     ? 0
           : kind == LintKind::tie    ? 1
           : kind == LintKind::tuplet ? 2
                                      : 10 + static_cast<int>(kind);
  };
  if (rank(b) < rank(a)) std::swap(a, b);
  return std::string(name_of(a)) + "/" + std::string(name_of(b));
}

class SystemLint {
 public:
  SystemLint(const Page& page, std::uint32_t system, const LintItems& all, std::vector<LintFinding>& out)
      : page_(page), system_(system), all_(all), out_(out) {}

  void run() {
    constexpr double reach = 0.1;  // more than any rule's gap
    for (std::size_t i = 0; i < all_.items.size(); ++i) {
      const LintItem& a = all_.items[i];
      for (std::size_t j = i + 1; j < all_.items.size(); ++j) {
        const LintItem& b = all_.items[j];
        if (b.box.left > a.box.right + reach) break;
        if (b.box.bottom > a.box.top + reach || b.box.top < a.box.bottom - reach) continue;
        judge(a, b);
      }
    }
  }

 private:
  void judge(const LintItem& a, const LintItem& b) {
    const PairRule rule = pair_rule(a.kind, b.kind);
    if (!rule.judged || may_touch(all_, a, b)) return;
    const Contact found = contact(all_, a, b, rule.near);
    if (found.gap < -rule.depth) return add(a, b, found, "");
    if (rule.near > 0.0 && found.gap < rule.near && !(a.note != 0 && a.note == b.note)) add(a, b, found, "near ");
  }

  void add(const LintItem& a, const LintItem& b, const Contact& found, const char* prefix) {
    LintFinding finding;
    finding.check = prefix + pair_name(a.kind, b.kind);
    finding.page = page_.number;
    finding.system = system_ + 1;
    finding.x = found.at.x * page_.space_mm;
    finding.y = -found.at.y * page_.space_mm;
    finding.depth = -found.gap;
    finding.vpd = a.vpd;
    finding.other = b.vpd;
    finding.measure = a.measure.empty() ? b.measure : a.measure;
    out_.push_back(std::move(finding));
  }

  const Page& page_;
  std::uint32_t system_;
  const LintItems& all_;
  std::vector<LintFinding>& out_;
};

std::vector<LintFinding> lint_page(const Page& page, const GlyphMetrics& glyphs, const TextMetrics& text) {
  std::vector<LintFinding> out;
  for (std::uint32_t s = 0; s < page.systems.size(); ++s) {
    const LintItems items = lint_items(page.systems[s], glyphs, text);
    SystemLint(page, s, items, out).run();
  }
  return out;
}

}  // namespace

Expected<std::vector<LintFinding>> lint(const std::vector<std::shared_ptr<const Page>>& pages,
                                        const GlyphMetrics& glyphs, const TextMetrics& text, Executor& executor,
                                        Operation& operation) {
  std::vector<std::vector<LintFinding>> slots(pages.size());
  executor.each(
      pages.size(), [&](std::size_t i) { slots[i] = lint_page(*pages[i], glyphs, text); }, operation);
  BURIN_CHECK(operation.check());
  std::vector<LintFinding> out;
  for (std::vector<LintFinding>& slot : slots) {
    for (LintFinding& finding : slot) out.push_back(std::move(finding));
  }
  return out;
}

LintCounts count_findings(const std::vector<LintFinding>& findings) {
  LintCounts counts;
  for (const LintFinding& finding : findings) ++counts[finding.check];
  return counts;
}

std::vector<Diagnostic> as_diagnostics(std::vector<LintFinding> findings, std::size_t most_each) {
  std::stable_sort(findings.begin(), findings.end(), [](const LintFinding& a, const LintFinding& b) {
    return a.check != b.check ? a.check < b.check : a.depth > b.depth;
  });
  std::vector<Diagnostic> out;
  std::size_t of_this = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const LintFinding& finding = findings[i];
    of_this = i > 0 && findings[i - 1].check == finding.check ? of_this + 1 : 0;
    if (of_this >= most_each) continue;
    const bool near = finding.check.rfind("near ", 0) == 0;
    Diagnostic diagnostic;
    diagnostic.severity = near ? Severity::note : Severity::warning;
    diagnostic.code = near ? "BU2102" : "BU2101";
    diagnostic.message = finding.check + " on page " + std::to_string(finding.page) + ", system " +
                         std::to_string(finding.system) + ", at " + std::to_string(static_cast<int>(finding.x)) +
                         " mm, " + std::to_string(static_cast<int>(finding.y)) + " mm";
    if (!finding.other.empty()) diagnostic.message += " (with " + finding.other + ")";
    diagnostic.where.vpd = finding.vpd;
    diagnostic.where.measure = finding.measure;
    out.push_back(std::move(diagnostic));
  }
  return out;
}

}  // namespace burin::layout
