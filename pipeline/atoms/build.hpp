// Stage 1: piece → atoms, in parallel by measure.
#pragma once

#include <memory>
#include <vector>

#include "core/run/executor.hpp"
#include "core/run/operation.hpp"
#include "pipeline/atoms/atoms.hpp"
#include "pipeline/atoms/context.hpp"

namespace burin::layout {

/// Atoms of all measures, by index. Errors: cancelled, limit. O(notes).
[[nodiscard]] Expected<std::vector<std::shared_ptr<const MeasureAtoms>>> build_atoms(const Context& context,
                                                                                     Executor& executor,
                                                                                     Operation& operation);

/// One measure, for tests and incremental work.
[[nodiscard]] std::shared_ptr<const MeasureAtoms> build_measure(const Context& context, std::uint32_t measure);

}  // namespace burin::layout
