#include "io/musicxml/score_text.hpp"

#include <algorithm>
#include <cstring>

namespace burin::io {

namespace {

// Unpacked in well under a millisecond, so that a cancelled run ends at once.
constexpr std::size_t step_bytes = 256U << 10U;
// The parts of most scores are smaller.
constexpr std::size_t usual_room = 1U << 20U;
constexpr std::string_view mark = "\xEF\xBB\xBF";

}  // namespace

Expected<void> ScoreText::open(std::string bytes, const std::string& name, const ImportLimits& limits) {
  if (bytes.size() > limits.input_bytes) {
    return fail(Errc::limit, "BU1015",
                "the file is larger than the limit of " + std::to_string(limits.input_bytes) + " bytes", {name});
  }
  bytes_ = std::move(bytes);
  begin_ = bytes_.data();
  size_ = bytes_.size();
  if (!is_zip(bytes_)) return read_more();
  name_ = name;
  limits_ = limits;
  BURIN_TRY(packed_, PackedScore::open(bytes_, name, limits));
  size_ = packed_->size();
  return read_more();
}

Expected<std::optional<PartText>> ScoreText::next_part(const Operation& operation) {
  while (given_ >= parts() || odd()) {
    if (all_read_) return std::nullopt;
    BURIN_CHECK(operation.check());
    BURIN_CHECK(read_more());
  }
  return part(given_++);
}

PartText ScoreText::part(std::size_t index) const {
  const TextSlice slice = cutter_.slices().parts[index];
  return {slice, {begin_ + (slice.begin + skipped_ - gone_), slice.end - slice.begin}, room_};
}

Expected<void> ScoreText::read_more() {
  const std::size_t step = std::min(step_bytes, size_ - gone_ - read_);
  if (packed_) {
    make_room(step);
    BURIN_CHECK(packed_->read(begin_ + read_, step));
  }
  const bool first = gone_ + read_ == 0;
  if (first && std::string_view(begin_, step).substr(0, mark.size()) == mark) skipped_ = mark.size();
  read_ += step;
  all_read_ = gone_ + read_ == size_;
  const std::size_t skipped = gone_ == 0 ? skipped_ : 0;
  cutter_.grow(begin_ + skipped, read_ - skipped, all_read_);
  if (head_.empty() && parts() > 0) head_.assign(begin_ + skipped, cutter_.slices().head_end);
  return {};
}

/// Room for the next step behind what is there. The parts that were found have been given out when more is read: they
/// keep the room that they lie in, and what lies behind them moves to another. Of an odd text nothing is kept.
void ScoreText::make_room(std::size_t step) {
  std::size_t forgotten = 0;
  if (odd()) {
    forgotten = read_;
  } else if (parts() > 0) {
    const std::size_t skipped = gone_ == 0 ? skipped_ : 0;
    forgotten = cutter_.forget();
    if (forgotten > 0) forgotten += skipped;
  }
  const std::size_t left = read_ - forgotten;
  if (forgotten == 0 && left + step <= capacity_) return;
  const std::size_t wanted = std::max({usual_room, left + step, forgotten == 0 ? 2 * capacity_ : 0});
  capacity_ = std::min(wanted, size_ - gone_ - forgotten);
  std::shared_ptr<char[]> room(new char[capacity_]);  // not filled with zeros first, as make_shared would
  if (left > 0) std::memcpy(room.get(), begin_ + forgotten, left);
  room_ = std::move(room);
  begin_ = room_.get();
  gone_ += forgotten;
  read_ = left;
}

Expected<std::string> ScoreText::take() {
  std::string text;
  if (packed_) {
    BURIN_TRY(text, unpack_score(bytes_, name_, limits_));
  } else {
    text = std::move(bytes_);
  }
  close();
  return text;
}

void ScoreText::close() {
  packed_.reset();
  room_.reset();
  head_ = std::string();
  bytes_ = std::string();
}

}  // namespace burin::io
