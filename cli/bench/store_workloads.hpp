// What `burin bench store` does with the store.
#pragma once

#include <memory>
#include <vector>

#include "cli/bench/closed_loop.hpp"

namespace burin::cli {

/// All workloads, in the order in which they are run:
/// a-counter      one reference, +1
/// b-piece-1      one reference to a generic tree of 40 staves with 1,000 measures: a measure is replaced
/// c-piece-3      three of these as one transaction around three that join it
/// d-transfer     two of 1,000 references: -1 and +1
/// e-disjoint     one typed piece; every thread reads, changes and writes measures of staves of its own
/// b-alter-1, c-alter-3    as b and c, but each replacement reads the tree and makes a new one at once
/// b-struct-1, c-struct-3  as b and c, on a typed piece by VPD
/// f-timewalk     a walk through a piece of 100,000 items
/// g-snapshot     a snapshot of a piece by its reference
/// h-store-snapshot        the same by its id
[[nodiscard]] std::vector<std::unique_ptr<Workload>> store_workloads();

}  // namespace burin::cli
