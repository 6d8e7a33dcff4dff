#include "io/fonts/text_subset.hpp"

namespace burin::io {

namespace {

constexpr char32_t latin_end = 0x100;

std::u32string latin() {
  std::u32string all;
  for (char32_t c = 0x20; c < latin_end; ++c) all += c;
  return all;
}

/// A face that threads may share.
Face open_shared(std::string_view bytes) {
  Face face = open_face(bytes);
  hb_face_make_immutable(face.get());
  return face;
}

std::string cut(hb_face_t* face, const std::u32string& characters) {
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

}  // namespace

std::string TextSubsets::make(const std::u32string& characters) {
  std::call_once(opened_, [this] {
    face_ = open_shared(bytes_);
    latin_bytes_ = cut(face_.get(), latin());
    latin_ = open_shared(latin_bytes_);
  });
  const bool small = !characters.empty() && characters.back() < latin_end;
  return cut(small ? latin_.get() : face_.get(), characters);
}

std::string TextSubsets::of(const std::u32string& characters) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = known_.find(characters); known != known_.end()) return known->second;
  }
  std::string made = make(characters);
  const std::lock_guard lock(mutex_);
  if (known_.size() < most_remembered) known_.emplace(characters, made);
  return made;
}

}  // namespace burin::io
