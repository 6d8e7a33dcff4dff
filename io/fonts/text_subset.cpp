#include "io/fonts/text_subset.hpp"

#include <hb-subset.h>

namespace burin::io {

namespace {

constexpr char32_t latin_end = 0x100;

struct FreeInput {
  void operator()(hb_subset_input_t* input) const noexcept { hb_subset_input_destroy(input); }
};

std::u32string latin() {
  std::u32string all;
  for (char32_t c = 0x20; c < latin_end; ++c) all += c;
  return all;
}

}  // namespace

TextSubsets::Face TextSubsets::open(std::string_view bytes) {
  hb_blob_t* blob =
      hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr);
  Face face(hb_face_create(blob, 0));
  hb_blob_destroy(blob);
  hb_face_make_immutable(face.get());  // from now on threads may share it
  return face;
}

std::string TextSubsets::cut(hb_face_t* face, const std::u32string& characters) {
  const std::unique_ptr<hb_subset_input_t, FreeInput> input(hb_subset_input_create_or_fail());
  if (!input) return {};
  hb_set_t* wanted = hb_subset_input_unicode_set(input.get());
  for (const char32_t c : characters) hb_set_add(wanted, c);
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  const Face made(hb_subset_or_fail(face, input.get()));
  if (!made) return {};
  hb_blob_t* blob = hb_face_reference_blob(made.get());
  unsigned length = 0;
  const char* data = hb_blob_get_data(blob, &length);
  std::string out(data == nullptr ? "" : data, data == nullptr ? 0 : length);
  hb_blob_destroy(blob);
  return out;
}

std::string TextSubsets::make(const std::u32string& characters) {
  std::call_once(opened_, [this] {
    face_ = open(bytes_);
    latin_bytes_ = cut(face_.get(), latin());
    latin_ = open(latin_bytes_);
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
