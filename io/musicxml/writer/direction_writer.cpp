// <direction>, <harmony>, <figured-bass>, <sound>: marks at places of a staff.
#include <algorithm>

#include "core/base/decimal_text.hpp"
#include "io/musicxml/writer/words.hpp"
#include "io/musicxml/writer/write_context.hpp"

namespace burin::io {

StaffMarks::StaffMarks(WriteContext& context, std::size_t staff) : context_(context), staff_(staff) {
  static const std::vector<PlacedMark> none;
  const Measure* measure = context.measure_of(staff);
  marks_ = measure == nullptr ? &none : &measure->marks;
  shapes_.reserve(marks_->size());
  for (const PlacedMark& placed : *marks_) {
    shapes_.push_back(shape_of(context, placed.mark, MarkPlace::direction).value_or(ExportShape{}));
  }
}

namespace {

/// Directions hold several signs, a harmony its frame.
bool one_element(std::string_view before, std::string_view after) {
  const auto in_direction = [](std::string_view parent) { return parent == "direction-type" || parent == "dynamics"; };
  return (in_direction(before) && in_direction(after)) || (before == "measure" && after == "harmony");
}

}  // namespace

bool StaffMarks::joins(std::size_t i) const {
  const PlacedMark& placed = (*marks_)[i];
  return placed.joined && placed.at == (*marks_)[i - 1].at && one_element(shapes_[i - 1].parent, shapes_[i].parent);
}

namespace {

/// Directions of a beat stand before its grace notes unless one belongs among them.
bool among_graces(const std::vector<PlacedMark>& marks, Rational at) {
  return std::any_of(marks.begin(), marks.end(), [&](const PlacedMark& one) { return one.at == at && one.graces > 0; });
}

}  // namespace

void StaffMarks::write_until(Rational from, Rational to, std::size_t graces) {
  const bool waits = graces > 0 && among_graces(*marks_, from);
  while (next_ < marks_->size()) {
    const Rational at = (*marks_)[next_].at;
    if (at > from && at >= to) return;
    if (waits && at == from && (*marks_)[next_].graces < graces) return;
    std::size_t end = next_ + 1;
    while (end < marks_->size() && joins(end)) ++end;
    write_group(next_, end);
    next_ = end;
  }
}

void StaffMarks::write_rest() {
  if (next_ < marks_->size()) write_until(marks_->back().at, marks_->back().at);
}

void StaffMarks::write_group(std::size_t begin, std::size_t end) {
  const std::string_view parent = shapes_[begin].parent;
  if (parent.empty()) return;
  if (parent == "measure" || parent == "harmony") {
    write_harmony(begin, end);
  } else {
    write_direction(begin, end);
  }
}

void StaffMarks::write_offset(Rational at) {
  if (at != context_.now) context_.xml.count("offset", context_.ticks(at - context_.now));
}

/// Consecutive dynamics of one side stand in one element, as they are sung in one breath ("sf" "p").
void StaffMarks::write_dynamics(std::size_t begin, std::size_t end, bool with_side) {
  context_.xml.open("dynamics");
  if (with_side) context_.xml.attribute("placement", placement_of((*marks_)[begin].mark.side));
  write_look(context_.xml, (*marks_)[begin].mark);
  for (std::size_t i = begin; i < end; ++i) write_mark(context_, (*marks_)[i].mark, shapes_[i], false);
  context_.xml.close();
}

void StaffMarks::write_direction(std::size_t begin, std::size_t end) {
  XmlWriter& xml = context_.xml;
  const Side side = (*marks_)[begin].mark.side;
  bool uniform = true;
  for (std::size_t i = begin; i < end; ++i) uniform = uniform && (*marks_)[i].mark.side == side;
  xml.open("direction");
  if (uniform) xml.attribute("placement", placement_of(side));
  xml.attribute("system", (*marks_)[begin].mark.parameters().text(Param::system));
  for (std::size_t i = begin; i < end;) {
    std::size_t last = i + 1;
    xml.open("direction-type");
    if (shapes_[i].parent == "dynamics") {
      while (last < end && shapes_[last].parent == "dynamics" && (*marks_)[last].mark.side == (*marks_)[i].mark.side &&
             same_look((*marks_)[last].mark, (*marks_)[i].mark)) {
        ++last;
      }
      write_dynamics(i, last, !uniform);
    } else {
      write_mark(context_, (*marks_)[i].mark, shapes_[i], !uniform);
    }
    xml.close();
    i = last;
  }
  const Rational at = (*marks_)[begin].at;
  write_offset(at);
  context_.staff_element(staff_);
  const bool leaps = std::any_of(
      marks_->begin() + static_cast<std::ptrdiff_t>(begin), marks_->begin() + static_cast<std::ptrdiff_t>(end),
      [](const PlacedMark& placed) { return placed.mark.parameters().text(Param::type) == "jump"; });
  if (leaps) {  // where to is not known: the words say it
    xml.open("sound");
    xml.attribute("dacapo", "yes");
    xml.close();
  } else if (at == context_.now) {
    write_sound(context_);
  }
  xml.close();
}

void StaffMarks::write_harmony(std::size_t begin, std::size_t end) {
  const bool alone = shapes_[begin].parent == "harmony";  // a frame whose harmony has been taken away
  const std::size_t frame = alone ? begin : begin + 1;
  const auto tail = [&] {
    for (std::size_t i = frame; i < end; ++i) write_mark(context_, (*marks_)[i].mark, shapes_[i]);
    write_offset((*marks_)[begin].at);
    context_.staff_element(staff_);
  };
  if (alone) {
    context_.xml.open("harmony");
    tail();
    context_.xml.close();
    return;
  }
  write_mark(context_, (*marks_)[begin].mark, shapes_[begin], true, tail);
}

std::vector<Rational> tempo_places(const WriteContext& context) {
  std::vector<Rational> places;
  if (!context.first) return places;
  const auto& changes = context.piece.tempos.changes();
  auto at = std::lower_bound(changes.begin(), changes.end(), context.position({}),
                             [](const auto& change, Position p) { return change.at < p; });
  for (; at != changes.end() && at->at.measure == static_cast<std::int32_t>(context.measure); ++at) {
    places.push_back(at->at.offset);
  }
  return places;
}

void write_sound(WriteContext& context) {
  if (!context.first) return;
  const Position position = context.position(context.now);
  const Tempo* tempo = context.piece.tempos.exactly(position);
  std::vector<Position>& written = context.tempos_written;
  if (tempo == nullptr || std::find(written.begin(), written.end(), position) != written.end()) return;
  written.push_back(position);
  context.xml.open("sound");
  context.xml.attribute("tempo", decimal_text(tempo->quarters_per_minute));
  context.xml.close();
}

}  // namespace burin::io
