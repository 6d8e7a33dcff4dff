// XML nodes: a small value over a record of a tree, and its SourceElement form.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/import/source_element.hpp"
#include "io/musicxml/xml_library.hpp"

namespace burin::io {

/// Text without white space at its ends. O(n).
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) noexcept {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

/// An element of a parsed document, or nothing. Copying is free; valid as long as its document. One thread at a time.
class XmlNode {
 public:
  XmlNode() = default;
  explicit XmlNode(const XmlRecord* record) noexcept : record_(record) {}

  [[nodiscard]] explicit operator bool() const noexcept { return record_ != nullptr; }
  /// Local name: a namespace prefix is left out.
  [[nodiscard]] std::string_view name() const noexcept {
    return record_ == nullptr ? std::string_view{} : record_->name;
  }
  /// tag_hash(name()). O(1).
  [[nodiscard]] std::uint64_t tag() const noexcept { return record_ == nullptr ? 0 : record_->tag; }
  /// The first text inside that is not blank, trimmed.
  [[nodiscard]] std::string_view text() const noexcept { return trimmed(whole_text()); }
  /// The same with the white space around it.
  [[nodiscard]] std::string_view whole_text() const noexcept {
    return record_ == nullptr ? std::string_view{} : record_->text;
  }
  /// Value of an attribute; empty when there is none.
  [[nodiscard]] std::string_view attribute(std::string_view name) const noexcept {
    for (const XmlAttribute* one = attributes(); one != nullptr; one = one->next) {
      if (one->name == name) return one->value;
    }
    return {};
  }
  [[nodiscard]] const XmlAttribute* attributes() const noexcept {
    return record_ == nullptr ? nullptr : record_->attributes;
  }
  /// The first child of that name.
  [[nodiscard]] XmlNode child(std::string_view name) const noexcept {
    XmlNode one = first();
    while (one && one.record_->name != name) one = one.next();
    return one;
  }
  [[nodiscard]] std::string_view child_text(std::string_view name) const noexcept { return child(name).text(); }
  [[nodiscard]] XmlNode parent() const noexcept { return XmlNode(record_ == nullptr ? nullptr : record_->parent); }
  /// Whether print-object is not "no".
  [[nodiscard]] bool printed() const noexcept { return attribute("print-object") != "no"; }
  /// Byte offset in the text that was parsed; -1 when unknown.
  [[nodiscard]] std::ptrdiff_t offset() const noexcept {
    return record_ == nullptr ? -1 : static_cast<std::ptrdiff_t>(record_->offset);
  }

  /// Calls fn(child) for every child element in order.
  template <class Fn>
  void each(Fn&& fn) const {
    for (XmlNode child = first(); child; child = child.next()) fn(child);
  }
  [[nodiscard]] XmlNode first() const noexcept { return XmlNode(record_ == nullptr ? nullptr : record_->first); }
  [[nodiscard]] XmlNode next() const noexcept { return XmlNode(record_ == nullptr ? nullptr : record_->next); }

 private:
  const XmlRecord* record_{nullptr};
};

/// A parsed document with all that its nodes point into. Movable; nodes stay valid. One thread.
class XmlDocument {
 public:
  XmlDocument() : tree_(std::make_unique<XmlTree>()) {}
  /// Parses a copy of a text by ourselves, within the limits of shape. False when it is not plain (plain_xml.hpp): then
  /// the document is empty, and the library has to say what the text is. O(n).
  [[nodiscard]] bool parse_plain(std::string_view text, const ImportLimits& limits, std::uint32_t depth = 0,
                                 XmlForm form = XmlForm::document);
  /// Parses a copy of a text by the library, whatever its shape. O(n).
  [[nodiscard]] std::optional<XmlProblem> parse(std::string_view text, XmlForm form = XmlForm::document);
  /// The first element at the top.
  [[nodiscard]] XmlNode root() const noexcept { return XmlNode(tree_->top().first); }

 private:
  std::unique_ptr<XmlTree> tree_;
  std::string text_;
  std::shared_ptr<const void> memory_;
};

/// SourceElement over a node. `parent` may name another tag than the node's real parent: "measure" for music data.
class XmlElement final : public SourceElement {
 public:
  XmlElement(XmlNode node, std::string_view parent) noexcept : node_(node), parent_(parent) {}
  [[nodiscard]] std::string_view tag() const override { return node_.name(); }
  [[nodiscard]] std::string_view parent_tag() const override { return parent_; }
  [[nodiscard]] std::string_view text() const override { return node_.text(); }
  [[nodiscard]] std::string_view attribute(std::string_view name) const override { return node_.attribute(name); }
  [[nodiscard]] std::string_view child_text(std::string_view tag) const override { return node_.child_text(tag); }
  [[nodiscard]] std::string_view child_attribute(std::string_view tag, std::string_view name) const override {
    return node_.child(tag).attribute(name);
  }
  [[nodiscard]] bool has_child(std::string_view tag) const override { return static_cast<bool>(node_.child(tag)); }
  void each_child(Visit visit, void* context) const override;

 private:
  XmlNode node_;
  std::string_view parent_;
};

}  // namespace burin::io
