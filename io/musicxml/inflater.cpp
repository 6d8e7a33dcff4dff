#include "io/musicxml/inflater.hpp"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <array>

namespace burin::io {

struct Inflater::State {
  explicit State(Source from) : source(std::move(from)) { ready = inflateInit2(&stream, -MAX_WBITS) == Z_OK; }
  ~State() {
    if (ready) inflateEnd(&stream);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  /// Inflates into the stream's room until it is full or the stream ends; false when something is wrong.
  bool fill();

  Source source;
  z_stream stream{};
  std::array<unsigned char, 32U << 10U> packed{};
  std::uint32_t sum{0};
  bool ready{false};
  bool ended{false};
};

Inflater::Inflater(Source source) : state_(std::make_unique<State>(std::move(source))) {}
Inflater::Inflater(Inflater&&) noexcept = default;
Inflater& Inflater::operator=(Inflater&&) noexcept = default;
Inflater::~Inflater() = default;

bool Inflater::State::fill() {
  while (ready && stream.avail_out > 0 && !ended) {
    if (stream.avail_in == 0) {
      const std::int64_t got = source(packed.data(), packed.size());
      if (got <= 0) return false;
      stream.next_in = packed.data();
      stream.avail_in = static_cast<uInt>(got);
    }
    const int result = inflate(&stream, Z_NO_FLUSH);
    ended = result == Z_STREAM_END;
    if (result != Z_OK && !ended) return false;
  }
  return ready;
}

bool Inflater::read(char* into, std::size_t bytes) {
  constexpr std::size_t most_at_once = 1U << 20U;
  while (bytes > 0) {
    const std::size_t step = std::min(bytes, most_at_once);
    state_->stream.next_out = reinterpret_cast<Bytef*>(into);
    state_->stream.avail_out = static_cast<uInt>(step);
    if (!state_->fill() || state_->stream.avail_out > 0) return false;
    state_->sum = libdeflate_crc32(state_->sum, into, step);
    into += step;
    bytes -= step;
  }
  return true;
}

bool Inflater::ends_with_sum(std::uint32_t sum) {
  Bytef more = 0;
  state_->stream.next_out = &more;
  state_->stream.avail_out = 1;
  return state_->fill() && state_->ended && state_->stream.avail_out == 1 && state_->sum == sum;
}

}  // namespace burin::io
