#include "io/musicxml/score_text.hpp"

#include <algorithm>

namespace burin::io {

namespace {

// Unpacked in well under a millisecond, so that a cancelled run ends at once.
constexpr std::size_t step_bytes = 256U << 10U;
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
  BURIN_TRY(packed_, PackedScore::open(bytes_, name, limits));
  size_ = packed_->size();
  unpacked_ = std::unique_ptr<char[]>(new char[size_]);  // not filled with zeros first, as make_unique would
  begin_ = unpacked_.get();
  return read_more();
}

Expected<std::optional<std::size_t>> ScoreText::next_part(const Operation& operation) {
  while (given_ >= slices().parts.size() || odd()) {
    if (all_read_) return std::nullopt;
    BURIN_CHECK(operation.check());
    BURIN_CHECK(read_more());
  }
  return given_++;
}

Expected<void> ScoreText::read_more() {
  const std::size_t step = std::min(step_bytes, size_ - read_);
  if (packed_) BURIN_CHECK(packed_->read(begin_ + read_, step));
  if (read_ == 0 && std::string_view(begin_, step).substr(0, mark.size()) == mark) skipped_ = mark.size();
  read_ += step;
  all_read_ = read_ == size_;
  cutter_.grow(begin_ + skipped_, read_ - skipped_, all_read_);
  return {};
}

std::string ScoreText::take() {
  std::string text = unpacked_ ? std::string(begin_, read_) : std::move(bytes_);
  close();
  return text;
}

void ScoreText::close() {
  packed_.reset();
  unpacked_.reset();
  bytes_ = std::string();
}

}  // namespace burin::io
