#include "io/musicxml/writer/xml_writer.hpp"

#include <array>
#include <charconv>

#include "io/svg/xml_text.hpp"

namespace burin::io {

namespace {

constexpr bool name_start(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// Text with those characters as references that a reader would turn into something else (line ends, in attributes all
/// white space).
void put_text(TextBuffer& out, std::string_view text, std::string_view special) {
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(special);
    put_xml(out, text.substr(0, end));
    if (end == std::string_view::npos) return;
    out.put(text[end] == '\n' ? "&#10;" : text[end] == '\r' ? "&#13;" : "&#9;");
    text.remove_prefix(end + 1);
  }
}

class Digits {
 public:
  explicit Digits(std::int64_t value) noexcept
      : end_(std::to_chars(text_.data(), text_.data() + text_.size(), value).ptr) {}
  [[nodiscard]] std::string_view view() const noexcept {
    return {text_.data(), static_cast<std::size_t>(end_ - text_.data())};
  }

 private:
  std::array<char, 24> text_{};
  const char* end_;
};

}  // namespace

bool is_xml_name(std::string_view text) noexcept {
  if (text.empty() || !name_start(text.front())) return false;
  for (const char c : text) {
    if (!name_start(c) && !(c >= '0' && c <= '9') && c != '-' && c != '.') return false;
  }
  return true;
}

void XmlWriter::indent() {
  constexpr std::string_view spaces = "                                                                ";
  out_.put(spaces.substr(0, std::min(spaces.size(), (depth_ + tags_.size()) * 2)));
}

void XmlWriter::begin_content(bool children) {
  if (!in_tag_) return;
  out_.put(children ? ">\n" : ">");
  in_tag_ = false;
}

void XmlWriter::open(std::string_view tag) {
  begin_content(true);
  indent();
  out_.put('<');
  out_.put(tag);
  tags_.push_back(tag);
  in_tag_ = true;
  has_text_ = false;
}

void XmlWriter::close() {
  const std::string_view tag = tags_.back();
  tags_.pop_back();
  if (in_tag_) {
    out_.put("/>\n");
  } else {
    if (!has_text_) indent();
    out_.put("</");
    out_.put(tag);
    out_.put(">\n");
  }
  in_tag_ = has_text_ = false;
}

void XmlWriter::attribute(std::string_view name, std::string_view value) {
  if (!value.empty()) required(name, value);
}

void XmlWriter::required(std::string_view name, std::string_view value) {
  if (!in_tag_) return;
  out_.put(' ');
  out_.put(name);
  out_.put("=\"");
  put_text(out_, value, "\n\r\t");
  out_.put('"');
}

void XmlWriter::number(std::string_view name, std::int64_t value) { attribute(name, Digits(value).view()); }

void XmlWriter::text(std::string_view text) {
  if (text.empty()) return;
  begin_content(false);
  put_text(out_, text, "\r");
  has_text_ = true;
}

void XmlWriter::count(std::string_view tag, std::int64_t value) {
  open(tag);
  text(Digits(value).view());
  close();
}

void XmlWriter::splice(std::string_view bytes) {
  begin_content(true);
  out_.put(bytes);
}

}  // namespace burin::io
