// Deflated bytes, inflated a piece at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace burin::io {

/// Inflates what a source gives, a piece at a time, and sums it up. One thread at a time.
class Inflater {
 public:
  /// Fills a buffer with packed bytes and says with how many; 0 at the end, less than 0 when they can't be read.
  using Source = std::function<std::int64_t(unsigned char* into, std::size_t room)>;

  explicit Inflater(Source source);
  Inflater(Inflater&&) noexcept;
  Inflater& operator=(Inflater&&) noexcept;
  ~Inflater();

  /// Inflates exactly so many bytes; false when there are fewer, and when what is packed is broken. O(bytes).
  [[nodiscard]] bool read(char* into, std::size_t bytes);
  /// Whether everything has been read, and has this CRC-32.
  [[nodiscard]] bool ends_with_sum(std::uint32_t sum);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace burin::io
