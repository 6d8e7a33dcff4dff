#include "io/musicxml/voice_builder.hpp"

#include <algorithm>
#include <tuple>

#include "core/collections/sort_stably.hpp"
#include "io/musicxml/values.hpp"

namespace burin::io {

namespace {

// Tuplets inside each other, so that with a chord inside a tremolo at the bottom every item still has an address.
constexpr std::size_t deepest_tuplets = 5;
// Entries of a lane among which the end of a tuplet is looked for.
constexpr std::size_t longest_tuplet = 4096;

struct Lane {
  std::int16_t voice{1};
  std::uint8_t staff{0};  // of its first printed entry
  bool printed{false};
  std::uint8_t last_staff{0};
  Rational end{};
  std::uint32_t jump{0};
  std::vector<std::uint32_t> entries;
};

/// Whether an entry can follow what is in the lane: not before its end, and either written right behind it or on the
/// same staff (files reuse a voice number on another staff after a backup).
bool can_follow(const Lane& lane, const Entry& entry) {
  if (lane.voice != entry.voice || lane.end > entry.at) return false;
  return lane.jump == entry.jump || lane.last_staff == entry.staff || lane.staff == entry.staff;
}

void append(Lane& lane, const Entry& entry, std::uint32_t index) {
  if (lane.entries.empty() || (!lane.printed && entry.printed)) lane.staff = entry.staff;
  lane.printed = lane.printed || entry.printed;
  lane.last_staff = entry.staff;
  lane.end = entry.at + duration_of(entry.item);
  lane.jump = entry.jump;
  lane.entries.push_back(index);
}

std::vector<Lane> sort_into_lanes(PartContext& context, const std::vector<Entry>& entries) {
  std::vector<Lane> lanes;
  std::size_t left_out = 0;
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    auto lane = std::find_if(lanes.begin(), lanes.end(), [&](const Lane& one) { return can_follow(one, entry); });
    if (lane == lanes.end()) {
      if (lanes.size() >= context.limits.voices_per_measure) {
        ++left_out;
        continue;
      }
      lanes.emplace_back();
      lane = std::prev(lanes.end());
      lane->voice = entry.voice;
    }
    append(*lane, entry, i);
  }
  if (left_out > 0) {
    context.warn("BU1042",
                 "more than " + std::to_string(context.limits.voices_per_measure) + " voices in one measure: what " +
                     std::to_string(left_out) + " notes and rests say is left out",
                 context.measure_node);
  }
  return lanes;
}

void settle_staff(Item& item, int staff) {
  if (auto* chord = std::get_if<Chord>(&item)) {
    sort_stably(chord->notes.begin(), chord->notes.end(), [](const Note& a, const Note& b) {
      if (a.staff_shift != b.staff_shift) return a.staff_shift < b.staff_shift;
      if (a.pitch.diatonic() != b.pitch.diatonic()) return a.pitch.diatonic() < b.pitch.diatonic();
      // Of unisons, too, the order is not the file's: an export may have to put another one first.
      return std::tuple(a.pitch.alter, a.cue, a.hidden, a.dots) < std::tuple(b.pitch.alter, b.cue, b.hidden, b.dots);
    });
    for (Note& note : chord->notes) note.staff_shift = static_cast<std::int8_t>(note.staff_shift - staff);
  } else if (auto* rest = std::get_if<Rest>(&item)) {
    rest->staff_shift = static_cast<std::int8_t>(rest->staff_shift - staff);
  }
}

/// Whether the next measure ends a tuplet of that number in that voice before it begins another.
bool stops_in_next_measure(PartContext& context, std::int16_t voice, std::int32_t number) {
  for (XmlNode note = context.next_measure.first(); note; note = note.next()) {
    if (note.name() != "note" || context.voice_number(note.child_text("voice")) != voice) continue;
    for (XmlNode notations = note.first(); notations; notations = notations.next()) {
      if (notations.name() != "notations") continue;
      for (XmlNode tuplet = notations.first(); tuplet; tuplet = tuplet.next()) {
        if (tuplet.name() != "tuplet" || whole(tuplet.attribute("number"), 0, 1'000'000).value_or(1) != number)
          continue;
        return tuplet.attribute("type") == "stop";
      }
    }
  }
  return false;
}

bool all_hidden(const std::vector<Item>& items) {
  return std::all_of(items.begin(), items.end(), [](const Item& item) {
    if (const auto* chord = std::get_if<Chord>(&item)) {
      return std::all_of(chord->notes.begin(), chord->notes.end(), [](const Note& note) { return note.hidden; });
    }
    if (const auto* rest = std::get_if<Rest>(&item)) return rest->hidden;
    const auto* inner = std::get_if<Tuplet>(&item);
    return std::holds_alternative<Space>(item) || (inner != nullptr && all_hidden(inner->items));
  });
}

/// Builds the items of one lane.
class LaneBuilder {
 public:
  LaneBuilder(PartContext& context, std::vector<Entry>& entries, Lane& lane)
      : context_(context), entries_(entries), lane_(lane) {}

  Voice build() {
    voice_.items.reserve(lane_.entries.size());
    resolve_tuplets();
    open_carried();
    for (std::size_t i = 0; i < lane_.entries.size(); ++i) i = place(i);
    close_at_barline();
    return std::move(voice_);
  }

 private:
  struct Open {
    Tuplet tuplet;
    std::int32_t number{1};
  };

  Entry& entry(std::size_t i) { return entries_[lane_.entries[i]]; }
  std::vector<Item>& target() { return open_.empty() ? voice_.items : open_.back().tuplet.items; }

  /// Finds where each tuplet ends; gives one without end a stop where its time modification ends.
  void resolve_tuplets() {
    for (std::size_t i = 0; i < lane_.entries.size(); ++i) {
      std::vector<TupletStart>& starts = entry(i).starts;
      for (TupletStart& start : starts) start.end = end_of(i, start.number);
      sort_stably(starts.begin(), starts.end(), [](const TupletStart& a, const TupletStart& b) {
        return a.end != b.end ? a.end > b.end : a.number < b.number;
      });
    }
  }

  std::uint32_t end_of(std::size_t begin, std::int32_t number) {
    const std::size_t reach = std::min(lane_.entries.size(), begin + longest_tuplet);
    for (std::size_t i = begin; i < reach; ++i) {
      const auto& stops = entry(i).stops;
      if (std::find(stops.begin(), stops.end(), number) != stops.end()) return static_cast<std::uint32_t>(i);
      if (i > begin && begins(i, number)) break;
    }
    const bool goes_on = stops_in_next_measure(context_, lane_.voice, number);
    if (goes_on) return static_cast<std::uint32_t>(lane_.entries.size());
    std::size_t last = begin;
    while (last + 1 < lane_.entries.size() && entry(last + 1).timed && !begins(last + 1, number)) ++last;
    entry(last).stops.push_back(number);
    context_.part.findings.add(
        {Severity::warning, "BU1033", "a tuplet has no end", entry(begin).source, context_.measure, lane_.staff});
    return static_cast<std::uint32_t>(last);
  }

  bool begins(std::size_t i, std::int32_t number) {
    const auto& starts = entry(i).starts;
    return std::any_of(starts.begin(), starts.end(), [&](const TupletStart& s) { return s.number == number; });
  }

  void open_carried() {
    auto& carried = context_.carried;
    for (auto at = carried.begin(); at != carried.end();) {
      if (at->voice != lane_.voice) {
        ++at;
        continue;
      }
      open_.push_back({std::move(at->tuplet), at->number});
      at = carried.erase(at);
    }
  }

  /// Places entry i (and what joins it); returns the index of the last entry placed.
  std::size_t place(std::size_t i) {
    Entry& one = entry(i);
    if (one.at > time_) target().emplace_back(Space{one.at - time_});
    time_ = one.at + duration_of(one.item);
    open_tuplets(one);
    settle_staff(one.item, lane_.staff);
    const std::size_t last = one.grace ? place_grace(i) : place_timed(i);
    for (std::size_t k = i; k <= last; ++k) {
      for (const std::int32_t number : entry(k).stops) close(number, entry(k).source);
    }
    return last;
  }

  void open_tuplets(Entry& one) {
    for (TupletStart& start : one.starts) {
      if (open_.size() < deepest_tuplets) {
        open_.push_back({std::move(start.tuplet), start.number});
        continue;
      }
      context_.part.findings.add({Severity::warning, "BU1027",
                                  "a tuplet inside " + std::to_string(deepest_tuplets) + " others is left out",
                                  one.source, context_.measure, lane_.staff});
    }
  }

  std::size_t place_grace(std::size_t i) {
    std::vector<Item>& items = target();
    if (items.empty() || !std::holds_alternative<GraceGroup>(items.back())) items.emplace_back(GraceGroup{});
    std::get<GraceGroup>(items.back()).items.push_back(std::move(entry(i).item));
    return i;
  }

  std::size_t place_timed(std::size_t i) {
    Entry& one = entry(i);
    const bool pair = one.tremolo == SpanRole::start && i + 1 < lane_.entries.size() &&
                      entry(i + 1).tremolo == SpanRole::stop && !entry(i + 1).grace && entry(i + 1).at == time_;
    if (!pair) {
      if (one.tremolo != SpanRole::none) lone_tremolo(one);
      target().push_back(std::move(one.item));
      return i;
    }
    Entry& other = entry(i + 1);
    settle_staff(other.item, lane_.staff);
    time_ = other.at + duration_of(other.item);
    Tremolo tremolo;
    tremolo.strokes = one.strokes;
    tremolo.items.push_back(std::move(one.item));
    tremolo.items.push_back(std::move(other.item));
    target().emplace_back(std::move(tremolo));
    return i + 1;
  }

  void lone_tremolo(const Entry& one) {
    context_.part.findings.add({Severity::warning, "BU1034", "a tremolo between two notes has only one", one.source,
                                context_.measure, lane_.staff});
  }

  void close(std::int32_t number, std::ptrdiff_t source) {
    const auto at = std::find_if(open_.rbegin(), open_.rend(), [&](const Open& one) { return one.number == number; });
    if (at == open_.rend()) {
      context_.part.findings.add(
          {Severity::note, "BU1035", "a tuplet ends that did not begin", source, context_.measure, lane_.staff});
      return;
    }
    const auto depth = static_cast<std::size_t>(open_.rend() - at);
    while (open_.size() >= depth) close_top();
  }

  void close_top() {
    Tuplet done = std::move(open_.back().tuplet);
    open_.pop_back();
    const bool asked_for = done.bracket == Tuplet::Bracket::yes;  // then the bracket stands over the hidden notes
    if (!done.hidden && !asked_for && !done.continues && !done.items.empty() && all_hidden(done.items)) {
      context_.part.findings.add({Severity::note, "BU1049", "a tuplet of nothing but hidden notes is not drawn",
                                  context_.offset_of(context_.measure_node), context_.measure});
    }
    if (!done.items.empty()) target().emplace_back(std::move(done));
  }

  void close_at_barline() {
    std::vector<CarriedTuplet> carried;
    while (!open_.empty()) {
      CarriedTuplet next{lane_.voice, open_.back().number, {}};
      Tuplet& tuplet = open_.back().tuplet;
      tuplet.open_at_end = true;
      next.tuplet = tuplet;
      next.tuplet.items.clear();
      next.tuplet.open_at_end = false;
      next.tuplet.continues = true;
      if (stops_in_next_measure(context_, lane_.voice, next.number)) {
        carried.push_back(std::move(next));
      } else {
        tuplet.open_at_end = false;
      }
      close_top();
    }
    context_.carried.insert(context_.carried.end(), std::make_move_iterator(carried.rbegin()),
                            std::make_move_iterator(carried.rend()));
  }

  PartContext& context_;
  std::vector<Entry>& entries_;
  Lane& lane_;
  Voice voice_;
  std::vector<Open> open_;
  Rational time_{};
};

}  // namespace

void build_voices(PartContext& context, std::vector<Entry>& entries) {
  std::vector<Lane> lanes = sort_into_lanes(context, entries);
  std::vector<CarriedTuplet> next;
  for (Lane& lane : lanes) {
    std::vector<CarriedTuplet> others;
    Voice voice;
    {
      LaneBuilder builder(context, entries, lane);
      voice = builder.build();
    }
    voice.number = lane.voice;
    // What this lane carries over must not be taken up by a second lane of the same voice in this measure.
    for (CarriedTuplet& tuplet : context.carried) {
      (tuplet.voice == lane.voice ? next : others).push_back(std::move(tuplet));
    }
    context.carried = std::move(others);
    context.measure_of(lane.staff).voices.push_back(std::move(voice));
  }
  context.carried = std::move(next);
  for (RawStaff& staff : context.part.staves) {
    if (staff.measures.size() <= context.measure) continue;
    auto& voices = staff.measures[context.measure].voices;
    sort_stably(voices.begin(), voices.end(), [](const Voice& a, const Voice& b) { return a.number < b.number; });
  }
  entries.clear();
}

}  // namespace burin::io
