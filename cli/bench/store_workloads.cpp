#include "cli/bench/store_workloads.hpp"

#include <array>
#include <deque>
#include <optional>

#include "cli/bench/value.hpp"
#include "core/piece/timewalk.hpp"
#include "core/store/piece_store.hpp"

namespace burin::cli {

namespace {

constexpr std::uint32_t staves = 40;
constexpr std::uint32_t measures = 1000;

class Counter final : public Workload {
 public:
  [[nodiscard]] std::string_view name() const noexcept override { return "a-counter"; }
  void begin() override { ref_.emplace(0); }
  bool step(Worker& worker) override {
    return atomically([&](Transaction& tx) {
             ++worker.attempts;
             tx.alter(*ref_, [](std::int64_t value) { return value + 1; });
           })
        .has_value();
  }
  [[nodiscard]] bool holds(std::uint64_t transactions) const override {
    return ref_->get() == static_cast<std::int64_t>(transactions);
  }

 private:
  std::optional<Ref<std::int64_t>> ref_;
};

class Transfer final : public Workload {
 public:
  [[nodiscard]] std::string_view name() const noexcept override { return "d-transfer"; }
  void begin() override {
    refs_.clear();
    for (std::uint32_t i = 0; i < count; ++i) refs_.emplace_back(each);
  }
  bool step(Worker& worker) override {
    const std::uint32_t from = worker.below(count);
    const std::uint32_t other = worker.below(count - 1);
    const std::uint32_t to = other >= from ? other + 1 : other;
    return atomically([&](Transaction& tx) {
             ++worker.attempts;
             tx.alter(refs_[from], [](std::int64_t value) { return value - 1; });
             tx.alter(refs_[to], [](std::int64_t value) { return value + 1; });
           })
        .has_value();
  }
  [[nodiscard]] bool holds(std::uint64_t) const override {
    std::int64_t sum = 0;
    for (const auto& ref : refs_) sum += ref.get();
    return sum == each * count;
  }

 private:
  static constexpr std::uint32_t count = 1000;
  static constexpr std::int64_t each = 1000;
  std::deque<Ref<std::int64_t>> refs_;
};

/// Where a measure is to be replaced.
struct Place {
  std::uint32_t staff;
  std::uint32_t measure;
};
Place any_place(Worker& worker) { return {worker.below(staves), worker.below(measures)}; }

/// Calls replace for `n` places, in one transaction around them.
template <std::size_t n, class Replace>
bool replace_measures(Worker& worker, Replace replace) {
  std::array<Place, n> places;
  for (Place& place : places) place = any_place(worker);
  return atomically([&](Transaction&) -> Expected<void> {
           ++worker.attempts;
           for (const Place& place : places) BURIN_CHECK(replace(place, worker.turn));
           return success;
         })
      .has_value();
}

Value generic_measure(std::uint32_t number, std::uint64_t stamp) {
  return Fields::of(Key::number, std::int64_t{number}, Key::stamp, static_cast<std::int64_t>(stamp), Key::voices,
                    Values());
}

Value generic_piece() {
  Values::Builder all;
  for (std::uint32_t s = 0; s < staves; ++s) {
    Values::Builder list;
    for (std::uint32_t m = 0; m < measures; ++m) list.push_back(generic_measure(m, 0));
    all.push_back(Fields::of(Key::number, std::int64_t{s}, Key::measures, list.finish()));
  }
  const auto only = [](Value one) { return Values(std::vector<Value>{std::move(one)}); };
  const Value instrument(Fields::of(Key::name, std::string("i0"), Key::staves, all.finish()));
  const Value musician(Fields::of(Key::name, std::string("m0"), Key::instruments, only(instrument)));
  return Fields::of(Key::title, std::string("bench"), Key::musicians, only(musician));
}

using Path = std::array<Step, 8>;
Path path_of(Place place) {
  return {Key::musicians, 0U, Key::instruments, 0U, Key::staves, place.staff, Key::measures, place.measure};
}

/// Finds a measure for Transaction::put.
struct LocateMeasure {
  Place place;
  Value& operator()(Value& piece) const { return edit_at(piece, path_of(place)); }
  void fetch(const Value& piece) const noexcept { fetch_for_edit(piece, path_of(place)); }
};

/// `n` measures of the generic piece.
template <std::size_t n>
class GenericPiece : public Workload {
 public:
  void begin() override { ref_.emplace(generic_piece()); }
  [[nodiscard]] bool holds(std::uint64_t) const override {
    const Value now = ref_->get();
    const std::array<Step, 7> path{Key::musicians, 0U, Key::instruments, 0U, Key::staves, staves - 1, Key::measures};
    const Value* last = value_at(now, path);
    return last != nullptr && last->list() != nullptr && last->list()->size() == measures;
  }

 protected:
  std::optional<Ref<Value>> ref_;
};

/// The function that a program would offer: a transaction by itself, which joins one around it. It does not look at
/// the piece, so it is left to the commit to carry it out on what stands then.
template <std::size_t n>
class EditGeneric final : public GenericPiece<n> {
 public:
  [[nodiscard]] std::string_view name() const noexcept override { return n == 1 ? "b-piece-1" : "c-piece-3"; }
  bool step(Worker& worker) override {
    return replace_measures<n>(worker, [this](Place place, std::uint64_t stamp) { return replace(place, stamp); });
  }

 private:
  Expected<void> replace(Place place, std::uint64_t stamp) {
    return atomically(
        [&](Transaction& tx) { tx.put(*this->ref_, {}, LocateMeasure{place}, generic_measure(place.measure, stamp)); });
  }
};

/// The same with the piece read and the new one made in the body.
template <std::size_t n>
class AlterGeneric final : public GenericPiece<n> {
 public:
  [[nodiscard]] std::string_view name() const noexcept override { return n == 1 ? "b-alter-1" : "c-alter-3"; }
  bool step(Worker& worker) override {
    return replace_measures<n>(worker, [this](Place place, std::uint64_t stamp) { return replace(place, stamp); });
  }

 private:
  Expected<void> replace(Place place, std::uint64_t stamp) {
    return atomically([&](Transaction& tx) {
      tx.alter(*this->ref_, [&](Value piece) {
        edit_at(piece, path_of(place)) = generic_measure(place.measure, stamp);
        return piece;
      });
    });
  }
};

Shared<Measure> typed_measure(std::uint64_t stamp) {
  auto made = std::make_shared<Measure>();
  made->multi_rest = static_cast<std::uint16_t>(stamp);
  return made;
}

/// One musician with one instrument of so many staves; every measure is a node of its own.
template <class MakeMeasure>
Shared<Piece> typed_piece(std::uint32_t n_staves, std::uint32_t n_measures, MakeMeasure make) {
  PVector<Shared<Staff>>::Builder all;
  for (std::uint32_t s = 0; s < n_staves; ++s) {
    PVector<Shared<Measure>>::Builder list;
    for (std::uint32_t m = 0; m < n_measures; ++m) list.push_back(make());
    auto staff = std::make_shared<Staff>();
    staff->measures = list.finish();
    all.push_back(std::move(staff));
  }
  auto instrument = std::make_shared<Instrument>();
  instrument->staves = all.finish();
  auto musician = std::make_shared<Musician>();
  musician->instruments = PVector<Shared<Instrument>>({std::move(instrument)});
  auto piece = std::make_shared<Piece>();
  piece->musicians = PVector<Shared<Musician>>({std::move(musician)});
  return piece;
}

Vpd path_in_piece(Place place) { return Vpd::music().child(0).child(0).child(place.staff).child(place.measure); }
const PVector<Shared<Staff>>& staves_of(const Piece& piece) { return piece.musicians[0]->instruments[0]->staves; }

template <std::size_t n>
class TypedPiece final : public Workload {
 public:
  [[nodiscard]] std::string_view name() const noexcept override { return n == 1 ? "b-struct-1" : "c-struct-3"; }
  void begin() override {
    ref_.emplace(typed_piece(staves, measures, [] { return typed_measure(0); }));
  }
  bool step(Worker& worker) override {
    return replace_measures<n>(worker, [this](Place place, std::uint64_t stamp) {
      return set(*ref_, path_in_piece(place), typed_measure(stamp + 1));
    });
  }
  [[nodiscard]] bool holds(std::uint64_t) const override {
    return staves_of(*ref_->get())[staves - 1]->measures.size() == measures;
  }

 private:
  std::optional<PieceRef> ref_;
};

class Disjoint final : public Workload {
 public:
  [[nodiscard]] std::string_view name() const noexcept override { return "e-disjoint"; }
  void begin() override {
    ref_.emplace(typed_piece(staves, measures, [] { return typed_measure(0); }));
  }
  bool step(Worker& worker) override {
    const auto own = static_cast<std::uint32_t>((staves - 1 - worker.index()) / worker.workers() + 1);
    const auto staff = static_cast<std::uint32_t>(worker.index() + worker.below(own) * worker.workers());
    const Vpd where = path_in_piece({staff, worker.below(measures)});
    return update(*ref_, where,
                  [&](const Thing& present) -> Expected<Thing> {
                    ++worker.attempts;
                    auto next = std::make_shared<Measure>(**std::get_if<Shared<Measure>>(&present));
                    ++next->multi_rest;
                    return Thing(Shared<Measure>(std::move(next)));
                  })
        .has_value();
  }
  /// Every change counts one measure up; the counters hold 16 bits, more than a run of minutes needs.
  [[nodiscard]] bool holds(std::uint64_t transactions) const override {
    std::uint64_t sum = 0;
    const Shared<Piece> now = ref_->get();
    for (const auto& staff : staves_of(*now)) {
      for (const auto& measure : staff->measures) sum += measure->multi_rest;
    }
    return sum == transactions;
  }

 private:
  std::optional<PieceRef> ref_;
};

/// 10 staves of 1,000 measures with ten notes each.
class Walk final : public Workload {
 public:
  [[nodiscard]] std::string_view name() const noexcept override { return "f-timewalk"; }
  void begin() override {
    constexpr std::uint32_t n_staves = 10;
    piece_ = typed_piece(n_staves, measures, [] {
      auto voice = std::make_shared<Voice>();
      voice->items.assign(notes, quarter());
      auto measure = std::make_shared<Measure>();
      measure->voices = {std::move(voice)};
      return measure;
    });
  }
  bool step(Worker& worker) override {
    ++worker.attempts;
    std::uint64_t sum = 0;
    const bool whole = timewalk(*piece_, {}, [&](const TimewalkEvent& event) {
      sum += static_cast<std::uint64_t>(event.position.offset.num()) + (event.item() != nullptr ? 1 : 0);
      return true;
    });
    worker.sink += sum;
    return whole;
  }
  [[nodiscard]] bool holds(std::uint64_t) const override { return true; }
  [[nodiscard]] Units units() const noexcept override { return {"items", 100000.0}; }

 private:
  static constexpr std::size_t notes = 10;
  static Item quarter() {
    Chord chord;
    chord.duration = Rational(1);
    chord.notes.resize(1);
    return chord;
  }
  Shared<Piece> piece_;
};

class Snapshot final : public Workload {
 public:
  explicit Snapshot(bool by_id) : by_id_(by_id) {}
  [[nodiscard]] std::string_view name() const noexcept override { return by_id_ ? "h-store-snapshot" : "g-snapshot"; }
  void begin() override {
    store_.emplace();
    (void)store_->put("bench", typed_piece(staves, measures, [] { return typed_measure(0); }));
    ref_ = store_->reference("bench").value_or(nullptr);
  }
  bool step(Worker& worker) override {
    ++worker.attempts;
    for (std::size_t i = 0; i < in_a_step; ++i) {
      if (!by_id_) {
        worker.sink += ref_->snapshot().generation;
      } else {
        const auto now = store_->snapshot("bench");
        if (!now) return false;
        worker.sink += now->generation;
      }
    }
    return true;
  }
  [[nodiscard]] bool holds(std::uint64_t) const override { return ref_ != nullptr; }
  [[nodiscard]] Units units() const noexcept override { return {"snapshots", static_cast<double>(in_a_step)}; }

 private:
  static constexpr std::size_t in_a_step = 1000;
  bool by_id_;
  std::optional<PieceStore> store_;
  std::shared_ptr<PieceRef> ref_;
};

}  // namespace

std::vector<std::unique_ptr<Workload>> store_workloads() {
  std::vector<std::unique_ptr<Workload>> all;
  all.push_back(std::make_unique<Counter>());
  all.push_back(std::make_unique<EditGeneric<1>>());
  all.push_back(std::make_unique<EditGeneric<3>>());
  all.push_back(std::make_unique<Transfer>());
  all.push_back(std::make_unique<Disjoint>());
  all.push_back(std::make_unique<AlterGeneric<1>>());
  all.push_back(std::make_unique<AlterGeneric<3>>());
  all.push_back(std::make_unique<TypedPiece<1>>());
  all.push_back(std::make_unique<TypedPiece<3>>());
  all.push_back(std::make_unique<Walk>());
  all.push_back(std::make_unique<Snapshot>(false));
  all.push_back(std::make_unique<Snapshot>(true));
  return all;
}

}  // namespace burin::cli
