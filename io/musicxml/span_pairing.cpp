// Which start belongs to which stop.
#include <algorithm>
#include <tuple>

#include "core/piece/interval.hpp"
#include "io/musicxml/measure_reader.hpp"

namespace burin::io {

namespace {

/// Musical order of ends; grace notes come before their main note.
auto time_of(const SpanEnd& end) { return std::tie(end.measure, end.offset, end.order); }

/// Ends of one kind and number that wait for a partner.
struct Waiting {
  std::uint64_t kind{0};
  std::int32_t number{1};
  std::vector<std::uint32_t> starts;
  std::vector<std::uint32_t> stops;  // written before their start: in another voice, earlier in the file
};

/// Pairs slurs, hairpins and the like by number: in the order of the file, first within a voice or staff, else with the
/// nearest in time.
class NumberPairing {
 public:
  explicit NumberPairing(RawPart& part) : part_(part) {}

  void run() {
    for (std::uint32_t i = 0; i < part_.ends.size(); ++i) {
      const SpanEnd& end = part_.ends[i];
      if (end.by_pitch) continue;
      Waiting& waiting = waiting_for(end);
      if (end.role == SpanRole::start) {
        start(waiting, i);
      } else {
        stop(waiting, i);
      }
    }
  }

 private:
  static constexpr std::size_t most_waiting = 32;

  Waiting& waiting_for(const SpanEnd& end) {
    const auto at = std::find_if(waiting_.begin(), waiting_.end(),
                                 [&](const Waiting& one) { return one.kind == end.kind && one.number == end.number; });
    if (at != waiting_.end()) return *at;
    if (waiting_.size() >= 256) waiting_.erase(waiting_.begin());
    waiting_.push_back({end.kind, end.number, {}, {}});
    return waiting_.back();
  }

  void start(Waiting& waiting, std::uint32_t index) {
    const SpanEnd& begin = part_.ends[index];
    // A stop that was written earlier can only be in the same measure: files go on measure by measure.
    for (auto at = waiting.stops.begin(); at != waiting.stops.end(); ++at) {
      const SpanEnd& end = part_.ends[*at];
      if (end.measure != begin.measure || time_of(end) < time_of(begin)) continue;
      if (end.lane == begin.lane && end.source < begin.source && time_of(end) == time_of(begin)) continue;
      join(index, *at);
      waiting.stops.erase(at);
      return;
    }
    if (waiting.starts.size() >= most_waiting) waiting.starts.erase(waiting.starts.begin());
    waiting.starts.push_back(index);
  }

  /// Better candidates are greater: same voice first, then those that begin before the stop, then the latest. Notes of
  /// a chord come in any order, so what begins in the chord where another one stops is not that one.
  [[nodiscard]] auto fitness(std::uint32_t start, const SpanEnd& end) const {
    const SpanEnd& begin = part_.ends[start];
    const bool before = time_of(begin) < time_of(end);
    return std::tuple(begin.lane == end.lane, before, begin.measure, begin.offset, begin.order, start);
  }

  void stop(Waiting& waiting, std::uint32_t index) {
    const SpanEnd& end = part_.ends[index];
    auto best = waiting.starts.end();
    for (auto at = waiting.starts.begin(); at != waiting.starts.end(); ++at) {
      if (time_of(end) < time_of(part_.ends[*at])) continue;
      if (best == waiting.starts.end() || fitness(*best, end) < fitness(*at, end)) best = at;
    }
    if (best == waiting.starts.end()) {
      if (end.role != SpanRole::stop) return;
      if (waiting.stops.size() >= most_waiting) waiting.stops.erase(waiting.stops.begin());
      waiting.stops.push_back(index);
      return;
    }
    join(*best, index);
    if (end.role == SpanRole::stop) waiting.starts.erase(best);
  }

  void join(std::uint32_t begin, std::uint32_t end) {
    std::uint32_t& id = part_.spans[begin];
    if (id == 0) id = ++part_.span_count;
    part_.spans[end] = id;
  }

  RawPart& part_;
  std::vector<Waiting> waiting_;
};

/// Pairs ties: a start with the next stop of the same letter; of those that begin where the tied note ends only, or of
/// any. Between the two comes RespelledPairing: a tie from c sharp to d flat does not wait for the next c.
class PitchPairing {
 public:
  enum class Reach : std::uint8_t { at_once, later };
  PitchPairing(RawPart& part, Reach reach) : part_(part), reach_(reach) {}

  void run() {
    for (std::uint32_t i = 0; i < part_.ends.size(); ++i) {
      if (!part_.ends[i].by_pitch || part_.spans[i] != 0) continue;
      (part_.ends[i].role == SpanRole::start ? starts_ : stops_).push_back(i);
    }
    if (starts_.empty() || stops_.empty()) return;
    find_starts_of_measures();
    const auto order = [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); };
    std::sort(starts_.begin(), starts_.end(), order);
    std::sort(stops_.begin(), stops_.end(), order);
    for (const std::uint32_t start : starts_) pair(start);
  }

 private:
  using Key = std::tuple<int, std::uint32_t, Rational, std::uint32_t, std::uint32_t>;

  [[nodiscard]] Key key(std::uint32_t i) const {
    const SpanEnd& end = part_.ends[i];
    return {end.pitch.diatonic(), end.measure, end.offset, end.order, i};
  }

  void find_starts_of_measures() {
    begins_.reserve(part_.measures.size() + 1);
    Rational at;
    for (const MeasureInfo& measure : part_.measures) {
      begins_.push_back(at);
      at += measure.length;
    }
    begins_.push_back(at);
  }

  void pair(std::uint32_t start) {
    const SpanEnd& begin = part_.ends[start];
    const Rational ends_at = begins_[begin.measure] + begin.end;
    auto at = std::lower_bound(stops_.begin(), stops_.end(), start,
                               [&](std::uint32_t stop, std::uint32_t wanted) { return key(stop) < key(wanted); });
    std::uint32_t best = none;
    int best_rank = 0;
    for (int tried = 0; at != stops_.end() && tried < 16; ++at, ++tried) {
      const SpanEnd& end = part_.ends[*at];
      if (end.pitch.diatonic() != begin.pitch.diatonic() || end.measure > begin.measure + 2) break;
      if (part_.spans[*at] != 0 || time_of(end) == time_of(begin)) continue;
      if (reach_ == Reach::at_once && begins_[end.measure] + end.offset != ends_at) continue;
      const int rank = rank_of(begin, end);
      if (rank > best_rank) {
        best = *at;
        best_rank = rank;
      }
    }
    if (best == none) return;
    part_.spans[start] = part_.spans[best] = ++part_.span_count;
  }

  /// 1: any; more for the same alteration, the same voice. The first of equals wins.
  [[nodiscard]] static int rank_of(const SpanEnd& begin, const SpanEnd& end) {
    return 1 + (end.pitch.alter == begin.pitch.alter ? 4 : 0) + (end.lane == begin.lane ? 2 : 0);
  }

  static constexpr std::uint32_t none = 0xFFFFFFFF;
  RawPart& part_;
  Reach reach_;
  std::vector<Rational> begins_;
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> stops_;
};

/// Ties from a note to one that sounds the same under another name: what no equal pitch has taken, at the very moment
/// at which the first note ends. O(n log n).
class RespelledPairing {
 public:
  explicit RespelledPairing(RawPart& part) : part_(part) {}

  void run() {
    for (std::uint32_t i = 0; i < part_.ends.size(); ++i) {
      const SpanEnd& end = part_.ends[i];
      if (end.by_pitch && end.role == SpanRole::stop && part_.spans[i] == 0) stops_.push_back(i);
    }
    if (stops_.empty()) return;
    std::sort(stops_.begin(), stops_.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    for (std::uint32_t i = 0; i < part_.ends.size(); ++i) {
      const SpanEnd& end = part_.ends[i];
      if (end.by_pitch && end.role == SpanRole::start && part_.spans[i] == 0) pair(i);
    }
    std::sort(part_.respelled.begin(), part_.respelled.end());
  }

 private:
  using Key = std::tuple<int, std::uint32_t, Rational>;

  [[nodiscard]] Key key(std::uint32_t i) const {
    const SpanEnd& end = part_.ends[i];
    return {quarter_tones_of(end.pitch), end.measure, end.offset};
  }

  void pair(std::uint32_t start) {
    const SpanEnd& begin = part_.ends[start];
    const bool to_next = begin.end >= part_.measures[begin.measure].length;
    const Key wanted = to_next ? Key{quarter_tones_of(begin.pitch), begin.measure + 1, Rational()}
                               : Key{quarter_tones_of(begin.pitch), begin.measure, begin.end};
    const auto first = std::lower_bound(stops_.begin(), stops_.end(), wanted,
                                        [&](std::uint32_t stop, const Key& value) { return key(stop) < value; });
    for (auto at = first; at != stops_.end() && key(*at) == wanted; ++at) {
      if (part_.spans[*at] != 0 || part_.ends[*at].pitch.diatonic() == begin.pitch.diatonic()) continue;
      part_.spans[start] = part_.spans[*at] = ++part_.span_count;
      part_.respelled.push_back(*at + 1);
      return;
    }
  }

  RawPart& part_;
  std::vector<std::uint32_t> stops_;  // lonely ones by sound, then time
};

/// Programs write starts and stops of one spanner with different numbers. What number and time did not pair is paired
/// by kind and lane alone: a lonely start with the first lonely stop after it, not more than a few measures away.
/// O(n log n), however many are lonely.
class LonelyPairing {
 public:
  explicit LonelyPairing(RawPart& part) : part_(part) {}

  void run() {
    for (std::uint32_t i = 0; i < part_.ends.size(); ++i) {
      if (part_.ends[i].role == SpanRole::stop && part_.spans[i] == 0) stops_.push_back(i);
    }
    std::sort(stops_.begin(), stops_.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    next_free_.resize(stops_.size() + 1);
    for (std::size_t i = 0; i < next_free_.size(); ++i) next_free_[i] = i;
    for (std::uint32_t i = 0; i < part_.ends.size(); ++i) {
      const SpanEnd& begin = part_.ends[i];
      if (!begin.by_pitch && begin.role == SpanRole::start && part_.spans[i] == 0) pair(i);
    }
  }

 private:
  static constexpr std::uint32_t reach = 8;

  [[nodiscard]] std::tuple<std::uint64_t, std::int16_t, std::uint32_t, Rational, std::uint32_t, std::uint32_t> key(
      std::uint32_t i) const {
    const SpanEnd& end = part_.ends[i];
    return {end.kind, end.lane, end.measure, end.offset, end.order, i};
  }

  /// The first stop from a place in the order on that is still free.
  std::size_t free_from(std::size_t at) {
    while (next_free_[at] != at) at = next_free_[at] = next_free_[next_free_[at]];
    return at;
  }

  void pair(std::uint32_t start) {
    const SpanEnd& begin = part_.ends[start];
    const auto wanted = std::tuple(begin.kind, begin.lane, begin.measure, begin.offset, begin.order, std::uint32_t{0});
    const auto first = std::lower_bound(stops_.begin(), stops_.end(), wanted,
                                        [&](std::uint32_t stop, const auto& value) { return key(stop) < value; });
    const std::size_t at = free_from(static_cast<std::size_t>(first - stops_.begin()));
    if (at == stops_.size()) return;
    const SpanEnd& end = part_.ends[stops_[at]];
    if (end.kind != begin.kind || end.lane != begin.lane || end.measure > begin.measure + reach) return;
    part_.spans[start] = part_.spans[stops_[at]] = ++part_.span_count;
    next_free_[at] = at + 1;
  }

  RawPart& part_;
  std::vector<std::uint32_t> stops_;  // lonely ones by kind, lane, time
  std::vector<std::size_t> next_free_;
};

void report_lonely(RawPart& part) {
  for (std::size_t i = 0; i < part.ends.size(); ++i) {
    const SpanEnd& end = part.ends[i];
    if (part.spans[i] != 0 || end.role == SpanRole::middle) continue;
    const bool starts = end.role == SpanRole::start;
    part.findings.add({Severity::warning, starts ? "BU1040" : "BU1041",
                       starts ? "a spanner starts and never stops" : "a spanner stops that never started", end.source,
                       end.measure});
  }
}

}  // namespace

void pair_spans(RawPart& part) {
  part.spans.assign(part.ends.size(), 0);
  NumberPairing(part).run();
  PitchPairing(part, PitchPairing::Reach::at_once).run();
  RespelledPairing(part).run();
  PitchPairing(part, PitchPairing::Reach::later).run();
  LonelyPairing(part).run();
  report_lonely(part);
}

}  // namespace burin::io
