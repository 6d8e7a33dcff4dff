#include "io/fonts/cut_font.hpp"

namespace burin::io {

std::u32string latin_characters() {
  std::u32string all;
  for (char32_t c = 0x20; c < latin_end; ++c) all += c;
  return all;
}

std::string cut_font(hb_face_t* face, const std::u32string& characters) {
  const SubsetInput input(hb_subset_input_create_or_fail());
  if (!input) return {};
  hb_set_t* wanted = hb_subset_input_unicode_set(input.get());
  for (const char32_t c : characters) hb_set_add(wanted, c);
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  const Face made(hb_subset_or_fail(face, input.get()));
  if (!made) return {};
  const Blob blob(hb_face_reference_blob(made.get()));
  return bytes_of(blob.get());
}

}  // namespace burin::io
