// Which characters a page's texts are made of.
#pragma once

#include <array>
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
  [[nodiscard]] std::u32string sorted() const {
    std::u32string all;
    for (char32_t c = 0; c < low_.size(); ++c) {
      if (low_[c]) all += c;
    }
    all.append(high_.begin(), high_.end());
    return all;
  }

 private:
  std::array<bool, 0x250> low_{};  // Latin letters
  std::set<char32_t> high_;
  bool empty_{true};
};

}  // namespace burin::io
