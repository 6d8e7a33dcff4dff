// Fonts that the user names: found, read, and turned into tables.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/font/text_metrics.hpp"

namespace burin::io {

/// A font file in memory with its table. Moving keeps addresses.
struct OwnedFont {
  std::shared_ptr<const std::string> bytes;
  std::vector<std::uint64_t> table;  // of 64-bit words, because tables are aligned to 8
  std::size_t table_size{0};
  [[nodiscard]] std::string_view table_view() const noexcept {
    return {reinterpret_cast<const char*>(table.data()), table_size};
  }
};

/// "-roman", "-italic", "-bold", "-bold-italic".
[[nodiscard]] std::string_view face_suffix(FontFace face) noexcept;

/// A SMuFL font by path, or by name in `folder` (NAME.otf, or NAME/NAME.otf). Its metadata is `metadata.json` or
/// `NAME_metadata.json` beside it; without metadata the font works, but anchors and line weights are the defaults.
/// Errors: not_found, io, bad_input.
[[nodiscard]] Expected<OwnedFont> read_music_font(std::string_view name, std::string_view folder);

/// A face of a text font by path (the same file serves as every face), or by name in `folder`: NAME-bold.otf and so on;
/// a face that is absent is taken from NAME-roman, NAME-regular or NAME. Errors as above.
[[nodiscard]] Expected<OwnedFont> read_text_font(std::string_view name, FontFace face, std::string_view folder);

}  // namespace burin::io
