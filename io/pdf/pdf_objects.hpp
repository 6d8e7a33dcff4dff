// The file structure of PDF: numbered objects, streams, cross references.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "io/svg/text_buffer.hpp"

namespace burin::io {

/// Collects objects and finishes the file. One thread; O(bytes).
class PdfObjects {
 public:
  PdfObjects();
  /// A number for an object that is written later. Every number must be written once.
  [[nodiscard]] int reserve();
  /// Writes an object; `body` is what stands between obj and endobj.
  void write(int number, std::string_view body);
  int add(std::string_view body);
  /// Writes a stream; `entries` are those of its dictionary besides the length.
  void write_stream(int number, std::string_view entries, std::string_view bytes);
  int add_stream(std::string_view entries, std::string_view bytes);
  /// Cross-reference table and trailer. The object is spent.
  [[nodiscard]] std::string finish(int catalog, int info);

 private:
  void begin(int number);
  TextBuffer out_{1 << 20};
  std::vector<std::size_t> offsets_;  // by object number; 0 is not used
};

/// "12 0 R".
[[nodiscard]] std::string reference(int number);
/// A text string: literal when ASCII, else UTF-16BE in hexadecimal digits.
[[nodiscard]] std::string text_string(std::string_view utf8);
/// UTF-16BE as hexadecimal digits, without brackets.
[[nodiscard]] std::string utf16_hex(std::string_view utf8);
/// At most three decimals.
[[nodiscard]] std::string pdf_number(double value);

}  // namespace burin::io
