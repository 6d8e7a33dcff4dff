// The fonts of a run: a SMuFL music font and the faces of a text font, compiled in or loaded from files.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/font/glyph_metrics.hpp"
#include "core/font/text_metrics.hpp"

namespace burin::io {

struct FontChoice {
  std::string music{"bravura"};  // "bravura", "leland", or a path to an .otf with its metadata.json beside it
  std::string text{"edwin"};     // "edwin"
  std::string font_dir;          // further fonts
};

struct FontInfo {
  std::string name, version, kind, licence_name, licence_text;
  bool is_default{false};
};

/// A glyph of shaped text. Lengths in 1/1000 em.
struct ShapedGlyph {
  std::uint32_t glyph{0};    // index in the font
  std::uint32_t cluster{0};  // first byte of the text that it stands for
  float x{0}, y{0};          // offset from the pen, y up
  float advance{0};
};

/// A stretch of text in one font.
struct TextPiece {
  bool music{false};               // set in the music font, because the text font lacks these characters
  std::uint32_t begin{0}, end{0};  // bytes
  float x{0};                      // of its start, from the start of the text, 1/1000 em
  float advance{0};
  std::vector<ShapedGlyph> glyphs;
};

/// Loaded fonts. Immutable after load(); every method is thread-safe. Loading parses metadata lazily enough that
/// start-up stays under a few milliseconds.
class FontLibrary {
 public:
  [[nodiscard]] static Expected<std::shared_ptr<const FontLibrary>> load(const FontChoice& choice);
  virtual ~FontLibrary() = default;
  [[nodiscard]] virtual const GlyphMetrics& glyphs() const = 0;
  [[nodiscard]] virtual const TextMetrics& text() const = 0;
  /// SVG path data of a music glyph, 1000 units to the em (4 staff spaces), y down. Empty when the font lacks it.
  [[nodiscard]] virtual std::string_view outline(GlyphId id) const = 0;
  /// Whether the text font has this character; otherwise the music font is used for it.
  [[nodiscard]] virtual bool text_has(char32_t character, FontFace face) const = 0;
  /// SVG path data of a glyph of the text font by its index, as outline().
  [[nodiscard]] virtual std::string_view text_outline(std::uint32_t glyph, FontFace face) const = 0;
  /// The pieces of a text in reading order, with kerning and ligatures. Malformed UTF-8 is replaced by U+FFFD.
  [[nodiscard]] virtual std::vector<TextPiece> shape(std::string_view utf8, FontFace face) const = 0;
  /// Family name of the text font, "Edwin".
  [[nodiscard]] virtual std::string_view text_family() const = 0;
  /// Glyph index of a character of the music font, 0 when absent.
  [[nodiscard]] virtual std::uint32_t music_glyph_index(GlyphId id) const = 0;
  /// Advance of a glyph by its index, 1/1000 em, without kerning; of the music font when no face is given.
  [[nodiscard]] virtual float glyph_advance(std::optional<FontFace> face, std::uint32_t glyph) const = 0;
  /// The text font cut down to these characters (sorted, each once), as a font file in Base64; empty when there is
  /// none. See TextSubsets.
  [[nodiscard]] virtual std::shared_ptr<const std::string> text_subset(const std::u32string& characters,
                                                                       FontFace face) const = 0;
  /// Font files as they are.
  [[nodiscard]] virtual std::string_view music_font_bytes() const = 0;
  [[nodiscard]] virtual std::string_view text_font_bytes(FontFace face) const = 0;
};

/// Fonts compiled into the program, with licences.
[[nodiscard]] std::vector<FontInfo> built_in_fonts();

}  // namespace burin::io
