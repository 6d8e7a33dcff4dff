// What families share when they read themselves from a file: roles, numbers, parameters, tables of glyph signs.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "core/import/source_element.hpp"

namespace burin::layout {

/// Collects parameters of a mark; empty texts are left out. One thread.
class ParamsOf {
 public:
  ParamsOf& text(Param name, std::string_view value);
  ParamsOf& whole(Param name, std::int64_t value);
  ParamsOf& real(Param name, double value);
  /// A decimal number; left out when it is none, infinite or beyond ±1e6.
  ParamsOf& number(Param name, std::string_view value);
  /// Stores them in the mark; nothing when there are none.
  void into(Mark& mark);

 private:
  Params params_;
};

/// Reads a decimal number; `otherwise` when it is none, infinite or beyond ±1e6.
[[nodiscard]] double decimal(std::string_view text, double otherwise) noexcept;
/// Reads a whole number; `otherwise` when it is none or beyond ±1e9.
[[nodiscard]] std::int64_t whole_number(std::string_view text, std::int64_t otherwise) noexcept;
/// "yes" and "no"; anything else is `otherwise`.
[[nodiscard]] bool yes_no(std::string_view text, bool otherwise) noexcept;

/// start, stop, continue, let-ring → role; none for anything else.
[[nodiscard]] SpanRole role_of_type(std::string_view type) noexcept;
/// "over", "above" → above; "under", "below" → below; else automatic.
[[nodiscard]] Side side_of(std::string_view word) noexcept;
/// Role by @type and number by @number (default 1).
void read_span(const SourceElement& element, ReadMark& out) noexcept;
/// Text style shared by all words: font size, weight, slant, enclosure, justification, colour.
void read_text_style(const SourceElement& element, ParamsOf& params);

/// The pieces of a text between separators; empty ones are kept. Views into `text`. O(n).
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// One sign that is a glyph.
struct GlyphSign {
  std::string_view tag;
  char32_t glyph{0};        // SMuFL, the form above; 0 = drawn without a glyph
  std::string_view text{};  // drawn as text when there is no glyph
};

/// A table of glyph signs by tag. Marks of one tag share their parameters: glyph, text and Param::type = tag;
/// Mark::variant is the index in the table. Thread-safe after construction. O(n), n is small.
class GlyphSigns {
 public:
  GlyphSigns(std::initializer_list<GlyphSign> signs);
  /// Fills the mark for the element's tag; true when the table has it.
  bool read(const SourceElement& element, ReadMark& out) const;

 private:
  struct Entry {
    std::string_view tag;
    Shared<Params> params;
  };
  std::vector<Entry> entries_;
};

}  // namespace burin::layout
