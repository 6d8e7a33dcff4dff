#include "io/musicxml/measure_stream.hpp"

#include "core/run/report.hpp"

namespace burin::io {

namespace {

// Several measures: with their nodes, and those of the stretch before, they stay in a core's own cache.
constexpr std::size_t stretch_bytes = 32U << 10U;
constexpr std::uint32_t depth_of_measures = 2;  // score and part are around them

XmlNode measure_from(XmlNode node) noexcept {
  while (node && node.name() != "measure") node = node.next();
  return node;
}

}  // namespace

MeasureStream::MeasureStream(std::string_view part, const ImportLimits& limits, bool whole)
    : part_(part), limits_(limits), whole_(whole) {
  if (!whole_) stretches_ = cut_at_measures(part_, stretch_bytes);
  if (stretches_.empty()) {
    whole_ = true;
    stretches_.push_back({0, part_.size()});
  }
  look_ahead();
}

bool MeasureStream::next() {
  current_ = following_;
  current_base_ = following_base_;
  following_ = XmlNode();
  if (!current_ || problem_ || shape_problem_) return false;
  look_ahead();
  return true;
}

/// Finds what follows the current measure; parses on where its stretch ends.
void MeasureStream::look_ahead() {
  following_base_ = current_base_;
  following_ = current_ ? measure_from(current_.next()) : XmlNode();
  if (!following_ && next_stretch_ < stretches_.size()) parse_next_stretch();
}

void MeasureStream::parse_next_stretch() {
  const TextSlice stretch = stretches_[next_stretch_++];
  const std::string_view text = part_.substr(stretch.begin, stretch.end - stretch.begin);
  newest_ = 1 - newest_;
  const double start = thread_cpu_seconds();
  parse(text, parsed_[newest_]);
  parse_seconds_ += thread_cpu_seconds() - start;
  if (shape_problem_) shape_problem_->offset += stretch.begin;
  if (problem_) problem_->offset += stretch.begin;
  if (problem_ || shape_problem_) return;
  following_base_ = stretch.begin;
  const XmlNode root = parsed_[newest_].root();
  following_ = measure_from(whole_ ? root.first() : root);
  // Each stretch was cut at the tag of a measure; one that shows none was not what it seemed.
  if (!following_ && !whole_) problem_ = XmlProblem{stretch.begin, "no measure where one was expected"};
}

void MeasureStream::parse(std::string_view text, XmlDocument& into) {
  const std::uint32_t depth = whole_ ? 1 : depth_of_measures;
  const XmlForm form = whole_ ? XmlForm::document : XmlForm::fragment;
  if (into.parse_plain(text, limits_, depth, form)) return;
  shape_problem_ = check_shape(text, limits_, depth);
  if (!shape_problem_) problem_ = into.parse(text, form);
}

}  // namespace burin::io
