// Build-time program: make_font_table FONT METADATA|- OUT. Writes the table that is compiled into the library.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "io/fonts/table_builder.hpp"

namespace {

std::string contents(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return std::cerr << "make_font_table FONT METADATA|- OUT\n", 2;
  const std::string metadata = std::string_view(arguments[2]) == "-" ? std::string() : contents(arguments[2]);
  const auto table = burin::io::build_font_table(contents(arguments[1]), metadata);
  if (!table) return std::cerr << arguments[1] << ": " << table.error().message << '\n', 1;
  std::ofstream out(arguments[3], std::ios::binary);
  out.write(table->data(), static_cast<std::streamsize>(table->size()));
  return out.flush() ? 0 : 1;
}
