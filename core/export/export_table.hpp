// How signs are written as elements of a file: the mirror image of core/import. io writes, the families say what.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/import/source_element.hpp"
#include "core/piece/mark.hpp"

namespace burin {

/// Takes one element as it is written. Attributes come first, then text or children. Valid only during the call that
/// hands it out; one thread.
class ElementOutput {
 public:
  virtual ~ElementOutput() = default;
  /// Left out when the value is empty.
  virtual void attribute(std::string_view name, std::string_view value) = 0;
  virtual void text(std::string_view text) = 0;
  virtual void open(std::string_view tag) = 0;
  virtual void close() = 0;

  /// A child with nothing but a text; left out when that is empty.
  void child(std::string_view tag, std::string_view words) {
    if (words.empty()) return;
    open(tag);
    text(words);
    close();
  }
};

/// A parameter that is written as it stands.
struct ExportField {
  enum class As : std::uint8_t {
    attribute,  // its text or number
    flag,       // `word` when it is there and not 0
    text,       // the text of the element
  };
  Param param{};
  std::string_view attribute{};  // name; unused for As::text
  As as{As::attribute};
  std::string_view word{"yes"};  // of a flag
};

/// How a family's marks are written. What the rule of the import for the same tag says (role, number, side, hidden)
/// need not be said again.
struct ExportRule {
  std::string_view tag{};                          // "" = Param::type names it
  std::span<const std::string_view> tags{};        // instead, by Mark::variant; the last one for all beyond
  std::span<const ExportField> fields{};           // parameters that are attributes or the text
  std::span<const ExportField> style{};            // the same for what many families share
  bool own_side{false};                            // the side is no @placement: `write` says it
  std::string_view (*type)(const Mark&){nullptr};  // @type of a spanner whose words are not start, stop, continue
  /// Whatever else there is: attributes, then children. Called before the text of `fields`.
  void (*write)(const Mark& mark, ElementOutput& out){nullptr};
};

/// Where a mark hangs.
enum class MarkPlace : std::uint8_t { note, barline, direction };

/// What a mark looks like in a file.
struct ExportShape {
  std::string_view parent;  // the element around it
  std::string_view tag;
  const ExportRule* rule{nullptr};
  const ImportRule* import{nullptr};  // how the same tag is read
};

/// Finds the shape of a mark. Implemented by the element registry; thread-safe, O(1).
class ExportTable {
 public:
  virtual ~ExportTable() = default;
  /// False: the mark has no form at this place (it is `unsupported`, or an edit put it where it cannot be).
  [[nodiscard]] virtual bool find(const Mark& mark, MarkPlace place, ExportShape& out) const = 0;
  /// Whether that tag would be read as this family there: then it may stand in that element, too.
  [[nodiscard]] virtual bool fits(const Mark& mark, std::string_view parent, std::string_view tag) const = 0;
};

}  // namespace burin
