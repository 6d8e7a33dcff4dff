// Names of signs → marks, by way of the families' own readers.
#include <algorithm>
#include <array>
#include <charconv>

#include "core/script/attachments.hpp"

namespace burin {

namespace {

/// What a user's word stands for in the language of the import rules.
struct Wanted {
  std::string_view parent;
  std::string_view tag;
  std::string_view type;  // of the start
  std::string_view size;
};

struct Alias {
  std::string_view name;
  Wanted wanted;
};
constexpr auto aliases = std::to_array<Alias>({
    {"slur", {"notations", "slur", "start", ""}},
    {"tie", {"notations", "tied", "start", ""}},
    {"glissando", {"notations", "glissando", "start", ""}},
    {"slide", {"notations", "slide", "start", ""}},
    {"fermata", {"notations", "fermata", "", ""}},
    {"arpeggio", {"notations", "arpeggiate", "", ""}},
    {"trill", {"ornaments", "trill-mark", "", ""}},
    {"trill-line", {"ornaments", "wavy-line", "start", ""}},
    {"marcato", {"articulations", "strong-accent", "", ""}},
    {"cresc", {"direction-type", "wedge", "crescendo", ""}},
    {"crescendo", {"direction-type", "wedge", "crescendo", ""}},
    {"dim", {"direction-type", "wedge", "diminuendo", ""}},
    {"diminuendo", {"direction-type", "wedge", "diminuendo", ""}},
    {"decrescendo", {"direction-type", "wedge", "diminuendo", ""}},
    {"8va", {"direction-type", "octave-shift", "down", "8"}},
    {"8vb", {"direction-type", "octave-shift", "up", "8"}},
    {"15ma", {"direction-type", "octave-shift", "down", "15"}},
    {"15mb", {"direction-type", "octave-shift", "up", "15"}},
    {"pedal", {"direction-type", "pedal", "start", ""}},
    {"piano", {"dynamics", "p", "", ""}},
    {"pianissimo", {"dynamics", "pp", "", ""}},
    {"mezzo-piano", {"dynamics", "mp", "", ""}},
    {"mezzo-forte", {"dynamics", "mf", "", ""}},
    {"forte", {"dynamics", "f", "", ""}},
    {"fortissimo", {"dynamics", "ff", "", ""}},
    {"sforzando", {"dynamics", "sfz", "", ""}},
});
constexpr std::array<std::string_view, 6> parents{"articulations", "ornaments",      "technical",
                                                  "notations",     "direction-type", "harmony"};
constexpr std::string_view dynamic_letters = "pmfsrzn";

/// A tag that stands in no file.
class NamedSign final : public SourceElement {
 public:
  NamedSign(const Wanted& wanted, SpanRole role, const Data* details)
      : wanted_(wanted), role_(role), details_(details) {}

  [[nodiscard]] std::string_view tag() const override { return wanted_.tag; }
  [[nodiscard]] std::string_view parent_tag() const override { return wanted_.parent; }
  [[nodiscard]] std::string_view text() const override { return detail("text"); }
  [[nodiscard]] std::string_view attribute(std::string_view name) const override {
    if (name == "type" && role_ == SpanRole::stop) return "stop";
    const std::string_view given = detail(name);
    if (!given.empty()) return given;
    if (name == "type") return wanted_.type;
    if (name == "size") return wanted_.size;
    return {};
  }
  [[nodiscard]] std::string_view child_text(std::string_view) const override { return {}; }
  [[nodiscard]] std::string_view child_attribute(std::string_view, std::string_view) const override { return {}; }
  [[nodiscard]] bool has_child(std::string_view) const override { return false; }
  void each_child(Visit, void*) const override {}

 private:
  [[nodiscard]] std::string_view detail(std::string_view name) const {
    const Data* found = details_ == nullptr ? nullptr : details_->find(name);
    return found == nullptr || found->text() == nullptr ? std::string_view() : std::string_view(*found->text());
  }
  const Wanted& wanted_;
  SpanRole role_;
  const Data* details_;
};

bool is_only(std::string_view name, char letter) {
  return !name.empty() && name.find_first_not_of(letter) == std::string_view::npos;
}

/// The rule that claims exactly this tag.
const ImportRule* rule_for(const ImportTable& signs, std::string_view parent, std::string_view tag) {
  const ImportRule* rule = signs.find(parent, tag);
  return rule != nullptr && (rule->tag == tag || parent == "dynamics") ? rule : nullptr;
}

std::optional<Wanted> wanted_by(std::string_view name, const ImportTable& signs) {
  for (const Alias& alias : aliases) {
    if (alias.name == name) return alias.wanted;
  }
  if (is_only(name, '<')) return Wanted{"direction-type", "wedge", "crescendo", ""};
  if (is_only(name, '>')) return Wanted{"direction-type", "wedge", "diminuendo", ""};
  for (const std::string_view parent : parents) {
    if (rule_for(signs, parent, name) != nullptr) return Wanted{parent, name, "start", ""};
  }
  const bool dynamic = !name.empty() && name.find_first_not_of(dynamic_letters) == std::string_view::npos;
  if (dynamic) return Wanted{"dynamics", name, "", ""};
  return std::nullopt;
}

}  // namespace

Expected<Sign> sign_named(std::string_view name, SpanRole role, const ImportTable& signs, const Data* details) {
  if (name.starts_with(':')) name.remove_prefix(1);
  const auto wanted = wanted_by(name, signs);
  const ImportRule* rule = wanted ? rule_for(signs, wanted->parent, wanted->tag) : nullptr;
  if (rule == nullptr) {
    return fail(Errc::bad_input, "BU0212", "there is no sign '" + std::string(name.substr(0, 60)) + "'", {},
                "signs are called staccato, accent, f, <, slur, tie, 8va, fermata …; `burin elements` lists them");
  }
  ReadMark read;
  read.mark.family = rule->family;
  const bool good = rule->read == nullptr || rule->read(NamedSign(*wanted, role, details), read);
  if (!good) return fail(Errc::bad_input, "BU0212", "the sign '" + std::string(name) + "' needs more than its name");
  Sign sign;
  sign.mark = std::move(read.mark);
  sign.spans = rule->pairing != Pairing::none && sign.mark.role != SpanRole::none;
  sign.on_note = rule->on_note;
  sign.placed = wanted->parent == "direction-type" || wanted->parent == "dynamics";
  return sign;
}

}  // namespace burin
