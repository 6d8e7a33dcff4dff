#include "io/fonts/text_shaper.hpp"

#include <hb.h>

#include <algorithm>
#include <mutex>
#include <string>
#include <unordered_map>

#include "io/fonts/utf8.hpp"

namespace burin::io {

namespace {

/// HarfBuzz units per em; a power of two times 1000, so that advances of 1000-unit fonts stay exact.
constexpr int shaping_scale = 16000;
constexpr float to_thousandths = 1000.0F / static_cast<float>(shaping_scale);
constexpr double ems = 1.0 / 1000.0;

struct FreeBuffer {
  void operator()(hb_buffer_t* buffer) const noexcept { hb_buffer_destroy(buffer); }
};

hb_buffer_t* thread_buffer() {
  thread_local const std::unique_ptr<hb_buffer_t, FreeBuffer> buffer(hb_buffer_create());
  hb_buffer_clear_contents(buffer.get());
  return buffer.get();
}

/// Characters that join what stands before them and never choose a font of their own.
bool follows_its_neighbour(char32_t code) noexcept {
  return (code >= 0x300 && code <= 0x36F) || (code >= 0x200C && code <= 0x200F) || (code >= 0xFE00 && code <= 0xFE0F) ||
         code == ' ' || code == 0xA0;
}

bool is_control(char c) noexcept { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; }

/// Cuts a text where the font changes.
std::vector<TextPiece> cut(std::string_view utf8, const FontTable& text, const FontTable& music) {
  std::vector<TextPiece> pieces;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    const char32_t code = next_character(utf8, at);
    const bool plain = code < 0x7F || text.has(code) || !music.has(code);
    if (pieces.empty() ||
        (pieces.back().music == plain && !(pieces.back().music == false && follows_its_neighbour(code)))) {
      pieces.emplace_back().music = !plain;
      pieces.back().begin = begin;
    }
    pieces.back().end = static_cast<std::uint32_t>(at);
  }
  return pieces;
}

Box ink_of(const TextPiece& piece, const FontTable& table) {
  Box ink;
  double pen = piece.x;
  for (const ShapedGlyph& glyph : piece.glyphs) {
    const GlyphRecord& record = table.glyph(glyph.glyph);
    if (record.left < record.right) {
      ink.add(Box{record.left, record.bottom, record.right, record.top}.shifted(pen + glyph.x, glyph.y));
    }
    pen += glyph.advance;
  }
  return ink;
}

}  // namespace

void TextShaper::FreeFont::operator()(hb_font_t* font) const noexcept { hb_font_destroy(font); }

TextShaper::TextShaper(const std::array<FontSource, face_count>& faces, const FontSource& music) {
  for (std::size_t i = 0; i < face_count; ++i) sources_[i] = faces[i];
  sources_[face_count] = music;
  for (std::size_t i = 0; i <= face_count; ++i) {
    const std::string_view bytes = sources_[i].bytes;
    hb_blob_t* blob =
        hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr);
    hb_face_t* face = hb_face_create(blob, 0);
    fonts_[i].reset(hb_font_create(face));
    hb_font_set_scale(fonts_[i].get(), shaping_scale, shaping_scale);
    hb_font_make_immutable(fonts_[i].get());
    hb_face_destroy(face);
    hb_blob_destroy(blob);
  }
}

void TextShaper::shape_piece(std::string_view utf8, FontFace face, TextPiece& piece) const {
  hb_buffer_t* buffer = thread_buffer();
  hb_buffer_add_utf8(buffer, utf8.data(), static_cast<int>(utf8.size()), piece.begin,
                     static_cast<int>(piece.end - piece.begin));
  hb_buffer_guess_segment_properties(buffer);
  // Notes and titles are set from left to right whatever the script; the language must not depend on the environment.
  hb_buffer_set_language(buffer, hb_language_from_string("en", 2));
  hb_shape(fonts_[piece.music ? face_count : static_cast<std::size_t>(face)].get(), buffer, nullptr, 0);
  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer, &count);
  piece.glyphs.reserve(count);
  for (unsigned i = 0; i < count; ++i) {
    ShapedGlyph& glyph = piece.glyphs.emplace_back();
    glyph.glyph = infos[i].codepoint;
    glyph.cluster = infos[i].cluster;
    glyph.x = static_cast<float>(positions[i].x_offset) * to_thousandths;
    glyph.y = static_cast<float>(positions[i].y_offset) * to_thousandths;
    glyph.advance = static_cast<float>(positions[i].x_advance) * to_thousandths;
    piece.advance += glyph.advance;
  }
}

std::vector<TextPiece> TextShaper::shape(std::string_view utf8, FontFace face) const {
  if (std::ranges::any_of(utf8, is_control)) {
    // Line ends and tabs are drawn as spaces; the byte positions stay.
    std::string plain(utf8);
    std::ranges::replace_if(plain, is_control, ' ');
    return shape(plain, face);
  }
  std::vector<TextPiece> pieces = cut(utf8, table(face), music());
  float pen = 0;
  for (TextPiece& piece : pieces) {
    piece.x = pen;
    shape_piece(utf8, face, piece);
    pen += piece.advance;
  }
  return pieces;
}

TextExtent TextShaper::extent(std::string_view utf8, FontFace face) const {
  TextExtent extent;
  for (const TextPiece& piece : shape(utf8, face)) {
    extent.ink.add(ink_of(piece, piece.music ? music() : table(face)));
    extent.advance = static_cast<double>(piece.x + piece.advance) * ems;
  }
  if (!extent.ink.empty()) extent.ink = extent.ink.scaled(ems);
  return extent;
}

/// One lock and map for a share of the texts, so that threads seldom meet. Bounded: a full shard starts afresh.
struct CachedTextMetrics::Shard {
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>()(text); }
  };
  static constexpr std::size_t limit = 8192;
  std::mutex mutex;
  std::array<std::unordered_map<std::string, TextExtent, Hash, std::equal_to<>>, face_count> known;
};

namespace {
constexpr std::size_t shard_count = 16;
}

CachedTextMetrics::CachedTextMetrics(const TextShaper& shaper)
    : shaper_(&shaper), shards_(std::make_unique<Shard[]>(shard_count)) {}
CachedTextMetrics::~CachedTextMetrics() = default;

TextExtent CachedTextMetrics::measure(std::string_view utf8, FontFace face, double size) const {
  Shard& shard = shards_[std::hash<std::string_view>()(utf8) % shard_count];
  auto& known = shard.known[static_cast<std::size_t>(face) % face_count];
  TextExtent extent;
  bool found = false;
  {
    const std::lock_guard lock(shard.mutex);
    const auto entry = known.find(utf8);
    if (entry != known.end()) extent = entry->second, found = true;
  }
  if (!found) {
    extent = shaper_->extent(utf8, face);
    const std::lock_guard lock(shard.mutex);
    if (known.size() >= Shard::limit) known.clear();
    known.emplace(utf8, extent);
  }
  extent.advance *= size;
  if (!extent.ink.empty()) extent.ink = extent.ink.scaled(size);
  return extent;
}

double CachedTextMetrics::ascent(FontFace face) const { return shaper_->table(face).header().ascent * ems; }
double CachedTextMetrics::descent(FontFace face) const { return shaper_->table(face).header().descent * ems; }

}  // namespace burin::io
