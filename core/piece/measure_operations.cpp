#include "core/piece/measure_operations.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "core/piece/mark_lists.hpp"
#include "core/piece/tree.hpp"

namespace burin {

namespace {

/// Where measures stand after some have come or gone.
class Shift {
 public:
  static Shift inserted(std::uint32_t index, std::uint32_t count) { return {index, index, static_cast<int>(count)}; }
  static Shift removed(std::uint32_t first, std::uint32_t count, bool at_end) {
    return {first, first + count, -static_cast<int>(count), at_end};
  }

  /// Changes at new places. What was in force behind removed measures still is; what stood at the very beginning stays.
  template <class Value>
  void move(ChangeSet<Value>& changes) const {
    if (changes.empty()) return;
    const Value* carried = by_ < 0 && !at_end_ ? changes.at({end_, {}}) : nullptr;
    ChangeSet<Value> moved;
    for (const auto& change : changes.changes()) {
      Position at = change.at;
      if (at.measure >= first_ && at.measure < end_) continue;
      const bool stays = at.measure < first_ || (by_ > 0 && at == Position{});
      if (!stays) at.measure += by_;
      moved.set(at, change.value);
    }
    const Value* now = carried == nullptr ? nullptr : moved.at({first_, {}});
    if (carried != nullptr && (now == nullptr || !(*now == *carried))) moved.set({first_, {}}, *carried);
    if (!(moved == changes)) changes = std::move(moved);
  }

 private:
  Shift(std::uint32_t first, std::uint32_t end, int by, bool at_end = false)
      : first_(static_cast<std::int32_t>(first)), end_(static_cast<std::int32_t>(end)), by_(by), at_end_(at_end) {}
  std::int32_t first_;
  std::int32_t end_;
  std::int32_t by_;
  bool at_end_;  // nothing stands behind what goes
};

/// Calls change(staff) with every staff, writable.
template <class Change>
void each_staff(Piece& piece, Change&& change) {
  for (std::size_t m = 0; m < piece.musicians.size(); ++m) {
    for (std::size_t i = 0; i < piece.musicians[m]->instruments.size(); ++i) {
      for (std::size_t s = 0; s < piece.musicians[m]->instruments[i]->staves.size(); ++s) {
        Musician& musician = tree::own(piece.musicians.edit(m));
        Instrument& instrument = tree::own(musician.instruments.edit(i));
        change(tree::own(instrument.staves.edit(s)));
      }
    }
  }
}

/// Pages are made from the music again.
void forget_pages(Piece& piece) {
  for (std::size_t l = 0; l < piece.layouts.size(); ++l) {
    if (!piece.layouts[l]->pages.empty()) tree::own(piece.layouts.edit(l)).pages = {};
  }
}

void shift_changes(Piece& piece, const Shift& shift) {
  shift.move(piece.times);
  shift.move(piece.keys);
  shift.move(piece.tempos);
  each_staff(piece, [&](Staff& staff) {
    shift.move(staff.clefs);
    shift.move(staff.keys);
    shift.move(staff.times);
  });
}

std::optional<int> number_of(const MeasureInfo& info) {
  constexpr int most = 1'000'000;
  int number = 0;
  const char* end = info.number.data() + info.number.size();
  const auto [stop, code] = std::from_chars(info.number.data(), end, number);
  if (info.implicit || code != std::errc{} || stop != end || number > most) return std::nullopt;
  return number;
}

void renumber(std::vector<MeasureInfo>& measures, std::size_t from, int by) {
  for (std::size_t m = from; m < measures.size(); ++m) {
    if (const auto number = number_of(measures[m])) measures[m].number = std::to_string(*number + by);
  }
}

/// Measures of a multi-measure rest are written out when something happens inside it.
void write_out_rests(std::vector<Shared<Measure>>& measures, std::size_t where) {
  for (std::size_t m = 0; m < where; ++m) {
    const std::size_t length = measures[m]->multi_rest;
    if (length > 1 && m + length > where) tree::own(measures[m]).multi_rest = 0;
  }
}

std::vector<Shared<Measure>> list_of(const Staff& staff) { return {staff.measures.begin(), staff.measures.end()}; }

Shared<Measure> empty_measure(Rational length) {
  Rest rest;
  rest.written.value = no_value;
  rest.duration = length;
  rest.whole_measure = true;
  auto voice = std::make_shared<Voice>();
  voice->items.emplace_back(std::move(rest));
  auto measure = std::make_shared<Measure>();
  measure->voices.push_back(std::move(voice));
  return measure;
}

tl::unexpected<Error> no_measure(std::uint32_t index, std::size_t size) {
  return fail(Errc::not_found, "BU0202",
              "measure " + std::to_string(index) + ": the piece has " + std::to_string(size) + " measures");
}

// ---- Spanners that lose an end.

using Spans = std::set<SpanId>;

struct LostEnds {
  Spans starts;
  Spans stops;
  Spans placed;  // of those, which stand at a place of a measure, so that they can be shortened
};

LostEnds lost_in(const Piece& piece, std::size_t first, std::size_t end) {
  LostEnds lost;
  const auto take = [&](const Mark& mark) {
    if (mark.span == SpanId::none) return;
    if (mark.role == SpanRole::start) lost.starts.insert(mark.span);
    if (mark.role == SpanRole::stop) lost.stops.insert(mark.span);
  };
  for (const auto& musician : piece.musicians) {
    for (const auto& instrument : musician->instruments) {
      for (const auto& staff : instrument->staves) {
        for (std::size_t m = first; m < end && m < staff->measures.size(); ++m) {
          for (const PlacedMark& placed : staff->measures[m]->marks) {
            take(placed.mark);
            lost.placed.insert(placed.mark.span);
          }
          tree::each_note_marks(*staff->measures[m], [&](const std::vector<Mark>& marks) {
            for (const Mark& mark : marks) take(mark);
          });
        }
      }
    }
  }
  Spans whole;  // both ends go: nothing to mend
  for (const SpanId span : lost.starts) {
    if (lost.stops.count(span) > 0) whole.insert(span);
  }
  for (const SpanId span : whole) {
    lost.starts.erase(span);
    lost.stops.erase(span);
  }
  return lost;
}

bool is_torn(const Mark& mark, const LostEnds& lost) {
  return mark.span != SpanId::none && (lost.starts.count(mark.span) > 0 || lost.stops.count(mark.span) > 0);
}

/// Ends at places of measures: those that are gone come back at the edge of what is left. The caller removes measures
/// afterwards.
class Mending {
 public:
  Mending(Staff& staff, std::size_t first, std::size_t end, const LostEnds& lost, Rational last_length)
      : list_(list_of(staff)), first_(first), end_(end), lost_(lost), last_length_(last_length) {}

  std::vector<Shared<Measure>> run() {
    find_ends();
    for (std::size_t m = 0; m < list_.size(); ++m) {
      if (m < first_ || m >= end_) drop_torn(m);
    }
    put_back();
    move_endings();
    join_tuplets();
    write_out_rests(list_, first_);
    list_.erase(list_.begin() + static_cast<std::ptrdiff_t>(first_), list_.begin() + static_cast<std::ptrdiff_t>(end_));
    return std::move(list_);
  }

 private:
  void find_ends() {
    for (std::size_t m = first_; m < end_; ++m) {
      for (const PlacedMark& placed : list_[m]->marks) {
        if (!is_torn(placed.mark, lost_)) continue;
        (placed.mark.role == SpanRole::start ? starts_ : stops_).push_back(placed);
      }
    }
  }

  void drop_torn(std::size_t m) {
    const auto torn = [&](const Mark& mark) { return is_torn(mark, lost_) && lost_.placed.count(mark.span) == 0; };
    bool any = std::any_of(list_[m]->marks.begin(), list_[m]->marks.end(),
                           [&](const PlacedMark& placed) { return torn(placed.mark); });
    tree::each_note_marks(
        *list_[m], [&](const std::vector<Mark>& marks) { any = any || std::any_of(marks.begin(), marks.end(), torn); });
    if (!any) return;
    Measure& measure = tree::own(list_[m]);
    std::erase_if(measure.marks, [&](const PlacedMark& placed) { return torn(placed.mark); });
    tree::each_note_marks(measure, [&](std::vector<Mark>& marks) { std::erase_if(marks, torn); });
  }

  void put_back() {
    if (!starts_.empty() && end_ < list_.size()) {
      Measure& after = tree::own(list_[end_]);
      for (PlacedMark& placed : starts_) placed.at = Rational();
      after.marks.insert(after.marks.begin(), starts_.begin(), starts_.end());
    }
    if (!stops_.empty() && first_ > 0) {
      Measure& before = tree::own(list_[first_ - 1]);
      for (PlacedMark& placed : stops_) {
        placed.at = last_length_;
        before.marks.push_back(placed);
      }
    }
  }

  /// An ending that begins in what goes begins behind it, one that stops there stops before it.
  void move_endings() {
    int open = 0;
    std::vector<std::pair<Ending::Role, Ending>> begun;
    std::vector<std::pair<Ending::Role, Ending>> stopped;
    for (std::size_t m = first_; m < end_; ++m) {
      for (const auto& ending : list_[m]->endings) {
        if (ending.first == Ending::Role::start) {
          begun.push_back(ending);
          ++open;
        } else if (open > 0) {
          begun.pop_back();
          --open;
        } else {
          stopped.push_back(ending);
        }
      }
    }
    if (!begun.empty() && end_ < list_.size()) {
      auto& endings = tree::own(list_[end_]).endings;
      endings.insert(endings.begin(), begun.begin(), begun.end());
    }
    if (!stopped.empty() && first_ > 0) {
      auto& endings = tree::own(list_[first_ - 1]).endings;
      endings.insert(endings.end(), stopped.begin(), stopped.end());
    }
  }

  /// Tuplets that a barline cut in two, one half of which goes.
  void join_tuplets() {
    if (first_ > 0) close_tuplets(first_ - 1, &Tuplet::open_at_end);
    if (end_ < list_.size()) close_tuplets(end_, &Tuplet::continues);
  }
  void close_tuplets(std::size_t m, bool Tuplet::*flag) {
    bool any = false;
    for (const auto& voice : list_[m]->voices) any = any || has(voice->items, flag);
    if (!any) return;
    for (auto& voice : tree::own(list_[m]).voices) clear(tree::own(voice).items, flag);
  }
  static bool has(const std::vector<Item>& items, bool Tuplet::*flag) {
    return std::any_of(items.begin(), items.end(), [&](const Item& item) {
      const auto* tuplet = std::get_if<Tuplet>(&item);
      return tuplet != nullptr && (tuplet->*flag || has(tuplet->items, flag));
    });
  }
  static void clear(std::vector<Item>& items, bool Tuplet::*flag) {
    for (Item& item : items) {
      if (auto* tuplet = std::get_if<Tuplet>(&item)) {
        tuplet->*flag = false;
        clear(tuplet->items, flag);
      }
    }
  }

  std::vector<Shared<Measure>> list_;
  std::size_t first_;
  std::size_t end_;
  const LostEnds& lost_;
  Rational last_length_;
  std::vector<PlacedMark> starts_;
  std::vector<PlacedMark> stops_;
};

}  // namespace

Edited insert_measures(Shared<Piece> piece, std::uint32_t index, std::uint32_t count) {
  constexpr std::uint32_t most = 100'000;
  if (index > piece->measures.size()) return no_measure(index, piece->measures.size());
  if (count > most) return fail(Errc::usage, "BU0203", "more than " + std::to_string(most) + " measures at once");
  if (count == 0) return piece;
  Piece& whole = tree::own(piece);
  shift_changes(whole, Shift::inserted(index, count));
  std::vector<MeasureInfo> infos = whole.measures.get();
  const auto before = index > 0 ? number_of(infos[index - 1]) : std::optional(0);
  const TimeSignature* time = whole.times.at({static_cast<std::int32_t>(index), {}});
  MeasureInfo info;
  info.length = time == nullptr ? Rational(4) : time->measure_length();
  if (info.length <= Rational()) info.length = Rational(4);
  renumber(infos, index, static_cast<int>(count));
  for (std::uint32_t i = 0; i < count; ++i) {
    info.number = before ? std::to_string(*before + 1 + static_cast<int>(i)) : std::string();
    infos.insert(infos.begin() + index + i, info);
  }
  whole.measures = std::move(infos);
  const Shared<Measure> fresh = empty_measure(info.length);
  each_staff(whole, [&](Staff& staff) {
    std::vector<Shared<Measure>> list = list_of(staff);
    const std::size_t where = std::min<std::size_t>(index, list.size());
    write_out_rests(list, where);
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(where), count, fresh);
    staff.measures = PVector<Shared<Measure>>(std::move(list));
  });
  forget_pages(whole);
  return piece;
}

Edited remove_measures(Shared<Piece> piece, std::uint32_t first, std::uint32_t count) {
  const std::size_t size = piece->measures.size();
  if (first >= size) return no_measure(first, size);
  if (count > size - first) return no_measure(first + count - 1, size);
  if (count == size) return fail(Errc::usage, "BU0203", "a piece keeps one measure at least");
  if (count == 0) return piece;
  const std::size_t end = first + count;
  const LostEnds lost = lost_in(*piece, first, end);
  Piece& whole = tree::own(piece);
  const Rational last_length = first > 0 ? whole.measures.get()[first - 1].length : Rational();
  each_staff(whole, [&](Staff& staff) {
    if (staff.measures.size() < end) return;
    staff.measures = PVector<Shared<Measure>>(Mending(staff, first, end, lost, last_length).run());
  });
  shift_changes(whole, Shift::removed(first, count, end == size));
  std::vector<MeasureInfo> infos = whole.measures.get();
  const auto numbered = std::count_if(infos.begin() + first, infos.begin() + static_cast<std::ptrdiff_t>(end),
                                      [](const MeasureInfo& info) { return number_of(info).has_value(); });
  if (end < size && (infos[first].system_break || infos[first].page_break)) {
    infos[end].system_break = infos[end].system_break || infos[first].system_break;
    infos[end].page_break = infos[end].page_break || infos[first].page_break;
  }
  renumber(infos, end, -static_cast<int>(numbered));
  infos.erase(infos.begin() + first, infos.begin() + static_cast<std::ptrdiff_t>(end));
  whole.measures = std::move(infos);
  forget_pages(whole);
  return piece;
}

}  // namespace burin
