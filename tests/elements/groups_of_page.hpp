// Counts of the groups on a page, for tests of layouts.
#pragma once

#include <cstddef>
#include <sstream>
#include <string>

namespace burin::layout::testing_support {

/// How many groups of one name the pages have, also those that stand for something printed with another thing.
inline std::size_t groups(const std::string& page_text, const std::string& group) {
  std::istringstream lines(page_text);
  std::string line;
  std::size_t count = 0;
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    std::string first;
    words >> first;
    if (first == group) ++count;
  }
  return count;
}

}  // namespace burin::layout::testing_support
