#include "core/store/piece_compare.hpp"

#include <algorithm>
#include <bit>
#include <unordered_map>

#include "core/piece/mark_lists.hpp"
#include "core/store/piece_fields.hpp"

namespace burin {

namespace {

using namespace codec;  // NOLINT: the kinds of fields

/// Sums up everything in a thing but the numbers of its spanners. 64 bits: two different measures of one comparison
/// have the same sum about once in a million million comparisons of a large score.
class Summary {
 public:
  template <class... T>
  void operator()(const T&... values) {
    (add(values), ...);
  }
  template <class T>
  void add(const T& value) {
    if constexpr (std::is_same_v<T, SpanId>) {
      bits(value == SpanId::none ? 0 : 1);
    } else if constexpr (std::is_same_v<T, double>) {
      bits(std::bit_cast<std::uint64_t>(value));
    } else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
      bits(static_cast<std::uint64_t>(value));
    } else if constexpr (std::is_same_v<T, std::string>) {
      bits(value.size());
      for (const char c : value) bits(static_cast<unsigned char>(c));
    } else if constexpr (std::is_same_v<T, Rational>) {
      bits(static_cast<std::uint64_t>(value.num()));
      bits(static_cast<std::uint64_t>(value.den()));
    } else {
      compound(value);
    }
  }
  [[nodiscard]] std::uint64_t sum() const noexcept { return sum_; }

 private:
  void bits(std::uint64_t value) noexcept {
    sum_ = (sum_ ^ value) * 0x9E3779B97F4A7C15ULL;
    sum_ ^= sum_ >> 29;
  }
  template <class T>
  void compound(const T& value) {
    if constexpr (is_list<T> || is_map<T>) {
      bits(value.size());
      for (const auto& each : value) add(each);
    } else if constexpr (is_changes<T>) {
      bits(value.changes().size());
      for (const auto& change : value.changes()) add(change.at), add(change.value);
    } else if constexpr (is_pair<T>) {
      add(value.first), add(value.second);
    } else if constexpr (is_variant<T>) {
      bits(value.index());
      std::visit([this](const auto& held) { add(held); }, value);
    } else if constexpr (is_shared<T>) {
      bits(value == nullptr ? 0 : 1);
      if (value != nullptr) add(*value);
    } else if constexpr (std::is_same_v<T, Params>) {
      add(value.entries());
    } else {
      fields(*this, value);
    }
  }
  std::uint64_t sum_{0xCBF29CE484222325ULL};
};

template <class T>
void add_changes(Summary& sum, const ChangeSet<T>& changes, std::uint32_t measure) {
  const auto index = static_cast<std::int32_t>(measure);
  for (const auto& change : changes.changes()) {
    if (change.at.measure == index) sum(change.at.offset, change.value);
  }
}

struct StaffPlace {
  const Staff* staff;
  Vpd vpd;
};
std::vector<StaffPlace> staves_of(const Piece& piece) {
  std::vector<StaffPlace> staves;
  for (std::uint32_t m = 0; m < piece.musicians.size(); ++m) {
    for (std::uint32_t i = 0; i < piece.musicians[m]->instruments.size(); ++i) {
      const Instrument& instrument = *piece.musicians[m]->instruments[i];
      for (std::uint32_t s = 0; s < instrument.staves.size(); ++s) {
        staves.push_back({instrument.staves[s].get(), Vpd::music().child(m).child(i).child(s)});
      }
    }
  }
  return staves;
}

std::uint64_t sum_of(const Staff& staff, std::uint32_t measure) {
  Summary sum;
  if (measure < staff.measures.size()) sum(*staff.measures[measure]);
  add_changes(sum, staff.clefs, measure);
  add_changes(sum, staff.keys, measure);
  add_changes(sum, staff.times, measure);
  return sum.sum();
}

/// One measure of all staves.
struct Column {
  std::vector<std::uint64_t> staves;
  std::uint64_t whole{0};
};
/// What a measure is, without its number: after an insertion all numbers change.
std::vector<Column> columns_of(const Piece& piece, const std::vector<StaffPlace>& staves) {
  std::vector<Column> columns(piece.measures.size());
  for (std::uint32_t m = 0; m < columns.size(); ++m) {
    Summary sum;
    const MeasureInfo& info = piece.measures[m];
    sum(info.implicit, info.length, info.system_break, info.page_break);
    add_changes(sum, piece.times, m);
    add_changes(sum, piece.keys, m);
    add_changes(sum, piece.tempos, m);
    for (const StaffPlace& place : staves) {
      columns[m].staves.push_back(sum_of(*place.staff, m));
      sum(columns[m].staves.back());
    }
    columns[m].whole = sum.sum();
  }
  return columns;
}

std::uint64_t head_of(const Piece& piece) {
  Summary sum;
  sum(piece.title, piece.subtitle, piece.movement_title, piece.movement_number, piece.composer, piece.lyricist,
      piece.arranger, piece.rights, piece.credits, piece.source, piece.settings, piece.groups);
  for (const auto& musician : piece.musicians) {
    sum(musician->name, musician->short_name);
    for (const auto& instrument : musician->instruments) {
      sum(instrument->name, instrument->short_name, instrument->family, instrument->name_hidden,
          instrument->transposition, instrument->staff_symbol);
      for (const auto& staff : instrument->staves) sum(staff->lines, staff->scale, staff->is_tab, staff->name);
    }
  }
  return sum.sum();
}

/// Which old measure each new one goes on from: the longest common sequence, and what lies between in pairs.
class Alignment {
 public:
  Alignment(const std::vector<Column>& before, const std::vector<Column>& after)
      : before_(before), after_(after), counterpart_(after.size(), PieceDifference::no_counterpart) {}

  std::vector<std::uint32_t> run() {
    std::size_t first = 0;
    while (first < std::min(before_.size(), after_.size()) && same(first, first)) join(first, first), ++first;
    std::size_t old_end = before_.size();
    std::size_t new_end = after_.size();
    while (old_end > first && new_end > first && same(old_end - 1, new_end - 1)) join(--old_end, --new_end);
    constexpr std::size_t most = 4'000;
    if (std::max(old_end, new_end) - first <= most) {
      align(first, old_end, new_end);
    } else {
      pair(first, old_end, first, new_end);
    }
    return std::move(counterpart_);
  }

 private:
  [[nodiscard]] bool same(std::size_t old, std::size_t fresh) const {
    return before_[old].whole == after_[fresh].whole;
  }
  void join(std::size_t old, std::size_t fresh) { counterpart_[fresh] = static_cast<std::uint32_t>(old); }

  void align(std::size_t first, std::size_t old_end, std::size_t new_end) {
    const std::size_t rows = old_end - first;
    const std::size_t width = new_end - first + 1;
    std::vector<std::uint16_t> longest((rows + 1) * width, 0);
    for (std::size_t o = rows; o-- > 0;) {
      for (std::size_t n = width - 1; n-- > 0;) {
        longest[o * width + n] = same(first + o, first + n)
                                     ? static_cast<std::uint16_t>(longest[(o + 1) * width + n + 1] + 1)
                                     : std::max(longest[(o + 1) * width + n], longest[o * width + n + 1]);
      }
    }
    std::size_t o = 0;
    std::size_t n = 0;
    std::size_t old_open = first;
    std::size_t new_open = first;
    while (o < rows && n + 1 < width) {
      if (same(first + o, first + n)) {
        pair(old_open, first + o, new_open, first + n);
        join(first + o++, first + n++);
        old_open = first + o;
        new_open = first + n;
      } else if (longest[(o + 1) * width + n] >= longest[o * width + n + 1]) {
        ++o;
      } else {
        ++n;
      }
    }
    pair(old_open, old_end, new_open, new_end);
  }
  /// Between two equal places: the first with the first, as far as both go.
  void pair(std::size_t old, std::size_t old_end, std::size_t fresh, std::size_t new_end) {
    for (; old < old_end && fresh < new_end; ++old, ++fresh) join(old, fresh);
  }

  const std::vector<Column>& before_;
  const std::vector<Column>& after_;
  std::vector<std::uint32_t> counterpart_;
};

/// New numbers of spanners: those of the old piece where the same measure has the same sign.
class SpanNumbers {
 public:
  explicit SpanNumbers(const Piece& before) : next_(before.last_span) {}

  void learn(const Measure& before, const Measure& after) {
    const std::vector<SpanId> old = spans_in(before);
    const std::vector<SpanId> fresh = spans_in(after);
    for (std::size_t i = 0; i < std::min(old.size(), fresh.size()); ++i) learn(old[i], fresh[i]);
  }
  [[nodiscard]] SpanId number(SpanId fresh) {
    if (fresh == SpanId::none) return fresh;
    const auto [at, is_new] = known_.try_emplace(fresh, SpanId::none);
    if (is_new) at->second = static_cast<SpanId>(++next_);
    return at->second;
  }
  [[nodiscard]] std::uint32_t last() const noexcept { return next_; }

 private:
  static std::vector<SpanId> spans_in(const Measure& measure) {
    std::vector<SpanId> spans;
    const auto take = [&](const Mark& mark) {
      if (mark.span != SpanId::none) spans.push_back(mark.span);
    };
    for (const PlacedMark& placed : measure.marks) take(placed.mark);
    for (const Mark& mark : measure.left.marks) take(mark);
    for (const Mark& mark : measure.right.marks) take(mark);
    tree::each_note_marks(measure, [&](const std::vector<Mark>& marks) {
      for (const Mark& mark : marks) take(mark);
    });
    return spans;
  }
  void learn(SpanId old, SpanId fresh) {
    if (taken_.count(old) > 0 || known_.count(fresh) > 0) return;
    taken_.emplace(old, fresh);
    known_.emplace(fresh, old);
  }

  std::unordered_map<SpanId, SpanId> known_;
  std::unordered_map<SpanId, SpanId> taken_;
  std::uint32_t next_;
};

void renumber(Measure& measure, SpanNumbers& numbers) {
  for (PlacedMark& placed : measure.marks) placed.mark.span = numbers.number(placed.mark.span);
  const auto renumber_marks = [&](std::vector<Mark>& marks) {
    for (Mark& mark : marks) mark.span = numbers.number(mark.span);
  };
  tree::each_note_marks(measure, renumber_marks);
  for (Mark& mark : measure.left.marks) mark.span = numbers.number(mark.span);
  for (Mark& mark : measure.right.marks) mark.span = numbers.number(mark.span);
}

bool same_shape(const Piece& before, const Piece& after) {
  if (before.musicians.size() != after.musicians.size()) return false;
  for (std::size_t m = 0; m < before.musicians.size(); ++m) {
    const auto& old = before.musicians[m]->instruments;
    const auto& fresh = after.musicians[m]->instruments;
    if (old.size() != fresh.size()) return false;
    for (std::size_t i = 0; i < old.size(); ++i) {
      if (old[i]->staves.size() != fresh[i]->staves.size()) return false;
    }
  }
  return true;
}

template <class T>
Shared<T> either(const Shared<T>& before, Shared<T> made) {
  return before != nullptr && *before == *made ? before : made;
}

}  // namespace

PieceDifference compare(const Piece& before, const Piece& after) {
  PieceDifference out;
  out.head = head_of(before) != head_of(after);
  out.staves = !same_shape(before, after);
  const auto old_staves = staves_of(before);
  const auto new_staves = staves_of(after);
  const std::vector<Column> old = columns_of(before, old_staves);
  const std::vector<Column> fresh = columns_of(after, new_staves);
  out.counterpart = Alignment(old, fresh).run();
  std::vector<bool> kept(old.size(), false);
  for (std::uint32_t m = 0; m < fresh.size(); ++m) {
    const std::uint32_t from = out.counterpart[m];
    const bool added = from == PieceDifference::no_counterpart;
    if (!added) kept[from] = true;
    if (!added && !out.staves && old[from].whole == fresh[m].whole) continue;
    (added ? out.added : out.changed).push_back(m);
    for (std::size_t s = 0; s < new_staves.size(); ++s) {
      const bool same = !added && !out.staves && old[from].staves[s] == fresh[m].staves[s];
      if (!same) out.places.push_back(new_staves[s].vpd.child(m));
    }
  }
  for (std::uint32_t m = 0; m < kept.size(); ++m) {
    if (!kept[m]) out.removed.push_back(m);
  }
  return out;
}

Shared<Piece> share_equal_parts(const Shared<Piece>& before, const Shared<Piece>& after) {
  if (!same_shape(*before, *after)) return after;
  const auto old_staves = staves_of(*before);
  const auto new_staves = staves_of(*after);
  const std::vector<std::uint32_t> counterpart =
      Alignment(columns_of(*before, old_staves), columns_of(*after, new_staves)).run();
  const auto old_measure = [&](std::size_t s, std::size_t m) -> const Shared<Measure>* {
    const std::uint32_t from = m < counterpart.size() ? counterpart[m] : PieceDifference::no_counterpart;
    return from < old_staves[s].staff->measures.size() ? &old_staves[s].staff->measures[from] : nullptr;
  };
  SpanNumbers numbers(*before);
  for (std::size_t s = 0; s < new_staves.size(); ++s) {
    for (std::uint32_t m = 0; m < new_staves[s].staff->measures.size(); ++m) {
      const Shared<Measure>* old = old_measure(s, m);
      const bool same =
          old != nullptr && sum_of(*old_staves[s].staff, counterpart[m]) == sum_of(*new_staves[s].staff, m);
      if (same) numbers.learn(**old, *new_staves[s].staff->measures[m]);
    }
  }
  auto made = std::make_shared<Piece>(*after);
  std::size_t s = 0;
  for (std::size_t m = 0; m < made->musicians.size(); ++m) {
    Musician musician = *made->musicians[m];
    for (std::size_t i = 0; i < musician.instruments.size(); ++i) {
      Instrument instrument = *musician.instruments[i];
      for (std::size_t n = 0; n < instrument.staves.size(); ++n, ++s) {
        Staff staff = *instrument.staves[n];
        std::vector<Shared<Measure>> measures;
        for (std::uint32_t k = 0; k < staff.measures.size(); ++k) {
          auto measure = std::make_shared<Measure>(*staff.measures[k]);
          renumber(*measure, numbers);
          const Shared<Measure>* old = old_measure(s, k);
          measures.push_back(old == nullptr ? measure : either<Measure>(*old, measure));
        }
        const PVector<Shared<Measure>>& present = old_staves[s].staff->measures;
        const bool all_old =
            present.size() == measures.size() && std::equal(present.begin(), present.end(), measures.begin());
        staff.measures = all_old ? present : PVector<Shared<Measure>>(std::move(measures));
        const auto& old_instrument = before->musicians[m]->instruments[i];
        instrument.staves = instrument.staves.set(
            n, either<Staff>(old_instrument->staves[n], std::make_shared<Staff>(std::move(staff))));
      }
      musician.instruments =
          musician.instruments.set(i, either<Instrument>(before->musicians[m]->instruments[i],
                                                         std::make_shared<Instrument>(std::move(instrument))));
    }
    made->musicians =
        made->musicians.set(m, either<Musician>(before->musicians[m], std::make_shared<Musician>(std::move(musician))));
  }
  made->last_span = std::max(made->last_span, numbers.last());
  if (*made == *before) return before;
  return made;
}

}  // namespace burin
