// Which characters a page's texts are made of, and which its fonts have to bring for them.
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "io/fonts/utf8.hpp"

namespace burin::io {

/// A set of characters. One thread. Adding is O(characters).
class WrittenText {
 public:
  void add(std::string_view utf8) {
    for (std::size_t at = 0; at < utf8.size();) {
      const char32_t c = next_character(utf8, at);
      if (c < low_.size())
        low_[c] = true;
      else
        high_.insert(c);
      empty_ = false;
    }
  }
  [[nodiscard]] bool empty() const noexcept { return empty_; }
  /// Sorted, each once. In whole classes: of small letters, capitals, digits and ASCII's other signs all or none. The
  /// pages of a long document then want the same few sets, so that a face is cut down a few times and not once a page;
  /// a page grows by some kilobytes.
  [[nodiscard]] std::u32string sorted(bool whole_classes) const {
    std::u32string all;
    for (char32_t c = 0; c < low_.size();) {
      const char32_t end = whole_classes ? end_of_class(c) : c + 1;
      const bool used = std::any_of(low_.begin() + c, low_.begin() + end, std::identity{});
      for (; c < end; ++c) {
        if (used) all += c;
      }
    }
    all.append(high_.begin(), high_.end());
    return all;
  }

 private:
  /// Of the class that begins with this character.
  static constexpr char32_t end_of_class(char32_t first) noexcept {
    switch (first) {
      case U' ': return U'0';
      case U'0': return U':';
      case U':': return U'A';
      case U'A': return U'[';
      case U'[': return U'a';
      case U'a': return U'{';
      default: return first + 1;
    }
  }

  std::array<bool, 0x250> low_{};  // Latin letters
  std::set<char32_t> high_;
  bool empty_{true};
};

}  // namespace burin::io
