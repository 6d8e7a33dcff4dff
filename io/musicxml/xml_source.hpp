// XML nodes: the only place that knows the XML library. A small value over a node, and its SourceElement form.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string_view>

#include "core/import/source_element.hpp"

namespace burin::io {

/// A 64-bit hash of a tag, so that tags can be the cases of a switch. Two known tags never collide (the compiler would
/// refuse the switch); a foreign tag that collides on purpose is merely read as the known one.
[[nodiscard]] constexpr std::uint64_t tag_hash(std::string_view tag) noexcept;

/// The hash, a character at a time.
class TagHash {
 public:
  constexpr void add(char c) noexcept { value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL; }
  [[nodiscard]] constexpr std::uint64_t value() const noexcept { return value_; }

 private:
  std::uint64_t value_{0xCBF29CE484222325ULL};
};

constexpr std::uint64_t tag_hash(std::string_view tag) noexcept {
  TagHash hash;
  for (const char c : tag) hash.add(c);
  return hash.value();
}

/// Text without white space at its ends. O(n).
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

/// An element of a parsed document, or nothing. Copying is free; valid as long as its document. One thread at a time.
class XmlNode {
 public:
  XmlNode() = default;
  explicit XmlNode(pugi::xml_node node) noexcept : node_(node) {}

  [[nodiscard]] explicit operator bool() const noexcept { return static_cast<bool>(node_); }
  /// Local name: a namespace prefix is left out.
  [[nodiscard]] std::string_view name() const noexcept;
  /// tag_hash(name()), in one pass.
  [[nodiscard]] std::uint64_t tag() const noexcept;
  [[nodiscard]] std::string_view text() const noexcept;
  [[nodiscard]] std::string_view attribute(const char* name) const noexcept { return node_.attribute(name).value(); }
  [[nodiscard]] XmlNode child(const char* name) const noexcept { return XmlNode(node_.child(name)); }
  [[nodiscard]] std::string_view child_text(const char* name) const noexcept { return child(name).text(); }
  [[nodiscard]] XmlNode parent() const noexcept { return XmlNode(node_.parent()); }
  /// Whether print-object is not "no".
  [[nodiscard]] bool printed() const noexcept { return attribute("print-object") != "no"; }
  /// Byte offset in the text that was parsed; -1 when unknown.
  [[nodiscard]] std::ptrdiff_t offset() const noexcept { return node_.offset_debug(); }

  /// Calls fn(child) for every child element in order.
  template <class Fn>
  void each(Fn&& fn) const {
    for (pugi::xml_node child = node_.first_child(); child; child = child.next_sibling()) {
      if (child.type() == pugi::node_element) fn(XmlNode(child));
    }
  }
  /// Calls fn(tag_hash(name), value) for every attribute in order.
  template <class Fn>
  void each_attribute(Fn&& fn) const {
    for (pugi::xml_attribute one = node_.first_attribute(); one; one = one.next_attribute()) {
      TagHash hash;
      for (const char* c = one.name(); *c != '\0'; ++c) hash.add(*c);
      fn(hash.value(), std::string_view(one.value()));
    }
  }
  [[nodiscard]] XmlNode first() const noexcept;
  [[nodiscard]] XmlNode next() const noexcept;
  [[nodiscard]] const pugi::xml_node& raw() const noexcept { return node_; }

 private:
  pugi::xml_node node_;
};

/// What went wrong in a parse: a byte offset and words.
struct XmlProblem {
  std::size_t offset{0};
  std::string_view what;
};

/// One element at the top, or any number of them.
enum class XmlForm : std::uint8_t { document, fragment };

/// A parsed document. Movable; nodes stay valid.
class XmlDocument {
 public:
  XmlDocument() : document_(std::make_unique<pugi::xml_document>()) {}
  /// Parses a text in place: the buffer is altered and must outlive the document. O(n).
  [[nodiscard]] std::optional<XmlProblem> parse_in_place(char* text, std::size_t size,
                                                         XmlForm form = XmlForm::document);
  /// Parses a copy of a text. O(n).
  [[nodiscard]] std::optional<XmlProblem> parse(std::string_view text);
  /// Whether elements lie more than `levels` deep inside each other; those at the top are one deep. O(nodes).
  [[nodiscard]] bool deeper_than(std::uint32_t levels) const;
  /// The first element at the top.
  [[nodiscard]] XmlNode root() const noexcept;

 private:
  std::unique_ptr<pugi::xml_document> document_;
};

/// SourceElement over a node. `parent` may name another tag than the node's real parent: "measure" for music data.
class XmlElement final : public SourceElement {
 public:
  XmlElement(XmlNode node, std::string_view parent) noexcept : node_(node), parent_(parent) {}
  [[nodiscard]] std::string_view tag() const override { return node_.name(); }
  [[nodiscard]] std::string_view parent_tag() const override { return parent_; }
  [[nodiscard]] std::string_view text() const override { return node_.text(); }
  [[nodiscard]] std::string_view attribute(std::string_view name) const override;
  [[nodiscard]] std::string_view child_text(std::string_view tag) const override { return find(tag).text(); }
  [[nodiscard]] std::string_view child_attribute(std::string_view tag, std::string_view name) const override;
  [[nodiscard]] bool has_child(std::string_view tag) const override { return static_cast<bool>(find(tag)); }
  void each_child(Visit visit, void* context) const override;

 private:
  [[nodiscard]] XmlNode find(std::string_view tag) const noexcept;
  XmlNode node_;
  std::string_view parent_;
};

}  // namespace burin::io
