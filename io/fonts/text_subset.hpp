// The faces of the text font cut down to what a page needs, to be embedded in it.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "io/fonts/harfbuzz.hpp"

namespace burin::io {

/// Cuts one face down again and again. Thread-safe; the face's bytes must outlive it.
class TextSubsets {
 public:
  explicit TextSubsets(std::string_view face) : bytes_(face) {}

  /// An OpenType font with these characters (sorted, each once), with ligatures and kerning among them and without
  /// hints; empty when the face cannot be read. Equal bytes for equal characters. About 0.1 ms for characters of
  /// Latin-1, 0.5 ms for others; what was asked before is remembered, up to `most_remembered` sets.
  [[nodiscard]] std::string of(const std::u32string& characters);
  static constexpr std::size_t most_remembered = 256;

 private:
  [[nodiscard]] std::string make(const std::u32string& characters);

  std::string_view bytes_;
  std::once_flag opened_;
  Face face_;
  std::string latin_bytes_;  // cut from the face, so that most pages are cut from something small
  Face latin_;
  std::mutex mutex_;
  std::map<std::u32string, std::string> known_;
};

}  // namespace burin::io
