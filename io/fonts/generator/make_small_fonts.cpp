// Build-time program: make_small_fonts FONT LATIN USUAL. Cuts a text font down for TextSubsets: to Latin-1, and to each
// of the usual sets, in Base64, one a line.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "io/fonts/cut_font.hpp"
#include "io/fonts/usual_sets.hpp"
#include "io/fsys/base64.hpp"

namespace {

bool write(const char* path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return static_cast<bool>(out.flush());
}

}  // namespace

int main(int count, char** arguments) {
  using namespace burin::io;
  if (count != 4) return std::cerr << "make_small_fonts FONT LATIN USUAL\n", 2;
  std::ifstream file(arguments[1], std::ios::binary);
  const std::string font{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const Face face = open_face(font);
  const std::string latin = cut_font(face.get(), latin_characters());
  if (latin.empty()) return std::cerr << arguments[1] << ": the font cannot be cut\n", 1;
  // From Latin-1, as at run time: the same characters give the same bytes.
  const Face small = open_face(latin);
  std::string usual;
  for (std::size_t i = 0; i < usual_sets; ++i) usual += base64(cut_font(small.get(), usual_characters(i))) + '\n';
  return write(arguments[2], latin) && write(arguments[3], usual) ? 0 : 1;
}
