#include "core/script/attachments.hpp"

#include <algorithm>

#include "core/piece/mark_lists.hpp"
#include "core/piece/timewalk.hpp"
#include "core/piece/tree.hpp"

namespace burin {

namespace {

tl::unexpected<Error> unfit(const Vpd& at, const std::string& what) {
  Where where;
  where.vpd = at.str();
  return fail(Errc::usage, "BU0203", at.str() + ": " + what, std::move(where));
}

/// A place in a measure of a staff.
struct Place {
  Vpd measure;
  Rational offset;
  Rational length;  // of the item that stands there
};

/// Where an item stands in its measure.
Expected<Place> place_of(const Piece& piece, const Vpd& at, std::optional<Rational> offset) {
  constexpr std::size_t measure_depth = 4;
  if (at.root() != Vpd::Root::music || at.depth() < measure_depth) {
    return unfit(at, "signs are attached to items, notes and measures");
  }
  BURIN_CHECK(get(piece, at).map([](const Thing&) {}));
  Place place{tree::cut(at, measure_depth), offset.value_or(Rational()), {}};
  if (at.depth() == measure_depth) return place;
  if (offset) return unfit(at, "an item has its place already: \"at\" goes with measures");
  for (const TimewalkEvent& event : Timewalk(piece, TimewalkScope{.boundary = tree::cut(at, Vpd::levels)})) {
    if (event.vpd != at) continue;
    place.offset = event.position.offset;
    if (event.item() != nullptr) place.length = duration_of(*event.item());
  }
  return place;
}

/// A place of a measure takes a mark: after those at the same place.
void put(Shared<Piece>& piece, const Vpd& measure, PlacedMark placed) {
  (void)tree::write(piece, measure.parent(), [&](auto& list) -> Expected<void> {
    if constexpr (std::is_same_v<std::decay_t<decltype(list)>, PVector<Shared<Measure>>>) {
      auto& marks = tree::own(list.edit(*measure.measure())).marks;
      const auto behind = std::upper_bound(marks.begin(), marks.end(), placed.at,
                                           [](Rational at, const PlacedMark& one) { return at < one.at; });
      marks.insert(behind, std::move(placed));
    }
    return {};
  });
}

Expected<Shared<Measure>> measure_at(const Piece& piece, const Vpd& at) {
  BURIN_TRY(Thing thing, get(piece, at));
  return std::get<Shared<Measure>>(std::move(thing));
}

/// Same but for the number of its span.
bool same_sign(const Mark& a, const Mark& b) {
  Mark without = a;
  without.span = b.span;
  return without == b;
}

struct Ends {
  Sign start;
  Sign stop;
};

Expected<Ends> ends_of(const Attachment& wanted, const ImportTable& signs) {
  const Data* details = wanted.details.is_null() ? nullptr : &wanted.details;
  Ends ends;
  BURIN_TRY(ends.start, sign_named(wanted.name, SpanRole::start, signs, details));
  if (!ends.start.spans) return ends;
  BURIN_TRY(ends.stop, sign_named(wanted.name, SpanRole::stop, signs, details));
  return ends;
}

Edited add_placed(Shared<Piece> piece, const Vpd& at, const Attachment& wanted, Ends ends) {
  BURIN_TRY(const Place start, place_of(*piece, at, wanted.offset));
  BURIN_TRY(const Shared<Measure> measure, measure_at(*piece, start.measure));
  const bool there = std::any_of(measure->marks.begin(), measure->marks.end(), [&](const PlacedMark& placed) {
    return placed.at == start.offset && same_sign(placed.mark, ends.start.mark);
  });
  if (there) return piece;
  if (!ends.start.spans) {
    put(piece, start.measure, {start.offset, std::move(ends.start.mark), false});
    return piece;
  }
  BURIN_TRY(const Place stop, place_of(*piece, *wanted.end, std::nullopt));
  if (start.measure.parent() != stop.measure.parent()) return unfit(*wanted.end, "the end stands on another staff");
  const bool octaves = ends.start.mark.parameters().has(Param::size);  // its last note belongs to an octave line
  const Rational end = stop.offset + (octaves || stop.offset == start.offset ? stop.length : Rational());
  if (std::pair(*start.measure.measure(), start.offset) >= std::pair(*stop.measure.measure(), end)) {
    return unfit(*wanted.end, "the end does not lie behind the start");
  }
  ends.start.mark.span = ends.stop.mark.span = static_cast<SpanId>(++tree::own(piece).last_span);
  put(piece, start.measure, {start.offset, std::move(ends.start.mark), false});
  put(piece, stop.measure, {end, std::move(ends.stop.mark), false});
  return piece;
}

/// The notes of what stands at a path, with their own paths.
Expected<std::vector<std::pair<Vpd, Pitch>>> notes_at(const Piece& piece, const Vpd& at) {
  BURIN_TRY(const Thing thing, get(piece, at));
  std::vector<std::pair<Vpd, Pitch>> notes;
  if (const auto* note = std::get_if<Note>(&thing)) notes.emplace_back(at, note->pitch);
  const auto* item = std::get_if<Item>(&thing);
  const auto* chord = item == nullptr ? nullptr : std::get_if<Chord>(item);
  for (std::uint32_t n = 0; chord != nullptr && n < chord->notes.size(); ++n) {
    notes.emplace_back(at.child(n), chord->notes[n].pitch);
  }
  if (notes.empty()) return unfit(at, "there is no note");
  return notes;
}

/// Whether a note has a mark like this one already.
bool has_mark(const Piece& piece, const Vpd& at, const Mark& mark) {
  const auto thing = get(piece, at);
  if (!thing) return false;
  const std::vector<Mark>* marks = nullptr;
  if (const auto* note = std::get_if<Note>(&*thing)) marks = &note->marks;
  if (const auto* item = std::get_if<Item>(&*thing)) {
    if (const auto* chord = std::get_if<Chord>(item)) marks = &chord->marks;
    if (const auto* rest = std::get_if<Rest>(item)) marks = &rest->marks;
  }
  return marks != nullptr &&
         std::any_of(marks->begin(), marks->end(), [&](const Mark& one) { return same_sign(one, mark); });
}

Edited join(Shared<Piece> piece, const Vpd& from, const Vpd& to, Ends ends) {
  if (has_mark(*piece, from, ends.start.mark) && has_mark(*piece, to, ends.stop.mark)) return piece;
  ends.start.mark.span = ends.stop.mark.span = static_cast<SpanId>(++tree::own(piece).last_span);
  BURIN_TRY(piece, add_mark(std::move(piece), from, std::move(ends.start.mark)));
  return add_mark(std::move(piece), to, std::move(ends.stop.mark));
}

/// Ties lead from each note to the one of its pitch; other lines between notes from the first to the first.
Edited join_notes(Shared<Piece> piece, const Vpd& at, const Vpd& end, const Ends& ends, bool tie) {
  BURIN_TRY(const auto from, notes_at(*piece, at));
  BURIN_TRY(const auto to, notes_at(*piece, end));
  bool any = false;
  for (const auto& [start, pitch] : from) {
    if (!tie) break;
    const auto same = std::find_if(to.begin(), to.end(), [&, p = pitch](const auto& one) { return one.second == p; });
    if (same == to.end()) continue;
    BURIN_TRY(piece, join(std::move(piece), start, same->first, ends));
    any = true;
  }
  if (any) return piece;
  if (tie) return unfit(end, "a tie joins notes of one pitch");
  return join(std::move(piece), from.front().first, to.front().first, ends);
}

Edited add_hanging(Shared<Piece> piece, const Vpd& at, const Attachment& wanted, const Ends& ends, bool tie) {
  if (wanted.offset) return unfit(at, "\"at\" goes with signs that stand at places of a measure");
  if (!ends.start.spans) {
    if (!ends.start.on_note) return add_mark(std::move(piece), at, ends.start.mark);
    BURIN_TRY(const auto notes, notes_at(*piece, at));
    return add_mark(std::move(piece), notes.front().first, ends.start.mark);
  }
  if (at == *wanted.end) return unfit(at, "the end does not lie behind the start");
  if (ends.start.on_note) return join_notes(std::move(piece), at, *wanted.end, ends, tie);
  BURIN_CHECK(get(*piece, *wanted.end).map([](const Thing&) {}));
  return join(std::move(piece), at, *wanted.end, ends);
}

/// Takes every end of a span out of the piece.
void remove_span(Shared<Piece>& piece, SpanId span, SpanIndex& spans) {
  constexpr std::size_t measure_depth = 4;
  const auto ours = [span](const Mark& mark) { return mark.span == span; };
  spans.update(piece);
  const std::vector<SpanPlace>* found = spans.places(span);
  if (found == nullptr) return;
  for (const SpanPlace& place : *found) {
    const Vpd at = tree::cut(place.owner, measure_depth);
    (void)tree::write(piece, at.parent(), [&](auto& list) -> Expected<void> {
      if constexpr (std::is_same_v<std::decay_t<decltype(list)>, PVector<Shared<Measure>>>) {
        Measure& measure = tree::own(list.edit(*at.measure()));
        std::erase_if(measure.marks, [&](const PlacedMark& placed) { return ours(placed.mark); });
        std::erase_if(measure.left.marks, ours);
        std::erase_if(measure.right.marks, ours);
        tree::each_note_marks(measure, [&](std::vector<Mark>& marks) { std::erase_if(marks, ours); });
      }
      return {};
    });
  }
}

/// Whether a mark is what a name means: the same family and form.
bool is_called(const Mark& mark, const Mark& named) {
  if (mark.family != named.family || mark.variant != named.variant) return false;
  const std::string_view type = named.parameters().text(Param::type);
  return type.empty() || mark.parameters().text(Param::type) == type;
}

Edited remove_placed(Shared<Piece> piece, const Place& place, const std::optional<Sign>& named, std::int64_t index,
                     SpanIndex& spans) {
  BURIN_TRY(const Shared<Measure> measure, measure_at(*piece, place.measure));
  for (std::size_t i = 0; i < measure->marks.size(); ++i) {
    const PlacedMark& placed = measure->marks[i];
    const bool wanted = named ? placed.at == place.offset && is_called(placed.mark, named->mark)
                              : static_cast<std::int64_t>(i) == index;
    if (!wanted) continue;
    if (placed.mark.span != SpanId::none) {
      remove_span(piece, SpanId{placed.mark.span}, spans);
      return piece;
    }
    auto made = std::make_shared<Measure>(*measure);
    made->marks.erase(made->marks.begin() + static_cast<std::ptrdiff_t>(i));
    return set(std::move(piece), place.measure, Shared<Measure>(std::move(made)));
  }
  return unfit(place.measure, "there is no such sign");
}

const std::vector<Mark>* marks_of(const Thing& thing) {
  if (const auto* note = std::get_if<Note>(&thing)) return &note->marks;
  const auto* item = std::get_if<Item>(&thing);
  if (item == nullptr) return nullptr;
  if (const auto* chord = std::get_if<Chord>(item)) return &chord->marks;
  const auto* rest = std::get_if<Rest>(item);
  return rest == nullptr ? nullptr : &rest->marks;
}

Edited remove_hanging(Shared<Piece> piece, const Vpd& at, const std::optional<Sign>& named, std::int64_t index,
                      SpanIndex& spans) {
  BURIN_TRY(const Thing thing, get(*piece, at));
  const std::vector<Mark>* marks = marks_of(thing);
  for (std::size_t i = 0; marks != nullptr && i < marks->size(); ++i) {
    const bool wanted = named ? is_called((*marks)[i], named->mark) : static_cast<std::int64_t>(i) == index;
    if (!wanted) continue;
    if ((*marks)[i].span == SpanId::none) return remove_mark(std::move(piece), at, i);
    remove_span(piece, SpanId{(*marks)[i].span}, spans);
    return piece;
  }
  // A name may mean what hangs on a note of the chord.
  const auto notes = named && named->on_note ? notes_at(*piece, at) : Expected<std::vector<std::pair<Vpd, Pitch>>>();
  if (notes && !notes->empty() && notes->front().first != at) {
    bool any = false;
    for (const auto& [note, pitch] : *notes) {
      Edited without = remove_hanging(piece, note, named, index, spans);
      if (without) piece = std::move(*without);
      any = any || without;
    }
    if (any) return piece;
  }
  return unfit(at, "there is no such sign");
}

}  // namespace

Edited add_attachment(Shared<Piece> piece, const Vpd& at, const Attachment& attachment, const ImportTable& signs) {
  BURIN_TRY(Ends ends, ends_of(attachment, signs));
  if (ends.start.spans && !attachment.end) return unfit(at, "a " + attachment.name + " needs its \"end\"");
  if (!ends.start.spans && attachment.end) return unfit(at, "a " + attachment.name + " has no end");
  if (ends.start.placed) return add_placed(std::move(piece), at, attachment, std::move(ends));
  return add_hanging(std::move(piece), at, attachment, ends, signs.name_of(ends.start.mark.family) == "tie");
}

Edited remove_attachment(Shared<Piece> piece, const Vpd& at, const std::string& name, std::int64_t index,
                         std::optional<Rational> offset, const ImportTable& signs, SpanIndex& spans) {
  constexpr std::size_t measure_depth = 4;
  std::optional<Sign> named;
  if (!name.empty()) {
    Data any_text;  // words are found whatever they say
    any_text.value = Data::Map{{"text", Data{std::string("?"), 0, 0}}};
    BURIN_TRY(named, sign_named(name, SpanRole::start, signs, &any_text));
  } else if (index < 0) {
    return unfit(at, "say which sign: by \"name\" or \"index\"");
  }
  const bool placed = named ? named->placed : at.depth() == measure_depth;
  if (!placed) return remove_hanging(std::move(piece), at, named, index, spans);
  BURIN_TRY(const Place place, place_of(*piece, at, offset));
  return remove_placed(std::move(piece), place, named, index, spans);
}

}  // namespace burin
