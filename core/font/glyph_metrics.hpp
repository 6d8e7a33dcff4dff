// Metrics of a SMuFL music font: boxes, advances, anchors, line weights. Filled by io, read by layout.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/units.hpp"

namespace burin {

/// A SMuFL code point (U+E000 … U+F8FF), or any other character that the music font has.
using GlyphId = char32_t;

/// Anchors of SMuFL metadata that layout asks for.
// clang-format off
enum class Anchor : std::uint8_t {
  stem_up_se, stem_down_nw, stem_up_nw, stem_down_sw, cut_out_ne, cut_out_se, cut_out_sw, cut_out_nw,
  split_stem_up_se, split_stem_up_sw, split_stem_down_ne, split_stem_down_nw, numeral_top, numeral_bottom,
  optical_center, grace_slash_sw, grace_slash_ne, grace_slash_nw, grace_slash_se, repeat_offset, notehead_origin,
  nominal_width, leading, trailing, count_,
};
// clang-format on

/// SMuFL engravingDefaults, in staff spaces.
struct EngravingDefaults {
  double staff_line{0.13}, stem{0.12}, beam{0.5}, beam_gap{0.25}, ledger_line{0.16}, ledger_extension{0.4};
  double slur_end{0.1}, slur_middle{0.22}, tie_end{0.1}, tie_middle{0.22};
  double thin_barline{0.16}, thick_barline{0.5}, dashed_barline{0.16}, dashed_barline_dash{0.5},
      dashed_barline_gap{0.25};
  double barline_separation{0.4}, thin_thick_separation{0.4}, repeat_dot_separation{0.16};
  double bracket{0.5}, sub_bracket{0.16}, hairpin{0.16}, octave_line{0.16}, pedal_line{0.16}, repeat_ending{0.16};
  double arrow_shaft{0.16}, lyric_line{0.16}, text_enclosure{0.16}, tuplet_bracket{0.16}, h_bar{1.0};
};

/// Immutable after loading; safe from any thread; lookups O(1).
class GlyphMetrics {
 public:
  struct Glyph {
    Box box;              // staff spaces, y up, relative to the glyph's origin
    double advance{0.0};  // staff spaces
    bool present{false};
  };
  /// Box, advance and presence. An absent glyph has an empty box and present = false.
  [[nodiscard]] const Glyph& glyph(GlyphId id) const noexcept {
    const std::size_t slot = static_cast<std::size_t>(id) - first_;
    if (id >= first_ && slot < dense_.size()) return dense_[slot];
    const auto other = others_.find(id);
    return other == others_.end() ? none_ : other->second;
  }
  [[nodiscard]] const Box& box(GlyphId id) const noexcept { return glyph(id).box; }
  [[nodiscard]] double advance(GlyphId id) const noexcept { return glyph(id).advance; }
  [[nodiscard]] double width(GlyphId id) const noexcept { return glyph(id).box.width(); }
  [[nodiscard]] bool has(GlyphId id) const noexcept { return glyph(id).present; }
  [[nodiscard]] std::optional<Point> anchor(GlyphId id, Anchor which) const noexcept {
    const auto found = anchors_.find(id);
    return found == anchors_.end() ? std::nullopt : found->second[static_cast<std::size_t>(which)];
  }
  [[nodiscard]] Point anchor(GlyphId id, Anchor which, Point otherwise) const noexcept {
    return anchor(id, which).value_or(otherwise);
  }
  [[nodiscard]] const EngravingDefaults& defaults() const noexcept { return defaults_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }

  /// Building, by the loader only.
  using Anchors = std::array<std::optional<Point>, static_cast<std::size_t>(Anchor::count_)>;
  void set_name(std::string name) { name_ = std::move(name); }
  void set_defaults(const EngravingDefaults& defaults) { defaults_ = defaults; }
  void set_glyph(GlyphId id, const Glyph& glyph) {
    if (id >= first_ && id < first_ + dense_size) {
      if (dense_.empty()) dense_.resize(dense_size);
      dense_[static_cast<std::size_t>(id) - first_] = glyph;
    } else {
      others_[id] = glyph;
    }
  }
  void set_anchor(GlyphId id, Anchor which, Point at) { anchors_[id][static_cast<std::size_t>(which)] = at; }

 private:
  static constexpr std::size_t first_ = 0xE000;
  static constexpr std::size_t dense_size = 0x1900;
  std::string name_;
  EngravingDefaults defaults_;
  std::vector<Glyph> dense_;
  std::unordered_map<GlyphId, Glyph> others_;
  std::unordered_map<GlyphId, Anchors> anchors_;
  Glyph none_;
};

}  // namespace burin
