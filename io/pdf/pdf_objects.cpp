#include "io/pdf/pdf_objects.hpp"

#include <algorithm>

#include "io/fonts/utf8.hpp"

namespace burin::io {

namespace {

/// An entry of the cross-reference table is 20 bytes: ten digits, generation, kind, line end.
void put_entry(TextBuffer& out, std::size_t offset) {
  const std::string digits = std::to_string(offset);
  out.put(std::string(10 - std::min<std::size_t>(10, digits.size()), '0'));
  out.put(digits);
  out.put(" 00000 n \n");
}

void put_unit(TextBuffer& out, char32_t unit) { out.put_hex(static_cast<std::uint32_t>(unit)); }

}  // namespace

PdfObjects::PdfObjects() : offsets_(1) {
  // The second line tells file transfer programs that the file is binary.
  out_.put("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
}

int PdfObjects::reserve() {
  offsets_.push_back(0);
  return static_cast<int>(offsets_.size()) - 1;
}

void PdfObjects::begin(int number) {
  offsets_[static_cast<std::size_t>(number)] = out_.size();
  out_.put(static_cast<long>(number));
  out_.put(" 0 obj\n");
}

void PdfObjects::write(int number, std::string_view body) {
  begin(number);
  out_.put(body);
  out_.put("\nendobj\n");
}

int PdfObjects::add(std::string_view body) {
  const int number = reserve();
  write(number, body);
  return number;
}

void PdfObjects::write_stream(int number, std::string_view entries, std::string_view bytes) {
  begin(number);
  out_.put("<< ");
  out_.put(entries);
  out_.put(" /Length ");
  out_.put(static_cast<long>(bytes.size()));
  out_.put(" >>\nstream\n");
  out_.put(bytes);
  out_.put("\nendstream\nendobj\n");
}

int PdfObjects::add_stream(std::string_view entries, std::string_view bytes) {
  const int number = reserve();
  write_stream(number, entries, bytes);
  return number;
}

std::string PdfObjects::finish(int catalog, int info) {
  const std::size_t start = out_.size();
  out_.put("xref\n0 ");
  out_.put(static_cast<long>(offsets_.size()));
  out_.put("\n0000000000 65535 f \n");
  for (std::size_t i = 1; i < offsets_.size(); ++i) put_entry(out_, offsets_[i]);
  out_.put("trailer\n<< /Size ");
  out_.put(static_cast<long>(offsets_.size()));
  out_.put(" /Root " + reference(catalog) + " /Info " + reference(info) + " >>\nstartxref\n");
  out_.put(static_cast<long>(start));
  out_.put("\n%%EOF\n");
  return out_.take();
}

std::string reference(int number) { return std::to_string(number) + " 0 R"; }

std::string utf16_hex(std::string_view utf8) {
  TextBuffer out(utf8.size() * 4);
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t code = next_character(utf8, at);
    if (code < 0x10000) {
      put_unit(out, code);
    } else {
      put_unit(out, 0xD800 + ((code - 0x10000) >> 10));
      put_unit(out, 0xDC00 + ((code - 0x10000) & 0x3FF));
    }
  }
  return out.take();
}

std::string text_string(std::string_view utf8) {
  if (!std::ranges::all_of(utf8, [](char c) { return c >= 0x20 && c < 0x7F; })) return "<FEFF" + utf16_hex(utf8) + ">";
  std::string text = "(";
  for (const char c : utf8) {
    if (c == '(' || c == ')' || c == '\\') text += '\\';
    text += c;
  }
  return text + ")";
}

std::string pdf_number(double value) {
  TextBuffer out(32);
  out.put_decimal(value);
  return out.take();
}

}  // namespace burin::io
