// HarfBuzz's objects as values that free themselves.
#pragma once

#include <hb-subset.h>
#include <hb.h>

#include <memory>
#include <string>
#include <string_view>

namespace burin::io {

template <auto destroy>
struct Release {
  template <class T>
  void operator()(T* object) const noexcept {
    destroy(object);
  }
};
using Blob = std::unique_ptr<hb_blob_t, Release<hb_blob_destroy>>;
using Face = std::unique_ptr<hb_face_t, Release<hb_face_destroy>>;
using Font = std::unique_ptr<hb_font_t, Release<hb_font_destroy>>;
using SubsetInput = std::unique_ptr<hb_subset_input_t, Release<hb_subset_input_destroy>>;

/// The bytes must outlive the face.
[[nodiscard]] inline Face open_face(std::string_view bytes) {
  const Blob blob(
      hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr));
  return Face(hb_face_create(blob.get(), 0));
}

/// A copy; empty when there are none.
[[nodiscard]] inline std::string bytes_of(hb_blob_t* blob) {
  unsigned size = 0;
  const char* data = hb_blob_get_data(blob, &size);
  return data == nullptr ? std::string() : std::string(data, size);
}

}  // namespace burin::io
