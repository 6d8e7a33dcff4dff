#include "core/piece/span_index.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/piece/voice_walk.hpp"

namespace burin {

namespace {

using Found = std::pair<SpanId, SpanPlace>;

/// Collects the marks of a measure that belong to spanners.
class Collector {
 public:
  Collector(const Measure& measure, const Vpd& at) : measure_(measure), at_(at) {}
  std::vector<Found> run() {
    for (const PlacedMark& placed : measure_.marks) take(placed.mark, at_, placed.at);
    for (const Mark& mark : measure_.left.marks) take(mark, at_, {});
    for (const Mark& mark : measure_.right.marks) take(mark, at_, {});
    VoiceWalk walk;
    for (std::uint32_t v = 0; v < measure_.voices.size(); ++v) {
      walk.open(*measure_.voices[v], at_.parent(), *at_.measure(), v, false);
      while (walk.next()) take(walk);
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::int32_t number() const noexcept { return static_cast<std::int32_t>(*at_.measure()); }
  void take(const Mark& mark, const Vpd& owner, Rational offset) {
    if (mark.span == SpanId::none) return;
    found_.emplace_back(mark.span, SpanPlace{owner, {number(), offset}, mark.role, mark.family});
  }
  void take(const std::vector<Mark>& marks, const VoiceWalk& walk) {
    for (const Mark& mark : marks) take(mark, walk.event().vpd, walk.onset());
  }
  void take(const VoiceWalk& walk) {
    if (const Note* note = walk.event().note()) return take(note->marks, walk);
    const Item& item = *walk.event().item();
    if (const auto* chord = std::get_if<Chord>(&item)) {
      take(chord->marks, walk);
      if (chord->notes.size() == 1) take(chord->notes.front().marks, walk);  // no event of its own
    } else if (const auto* rest = std::get_if<Rest>(&item)) {
      take(rest->marks, walk);
    }
  }

  const Measure& measure_;
  const Vpd& at_;
  std::vector<Found> found_;
};

int rank(SpanRole role) noexcept { return role == SpanRole::start ? 0 : role == SpanRole::stop ? 2 : 1; }
bool comes_before(const SpanPlace& a, const SpanPlace& b) noexcept {
  return std::tuple(a.at, rank(a.role), a.owner) < std::tuple(b.at, rank(b.role), b.owner);
}

/// Calls visit(before, after, index) for each index at which the lists hold different objects; null where there is
/// none.
template <class T, class Visit>
void each_change(const PVector<Shared<T>>* before, const PVector<Shared<T>>* after, Visit visit) {
  static const PVector<Shared<T>> none;
  const PVector<Shared<T>>& old_list = before == nullptr ? none : *before;
  const PVector<Shared<T>>& new_list = after == nullptr ? none : *after;
  if (old_list.same(new_list)) return;
  auto old_at = old_list.begin();
  auto new_at = new_list.begin();
  for (std::uint32_t index = 0; old_at != old_list.end() || new_at != new_list.end(); ++index) {
    const T* old = old_at == old_list.end() ? nullptr : (old_at++)->get();
    const T* now = new_at == new_list.end() ? nullptr : (new_at++)->get();
    if (old != now) visit(old, now, index);
  }
}

}  // namespace

void SpanIndex::update(Shared<Piece> piece) {
  each_change(piece_ == nullptr ? nullptr : &piece_->musicians, piece == nullptr ? nullptr : &piece->musicians,
              [&](const Musician* before, const Musician* after, std::uint32_t m) {
                each_change(before == nullptr ? nullptr : &before->instruments,
                            after == nullptr ? nullptr : &after->instruments,
                            [&](const Instrument* old, const Instrument* now, std::uint32_t i) {
                              follow(old, now, Vpd::music().child(m).child(i));
                            });
              });
  piece_ = std::move(piece);
}

void SpanIndex::follow(const Instrument* before, const Instrument* after, const Vpd& at) {
  each_change(before == nullptr ? nullptr : &before->staves, after == nullptr ? nullptr : &after->staves,
              [&](const Staff* old, const Staff* now, std::uint32_t s) { follow(old, now, at.child(s)); });
}

void SpanIndex::follow(const Staff* before, const Staff* after, const Vpd& at) {
  each_change(before == nullptr ? nullptr : &before->measures, after == nullptr ? nullptr : &after->measures,
              [&](const Measure* old, const Measure* now, std::uint32_t m) { follow(old, now, at.child(m)); });
}

void SpanIndex::follow(const Measure* before, const Measure* after, const Vpd& at) {
  const std::vector<Found> gone = before == nullptr ? std::vector<Found>() : Collector(*before, at).run();
  const std::vector<Found> come = after == nullptr ? std::vector<Found>() : Collector(*after, at).run();
  if (gone == come) return;
  for (const auto& [span, place] : gone) {
    const std::vector<SpanPlace>* present = places(span);
    if (present == nullptr) continue;
    std::vector<SpanPlace> left = *present;
    std::erase_if(left, [&](const SpanPlace& each) { return at.contains(each.owner); });
    spans_ = left.empty() ? spans_.erase(span) : std::move(spans_).set(span, std::move(left));
  }
  for (const auto& [span, place] : come) {
    std::vector<SpanPlace> more = places(span) == nullptr ? std::vector<SpanPlace>() : *places(span);
    more.insert(std::upper_bound(more.begin(), more.end(), place, comes_before), place);
    spans_ = std::move(spans_).set(span, std::move(more));
  }
}

const SpanPlace* SpanIndex::start_of(SpanId span) const noexcept {
  const auto* all = places(span);
  if (all == nullptr) return nullptr;
  const auto found = std::find_if(all->begin(), all->end(), [](const auto& p) { return p.role == SpanRole::start; });
  return found == all->end() ? nullptr : &*found;
}

const SpanPlace* SpanIndex::stop_of(SpanId span) const noexcept {
  const auto* all = places(span);
  if (all == nullptr) return nullptr;
  const auto found = std::find_if(all->rbegin(), all->rend(), [](const auto& p) { return p.role == SpanRole::stop; });
  return found == all->rend() ? nullptr : &*found;
}

}  // namespace burin
