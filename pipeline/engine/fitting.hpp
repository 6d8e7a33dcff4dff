// Stages 3 and 4 with the largest staff size whose systems fit the page.
#pragma once

#include <string>
#include <vector>

#include "pipeline/pages/build_pages.hpp"
#include "pipeline/pages/names.hpp"
#include "pipeline/systems/build_systems.hpp"

namespace burin::layout {

/// Tries staff sizes from the largest that suits the number of staves. Of each size first those systems are built that
/// are likely to be the tallest: most sizes that are too large are given up after them. Deterministic; one thread.
class Fitting {
 public:
  Fitting(const Context& context, const Stacks& stacks, SystemBuilder& builder, BuiltPages& known, StageRuns& runs,
          Executor& executor, Operation& operation);

  /// Pages with the size that was found; what was done for it is in the operation's report. Errors: cancelled, limit.
  [[nodiscard]] Expected<PagesResult> run();

 private:
  [[nodiscard]] Expected<bool> try_size();
  [[nodiscard]] Expected<bool> try_breaks();
  [[nodiscard]] Expected<PagesResult> pages_of(const Systems& systems);
  [[nodiscard]] Expected<PagesResult> without_lonely_page(PagesResult usual);
  [[nodiscard]] Expected<bool> breaks_otherwise(int more);
  [[nodiscard]] Expected<bool> fits(std::span<const std::uint32_t> lines);
  [[nodiscard]] bool next_choice(bool automatic);
  [[nodiscard]] Expected<void> split_tall_lines();
  [[nodiscard]] bool enlarge_page();
  void keep_breaks();
  [[nodiscard]] bool breaks_elsewhere(const LineSpec& line);
  [[nodiscard]] bool first_system_has_empty_staves() const;
  void add_reason(const std::string& reason);
  void report(const Systems& systems);
  [[nodiscard]] tl::unexpected<Error> too_tall() const;

  const Context& context_;
  const Stacks& stacks_;
  SystemBuilder& builder_;
  BuiltPages& known_;
  StageRuns& runs_;
  Executor& executor_;
  Operation& operation_;
  EngraveOptions options_;  // with the page as it is by now
  Indents indent_;
  double first_size_{7.0};
  double size_{7.0};
  bool hide_{false};
  bool hide_first_{false};
  bool split_{false};     // systems that are too tall go over two pages
  double needed_{0.0};    // of the tallest or widest system seen, as a share of the page's room
  bool too_long_{false};  // the one that needs most is too long, not too tall
  std::uint32_t tallest_measure_{0};
  bool turned_{false};  // the page, to be enlarged
  int enlarged_{0};     // how many times
  PageSize asked_;
  bool break_again_{false};
  std::vector<MeasureRun> too_wide_;  // lines that this size's breaks must avoid
  std::string why_;
  PagePlan plan_;
  SystemPlan lines_;
  Systems systems_;  // of the pages
  std::vector<std::uint32_t> kept_ends_;
};

}  // namespace burin::layout
