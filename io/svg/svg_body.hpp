// The body of an SVG page: its paint, in stretches that threads may write side by side.
#pragma once

#include <span>
#include <vector>

#include "core/paint/paint_list.hpp"
#include "io/svg/svg_needs.hpp"
#include "io/svg/svg_writer.hpp"

namespace burin::io {

/// A page may be divided before and behind each of its parts.
struct BodyPart {
  enum class Kind : std::uint8_t { page_begin, system_begin, staff, system_end, page_end };
  Kind kind{};
  const PlacedSystem* system{nullptr};
  const PlacedStaff* staff{nullptr};
  std::size_t words{0};  // of its paint
};

/// The parts of a page, in order.
[[nodiscard]] std::vector<BodyPart> body_parts(const Page& page);

/// Parts written one after the other.
struct SvgStretch {
  TextBuffer text;
  SvgNeeds needs;
};

/// Pure, any thread; O(paint commands). All parts of a page, in as many stretches as one likes, make its body.
[[nodiscard]] SvgStretch write_stretch(const Page& page, std::span<const BodyPart> parts, const FontLibrary& fonts,
                                       const SvgOptions& options);

}  // namespace burin::io
