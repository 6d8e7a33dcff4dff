#include "pipeline/stacks/prefix.hpp"

#include <algorithm>
#include <utility>

#include "pipeline/atoms/movement.hpp"
#include "pipeline/elements/clef.hpp"
#include "pipeline/elements/key_signature.hpp"
#include "pipeline/elements/sign_size.hpp"
#include "pipeline/elements/time_signature.hpp"

namespace burin::layout {

bool key_changes(const Context& context, std::uint32_t staff, std::uint32_t measure) {
  if (measure == 0) return false;
  const KeySignature* key = context.staves[staff].staff->keys.exactly({static_cast<std::int32_t>(measure), {}});
  if (key == nullptr || key->hidden) return false;
  const KeySignature& before = context.key_before(staff, {static_cast<std::int32_t>(measure), {}});
  return !(key->fifths == before.fifths && key->custom == before.custom);
}

bool time_changes(const Context& context, std::uint32_t staff, std::uint32_t measure) {
  const TimeSignature* time = context.time_exactly(staff, {static_cast<std::int32_t>(measure), {}});
  return time != nullptr && !time->hidden;
}

bool header_has_time(const Context& context, std::uint32_t staff, std::uint32_t measure) {
  if (time_changes(context, staff, measure)) return true;
  const TimeSignature* time = context.time_at(staff, {static_cast<std::int32_t>(measure), {}});
  return measure == context.first && measure > 0 && time != nullptr && !time->hidden;
}

GlyphGroup clef_sign(const Context& context, const Clef& clef, ClefSize size, int staff_lines) {
  GlyphGroup sign = place_clef(clef, size, *context.glyphs, staff_lines);
  if (clef.font_size <= 0.0) return sign;
  return grown(std::move(sign), music_factor(clef.font_size, size_reference(*context.piece)));
}

GlyphGroup key_sign(const Context& context, std::uint32_t staff, Position at, const KeySignature* previous) {
  const KeySignature& key = context.key_at(staff, at);
  GlyphGroup sign = place_key(key, context.clef_at(staff, at), previous, *context.glyphs);
  if (key.font_size <= 0.0) return sign;
  return grown(std::move(sign), music_factor(key.font_size, size_reference(*context.piece)));
}

GlyphGroup time_sign(const Context& context, const TimeSignature& time) {
  GlyphGroup sign = place_time(time, *context.glyphs);
  if (time.font_size <= 0.0) return sign;
  return grown(std::move(sign), music_factor(time.font_size, size_reference(*context.piece)), true);
}

const PartGroup* time_group(const Context& context, std::uint32_t staff) {
  const std::uint32_t musician = context.staves[staff].musician_index;
  for (const PartGroup& group : context.piece->groups) {
    if (group.one_time && musician >= group.first && musician < group.first + group.count) return &group;
  }
  return nullptr;
}

double time_group_factor(const Context& context, const PartGroup& group) {
  constexpr double per_staff = 0.5;  // the signature of two staves is half as high again
  constexpr double most = 3.0;
  const auto staves = std::count_if(context.staves.begin(), context.staves.end(), [&](const StaffRef& ref) {
    return ref.musician_index >= group.first && ref.musician_index < group.first + group.count;
  });
  return std::clamp(1.0 + per_staff * static_cast<double>(staves - 1), 1.0, most);
}

GlyphGroup naturals_before(const Context& context, std::uint32_t staff, std::uint32_t measure) {
  if (measure >= context.end || !key_changes(context, staff, measure)) return {};
  const Position at{static_cast<std::int32_t>(measure), {}};
  const KeySignature& key = context.key_at(staff, at);
  if (!key.has_cancel || key.cancel_place != KeySignature::CancelPlace::before_barline) return {};
  return place_naturals(key, context.clef_before(staff, at), *context.glyphs);
}

namespace {

struct Widths {
  double clef{0.0}, key{0.0}, time{0.0};
};

/// Widths of the clefs and keys of one place. An orchestra has many staves and few signs that differ, so each is put
/// together once. O(different signs) for a sign.
class SignWidths {
 public:
  explicit SignWidths(const Context& context) : context_(context) {}

  double clef(Clef clef) {
    for (const auto& [known, width] : clefs_) {
      if (known == clef) return width;
    }
    return clefs_.emplace_back(clef, clef_sign(context_, clef, ClefSize::full).width).second;
  }

  /// Of the key of a staff whose clef is given, after nothing that it would cancel.
  double key(std::uint32_t staff, Position at, Clef clef) {
    const KeySignature& key = context_.key_at(staff, at);
    for (const Key& known : keys_) {
      if (known.clef == clef && *known.key == key) return known.width;
    }
    return keys_.emplace_back(Key{clef, &key, key_sign(context_, staff, at, nullptr).width}).width;
  }

 private:
  struct Key {
    Clef clef;
    const KeySignature* key;
    double width;
  };
  const Context& context_;
  std::vector<std::pair<Clef, double>> clefs_;
  std::vector<Key> keys_;
};

double time_width(const Context& context, std::uint32_t staff, Position at) {
  const PartGroup* group = time_group(context, staff);
  const double factor = group == nullptr ? context.staves[staff].scale : time_group_factor(context, *group);
  return factor * time_sign(context, *context.time_at(staff, at)).width;
}

/// Widest signs over all staves at the start of a system.
Widths widest_header(const Context& context, std::uint32_t measure) {
  Widths widths;
  const Position at{static_cast<std::int32_t>(measure), {}};
  SignWidths known(context);
  for (std::uint32_t s = 0; s < context.staves.size(); ++s) {
    const double scale = context.staves[s].scale;
    const Clef clef = context.clef_at(s, at);
    widths.clef = std::max(widths.clef, scale * known.clef(clef));
    widths.key = std::max(widths.key, scale * known.key(s, at, clef));
    if (header_has_time(context, s, measure)) widths.time = std::max(widths.time, time_width(context, s, at));
  }
  return widths;
}

/// Widest key and time over all staves that change at the start of a measure.
Widths widest_change(const Context& context, std::uint32_t measure) {
  Widths widths;
  const Position at{static_cast<std::int32_t>(measure), {}};
  for (std::uint32_t s = 0; s < context.staves.size(); ++s) {
    if (key_changes(context, s, measure)) {
      const double width = key_sign(context, s, at, &context.key_before(s, at)).width;
      widths.key = std::max(widths.key, context.staves[s].scale * width);
    }
    if (time_changes(context, s, measure)) widths.time = std::max(widths.time, time_width(context, s, at));
  }
  return widths;
}

PrefixSigns arrange(const Widths& widths, double edge_to_key, double edge_to_time, const SpacingStyle& style) {
  PrefixSigns signs;
  double x = 0.0;
  signs.has_clef = widths.clef > 0.0;
  signs.has_key = widths.key > 0.0;
  signs.has_time = widths.time > 0.0;
  if (signs.has_clef) {
    signs.clef_x = static_cast<float>(style.edge_to_clef);
    x = style.edge_to_clef + widths.clef;
  }
  if (signs.has_key) {
    x += signs.has_clef ? style.clef_to_key : edge_to_key;
    signs.key_x = static_cast<float>(x);
    x += widths.key;
  }
  if (signs.has_time) {
    x += signs.has_key ? style.key_to_time : signs.has_clef ? style.clef_to_time : edge_to_time;
    signs.time_x = static_cast<float>(x);
    x += widths.time;
  }
  signs.width = static_cast<float>(x);
  return signs;
}

}  // namespace

PrefixSigns change_signs(const Context& context, std::uint32_t measure) {
  if (measure == 0) return {};
  const SpacingStyle& style = context.style.spacing;
  return arrange(widest_change(context, measure), style.barline_to_key, style.barline_to_time, style);
}

PrefixSigns header_signs(const Context& context, std::uint32_t measure) {
  const SpacingStyle& style = context.style.spacing;
  return arrange(widest_header(context, measure), style.edge_to_clef, style.edge_to_clef, style);
}

PrefixSigns courtesy_signs(const Context& context, std::uint32_t measure) {
  if (measure + 1 >= context.end || starts_movement(context, measure + 1)) return {};
  PrefixSigns signs = change_signs(context, measure + 1);
  if (signs.width > 0.0F) signs.width += static_cast<float>(context.style.spacing.courtesy_to_edge);
  return signs;
}

}  // namespace burin::layout
