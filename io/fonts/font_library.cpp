#include "io/fonts/font_library.hpp"

#include <algorithm>
#include <memory>

#include "io/fonts/embedded_fonts.hpp"
#include "io/fonts/font_files.hpp"
#include "io/fonts/text_shaper.hpp"
#include "io/fonts/text_subset.hpp"

namespace burin::io {

namespace {

TextSubsets subsets_of(const FontSource& face) { return {face.bytes, face.latin, face.usual}; }

class LoadedFonts final : public FontLibrary {
 public:
  LoadedFonts(FontSource music, const std::array<FontSource, face_count>& faces, std::vector<OwnedFont> owned)
      : owned_(std::move(owned)),
        music_(music),
        faces_(faces),
        shaper_(faces, music),
        metrics_(music.table.metrics()),
        text_(shaper_),
        subsets_{subsets_of(faces[0]), subsets_of(faces[1]), subsets_of(faces[2]), subsets_of(faces[3])} {}

  const GlyphMetrics& glyphs() const override { return metrics_; }
  const TextMetrics& text() const override { return text_; }
  std::string_view outline(GlyphId id) const override {
    const std::uint32_t index = music_.table.glyph_of(id);
    return index == 0 ? std::string_view() : music_.table.path(index);
  }
  bool text_has(char32_t character, FontFace face) const override { return shaper_.table(face).has(character); }
  std::string_view text_outline(std::uint32_t glyph, FontFace face) const override {
    return shaper_.table(face).path(glyph);
  }
  std::vector<TextPiece> shape(std::string_view utf8, FontFace face) const override {
    return shaper_.shape(utf8, face);
  }
  std::string_view text_family() const override { return faces_[0].table.header().name; }
  std::uint32_t music_glyph_index(GlyphId id) const override { return music_.table.glyph_of(id); }
  float glyph_advance(std::optional<FontFace> face, std::uint32_t glyph) const override {
    return (face ? shaper_.table(*face) : music_.table).glyph(glyph).advance;
  }
  std::shared_ptr<const std::string> text_subset(const std::u32string& characters, FontFace face) const override {
    return subsets_[static_cast<std::size_t>(face)].of(characters);
  }
  std::string_view music_font_bytes() const override { return music_.bytes; }
  std::string_view text_font_bytes(FontFace face) const override {
    return faces_[static_cast<std::size_t>(face)].bytes;
  }

 private:
  std::vector<OwnedFont> owned_;  // files that the user named; views below look into them
  FontSource music_;
  std::array<FontSource, face_count> faces_;
  TextShaper shaper_;
  GlyphMetrics metrics_;
  CachedTextMetrics text_;
  mutable std::array<TextSubsets, face_count> subsets_;
};

Expected<FontSource> source_of(const EmbeddedFont& font) {
  BURIN_TRY(FontTable table, FontTable::view(font.table));
  return FontSource{font.font, table, font.latin, font.usual};
}

Expected<FontSource> source_of(std::vector<OwnedFont>& owned, OwnedFont file) {
  owned.push_back(std::move(file));
  BURIN_TRY(FontTable table, FontTable::view(owned.back().table_view()));
  return FontSource{*owned.back().bytes, table, {}, {}};
}

Expected<FontSource> load_music(const FontChoice& choice, std::vector<OwnedFont>& owned) {
  if (const EmbeddedFont* font = embedded_font(choice.music)) return source_of(*font);
  BURIN_TRY(OwnedFont file, read_music_font(choice.music, choice.font_dir));
  return source_of(owned, std::move(file));
}

Expected<FontSource> load_face(const FontChoice& choice, FontFace face, std::vector<OwnedFont>& owned) {
  const std::string name = choice.text + std::string(face_suffix(face));
  if (const EmbeddedFont* font = embedded_font(name)) return source_of(*font);
  BURIN_TRY(OwnedFont file, read_text_font(choice.text, face, choice.font_dir));
  return source_of(owned, std::move(file));
}

std::string version_of(const EmbeddedFont& font) {
  const auto table = FontTable::view(font.table);
  return table ? table->header().version : "";
}

}  // namespace

Expected<std::shared_ptr<const FontLibrary>> FontLibrary::load(const FontChoice& choice) {
  std::vector<OwnedFont> owned;
  owned.reserve(face_count + 1);
  BURIN_TRY(const FontSource music, load_music(choice, owned));
  std::array<FontSource, face_count> faces;
  for (std::size_t i = 0; i < face_count; ++i) {
    BURIN_TRY(faces[i], load_face(choice, static_cast<FontFace>(i), owned));
  }
  return std::make_shared<const LoadedFonts>(music, faces, std::move(owned));
}

std::vector<FontInfo> built_in_fonts() {
  std::vector<FontInfo> infos;
  for (const EmbeddedFont& font : embedded_fonts()) {
    FontInfo& info = infos.emplace_back();
    const bool text = font.name.starts_with("edwin");
    info.name = font.name;
    info.version = version_of(font);
    info.kind = text ? "text" : "music";
    info.licence_name = "OFL-1.1";
    info.licence_text = font.licence;
    info.is_default = text || font.name == "bravura";
  }
  return infos;
}

}  // namespace burin::io
