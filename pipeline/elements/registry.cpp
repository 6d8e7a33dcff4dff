// The list of element families and the import table made of it.
#include <algorithm>
#include <array>
#include <bit>
#include <vector>

#include "pipeline/elements/families.hpp"

namespace burin::layout {

namespace {

/// Sorted by name.
const auto& list() {
  static const std::array families{
      &accidental_mark_family(),
      &arpeggio_family(),
      &articulation_family(),
      &breath_mark_family(),
      &chord_diagram_family(),
      &chord_symbol_family(),
      &coda_family(),
      &dashes_family(),
      &dynamic_family(),
      &fermata_family(),
      &figured_bass_family(),
      &fingering_family(),
      &glissando_family(),
      &hairpin_family(),
      &harp_pedals_family(),
      &image_family(),
      &line_bracket_family(),
      &lyric_family(),
      &metronome_family(),
      &octave_line_family(),
      &ornament_family(),
      &pedal_family(),
      &percussion_sign_family(),
      &principal_voice_family(),
      &rehearsal_family(),
      &scordatura_family(),
      &segno_family(),
      &slur_family(),
      &staff_divide_family(),
      &symbol_family(),
      &tab_number_family(),
      &technical_family(),
      &tie_family(),
      &tremolo_family(),
      &trill_line_family(),
      &words_family(),
  };
  return families;
}

std::uint64_t hash_of(std::string_view parent, std::string_view tag) noexcept {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : parent) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  hash = (hash ^ 0xFFU) * 0x100000001B3ULL;
  for (const char c : tag) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash ^ (hash >> 29);
}

std::string_view tag_of(const ExportRule& rule, const Mark& mark) {
  if (!rule.tags.empty()) return rule.tags[std::min<std::size_t>(mark.variant, rule.tags.size() - 1)];
  return rule.tag.empty() ? mark.parameters().text(Param::type) : rule.tag;
}

/// Whether a sign inside that element hangs at such a place.
bool stands_at(std::string_view parent, MarkPlace place) {
  if (parent == "dynamics") return place != MarkPlace::barline;
  if (parent == "barline") return place == MarkPlace::barline;
  const bool direction = parent == "direction-type" || parent == "measure" || parent == "harmony";
  return place == (direction ? MarkPlace::direction : MarkPlace::note);
}

/// Open addressing over (parent, tag); filled once, read by any number of threads.
class Table final : public ImportTable, public ExportTable {
 public:
  Table() {
    std::size_t count = 0;
    for (const ElementFamily* family : families()) count += family->rules.size();
    rules_.reserve(count);
    std::uint16_t id = 0;
    for (const ElementFamily* family : families()) {
      ++id;
      for (ImportRule rule : family->rules) {
        rule.family = static_cast<FamilyId>(id);
        rules_.push_back(rule);
      }
    }
    slots_.resize(std::bit_ceil(count * 4), none);
    for (std::size_t i = 0; i < rules_.size(); ++i) insert(static_cast<std::uint16_t>(i));
  }

  [[nodiscard]] const ImportRule* find(std::string_view parent, std::string_view tag) const override {
    if (const ImportRule* rule = exactly(parent, tag)) return rule;
    if (const ImportRule* rule = exactly(parent, {})) return rule;
    return exactly({}, tag);
  }
  [[nodiscard]] std::string_view name_of(FamilyId family) const override {
    const ElementFamily* known = layout::family(family);
    return known == nullptr ? std::string_view("unsupported") : known->name;
  }
  [[nodiscard]] FamilyId id_of(std::string_view name) const override { return family_id(name); }

  [[nodiscard]] bool find(const Mark& mark, MarkPlace place, ExportShape& out) const override {
    const ElementFamily* family = layout::family(mark.family);
    if (family == nullptr) return false;
    out.rule = &family->write;
    out.tag = tag_of(family->write, mark);
    for (const ImportRule& rule : family->rules) {
      if (!stands_at(rule.parent, place) || (!rule.tag.empty() && rule.tag != out.tag)) continue;
      out.parent = rule.parent;
      out.import = &rule;
      return !out.tag.empty();
    }
    return false;
  }
  [[nodiscard]] bool fits(const Mark& mark, std::string_view parent, std::string_view tag) const override {
    const ImportRule* rule = exactly(parent, tag);
    return rule != nullptr && rule->family == mark.family;
  }

 private:
  static constexpr std::uint16_t none = 0xFFFF;

  void insert(std::uint16_t index) {
    std::size_t slot = hash_of(rules_[index].parent, rules_[index].tag);
    while (slots_[slot &= slots_.size() - 1] != none) ++slot;
    slots_[slot] = index;
  }
  [[nodiscard]] const ImportRule* exactly(std::string_view parent, std::string_view tag) const noexcept {
    std::size_t slot = hash_of(parent, tag);
    while (slots_[slot &= slots_.size() - 1] != none) {
      const ImportRule& rule = rules_[slots_[slot]];
      if (rule.tag == tag && rule.parent == parent) return &rule;
      ++slot;
    }
    return nullptr;
  }

  std::vector<ImportRule> rules_;
  std::vector<std::uint16_t> slots_;
};

}  // namespace

std::span<const ElementFamily* const> families() { return list(); }

const ElementFamily* family(FamilyId id) noexcept {
  const auto index = static_cast<std::size_t>(id);
  return index == 0 || index > list().size() ? nullptr : list()[index - 1];
}

FamilyId family_id(std::string_view name) {
  const auto& all = list();
  const auto at = std::lower_bound(all.begin(), all.end(), name, [](const ElementFamily* one, std::string_view wanted) {
    return one->name < wanted;
  });
  if (at == all.end() || (*at)->name != name) return FamilyId::unsupported;
  return static_cast<FamilyId>(at - all.begin() + 1);
}

namespace {

const Table& table() {
  static const Table built;
  return built;
}

}  // namespace

const ImportTable& import_table() { return table(); }
const ExportTable& export_table() { return table(); }

}  // namespace burin::layout
