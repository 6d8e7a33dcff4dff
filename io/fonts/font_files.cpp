#include "io/fonts/font_files.hpp"

#include <array>
#include <cstring>
#include <filesystem>
#include <optional>

#include "io/fonts/table_builder.hpp"
#include "io/fsys/files.hpp"

namespace burin::io {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t largest_font = 64ULL << 20U;

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

/// The first of the stems that stands in the folder, or in a folder of the font's name inside it, as .otf or .ttf.
std::optional<fs::path> find(const fs::path& folder, std::string_view name, const std::vector<std::string>& stems) {
  for (const std::string& stem : stems) {
    for (const fs::path& place : {folder, folder / name}) {
      for (const char* ending : {".otf", ".ttf"}) {
        if (fs::path path = place / (stem + ending); is_file(path)) return path;
      }
    }
  }
  return std::nullopt;
}

Expected<fs::path> locate(std::string_view name, std::string_view folder, const std::vector<std::string>& stems) {
  if (is_file(name)) return fs::path(name);
  if (!folder.empty()) {
    if (const auto found = find(fs::path(folder), name, stems)) return *found;
  }
  return fail(Errc::not_found, "BU0503", "there is no font “" + std::string(name) + "”", {},
              "built in are bravura, leland (music) and edwin (text); others by path or with --font-dir");
}

Expected<OwnedFont> own(std::string bytes, std::string_view metadata, const fs::path& path) {
  auto table = build_font_table(bytes, metadata);
  if (!table) {
    table.error().where.file = path.string();
    return tl::unexpected(std::move(table.error()));
  }
  OwnedFont font;
  font.bytes = std::make_shared<const std::string>(std::move(bytes));
  font.table_size = table->size();
  font.table.resize((table->size() + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t));
  std::memcpy(font.table.data(), table->data(), table->size());
  return font;
}

Expected<std::string> read_metadata(const fs::path& font) {
  const std::string stem = font.stem().string();
  for (const std::string& name : {stem + "_metadata.json", stem + ".json", std::string("metadata.json")}) {
    const fs::path path = font.parent_path() / name;
    if (is_file(path)) return read_file(path, largest_font);
  }
  return std::string();
}

}  // namespace

std::string_view face_suffix(FontFace face) noexcept {
  constexpr std::array<std::string_view, 4> suffixes{"-roman", "-italic", "-bold", "-bold-italic"};
  return suffixes[static_cast<std::size_t>(face)];
}

Expected<OwnedFont> read_music_font(std::string_view name, std::string_view folder) {
  BURIN_TRY(const fs::path path, locate(name, folder, {std::string(name)}));
  BURIN_TRY(std::string bytes, read_file(path, largest_font));
  BURIN_TRY(const std::string metadata, read_metadata(path));
  return own(std::move(bytes), metadata, path);
}

Expected<OwnedFont> read_text_font(std::string_view name, FontFace face, std::string_view folder) {
  const std::string stem(name);
  BURIN_TRY(const fs::path path, locate(name, folder,
                                        {stem + std::string(face_suffix(face)), stem + "-roman", stem + "-regular",
                                         stem + "-Regular", stem}));
  BURIN_TRY(std::string bytes, read_file(path, largest_font));
  return own(std::move(bytes), {}, path);
}

}  // namespace burin::io
