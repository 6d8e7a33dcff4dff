#include "io/musicxml/xml_library.hpp"

#include <pugixml.hpp>

namespace burin::io {

namespace {

// White space between elements says nothing; entities and CDATA are resolved.
constexpr unsigned parse_flags = pugi::parse_escapes | pugi::parse_cdata | pugi::parse_embed_pcdata;

std::optional<XmlProblem> problem_of(const pugi::xml_parse_result& result) {
  if (result) return std::nullopt;
  return XmlProblem{static_cast<std::size_t>(result.offset < 0 ? 0 : result.offset), result.description()};
}

std::string_view local(std::string_view name) noexcept {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

XmlRecord& copy(pugi::xml_node node, XmlRecord& parent, XmlTree& tree) {
  XmlRecord& made = tree.add(parent);
  made.name = local(node.name());
  made.tag = tag_hash(made.name);
  made.text = node.child_value();
  made.offset = static_cast<std::size_t>(node.offset_debug() < 0 ? 0 : node.offset_debug());
  const XmlAttribute** link = &made.attributes;
  for (pugi::xml_attribute one = node.first_attribute(); one; one = one.next_attribute()) {
    XmlAttribute& attribute = tree.add_attribute();
    attribute.name = one.name();
    attribute.value = one.value();
    *link = &attribute;
    link = &attribute.next;
  }
  return made;
}

/// Elements in the order of the text; however deep they lie, the stack does not grow.
void copy_all(const pugi::xml_document& document, XmlTree& tree) {
  XmlRecord* parent = &tree.top();
  pugi::xml_node node = document.first_child();
  while (node) {
    XmlRecord* made = node.type() == pugi::node_element ? &copy(node, *parent, tree) : nullptr;
    if (made != nullptr && node.first_child()) {
      parent = made;
      node = node.first_child();
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      if (parent != &tree.top()) parent = parent->parent;
      if (node.type() == pugi::node_document) node = pugi::xml_node();
    }
    if (node) node = node.next_sibling();
  }
}

}  // namespace

std::optional<XmlProblem> parse_by_library(std::string_view text, XmlForm form, XmlTree& tree,
                                           std::shared_ptr<const void>& memory) {
  const unsigned flags = form == XmlForm::fragment ? parse_flags | pugi::parse_fragment : parse_flags;
  const auto document = std::make_shared<pugi::xml_document>();
  const auto problem = problem_of(document->load_buffer(text.data(), text.size(), flags, pugi::encoding_utf8));
  tree.clear();
  memory = document;
  if (!problem) copy_all(*document, tree);
  return problem;
}

std::optional<XmlProblem> parse_for_comparison(char* text, std::size_t size) {
  pugi::xml_document document;
  return problem_of(document.load_buffer_inplace(text, size, parse_flags, pugi::encoding_utf8));
}

}  // namespace burin::io
