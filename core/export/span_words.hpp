// What files call the ends of spanners.
#pragma once

#include <string_view>

#include "core/piece/mark.hpp"

namespace burin {

/// MusicXML's word for an end of a spanner; empty for signs that are none.
[[nodiscard]] constexpr std::string_view word_of(SpanRole role) noexcept {
  switch (role) {
    case SpanRole::start: return "start";
    case SpanRole::stop: return "stop";
    case SpanRole::middle: return "continue";
    case SpanRole::let_ring: return "let-ring";
    case SpanRole::none: break;
  }
  return {};
}

}  // namespace burin
