#include "io/musicxml/part_cutter.hpp"

#include <algorithm>

#include "io/musicxml/encoding.hpp"

namespace burin::io {

namespace {

constexpr std::string_view list_end = "</part-list>";
constexpr std::string_view part_end = "</part>";
constexpr std::string_view score_end = "</score-partwise";
constexpr std::string_view blanks = " \t\n\r";

/// From where to look on when something was not found: its beginning may be there already.
std::size_t resume(std::string_view text, std::size_t from, std::string_view wanted) noexcept {
  return std::max(from, text.size() - std::min(text.size(), wanted.size()));
}

}  // namespace

void PartCutter::grow(char* text, std::size_t size, bool whole) {
  if (odd()) return;
  if (!check_encoding({text, size}, whole)) {
    give_up();
    return;
  }
  comments_.run(text, checked_, whole);
  if (comments_.odd()) {
    give_up();
    return;
  }
  const std::string_view settled(text, comments_.settled());
  while (step(settled, whole)) {
  }
  if (whole && state_ != State::behind_score) give_up();
}

bool PartCutter::check_encoding(std::string_view text, bool whole) {
  constexpr std::size_t longest_rest = 3;  // of a character that is not all there yet
  const std::size_t good = end_of_valid_utf8(text, checked_);
  if (good < text.size() && (whole || text.size() - good > longest_rest)) return false;
  if (text.substr(checked_, good - checked_).find('\0') != std::string_view::npos) return false;
  checked_ = good;
  return true;
}

/// Goes on by one thing; false when more text is needed.
bool PartCutter::step(std::string_view text, bool whole) {
  switch (state_) {
    case State::list: return find_list(text);
    case State::first_part: return find_first_part(text);
    case State::part: return find_end_of_part(text);
    case State::behind_part: return look_behind_part(text, whole);
    case State::behind_score:
      at_ = std::min(text.find_first_not_of(blanks, at_), text.size());
      return at_ < text.size() && give_up();
    default: return false;
  }
}

bool PartCutter::find_list(std::string_view text) {
  const std::size_t found = find_text(text, list_end, at_);
  const bool is_there = found != std::string_view::npos;
  at_ = is_there ? found : resume(text, at_, list_end);
  if (is_there) state_ = State::first_part;
  return is_there;
}

bool PartCutter::find_first_part(std::string_view text) {
  const std::size_t found = next_part(text, at_);
  if (found == std::string_view::npos) {
    at_ = resume(text, at_, "<part ");
    return false;
  }
  if (root_name(text.substr(0, found)) != "score-partwise") return give_up();
  slices_.head_end = found;
  begin_part(found);
  return true;
}

void PartCutter::begin_part(std::size_t at) noexcept {
  begin_ = at_ = at;
  state_ = State::part;
}

bool PartCutter::find_end_of_part(std::string_view text) {
  const std::size_t found = find_text(text, part_end, at_);
  const bool is_there = found != std::string_view::npos;
  at_ = is_there ? found + part_end.size() : resume(text, at_, part_end);
  if (is_there) state_ = State::behind_part;
  return is_there;
}

bool PartCutter::look_behind_part(std::string_view text, bool whole) {
  at_ = std::min(text.find_first_not_of(blanks, at_), text.size());
  const std::string_view rest = text.substr(at_);
  if (rest.size() <= score_end.size() && !whole) return false;
  const bool ends = rest.substr(0, score_end.size()) == score_end && rest.substr(score_end.size(), 1) == ">";
  if (!ends && next_part(rest.substr(0, score_end.size()), 0) != 0) return give_up();
  slices_.parts.push_back({gone_ + begin_, gone_ + at_});
  begin_part(at_);
  if (ends) {
    at_ += score_end.size() + 1;
    state_ = State::behind_score;
  }
  return true;
}

std::size_t PartCutter::forget() noexcept {
  const std::size_t bytes = begin_;  // 0 up to the first part
  gone_ += bytes;
  checked_ -= bytes;
  at_ -= bytes;
  comments_.forget(bytes);
  begin_ = 0;
  return bytes;
}

bool PartCutter::give_up() noexcept {
  state_ = State::odd;
  return false;
}

}  // namespace burin::io
