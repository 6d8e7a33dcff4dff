// XML text, element by element: escaping, indentation, nothing kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/export/export_table.hpp"
#include "io/svg/text_buffer.hpp"

namespace burin::io {

/// Whether a text may be the name of an element (letters of ASCII, digits, "-", "_", "."; a letter or "_" first).
[[nodiscard]] bool is_xml_name(std::string_view text) noexcept;

/// Writes well-formed elements into a buffer. What an element holds is either text or children. One thread; tags must
/// live until their element is closed. Amortised O(bytes).
class XmlWriter {
 public:
  /// `depth`: elements that are already open around what is written.
  explicit XmlWriter(std::size_t expected_bytes, std::size_t depth = 0) : out_(expected_bytes), depth_(depth) {}

  void open(std::string_view tag);
  void close();
  void attribute(std::string_view name, std::string_view value);
  /// The same for those that the schema demands: written when they are empty, too.
  void required(std::string_view name, std::string_view value);
  void text(std::string_view text);

  void number(std::string_view name, std::int64_t value);
  /// name="yes" when it holds.
  void flag(std::string_view name, bool holds) {
    if (holds) attribute(name, "yes");
  }
  /// An element without anything inside.
  void empty(std::string_view tag) {
    open(tag);
    close();
  }
  /// A child with nothing but a text; left out when that is empty.
  void child(std::string_view tag, std::string_view words) {
    if (words.empty()) return;
    open(tag);
    text(words);
    close();
  }
  void count(std::string_view tag, std::int64_t value);
  /// What another writer has made at this depth.
  void splice(std::string_view bytes);
  /// Declaration and document type: before the root.
  void prolog(std::string_view text) { out_.put(text); }

  [[nodiscard]] std::string take() { return out_.take(); }

 private:
  void begin_content(bool children);
  void indent();

  TextBuffer out_;
  std::vector<std::string_view> tags_;
  std::size_t depth_{0};
  bool in_tag_{false};    // the start tag is still open
  bool has_text_{false};  // so the end tag follows on the same line
};

/// What families write themselves with: tags that come from parameters must be names.
class MarkOutput final : public ElementOutput {
 public:
  explicit MarkOutput(XmlWriter& xml) noexcept : xml_(xml) {}
  void attribute(std::string_view name, std::string_view value) override { xml_.attribute(name, value); }
  void text(std::string_view text) override { xml_.text(text); }
  void open(std::string_view tag) override { xml_.open(is_xml_name(tag) ? tag : "other"); }
  void close() override { xml_.close(); }

 private:
  XmlWriter& xml_;
};

}  // namespace burin::io
