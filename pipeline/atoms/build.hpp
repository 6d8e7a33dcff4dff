// Stage 1: piece → atoms, in parallel by measure.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/run/executor.hpp"
#include "core/run/operation.hpp"
#include "pipeline/atoms/atoms.hpp"
#include "pipeline/atoms/context.hpp"

namespace burin::layout {

using Atoms = std::vector<std::shared_ptr<const MeasureAtoms>>;

/// Analyses the given measures (rising) into their places among the atoms of all. Errors: cancelled, limit. O(notes).
[[nodiscard]] Expected<void> build_atoms(const Context& context, std::span<const std::uint32_t> measures, Atoms& atoms,
                                         Executor& executor, Operation& operation);

/// One measure.
[[nodiscard]] std::shared_ptr<const MeasureAtoms> build_measure(const Context& context, std::uint32_t measure);

}  // namespace burin::layout
