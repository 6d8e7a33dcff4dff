// Build-time program: make_latin_font FONT OUT. Cuts a text font down to Latin-1, for TextSubsets.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "io/fonts/cut_font.hpp"

int main(int count, char** arguments) {
  if (count != 3) return std::cerr << "make_latin_font FONT OUT\n", 2;
  std::ifstream file(arguments[1], std::ios::binary);
  const std::string font{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const burin::io::Face face = burin::io::open_face(font);
  const std::string cut = burin::io::cut_font(face.get(), burin::io::latin_characters());
  if (cut.empty()) return std::cerr << arguments[1] << ": the font cannot be cut\n", 1;
  std::ofstream out(arguments[2], std::ios::binary);
  out.write(cut.data(), static_cast<std::streamsize>(cut.size()));
  return out.flush() ? 0 : 1;
}
