#include "pipeline/elements/key_signature.hpp"

#include <algorithm>
#include <cstdlib>

#include "pipeline/elements/accidental.hpp"

namespace burin::layout {
namespace {

using Ladder = std::array<int, 7>;
constexpr Ladder treble_sharps{4, 1, 5, 2, -1, 3, 0};
constexpr Ladder treble_flats{0, 3, -1, 2, -2, 1, -3};
constexpr Ladder tenor_sharps{-2, 2, -1, 3, 0, 4, 1};  // its own zigzag: the usual one would begin above the staff
constexpr Ladder sharp_steps{3, 0, 4, 1, 5, 2, 6};     // F C G D A E B
constexpr Ladder flat_steps{6, 2, 5, 1, 4, 0, 3};
constexpr int octave = 7;
constexpr int tenor_shift = 1;
constexpr int most_signs = 7;

/// How many positions higher than under a treble clef every step stands, as the nearest of its octaves: -3 to 3.
int shift_from_treble(const Clef& clef) {
  const int shift = ((Clef{}.middle_line() - clef.middle_line()) % octave + octave) % octave;
  return shift > octave / 2 ? shift - octave : shift;
}

int folded(int p, const KeyStyle& style) {
  while (p > style.top) p -= octave;
  while (p < style.bottom) p += octave;
  return p;
}

bool takes_keys(const Clef& clef) {
  return clef.sign == ClefSign::g || clef.sign == ClefSign::f || clef.sign == ClefSign::c;
}

double gap_after(GlyphId id, const KeyStyle& style) {
  switch (id) {
    case glyph::sharp: return style.sharp_gap;
    case glyph::flat: return style.flat_gap;
    case glyph::natural: return style.natural_gap;
    default: return style.other_gap;
  }
}

/// Appends signs from left to right.
class Writer {
 public:
  Writer(const GlyphMetrics& font, const KeyStyle& style) : font_(font), style_(style) {}

  void sign(GlyphId id, int p) {
    const Box& box = font_.box(id);
    if (box.empty()) return;
    if (!group_.empty()) pen_ += gap_;
    group_.glyphs.push_back({id, pen_ - box.left, p / 2.0, 1.0});
    pen_ += box.width();
    group_.width = pen_;
    gap_ = gap_after(id, style_);
  }
  void wait(double gap) { gap_ = gap; }
  GlyphGroup take() { return std::move(group_); }

 private:
  const GlyphMetrics& font_;
  const KeyStyle& style_;
  GlyphGroup group_;
  double pen_{0.0};
  double gap_{0.0};
};

int count_of(int fifths) { return std::min(std::abs(fifths), most_signs); }

/// Signs of a traditional key. Beyond seven the first steps are altered doubly: their signs come last, so that the
/// order of fifths goes on.
void write_fifths(Writer& writer, int fifths, const Clef& clef, const KeyStyle& style) {
  const Ladder at = key_positions(clef, fifths > 0, style);
  const int doubled = std::clamp(std::abs(fifths) - most_signs, 0, most_signs);
  const auto total = static_cast<std::size_t>(count_of(fifths));
  for (std::size_t i = static_cast<std::size_t>(doubled); i < total; ++i) {
    writer.sign(fifths > 0 ? glyph::sharp : glyph::flat, at[i]);
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(doubled); ++i) {
    writer.sign(fifths > 0 ? glyph::double_sharp : glyph::double_flat, at[i]);
  }
}

/// Position of a sign of a non-traditional key: where its octave says, else where its step stands in the usual ladder.
int custom_position(const KeySignature::Sign& sign, const Clef& clef, const KeyStyle& style) {
  const int step = std::clamp<int>(sign.step, 0, octave - 1);
  if (sign.octave >= 0) return sign.octave * octave + step - clef.middle_line();
  const bool sharps = sign.alter >= 0;
  const Ladder& steps = sharps ? sharp_steps : flat_steps;
  const auto i = static_cast<std::size_t>(std::find(steps.begin(), steps.end(), step) - steps.begin());
  return key_positions(clef, sharps, style)[i];
}

void write_custom(Writer& writer, const KeySignature& key, const Clef& clef, const KeyStyle& style) {
  for (const KeySignature::Sign& sign : key.custom) {
    const GlyphId id = sign.accidental != 0 ? sign.accidental : accidental_sign(sign.alter);
    writer.sign(id, custom_position(sign, clef, style));
  }
}

/// Naturals on the places of the old signs that the new key does not keep, in their old order.
void write_naturals(Writer& writer, const KeySignature& old, const KeySignature& key, const Clef& clef,
                    const KeyStyle& style) {
  for (const KeySignature::Sign& sign : old.custom) writer.sign(glyph::natural, custom_position(sign, clef, style));
  if (!old.custom.empty() || old.fifths == 0) return;
  const bool same_kind = key.custom.empty() && (old.fifths > 0) == (key.fifths > 0);
  const auto kept = static_cast<std::size_t>(same_kind ? count_of(key.fifths) : 0);
  const Ladder at = key_positions(clef, old.fifths > 0, style);
  for (std::size_t i = kept; i < static_cast<std::size_t>(count_of(old.fifths)); ++i)
    writer.sign(glyph::natural, at[i]);
}

/// The key whose signs have to be cancelled visibly, or null.
const KeySignature* cancelled(const KeySignature& key, const KeySignature* previous, KeySignature& asked,
                              const KeyStyle& style) {
  if (key.has_cancel) {
    asked.fifths = key.cancel;
    return &asked;
  }
  const bool to_c = key.fifths == 0 && key.custom.empty();
  const bool wanted = style.naturals == KeyNaturals::always || (style.naturals == KeyNaturals::only_to_c && to_c);
  return wanted ? previous : nullptr;
}

}  // namespace

std::array<int, 7> key_positions(const Clef& clef, bool sharps, const KeyStyle& style) noexcept {
  const int shift = shift_from_treble(clef);
  if (sharps && shift == tenor_shift) return tenor_sharps;
  Ladder at = sharps ? treble_sharps : treble_flats;
  for (int& p : at) p = folded(p + shift, style);
  return at;
}

GlyphGroup place_key(const KeySignature& key, const Clef& clef, const KeySignature* previous, const GlyphMetrics& font,
                     const KeyStyle& style) {
  Writer writer(font, style);
  if (key.hidden || !takes_keys(clef)) return writer.take();
  KeySignature asked;
  const KeySignature* old = cancelled(key, previous, asked, style);
  const bool after = key.cancel_place == KeySignature::CancelPlace::right;
  if (key.has_cancel && key.cancel_place == KeySignature::CancelPlace::before_barline) old = nullptr;  // stand there
  if (old != nullptr && !after) write_naturals(writer, *old, key, clef, style);
  writer.wait(style.cancel_gap);
  if (key.custom.empty()) {
    write_fifths(writer, key.fifths, clef, style);
  } else {
    write_custom(writer, key, clef, style);
  }
  if (old != nullptr && after) {
    writer.wait(style.cancel_gap);
    write_naturals(writer, *old, key, clef, style);
  }
  return writer.take();
}

GlyphGroup place_naturals(const KeySignature& key, const Clef& clef, const GlyphMetrics& font, const KeyStyle& style) {
  Writer writer(font, style);
  if (key.hidden || !key.has_cancel || !takes_keys(clef)) return writer.take();
  KeySignature old;
  old.fifths = key.cancel;
  write_naturals(writer, old, key, clef, style);
  return writer.take();
}

}  // namespace burin::layout
