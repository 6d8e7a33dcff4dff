#include "io/fonts/font_table.hpp"

#include <algorithm>
#include <cstring>

#include "io/fonts/table_builder.hpp"

namespace burin::io {

namespace {

/// Takes records off the front of the bytes.
template <class Record>
std::span<const Record> take(std::string_view& bytes, std::size_t count) {
  const std::size_t size = count * sizeof(Record);
  if (bytes.size() < size) return {};
  const auto* first = reinterpret_cast<const Record*>(bytes.data());
  bytes.remove_prefix(size);
  return {first, count};
}

constexpr double units_per_space = 250.0;

Box box_in_spaces(const GlyphRecord& record) {
  if (record.left >= record.right) return {};
  return Box{record.left, record.bottom, record.right, record.top}.scaled(1.0 / units_per_space);
}

}  // namespace

Expected<FontTable> FontTable::view(std::string_view bytes) {
  FontTable table;
  const auto header = take<TableHeader>(bytes, 1);
  if (header.empty() || std::memcmp(header[0].magic, table_magic, sizeof(table_magic)) != 0) {
    return fail(Errc::internal, "BU9011", "the embedded font table is damaged");
  }
  table.header_ = header.data();
  table.glyphs_ = take<GlyphRecord>(bytes, header[0].glyphs);
  table.chars_ = take<CharRecord>(bytes, header[0].chars);
  table.anchors_ = take<AnchorRecord>(bytes, header[0].anchors);
  table.paths_ = bytes.substr(0, header[0].path_bytes);
  if (table.glyphs_.empty()) return fail(Errc::internal, "BU9011", "the embedded font table is damaged");
  return table;
}

std::uint32_t FontTable::glyph_of(char32_t code) const noexcept {
  const auto found = std::ranges::lower_bound(chars_, static_cast<std::uint32_t>(code), {}, &CharRecord::code);
  return found != chars_.end() && found->code == code ? found->glyph : 0;
}

GlyphMetrics FontTable::metrics() const {
  GlyphMetrics metrics;
  metrics.set_name(header_->name);
  metrics.set_defaults(header_->defaults);
  for (const CharRecord& character : chars_) {
    const GlyphRecord& record = glyph(character.glyph);
    metrics.set_glyph(character.code, {box_in_spaces(record), record.advance / units_per_space, true});
  }
  for (const AnchorRecord& anchor : anchors_) {
    metrics.set_anchor(anchor.code, static_cast<Anchor>(anchor.which), {anchor.x, anchor.y});
  }
  return metrics;
}

}  // namespace burin::io
