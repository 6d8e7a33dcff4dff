#include "pipeline/stacks/stacks.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "pipeline/elements/multi_rest.hpp"
#include "pipeline/stacks/prefix.hpp"
#include "pipeline/stacks/rods.hpp"

namespace burin::layout {

Rational common_shortest(const std::vector<std::shared_ptr<const MeasureAtoms>>& atoms) {
  std::map<Rational, std::uint32_t> counts;
  for (const auto& measure : atoms) {
    if (measure->shortest.num() > 0) ++counts[measure->shortest];
  }
  Rational best(1, 2);
  std::uint32_t most = 0;
  for (const auto& [duration, count] : counts) {
    if (count > most) {
      most = count;
      best = duration;
    }
  }
  return std::min(best, Rational(1, 2));
}

double duration_width(Rational duration, Rational shortest, const SpacingStyle& style) {
  const double ratio = duration.value() / shortest.value();
  const double steps = ratio >= 1.0 ? std::log2(ratio) : ratio - 1.0;
  return (style.shortest_columns + steps) * style.increment;
}

namespace {

/// Builds one measure's springs.
class StackBuilder {
 public:
  StackBuilder(const Context& context, std::shared_ptr<const MeasureAtoms> atoms, Rational shortest)
      : context_(context), style_(context.style.spacing), atoms_(std::move(atoms)), shortest_(shortest) {}

  std::shared_ptr<const MeasureStack> build() {
    stack_->atoms = atoms_;
    const std::uint32_t m = atoms_->measure;
    stack_->change = change_signs(context_, m);
    stack_->header = header_signs(context_, m);
    stack_->courtesy = courtesy_signs(context_, m);
    if (context_.swallowed(m)) {
      stack_->springs.push_back({0.0, 0.0, 0.0, 0.0});
      return stack_;
    }
    ideal_springs();
    add_rods(context_, *atoms_, *stack_);
    for (Spring& spring : stack_->springs) {
      spring.squeeze = squeeze_of(spring.ideal);
      stack_->natural += std::max(spring.ideal, spring.least);
      stack_->least += spring.least;
    }
    return stack_;
  }

 private:
  void ideal_springs() {
    const auto& columns = atoms_->columns;
    if (columns.empty()) {
      const int rests = context_.multi_rest(atoms_->measure);
      const double own = rests > 1 ? multi_rest_width(rests) : style_.rest_measure;
      const double width = own + (stack_->change.width > 0 ? stack_->change.width + 1.0 : 0.0);
      stack_->springs.push_back({width, width * 0.8, 2.0, 0.0});
      return;
    }
    stack_->springs.push_back({0.0, 0.0, style_.start_stretch, 0.0});  // set by the rods
    bool unlike = false;  // tuplets, so that a column lasts shorter than anything that sounds
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Rational step = step_after(i);
      const Rational base = base_of(columns[i], step);
      unlike = unlike || base > step;
      stack_->springs.push_back(spring_after(i, step, base));
    }
    if (unlike) make_equal_steps_alike();
    keep_measure_wide();
  }

  /// Equal notes give way alike, whatever stands between them: what a sign needs holds its own gap open, but makes it
  /// no stiffer (nor wider in a stretched line) than its neighbours. Plain notes reach their least distance at force
  /// -1.
  double squeeze_of(double ideal) const {
    constexpr double least_share = 0.7;
    return std::max(0.0, ideal - std::min(style_.plain_gap, least_share * ideal));
  }

  /// The duration whose width the law gives to a column. Columns that come as fast as notes of the measure do are
  /// spaced like these, whatever sounds through them: syncopations stand as evenly as the notes that they are heard
  /// against. Faster ones, where unlike tuplets meet, share the width of the shortest note that sounds.
  Rational base_of(const Column& column, Rational step) const {
    if (step.num() <= 0) return column.shortest;
    if (column.shortest.num() <= 0 || step >= column.shortest) return step;
    return atoms_->shortest.num() > 0 && step >= atoms_->shortest ? step : column.shortest;
  }

  Rational step_after(std::size_t i) const {
    const auto& columns = atoms_->columns;
    const Rational next = i + 1 < columns.size() ? columns[i + 1].onset : std::max(atoms_->length, columns[i].onset);
    return next - columns[i].onset;
  }

  Spring spring_after(std::size_t i, Rational step, Rational base) const {
    const auto& columns = atoms_->columns;
    if (step.num() <= 0 && columns[i].shortest.num() <= 0) return {style_.increment, 0.5, 0.1, 0.0};
    const double law = duration_width(base, shortest_, style_) * context_.options->spacing_density;
    const double share = step.num() > 0 ? step.value() / base.value() : 0.3;
    Spring spring;
    spring.ideal = law * share;
    spring.stretch = std::max(0.1, law - style_.increment) * share;
    spring.least = style_.column_advance;
    if (i + 1 == columns.size() && i == 0 && step == atoms_->length) spring.ideal += style_.full_measure_note;
    return spring;
  }

  /// Where several kinds of unlike tuplets meet in a measure, a step of the same length would get a width by each of
  /// them: the widest holds for all, so that equal steps stand evenly.
  void make_equal_steps_alike() {
    const auto& columns = atoms_->columns;
    std::map<Rational, Rational> bases;  // the shortest for each step
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Rational step = step_after(i);
      const Rational base = base_of(columns[i], step);
      const auto [known, is_new] = bases.try_emplace(step, base);
      if (!is_new) known->second = std::min(known->second, base);
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Rational step = step_after(i);
      if (step.num() > 0) stack_->springs[i + 1] = spring_after(i, step, bases.at(step));
    }
  }

  void keep_measure_wide() {
    double total = 0.0;
    for (const Spring& spring : stack_->springs) total += spring.ideal;
    if (total < style_.empty_measure) stack_->springs.back().ideal += style_.empty_measure - total;
  }

  const Context& context_;
  const SpacingStyle& style_;
  std::shared_ptr<const MeasureAtoms> atoms_;
  Rational shortest_;
  std::shared_ptr<MeasureStack> stack_ = std::make_shared<MeasureStack>();
};

}  // namespace

std::shared_ptr<const MeasureStack> build_stack(const Context& context, std::shared_ptr<const MeasureAtoms> atoms,
                                                Rational shortest) {
  return StackBuilder(context, std::move(atoms), shortest).build();
}

Expected<Stacks> build_stacks(const Context& context, const std::vector<std::shared_ptr<const MeasureAtoms>>& atoms,
                              Executor& executor, Operation& operation) {
  const Rational shortest = common_shortest(atoms);
  return map_slots<std::shared_ptr<const MeasureStack>>(
      executor, operation, Stage::stage2, atoms.size(),
      [&](std::size_t i) -> Expected<std::shared_ptr<const MeasureStack>> {
        return build_stack(context, atoms[i], shortest);
      });
}

}  // namespace burin::layout
