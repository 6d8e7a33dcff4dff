// Which characters a page's texts are made of, and which its fonts have to bring for them.
#pragma once

#include <bitset>
#include <set>
#include <string>
#include <string_view>

#include "io/fonts/usual_sets.hpp"
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
  void merge(const WrittenText& more) {
    low_ |= more.low_;
    high_.insert(more.high_.begin(), more.high_.end());
    empty_ = empty_ && more.empty_;
  }
  [[nodiscard]] bool empty() const noexcept { return empty_; }
  /// Sorted, each once. In whole classes: ASCII's digits and signs, and of its capitals and small letters all or none.
  /// Most pages of a long document then want one of the usual sets (usual_sets.hpp), so that their fonts need not be
  /// cut down for them; a page grows by some kilobytes.
  [[nodiscard]] std::u32string sorted(bool whole_classes) const {
    std::u32string all;
    char32_t c = 0;
    if (whole_classes) {
      const std::size_t capitals = any(first_capital, first_small) ? 1 : 0;
      const std::size_t small = any(first_small, ascii_end) ? 2 : 0;
      all = usual_characters(capitals + small);
      c = ascii_end;
    }
    for (; c < low_.size(); ++c) {
      if (low_[c]) all += c;
    }
    all.append(high_.begin(), high_.end());
    return all;
  }

 private:
  [[nodiscard]] bool any(char32_t from, char32_t end) const {
    for (; from < end; ++from) {
      if (low_[from]) return true;
    }
    return false;
  }

  std::bitset<0x250> low_;  // Latin letters
  std::set<char32_t> high_;
  bool empty_{true};
};

}  // namespace burin::io
