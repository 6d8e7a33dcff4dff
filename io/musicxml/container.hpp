// The compressed form of MusicXML (.mxl): a zip with one score in it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/import/limits.hpp"

namespace burin::io {

/// Whether bytes are a zip (told by content).
[[nodiscard]] bool is_zip(std::string_view bytes) noexcept;

/// How members are unpacked: deflated ones at once by libdeflate, or all through libzip, which takes twice the time.
enum class Unpacking : std::uint8_t { fast, by_libzip };

/// The score inside a zip, unpacked in memory: the first MusicXML rootfile of META-INF/container.xml, else the only
/// score-like file. Errors: bad_input (broken, no score, encrypted), limit (entries, size, ratio, names). O(bytes).
[[nodiscard]] Expected<std::string> unpack_score(std::string_view bytes, const std::string& name,
                                                 const ImportLimits& limits, Unpacking how = Unpacking::fast);

}  // namespace burin::io
