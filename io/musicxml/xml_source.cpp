#include "io/musicxml/xml_source.hpp"

namespace burin::io {

bool XmlDocument::parse_plain(std::string_view text, const ImportLimits& limits, std::uint32_t depth, XmlForm form) {
  memory_.reset();
  text_.reserve(text.size() + plain_xml_padding);
  text_.assign(text);
  text_.append(plain_xml_padding, '\0');
  if (parse_plain_xml(text_.data(), text.size(), form, limits, depth, *tree_)) return true;
  tree_->clear();
  return false;
}

std::optional<XmlProblem> XmlDocument::parse(std::string_view text, XmlForm form) {
  return parse_by_library(text, form, *tree_, memory_);
}

void XmlElement::each_child(Visit visit, void* context) const {
  node_.each([&](XmlNode child) { visit(context, XmlElement(child, node_.name())); });
}

}  // namespace burin::io
