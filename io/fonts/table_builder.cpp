#include "io/fonts/table_builder.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_BBOX_H
#include FT_OUTLINE_H
#include FT_TRUETYPE_TABLES_H

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <vector>

#include "io/fonts/font_table.hpp"
#include "io/fonts/smufl_names.hpp"

namespace burin::io {

namespace {

using Json = nlohmann::json;

struct FreeLibrary {
  void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
struct FreeFace {
  void operator()(FT_Face face) const { FT_Done_Face(face); }
};

struct Tables {
  TableHeader header;
  std::vector<GlyphRecord> glyphs;
  std::vector<CharRecord> chars;
  std::vector<AnchorRecord> anchors;
  std::string paths;
};

/// Writes SVG path data in 1/1000 em with y down, relative commands, as whole numbers.
class PathWriter {
 public:
  PathWriter(std::string& out, double scale) : out_(out), scale_(scale) {}

  void move(const FT_Vector& to) {
    finish();
    command('m');
    point(to);
    advance_to(to);
    start_x_ = x_;
    start_y_ = y_;
    open_ = true;
  }
  void line(const FT_Vector& to) {
    command('l');
    point(to);
    advance_to(to);
  }
  void quadratic(const FT_Vector& a, const FT_Vector& to) {
    command('q');
    point(a);
    point(to);
    advance_to(to);
  }
  void cubic(const FT_Vector& a, const FT_Vector& b, const FT_Vector& to) {
    command('c');
    point(a);
    point(b);
    point(to);
    advance_to(to);
  }
  void finish() {
    if (!open_) return;
    out_ += 'z';
    // After closing, relative commands start from the beginning of the closed contour.
    x_ = start_x_;
    y_ = start_y_;
    open_ = false;
  }

 private:
  void command(char letter) {
    out_ += letter;
    fresh_ = true;
  }
  [[nodiscard]] long whole(FT_Pos v) const { return std::lround(static_cast<double>(v) * scale_); }
  void point(const FT_Vector& p) {
    number(whole(p.x) - x_);
    number(-whole(p.y) - y_);
  }
  void advance_to(const FT_Vector& p) {
    x_ = whole(p.x);
    y_ = -whole(p.y);
  }
  void number(long v) {
    if (!fresh_ && v >= 0) out_ += ' ';
    fresh_ = false;
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, v);
    out_.append(digits, end.ptr);
  }

  std::string& out_;
  double scale_;
  long x_{0}, y_{0}, start_x_{0}, start_y_{0};
  bool open_{false}, fresh_{false};
};

void append_path(FT_Outline& outline, PathWriter& writer) {
  FT_Outline_Funcs funcs{};
  funcs.move_to = [](const FT_Vector* to, void* w) { return static_cast<PathWriter*>(w)->move(*to), 0; };
  funcs.line_to = [](const FT_Vector* to, void* w) { return static_cast<PathWriter*>(w)->line(*to), 0; };
  funcs.conic_to = [](const FT_Vector* a, const FT_Vector* to, void* w) {
    return static_cast<PathWriter*>(w)->quadratic(*a, *to), 0;
  };
  funcs.cubic_to = [](const FT_Vector* a, const FT_Vector* b, const FT_Vector* to, void* w) {
    return static_cast<PathWriter*>(w)->cubic(*a, *b, *to), 0;
  };
  FT_Outline_Decompose(&outline, &funcs, &writer);
  writer.finish();
}

void add_glyphs(FT_Face face, Tables& tables) {
  const double scale = 1000.0 / face->units_per_EM;
  for (FT_Long index = 0; index < face->num_glyphs; ++index) {
    GlyphRecord& record = tables.glyphs.emplace_back();
    if (FT_Load_Glyph(face, static_cast<FT_UInt>(index), FT_LOAD_NO_SCALE) != 0) continue;
    record.advance = static_cast<float>(static_cast<double>(face->glyph->metrics.horiAdvance) * scale);
    FT_BBox box{};
    if (face->glyph->format != FT_GLYPH_FORMAT_OUTLINE) continue;
    if (face->glyph->outline.n_points == 0 || FT_Outline_Get_BBox(&face->glyph->outline, &box) != 0) continue;
    record.left = static_cast<float>(static_cast<double>(box.xMin) * scale);
    record.bottom = static_cast<float>(static_cast<double>(box.yMin) * scale);
    record.right = static_cast<float>(static_cast<double>(box.xMax) * scale);
    record.top = static_cast<float>(static_cast<double>(box.yMax) * scale);
    record.path_begin = static_cast<std::uint32_t>(tables.paths.size());
    PathWriter writer(tables.paths, scale);
    append_path(face->glyph->outline, writer);
    record.path_size = static_cast<std::uint32_t>(tables.paths.size()) - record.path_begin;
  }
}

void add_chars(FT_Face face, Tables& tables) {
  FT_UInt glyph = 0;
  for (FT_ULong code = FT_Get_First_Char(face, &glyph); glyph != 0; code = FT_Get_Next_Char(face, code, &glyph)) {
    if (code >= 0x20) tables.chars.push_back({static_cast<std::uint32_t>(code), glyph});
  }
}

struct DefaultKey {
  std::string_view key;
  double EngravingDefaults::*member;
};
constexpr DefaultKey default_keys[] = {
    {"staffLineThickness", &EngravingDefaults::staff_line},
    {"stemThickness", &EngravingDefaults::stem},
    {"beamThickness", &EngravingDefaults::beam},
    {"beamSpacing", &EngravingDefaults::beam_gap},
    {"legerLineThickness", &EngravingDefaults::ledger_line},
    {"legerLineExtension", &EngravingDefaults::ledger_extension},
    {"slurEndpointThickness", &EngravingDefaults::slur_end},
    {"slurMidpointThickness", &EngravingDefaults::slur_middle},
    {"tieEndpointThickness", &EngravingDefaults::tie_end},
    {"tieMidpointThickness", &EngravingDefaults::tie_middle},
    {"thinBarlineThickness", &EngravingDefaults::thin_barline},
    {"thickBarlineThickness", &EngravingDefaults::thick_barline},
    {"dashedBarlineThickness", &EngravingDefaults::dashed_barline},
    {"dashedBarlineDashLength", &EngravingDefaults::dashed_barline_dash},
    {"dashedBarlineGapLength", &EngravingDefaults::dashed_barline_gap},
    {"barlineSeparation", &EngravingDefaults::barline_separation},
    {"thinThickBarlineSeparation", &EngravingDefaults::thin_thick_separation},
    {"repeatBarlineDotSeparation", &EngravingDefaults::repeat_dot_separation},
    {"bracketThickness", &EngravingDefaults::bracket},
    {"subBracketThickness", &EngravingDefaults::sub_bracket},
    {"hairpinThickness", &EngravingDefaults::hairpin},
    {"octaveLineThickness", &EngravingDefaults::octave_line},
    {"pedalLineThickness", &EngravingDefaults::pedal_line},
    {"repeatEndingLineThickness", &EngravingDefaults::repeat_ending},
    {"arrowShaftThickness", &EngravingDefaults::arrow_shaft},
    {"lyricLineThickness", &EngravingDefaults::lyric_line},
    {"textEnclosureThickness", &EngravingDefaults::text_enclosure},
    {"tupletBracketThickness", &EngravingDefaults::tuplet_bracket},
    {"hBarThickness", &EngravingDefaults::h_bar},
};

/// A member of an object, or null: metadata of other fonts may lack anything.
const Json& member(const Json& object, std::string_view key) {
  static const Json none;
  if (!object.is_object()) return none;
  const auto found = object.find(key);
  return found == object.end() ? none : *found;
}

void add_defaults(const Json& metadata, EngravingDefaults& defaults) {
  const Json& values = member(metadata, "engravingDefaults");
  for (const DefaultKey& entry : default_keys) {
    const Json& value = member(values, entry.key);
    if (value.is_number()) defaults.*entry.member = value.get<double>();
  }
  // Fonts that say nothing of this gap use the one between thin lines.
  if (!member(values, "thinThickBarlineSeparation").is_number()) {
    defaults.thin_thick_separation = defaults.barline_separation;
  }
}

std::optional<std::uint32_t> parse_code_point(const Json& text) {
  if (!text.is_string()) return std::nullopt;
  const auto& digits = text.get_ref<const std::string&>();
  std::uint32_t code = 0;
  if (!digits.starts_with("U+")) return std::nullopt;
  if (std::from_chars(digits.data() + 2, digits.data() + digits.size(), code, 16).ec != std::errc())
    return std::nullopt;
  return code;
}

/// Code points of the glyphs that the font itself defines, by name.
using FontNames = std::map<std::string, std::uint32_t, std::less<>>;

FontNames names_of_the_font(const Json& metadata) {
  FontNames names;
  const auto add = [&](const std::string& name, const Json& glyph) {
    if (const auto code = parse_code_point(member(glyph, "codepoint"))) names.emplace(name, *code);
  };
  for (const char* list : {"optionalGlyphs", "ligatures"}) {
    for (const auto& [name, glyph] : member(metadata, list).items()) add(name, glyph);
  }
  for (const auto& [name, glyph] : member(metadata, "glyphsWithAlternates").items()) {
    for (const Json& alternate : member(glyph, "alternates")) {
      if (member(alternate, "name").is_string()) add(alternate["name"].get<std::string>(), alternate);
    }
  }
  return names;
}

std::optional<std::uint32_t> code_point(const FontNames& names, std::string_view name) {
  const auto own = names.find(name);
  if (own != names.end()) return own->second;
  return smufl_code_point(name);
}

void add_anchors(const Json& metadata, std::vector<AnchorRecord>& anchors) {
  const Json& glyphs = member(metadata, "glyphsWithAnchors");
  const FontNames names = names_of_the_font(metadata);
  for (const auto& [name, places] : glyphs.items()) {
    const auto code = code_point(names, name);
    if (!code || !places.is_object()) continue;
    for (const auto& [anchor_name, at] : places.items()) {
      const auto which = anchor_by_name(anchor_name);
      if (!which || !at.is_array() || at.size() != 2 || !at[0].is_number() || !at[1].is_number()) continue;
      anchors.push_back({*code, static_cast<std::uint32_t>(*which), at[0].get<float>(), at[1].get<float>()});
    }
  }
  std::ranges::stable_sort(anchors, {}, &AnchorRecord::code);
}

void copy_text(std::string_view text, std::span<char> into) {
  std::memcpy(into.data(), text.data(), std::min(text.size(), into.size() - 1));
}

/// What the font itself says; metadata may say it better.
void add_names(FT_Face face, TableHeader& header) {
  if (face->family_name != nullptr) copy_text(face->family_name, header.name);
  if (const auto* head = static_cast<const TT_Header*>(FT_Get_Sfnt_Table(face, FT_SFNT_HEAD))) {
    const long thousandths = std::lround(static_cast<double>(head->Font_Revision) * 1000.0 / 65536.0);
    std::string version =
        std::to_string(thousandths / 1000) + "." + std::to_string(1000 + thousandths % 1000).substr(1);
    while (version.ends_with('0') && !version.ends_with(".0")) version.pop_back();
    copy_text(version, header.version);
  }
  header.ascent = face->ascender * 1000.0 / face->units_per_EM;
  header.descent = -face->descender * 1000.0 / face->units_per_EM;
}

Expected<void> add_metadata(std::string_view text, Tables& tables) {
  if (text.empty()) return {};
  const Json metadata = Json::parse(text, nullptr, false);
  if (!metadata.is_object()) return fail(Errc::bad_input, "BU0501", "the metadata of the music font is no JSON object");
  const Json& name = member(metadata, "fontName");
  if (name.is_string()) {
    std::ranges::fill(tables.header.name, '\0');
    copy_text(name.get_ref<const std::string&>(), tables.header.name);
  }
  const Json& version = member(metadata, "fontVersion");
  if (!version.is_null()) {
    std::ranges::fill(tables.header.version, '\0');
    copy_text(version.is_string() ? version.get<std::string>() : version.dump(), tables.header.version);
  }
  add_defaults(metadata, tables.header.defaults);
  add_anchors(metadata, tables.anchors);
  return {};
}

template <class Record>
void append(std::string& out, const std::vector<Record>& records) {
  out.append(reinterpret_cast<const char*>(records.data()), records.size() * sizeof(Record));
}

std::string pack(Tables& tables) {
  TableHeader& header = tables.header;
  std::memcpy(header.magic, table_magic, sizeof table_magic);
  header.glyphs = static_cast<std::uint32_t>(tables.glyphs.size());
  header.chars = static_cast<std::uint32_t>(tables.chars.size());
  header.anchors = static_cast<std::uint32_t>(tables.anchors.size());
  header.path_bytes = static_cast<std::uint32_t>(tables.paths.size());
  std::string out(reinterpret_cast<const char*>(&header), sizeof header);
  append(out, tables.glyphs);
  append(out, tables.chars);
  append(out, tables.anchors);
  return out + tables.paths;
}

}  // namespace

Expected<std::string> build_font_table(std::string_view font, std::string_view metadata) {
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) return fail(Errc::internal, "BU9012", "FreeType does not start");
  const std::unique_ptr<FT_LibraryRec_, FreeLibrary> keep_library(library);
  FT_Face face = nullptr;
  const auto* bytes = reinterpret_cast<const FT_Byte*>(font.data());
  if (FT_New_Memory_Face(library, bytes, static_cast<FT_Long>(font.size()), 0, &face) != 0) {
    return fail(Errc::bad_input, "BU0502", "the file is not a font");
  }
  const std::unique_ptr<FT_FaceRec_, FreeFace> keep_face(face);
  if (!FT_IS_SCALABLE(face) || face->units_per_EM == 0 || face->num_glyphs == 0) {
    return fail(Errc::bad_input, "BU0502", "the font has no outlines");
  }
  Tables tables;
  add_names(face, tables.header);
  add_glyphs(face, tables);
  add_chars(face, tables);
  BURIN_CHECK(add_metadata(metadata, tables));
  return pack(tables);
}

}  // namespace burin::io
