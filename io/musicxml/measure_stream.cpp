#include "io/musicxml/measure_stream.hpp"

#include <algorithm>

#include "core/run/report.hpp"

namespace burin::io {

namespace {

// Some dozen measures: their nodes take about half a megabyte.
constexpr std::size_t stretch_bytes = 96U << 10U;
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
  const std::uint32_t depth = whole_ ? 1 : depth_of_measures;
  // Nodes take some ten times the memory of their text: one that is not cut is looked at before it is parsed.
  if (whole_ || has_long_parts(text, limits_)) shape_problem_ = check_shape(text, limits_, depth);
  if (shape_problem_) {
    shape_problem_->offset += stretch.begin;
    return;
  }
  newest_ = 1 - newest_;
  Parsed& into = parsed_[newest_];
  const double start = thread_cpu_seconds();
  into.text = text;
  problem_ =
      into.document.parse_in_place(into.text.data(), into.text.size(), whole_ ? XmlForm::document : XmlForm::fragment);
  parse_seconds_ += thread_cpu_seconds() - start;
  if (!whole_ && (problem_ || into.document.deeper_than(limits_.xml_depth - std::min(limits_.xml_depth, depth)))) {
    shape_problem_ = check_shape(text, limits_, depth);
    if (shape_problem_) shape_problem_->offset += stretch.begin;
  }
  if (problem_) problem_->offset += stretch.begin;
  if (problem_ || shape_problem_) return;
  following_base_ = stretch.begin;
  following_ = measure_from(whole_ ? into.document.root().first() : into.document.root());
  // Each stretch was cut at the tag of a measure; one that shows none was not what it seemed.
  if (!following_ && !whole_) problem_ = XmlProblem{stretch.begin, "no measure where one was expected"};
}

}  // namespace burin::io
