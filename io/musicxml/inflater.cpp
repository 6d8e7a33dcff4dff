#include "io/musicxml/inflater.hpp"

#include <isa-l/igzip_lib.h>
#include <libdeflate.h>

#include <algorithm>
#include <array>

namespace burin::io {

struct Inflater::State {
  explicit State(Source from) : source(std::move(from)) { isal_inflate_init(&stream); }

  /// Inflates into the stream's room until it is full or the stream ends; false when something is wrong.
  bool fill();
  [[nodiscard]] bool ended() const noexcept { return stream.block_state == ISAL_BLOCK_FINISH; }

  Source source;
  inflate_state stream;  // without a header: its sum is kept apart
  std::array<unsigned char, 32U << 10U> packed;
  std::uint32_t sum{0};
};

Inflater::Inflater(Source source) : state_(std::make_unique<State>(std::move(source))) {}
Inflater::Inflater(Inflater&&) noexcept = default;
Inflater& Inflater::operator=(Inflater&&) noexcept = default;
Inflater::~Inflater() = default;

bool Inflater::State::fill() {
  while (true) {
    // What has been inflated already may wait inside of the stream, so it is asked before the source is.
    if (isal_inflate(&stream) != ISAL_DECOMP_OK) return false;
    if (stream.avail_out == 0 || ended()) return true;
    if (stream.avail_in > 0) continue;
    const std::int64_t got = source(packed.data(), packed.size());
    if (got <= 0) return false;
    stream.next_in = packed.data();
    stream.avail_in = static_cast<std::uint32_t>(got);
  }
}

bool Inflater::read(char* into, std::size_t bytes) {
  constexpr std::size_t most_at_once = 1U << 20U;
  while (bytes > 0) {
    const std::size_t step = std::min(bytes, most_at_once);
    state_->stream.next_out = reinterpret_cast<unsigned char*>(into);
    state_->stream.avail_out = static_cast<std::uint32_t>(step);
    if (!state_->fill() || state_->stream.avail_out > 0) return false;
    state_->sum = libdeflate_crc32(state_->sum, into, step);
    into += step;
    bytes -= step;
  }
  return true;
}

bool Inflater::ends_with_sum(std::uint32_t sum) {
  unsigned char more = 0;
  state_->stream.next_out = &more;
  state_->stream.avail_out = 1;
  return state_->fill() && state_->ended() && state_->stream.avail_out == 1 && state_->sum == sum;
}

}  // namespace burin::io
