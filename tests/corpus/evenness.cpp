// Whether equal notes stand evenly in real scores: gaps of one length in a measure differ by no more than 2 % unless
// something needs the room.  Lines are those of the printed page, but for the last choices among breaks.
//
//   evenness [--list] FILE-OR-FOLDER…    exit 0: all is explained; 1: some gaps differ for no reason; 77: no scores
//
// Prints for each folder how many groups of equal gaps there are, how many of them are uneven, and what holds them
// open; with --list each uneven group.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string_view>

#include "io/fonts/font_library.hpp"
#include "io/musicxml/import.hpp"
#include "pipeline/atoms/build.hpp"
#include "pipeline/elements/element.hpp"
#include "pipeline/engine/engine.hpp"
#include "pipeline/engine/tbb_executor.hpp"
#include "pipeline/lint/evenness.hpp"
#include "pipeline/pages/names.hpp"
#include "pipeline/pages/page_plan.hpp"
#include "pipeline/systems/build_systems.hpp"
#include "score_files.hpp"

namespace burin {
namespace {

namespace fs = std::filesystem;
using layout::EqualGaps;

constexpr int skipped = 77;

struct Sums {
  std::size_t groups{0};
  std::size_t uneven{0};
  std::size_t unexplained{0};
  std::map<std::string, std::size_t> reasons;  // of the uneven ones
};

std::string reasons_of(const EqualGaps& group) {
  std::string text;
  for (const layout::RodKind kind : group.held_by) {
    if (!text.empty()) text += " + ";
    text += name_of(kind);
  }
  return text.empty() ? "nothing" : text;
}

/// Lines as the finished pages have them, for the staff size that was found.
Expected<std::vector<layout::LineSpec>> lines_of(const layout::Context& context, const layout::Stacks& stacks,
                                                 double staff_size, Executor& executor, Operation& operation) {
  std::vector<layout::MeasureWidth> widths;
  for (const auto& stack : stacks) widths.push_back(layout::measure_width(context, *stack));
  const layout::Versions versions(context);
  const std::vector<layout::Span> spans;
  layout::StageRuns runs;
  layout::SystemBuilder builder({&context, &stacks, &spans, &widths, &versions}, runs, executor, operation);
  const layout::Indents indent = layout::indents(context);
  layout::SystemPlan plan;
  plan.line_width = layout::plan_page(*context.options, staff_size).line_width();
  plan.first_indent = indent.first;
  plan.other_indent = indent.others;
  plan.hide_empty = layout::hides_empty_staves(context);
  BURIN_CHECK(builder.plan(plan));
  return builder.lines();
}

Expected<std::vector<EqualGaps>> groups_of(const fs::path& path, const io::FontLibrary& fonts, Executor& executor) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  Operation operation;
  BURIN_TRY(const Shared<Piece> piece, io::import_musicxml(std::move(bytes), path.string(), layout::import_table(),
                                                           ImportLimits{}, executor, operation));
  const EngraveOptions options;
  BURIN_TRY(const layout::Engraving engraved,
            layout::engrave(*piece, options, fonts.glyphs(), fonts.text(), executor, operation));
  const layout::Context context = layout::make_context(*piece, options, fonts.glyphs(), fonts.text());
  layout::Atoms atoms;
  for (std::uint32_t m = 0; m < context.measures; ++m) atoms.push_back(layout::build_measure(context, m));
  BURIN_TRY(const layout::Stacks stacks, layout::build_stacks(context, atoms, executor, operation));
  BURIN_TRY(const auto lines, lines_of(context, stacks, operation.report().fit.staff_size_mm, executor, operation));
  std::vector<EqualGaps> found;
  for (const layout::LineSpec& line : lines) {
    const auto own = equal_gaps(context, stacks, line, layout::solve_line(context, stacks, line));
    found.insert(found.end(), own.begin(), own.end());
  }
  return found;
}

void count(const std::vector<EqualGaps>& groups, const fs::path& file, bool list, Sums& sums) {
  for (const EqualGaps& group : groups) {
    ++sums.groups;
    if (group.variation <= layout::even_gaps) continue;
    ++sums.uneven;
    const bool explained = group.free_variation <= layout::even_gaps;
    if (!explained) ++sums.unexplained;
    const std::string reasons = explained ? reasons_of(group) : "nothing";
    ++sums.reasons[reasons];
    if (list || !explained) {
      std::cout << file.filename().string() << ": measure " << group.measure + 1 << ", " << group.count << " gaps of "
                << group.step.str() << ", variation " << group.variation << ": " << reasons << "\n";
    }
  }
}

void print(const std::string& name, const Sums& sums) {
  std::cout << name << ": " << sums.groups << " groups, " << sums.uneven << " uneven, " << sums.unexplained
            << " for no reason\n";
  std::vector<std::pair<std::size_t, std::string>> by_count;
  for (const auto& [reason, number] : sums.reasons) by_count.emplace_back(number, reason);
  std::sort(by_count.rbegin(), by_count.rend());
  for (const auto& [number, reason] : by_count) std::cout << "  " << number << "  " << reason << "\n";
}

int run(int argc, char** argv) {
  std::vector<fs::path> files;
  bool list = false;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--list")
      list = true;
    else
      test::collect_scores(argv[i], files);
  }
  std::sort(files.begin(), files.end());
  const auto fonts = io::FontLibrary::load({});
  if (files.empty() || !fonts) {
    std::cout << "no scores there\n";
    return skipped;
  }
  const auto executor = layout::make_executor(2);
  std::map<std::string, Sums> sums;
  for (const fs::path& file : files) {
    const auto groups = groups_of(file, **fonts, *executor);
    if (!groups) {
      std::cout << file.string() << ": " << groups.error().message << "\n";
      continue;
    }
    count(*groups, file, list, sums[file.parent_path().filename().string()]);
  }
  std::size_t unexplained = 0;
  for (const auto& [name, sum] : sums) {
    print(name, sum);
    unexplained += sum.unexplained;
  }
  return unexplained == 0 ? 0 : 1;
}

}  // namespace
}  // namespace burin

int main(int argc, char** argv) { return burin::run(argc, argv); }
