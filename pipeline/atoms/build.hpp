// Stage 1: piece → atoms, measure by measure.
#pragma once

#include <memory>
#include <vector>

#include "pipeline/atoms/atoms.hpp"
#include "pipeline/atoms/context.hpp"

namespace burin::layout {

using Atoms = std::vector<std::shared_ptr<const MeasureAtoms>>;

/// Analyses one measure. Any thread; O(notes).
[[nodiscard]] std::shared_ptr<const MeasureAtoms> build_measure(const Context& context, std::uint32_t measure);

}  // namespace burin::layout
