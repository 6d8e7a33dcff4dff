// The faces of the text font cut down to what a page needs, to be embedded in it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "io/fonts/harfbuzz.hpp"

namespace burin::io {

/// Cuts one face down again and again. Thread-safe; the bytes must outlive it.
class TextSubsets {
 public:
  /// `latin` is the face cut down to Latin-1, from which most pages can be cut; when it is empty, it is made when it is
  /// first wanted, which takes some milliseconds. `usual` has the usual sets (usual_sets.hpp) in Base64, one a line, or
  /// nothing: then they are cut as any other.
  TextSubsets(std::string_view face, std::string_view latin, std::string_view usual)
      : bytes_(face), latin_bytes_(latin), usual_(usual) {}

  /// An OpenType font with these characters (sorted, each once), with ligatures and kerning among them and without
  /// hints, in Base64; empty when the face cannot be read. Equal for equal characters. About 0.1 ms for characters of
  /// Latin-1, 0.5 ms for others, nothing for the usual sets; what was asked before is remembered, up to
  /// `most_remembered` sets.
  [[nodiscard]] std::shared_ptr<const std::string> of(const std::u32string& characters);
  static constexpr std::size_t most_remembered = 256;

 private:
  [[nodiscard]] std::string make(const std::u32string& characters);
  [[nodiscard]] std::string_view usual(const std::u32string& characters) const;

  [[nodiscard]] hb_face_t* whole();
  [[nodiscard]] hb_face_t* latin();

  std::string_view bytes_, latin_bytes_, usual_;
  std::string latin_made_;
  std::once_flag whole_opened_, latin_opened_;
  Face whole_, latin_;
  std::mutex mutex_;
  std::map<std::u32string, std::shared_ptr<const std::string>> known_;
};

}  // namespace burin::io
