// One operation of a script as a pure function from piece to piece.
#include <algorithm>

#include "core/piece/measure_operations.hpp"
#include "core/piece/mend_beams.hpp"
#include "core/piece/transpose.hpp"
#include "core/piece/tree.hpp"
#include "core/script/attachments.hpp"
#include "core/script/script.hpp"
#include "core/script/things.hpp"

namespace burin {

namespace {

constexpr std::size_t staff_depth = 3;

/// Works on a piece of its own; what it is given stays with the caller.
class Step {
 public:
  Step(const ScriptOperation& operation, const ImportTable& signs, SpanIndex& spans)
      : op_(operation), signs_(signs), spans_(spans) {}

  Edited run(Shared<Piece> piece) const {
    const Shared<Piece> before = piece;
    BURIN_TRY(piece, perform(std::move(piece)));
    return piece == before ? std::move(piece) : with_whole_beams(std::move(piece));
  }

 private:
  Edited perform(Shared<Piece> piece) const {
    switch (op_.verb) {
      case Verb::get:
      case Verb::get_setting: return piece;
      case Verb::set: return op_.at.name.empty() ? do_set(std::move(piece)) : do_set_attribute(std::move(piece));
      case Verb::add: return do_add(std::move(piece));
      case Verb::insert: return do_insert(std::move(piece));
      case Verb::move: return move(std::move(piece), at(), op_.number);
      case Verb::remove: return remove(std::move(piece), at());
      case Verb::update: return do_update(std::move(piece), op_.value);
      case Verb::replace_items: return do_replace_items(std::move(piece));
      case Verb::rename: return do_rename(std::move(piece));
      case Verb::set_setting: return do_set_setting(std::move(piece));
      default: return do_music(std::move(piece));
    }
  }

  /// An item that comes or goes may have taken the end of a beam with it.
  Edited with_whole_beams(Shared<Piece> piece) const {
    const bool items = op_.verb == Verb::set || op_.verb == Verb::add || op_.verb == Verb::insert ||
                       op_.verb == Verb::remove || op_.verb == Verb::move;
    if (!items || at().root() != Vpd::Root::music || at().depth() <= Vpd::levels) return piece;
    const Vpd voice = tree::cut(at(), Vpd::levels);
    const Expected<Thing> there = get(*piece, voice);  // gone, if it was the voice itself
    if (!there) return piece;
    auto made = std::make_shared<Voice>(*std::get<Shared<Voice>>(*there));
    if (!mend_beams(made->items)) return piece;
    return set(std::move(piece), voice, Shared<Voice>(std::move(made)));
  }

 public:
  [[nodiscard]] Expected<Data> found_in(const Piece& piece) const {
    if (op_.verb == Verb::get_setting) return setting_in(piece);
    const std::string& name = op_.at.name;
    if (at().depth() == 0) {
      if (name.empty()) return data_of(piece, signs_);
      return member(member_of(piece, name, signs_));
    }
    BURIN_TRY(const Thing thing, get(piece, at()));
    if (name.empty()) return data_of(thing, signs_);
    return member(member_of(thing, name, signs_));
  }

 private:
  [[nodiscard]] const Vpd& at() const { return op_.at.vpd; }
  [[nodiscard]] Position from() const { return op_.from.value_or(Position{}); }

  [[nodiscard]] tl::unexpected<Error> unfit(const std::string& what) const {
    Where where;
    where.vpd = op_.at.str();
    return fail(Errc::usage, "BU0203", op_.at.str() + ": " + what, std::move(where));
  }
  [[nodiscard]] Expected<Data> member(std::optional<Data> found) const {
    if (!found) return unfit("there is no such attribute");
    return std::move(*found);
  }
  [[nodiscard]] Expected<Data> setting_in(const Piece& piece) const {
    const auto setting = piece.settings.find(op_.name);
    Data data;
    if (setting != piece.settings.end()) data.value = setting->second;
    return data;
  }

  // ---- Things

  /// Ratio of the tuplets around an item, and the length of its measure.
  Expected<ThingContext> context(const Piece& piece, const Vpd& place) const {
    ThingContext made{signs_};
    for (std::size_t depth = Vpd::levels + 1; depth <= place.depth(); ++depth) {
      BURIN_TRY(const Thing around, get(piece, tree::cut(place, depth)));
      const auto* item = std::get_if<Item>(&around);
      if (item == nullptr) continue;
      if (const auto* tuplet = std::get_if<Tuplet>(item)) {
        made.ratio = made.ratio * Rational(tuplet->normal, std::max<int>(tuplet->actual, 1));
      } else if (std::holds_alternative<GraceGroup>(*item)) {
        made.ratio = Rational();
      } else if (std::holds_alternative<Tremolo>(*item)) {
        made.ratio = made.ratio * Rational(1, 2);
      }
    }
    const std::optional<std::uint32_t> measure = place.measure();
    if (measure && *measure < piece.measures.size()) made.measure_length = piece.measures[*measure].length;
    return made;
  }

  /// The value as a thing of a kind; a path stands for what lies there.
  Expected<Thing> thing(const Piece& piece, const Thing& kind, const Vpd& container) const {
    if (const auto path = script_reference(op_)) return get(piece, *path);
    BURIN_TRY(const ThingContext made, context(piece, container));
    return read_new(kind, op_.value, made);
  }

  Edited do_set(Shared<Piece> piece) const {
    if (at().depth() == 0) return unfit("set works on things inside a piece, update on the piece itself");
    BURIN_TRY(const Thing present, get(*piece, at()));
    BURIN_TRY(Thing made, thing(*piece, present, at().parent()));
    return set(std::move(piece), at(), std::move(made));
  }

  Edited do_set_attribute(Shared<Piece> piece) const {
    AttributeValue value;
    if (const std::string* text = op_.value.text()) value = *text;
    if (const std::int64_t* whole = op_.value.whole()) value = *whole;
    const bool simple = op_.value.text() != nullptr || op_.value.whole() != nullptr;
    const Expected<AttributeValue> present = get_attribute(*piece, op_.at);
    if (present && simple && present->index() == value.index()) {
      return set_attribute(std::move(piece), op_.at, std::move(value));
    }
    Data one;
    one.line = op_.value.line;
    one.column = op_.value.column;
    one.value = Data::Map{{op_.at.name, op_.value}};
    return do_update(std::move(piece), one);
  }

  Edited do_update(Shared<Piece> piece, const Data& value) const {
    if (at().depth() == 0) {
      auto made = std::make_shared<Piece>(*piece);
      BURIN_CHECK(read_over(*made, value, ThingContext{signs_}));
      if (value.find("credits") == nullptr) in_place::carry_to_credits(*made, *piece);
      if (*made == *piece && value.find("layouts") == nullptr) return piece;
      return made;
    }
    BURIN_TRY(const ThingContext made, context(*piece, at().parent()));
    BURIN_TRY(Thing thing, get(*piece, at()));
    BURIN_CHECK(read_over(thing, value, made));
    return set(std::move(piece), at(), std::move(thing));
  }

  /// A thing of the kind that a container holds.
  static Expected<Thing> kind_in(const Piece& piece, const Vpd& container) {
    Thing kind;
    const Vpd place = container.root() == Vpd::Root::piece ? Vpd::music() : container;
    BURIN_CHECK(tree::read(piece, place, [&](const auto& list) -> Expected<void> {
      kind = typename std::decay_t<decltype(list)>::value_type();
      return {};
    }));
    return kind;
  }
  Edited do_add(Shared<Piece> piece) const {
    BURIN_TRY(const Thing kind, kind_in(*piece, at()));
    BURIN_TRY(Thing made, thing(*piece, kind, at()));
    return add(std::move(piece), at(), std::move(made));
  }
  Edited do_insert(Shared<Piece> piece) const {
    if (at().depth() == 0) return unfit("insert needs a place in a list");
    BURIN_TRY(const Thing kind, kind_in(*piece, at().parent()));
    BURIN_TRY(Thing made, thing(*piece, kind, at().parent()));
    return insert(std::move(piece), at(), std::move(made));
  }
  Edited do_replace_items(Shared<Piece> piece) const {
    BURIN_TRY(const ThingContext made, context(*piece, at()));
    BURIN_TRY(std::vector<Item> items, read_items(op_.value, made));
    return replace_items(std::move(piece), at(), std::move(items));
  }

  // ---- Names and settings

  [[nodiscard]] Expected<std::string> text_value() const {
    if (op_.value.text() != nullptr) return *op_.value.text();
    return fail_at(op_.value, "BU0212", "a text belongs here, not " + std::string(op_.value.kind()));
  }
  Edited do_rename(Shared<Piece> piece) const {
    BURIN_TRY(std::string name, text_value());
    return set_attribute(std::move(piece), {at(), at().depth() == 0 ? "title" : "name"}, std::move(name));
  }
  Edited do_set_setting(Shared<Piece> piece) const {
    if (op_.value.is_null()) return set_setting(std::move(piece), op_.name, {});
    BURIN_TRY(const std::string value, text_value());
    return set_setting(std::move(piece), op_.name, value);
  }

  // ---- What concerns the music as a whole

  Edited do_music(Shared<Piece> piece) const {
    switch (op_.verb) {
      case Verb::add_attachment: return do_add_attachment(std::move(piece));
      case Verb::remove_attachment: return do_remove_attachment(std::move(piece));
      case Verb::transpose: return do_transpose(std::move(piece));
      case Verb::insert_measures:
      case Verb::remove_measures: return do_measures(std::move(piece));
      default: return do_change(std::move(piece));
    }
  }

  [[nodiscard]] std::optional<Rational> offset() const {
    return op_.from ? std::optional(op_.from->offset) : std::nullopt;
  }
  /// "at" of an attachment may repeat the measure, but not name another.
  [[nodiscard]] Expected<void> check_measure() const {
    if (!op_.from || op_.from->measure == static_cast<std::int32_t>(at().measure().value_or(0))) return {};
    return unfit("\"at\" names another measure");
  }
  Edited do_add_attachment(Shared<Piece> piece) const {
    BURIN_CHECK(check_measure());
    return add_attachment(std::move(piece), at(), {op_.name, op_.value, op_.end, offset()}, signs_);
  }
  Edited do_remove_attachment(Shared<Piece> piece) const {
    BURIN_CHECK(check_measure());
    return remove_attachment(std::move(piece), at(), op_.name, op_.number, offset(), signs_, spans_);
  }

  Edited do_transpose(Shared<Piece> piece) const {
    const std::int64_t* semitones = op_.value.whole();
    const std::string* text = op_.value.text();
    if (semitones == nullptr && text == nullptr) {
      return fail_at(op_.value, "BU0215", "an interval belongs here, not " + std::string(op_.value.kind()));
    }
    BURIN_TRY(const Interval interval,
              semitones != nullptr ? interval_of_semitones(*semitones) : parse_interval(*text));
    return transpose(std::move(piece), at(), interval, signs_);
  }

  Edited do_measures(Shared<Piece> piece) const {
    if (at().depth() != 0) return unfit("measures come and go in the whole piece: \"vpd\" is \".\"");
    if (from().offset != Rational()) return unfit("measures have no offset");
    const auto first = static_cast<std::uint32_t>(from().measure);
    const auto count = static_cast<std::uint32_t>(op_.number);
    if (op_.verb == Verb::insert_measures) return insert_measures(std::move(piece), first, count);
    return remove_measures(std::move(piece), first, count);
  }

  Edited do_change(Shared<Piece> piece) const {
    const auto measure = static_cast<std::uint32_t>(from().measure);
    if (measure >= piece->measures.size()) {
      return fail(Errc::not_found, "BU0202",
                  "measure " + std::to_string(measure) + ": the piece has " + std::to_string(piece->measures.size()) +
                      " measures");
    }
    switch (op_.verb) {
      case Verb::set_tempo:
      case Verb::remove_tempo: return change_tempo(std::move(piece));
      case Verb::remove_time_signature: return remove_time_signature(std::move(piece), at(), from());
      case Verb::remove_key_signature: return remove_key(std::move(piece));
      case Verb::remove_clef: return remove_clef(std::move(piece), at(), from());
      default: return set_change(std::move(piece));
    }
  }
  Edited change_tempo(Shared<Piece> piece) const {
    if (at().depth() != 0) return unfit("tempos belong to the whole piece");
    if (op_.verb == Verb::remove_tempo) return remove_tempo(std::move(piece), from());
    BURIN_TRY(const Tempo value, read_tempo(op_.value, ThingContext{signs_}));
    return set_tempo(std::move(piece), from(), value);
  }
  Edited set_change(Shared<Piece> piece) const {
    const ThingContext made{signs_};
    if (op_.verb == Verb::set_clef) {
      BURIN_TRY(const Clef value, read_clef(op_.value, made));
      return set_clef(std::move(piece), at(), from(), value);
    }
    if (op_.verb == Verb::set_time_signature) {
      BURIN_TRY(TimeSignature value, read_time(op_.value, made));
      return set_time_signature(std::move(piece), at(), from(), std::move(value));
    }
    BURIN_TRY(const KeySignature value, read_key(op_.value, made));
    return set_key(std::move(piece), value);
  }

  /// Staves at or below the path.
  [[nodiscard]] std::vector<Vpd> staves(const Piece& piece) const {
    std::vector<Vpd> found;
    for (std::uint32_t m = 0; m < piece.musicians.size(); ++m) {
      for (std::uint32_t i = 0; i < piece.musicians[m]->instruments.size(); ++i) {
        for (std::uint32_t s = 0; s < piece.musicians[m]->instruments[i]->staves.size(); ++s) {
          const Vpd staff = Vpd::music().child(m).child(i).child(s);
          if (at().contains(staff)) found.push_back(staff);
        }
      }
    }
    return found;
  }
  /// A key of the piece, a musician or an instrument is the sounding one: staves of instruments that transpose get the
  /// one that is written.
  Edited set_key(Shared<Piece> piece, const KeySignature& value) const {
    if (at().depth() == staff_depth) return set_key_signature(std::move(piece), at(), from(), value);
    if (at().depth() > staff_depth) return unfit("keys belong to the piece, musicians, instruments and staves");
    if (at().depth() == 0) {
      BURIN_TRY(piece, set_key_signature(std::move(piece), Vpd(), from(), value));
    } else {
      BURIN_CHECK(get(*piece, at()).map([](const Thing&) {}));
    }
    for (const Vpd& staff : staves(*piece)) {
      BURIN_TRY(const Thing instrument, get(*piece, staff.parent()));
      const Interval sounds = std::get<Shared<Instrument>>(instrument)->transposition;
      const Interval written{static_cast<std::int8_t>(-sounds.steps), static_cast<std::int8_t>(-sounds.quarter_tones),
                             0};
      BURIN_TRY(piece, set_key_signature(std::move(piece), staff, from(), transposed(value, written)));
    }
    return piece;
  }
  Edited remove_key(Shared<Piece> piece) const {
    if (at().depth() == staff_depth) return remove_key_signature(std::move(piece), at(), from());
    bool any = false;
    std::vector<Vpd> places = staves(*piece);
    if (at().depth() == 0) places.push_back(Vpd());
    for (const Vpd& place : places) {
      Edited without = remove_key_signature(piece, place, from());
      if (without) piece = std::move(*without);
      any = any || without;
    }
    if (!any) return unfit("no key changes at this position");
    return piece;
  }

  const ScriptOperation& op_;
  const ImportTable& signs_;
  SpanIndex& spans_;
};

}  // namespace

std::optional<Vpd> script_reference(const ScriptOperation& operation) {
  const std::string* text = operation.value.text();
  if (text == nullptr) return std::nullopt;
  const Expected<Vpd> path = Vpd::parse(*text);
  return path && path->depth() > 0 ? std::optional(*path) : std::nullopt;
}

Edited run_operation(Shared<Piece> piece, const ScriptOperation& operation, const ImportTable& signs,
                     SpanIndex& spans) {
  return Step(operation, signs, spans).run(std::move(piece));
}

Expected<Data> found_by(const Piece& piece, const ScriptOperation& operation, const ImportTable& signs) {
  SpanIndex unused;
  return Step(operation, signs, unused).found_in(piece);
}

}  // namespace burin
