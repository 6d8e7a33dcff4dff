#include "io/fonts/text_subset.hpp"

#include "io/fonts/cut_font.hpp"
#include "io/fonts/usual_sets.hpp"
#include "io/fsys/base64.hpp"

namespace burin::io {

namespace {

/// A face that threads may share.
Face open_shared(std::string_view bytes) {
  Face face = open_face(bytes);
  hb_face_make_immutable(face.get());
  return face;
}

}  // namespace

hb_face_t* TextSubsets::whole() {
  std::call_once(whole_opened_, [this] { whole_ = open_shared(bytes_); });
  return whole_.get();
}

hb_face_t* TextSubsets::latin() {
  std::call_once(latin_opened_, [this] {
    if (latin_bytes_.empty()) {
      latin_made_ = cut_font(whole(), latin_characters());
      latin_bytes_ = latin_made_;
    }
    latin_ = open_shared(latin_bytes_);
  });
  return latin_.get();
}

std::string TextSubsets::make(const std::u32string& characters) {
  const bool small = !characters.empty() && characters.back() < latin_end;
  return cut_font(small ? latin() : whole(), characters);
}

/// Empty when the set is none of the usual ones.
std::string_view TextSubsets::usual(const std::u32string& characters) const {
  std::string_view rest = usual_;
  for (std::size_t i = 0; i < usual_sets && !rest.empty(); ++i) {
    const std::size_t end = rest.find('\n');
    if (characters == usual_characters(i)) return rest.substr(0, end);
    rest.remove_prefix(end + 1);
  }
  return {};
}

std::shared_ptr<const std::string> TextSubsets::of(const std::u32string& characters) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = known_.find(characters); known != known_.end()) return known->second;
  }
  const std::string_view ready = usual(characters);
  const auto made = std::make_shared<const std::string>(ready.empty() ? base64(make(characters)) : std::string(ready));
  const std::lock_guard lock(mutex_);
  if (known_.size() < most_remembered) known_.emplace(characters, made);
  return made;
}

}  // namespace burin::io
