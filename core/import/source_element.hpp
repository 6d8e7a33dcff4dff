// A neutral, read-only view of one tag of the input, so that element families can read themselves without an XML
// library.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/piece/mark.hpp"

namespace burin {

/// Valid only during the call that hands it out. Not thread-safe; each importing task has its own.
class SourceElement {
 public:
  virtual ~SourceElement() = default;
  [[nodiscard]] virtual std::string_view tag() const = 0;
  /// Tag of the element around it.
  [[nodiscard]] virtual std::string_view parent_tag() const = 0;
  /// Text directly inside, trimmed.
  [[nodiscard]] virtual std::string_view text() const = 0;
  /// Attribute value, or empty when absent.
  [[nodiscard]] virtual std::string_view attribute(std::string_view name) const = 0;
  /// Text of the first child of that tag, trimmed; empty when absent.
  [[nodiscard]] virtual std::string_view child_text(std::string_view tag) const = 0;
  /// Attribute of the first child of that tag.
  [[nodiscard]] virtual std::string_view child_attribute(std::string_view tag, std::string_view name) const = 0;
  [[nodiscard]] virtual bool has_child(std::string_view tag) const = 0;
  /// Calls visit(context, child) for every child element in order.
  using Visit = void (*)(void* context, const SourceElement& child);
  virtual void each_child(Visit visit, void* context) const = 0;

  template <class Fn>
  void for_each_child(Fn&& fn) const {
    each_child([](void* context, const SourceElement& child) { (*static_cast<Fn*>(context))(child); }, &fn);
  }
};

/// How starts and stops of a spanner find each other.
enum class Pairing : std::uint8_t { none, number, pitch };

/// What a family makes of a tag.
struct ReadMark {
  Mark mark;
  std::int32_t number{1};  // spanner number, for Pairing::number
};

/// One tag that a family claims.
struct ImportRule {
  std::string_view parent;  // tag around it ("articulations", "direction-type", "notations" …); "" = any
  std::string_view tag;     // "" = every child of that parent
  FamilyId family{};
  Pairing pairing{Pairing::none};
  bool on_note{false};  // belongs to the single notehead (tie, fingering, glissando), not to the chord
  /// Reads the element. False: nothing to show (for example empty words). May be null: family and defaults are enough.
  bool (*read)(const SourceElement& element, ReadMark& out){nullptr};
  bool once_per_chord{false};  // files repeat it on every note of a chord (arpeggio), but it is one sign
};

/// Finds the rule for a tag. Implemented by the element registry; thread-safe, O(1).
class ImportTable {
 public:
  virtual ~ImportTable() = default;
  /// The rule for a tag inside a parent, or null when no family claims it.
  [[nodiscard]] virtual const ImportRule* find(std::string_view parent, std::string_view tag) const = 0;
  /// Name of a family ("slur"), and back (FamilyId::unsupported when unknown).
  [[nodiscard]] virtual std::string_view name_of(FamilyId family) const = 0;
  [[nodiscard]] virtual FamilyId id_of(std::string_view name) const = 0;
};

}  // namespace burin
