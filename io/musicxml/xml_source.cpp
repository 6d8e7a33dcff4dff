#include "io/musicxml/xml_source.hpp"

namespace burin::io {

namespace {

// White space between elements says nothing; entities and CDATA are resolved; the DOCTYPE is skipped and nothing is
// ever fetched.
constexpr unsigned parse_flags = pugi::parse_escapes | pugi::parse_cdata | pugi::parse_embed_pcdata;

std::string_view local(std::string_view name) noexcept {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

constexpr bool blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Ends the walk at the first element that lies too deep.
struct DepthWalk final : pugi::xml_tree_walker {
  explicit DepthWalk(std::uint32_t most) : levels(most) {}
  bool for_each(pugi::xml_node& node) override {
    return static_cast<std::uint32_t>(depth()) < levels || node.type() != pugi::node_element;
  }
  std::uint32_t levels;
};

std::optional<XmlProblem> problem_of(const pugi::xml_parse_result& result) {
  if (result) return std::nullopt;
  return XmlProblem{static_cast<std::size_t>(result.offset < 0 ? 0 : result.offset), result.description()};
}

}  // namespace

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view XmlNode::name() const noexcept { return local(node_.name()); }

std::uint64_t XmlNode::tag() const noexcept {
  TagHash hash;
  for (const char* c = node_.name(); *c != '\0'; ++c) {
    if (*c == ':') return tag_hash(name());
    hash.add(*c);
  }
  return hash.value();
}

std::string_view XmlNode::text() const noexcept { return trimmed(node_.child_value()); }

XmlNode XmlNode::first() const noexcept {
  pugi::xml_node child = node_.first_child();
  while (child && child.type() != pugi::node_element) child = child.next_sibling();
  return XmlNode(child);
}

XmlNode XmlNode::next() const noexcept {
  pugi::xml_node sibling = node_.next_sibling();
  while (sibling && sibling.type() != pugi::node_element) sibling = sibling.next_sibling();
  return XmlNode(sibling);
}

std::optional<XmlProblem> XmlDocument::parse_in_place(char* text, std::size_t size, XmlForm form) {
  const unsigned flags = form == XmlForm::fragment ? parse_flags | pugi::parse_fragment : parse_flags;
  return problem_of(document_->load_buffer_inplace(text, size, flags, pugi::encoding_utf8));
}

std::optional<XmlProblem> XmlDocument::parse(std::string_view text) {
  return problem_of(document_->load_buffer(text.data(), text.size(), parse_flags, pugi::encoding_utf8));
}

bool XmlDocument::deeper_than(std::uint32_t levels) const {
  DepthWalk walk(levels);
  return !document_->traverse(walk);
}

XmlNode XmlDocument::root() const noexcept { return XmlNode(document_->document_element()); }

std::string_view XmlElement::attribute(std::string_view name) const {
  for (pugi::xml_attribute one = node_.raw().first_attribute(); one; one = one.next_attribute()) {
    if (name == one.name()) return one.value();
  }
  return {};
}

std::string_view XmlElement::child_attribute(std::string_view tag, std::string_view name) const {
  return XmlElement(find(tag), {}).attribute(name);
}

void XmlElement::each_child(Visit visit, void* context) const {
  node_.each([&](XmlNode child) { visit(context, XmlElement(child, node_.name())); });
}

XmlNode XmlElement::find(std::string_view tag) const noexcept {
  for (XmlNode child = node_.first(); child; child = child.next()) {
    if (child.name() == tag) return child;
  }
  return XmlNode();
}

}  // namespace burin::io
