// One system from its line: places, signs, skylines, paint.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/run/operation.hpp"
#include "pipeline/systems/staff_work.hpp"
#include "pipeline/systems/system.hpp"

namespace burin::layout {

/// Visible staves of a line that are placed together: those of an instrument, or of several that a spanner joins.
/// Strips of a line need nothing from each other but the places of columns, so each is a task of its own.
struct Strip {
  std::uint32_t first{0};  // index in LineSpec::staves
  std::uint32_t count{0};
  friend bool operator==(Strip, Strip) = default;
};

/// The strips of a line from the top; `spans` are all that touch it. O(staves + spans).
[[nodiscard]] std::vector<Strip> strips_of(const Context& context, const LineSpec& line,
                                           std::span<const Span* const> spans);

/// One staff of a strip with its outlines, main staff spaces.
struct StripStaff {
  SystemStaff staff;
  Skyline up{SkylineSide::up};
  Skyline down{SkylineSide::down};
  double fixed{0.0};   // distance to the next staff below when that is fixed, else 0
  bool lyrics{false};  // under the staff or over it
};

/// A strip with final horizontal places and paint. Immutable.
struct StripLayout {
  std::vector<StripStaff> staves;
  std::vector<StaffGap> gaps;  // staves.size() - 1
};

/// Builds a strip of a line. `spans` are the spanners that touch it, in the order of their ids. Pure, but null when the
/// operation is stopped meanwhile. O(signs × log signs).
[[nodiscard]] std::shared_ptr<const StripLayout> build_strip(const Context& context, const Stacks& stacks,
                                                             const LineSpec& line, const Geometry& geometry,
                                                             const Strip& strip, std::span<const Span* const> spans,
                                                             const Operation& operation);

/// Distance between the last staff of one strip and the first of the next. O(segments of both outlines).
[[nodiscard]] StaffGap seam(const Context& context, const StripLayout& above, const StripLayout& below);

/// Puts a system's strips together; `seams` lie between them. O(staves).
[[nodiscard]] std::shared_ptr<const SystemLayout> join_strips(
    const Context& context, const LineSpec& line, const Geometry& geometry,
    std::span<const std::shared_ptr<const StripLayout>> strips, std::span<const StaffGap> seams);

}  // namespace burin::layout
