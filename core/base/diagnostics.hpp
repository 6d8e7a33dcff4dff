// Diagnostics: what burin has to say about an input that it could still use.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace burin {

enum class Severity : std::uint8_t { note, warning, error };

[[nodiscard]] constexpr std::string_view name_of(Severity severity) noexcept {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    default: return "error";
  }
}

struct Diagnostic {
  Severity severity{Severity::warning};
  std::string code;  // BUnnnn, documented by `burin explain`
  std::string message;
  Where where;
  std::string help;
};

/// A bounded list of diagnostics. One thread at a time; tasks fill lists of their own and the caller merges them in
/// slot order, so that the order never depends on the schedule. What exceeds the bound is counted, not kept; how
/// serious the worst of all was is known even so.
class Diagnostics {
 public:
  static constexpr std::size_t default_limit = 200;

  explicit Diagnostics(std::size_t limit = default_limit) : limit_(limit) {}

  void add(Diagnostic diagnostic) {
    ++total_;
    note(diagnostic.severity);
    if (items_.size() < limit_) items_.push_back(std::move(diagnostic));
  }
  void merge(Diagnostics&& other) {
    const std::size_t lost = other.total_ - other.items_.size();
    for (Diagnostic& diagnostic : other.items_) add(std::move(diagnostic));
    total_ += lost;
    if (other.worst_) note(*other.worst_);
  }
  /// Counts one that was not even kept by the task that found it. It passes for a warning: the worst that import has.
  void count_lost() noexcept {
    ++total_;
    note(Severity::warning);
  }
  /// The most serious of all, those that were not kept too.
  [[nodiscard]] std::optional<Severity> worst() const noexcept { return worst_; }
  [[nodiscard]] const std::vector<Diagnostic>& items() const noexcept { return items_; }
  [[nodiscard]] std::size_t total() const noexcept { return total_; }
  [[nodiscard]] std::size_t dropped() const noexcept { return total_ - items_.size(); }

 private:
  void note(Severity severity) noexcept { worst_ = std::max(worst_.value_or(severity), severity); }

  std::vector<Diagnostic> items_;
  std::size_t limit_;
  std::size_t total_{0};
  std::optional<Severity> worst_;
};

}  // namespace burin
