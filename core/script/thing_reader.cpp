// Values → things.
#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "core/import/limits.hpp"
#include "core/options/option_table.hpp"
#include "core/piece/accidental_names.hpp"
#include "core/script/attachments.hpp"
#include "core/script/exact.hpp"
#include "core/script/member_names.hpp"
#include "core/script/texts.hpp"
#include "core/script/things.hpp"
#include "core/script/words.hpp"
#include "core/store/piece_fields.hpp"

namespace burin {

namespace {

using namespace codec;  // NOLINT: the kinds of fields

template <class T, class... Any>
constexpr bool is_any = (std::is_same_v<T, Any> || ...);

template <class T>
constexpr bool has_text_form = is_any<T, Pitch, KeySignature, TimeSignature, Clef, Note, Mark, Tempo>;

/// Reads over what is there; the first error stays and ends the reading.
class Reader {
 public:
  explicit Reader(const ThingContext& context) : context_(context), ratio_(context.ratio) {}

  [[nodiscard]] Expected<void> result() {
    if (error_) return tl::unexpected(std::move(*error_));
    return {};
  }

  template <class T>
  void read(T& held, const Data& data) {
    if (error_) return;
    if constexpr (std::is_same_v<T, bool>) {
      plain(held, data, "true or false");
    } else if constexpr (std::is_same_v<T, AccidentalSign>) {
      read_sign(held, data);
    } else if constexpr (std::is_same_v<T, FamilyId>) {
      read_family(held, data);
    } else if constexpr (std::is_same_v<T, Side>) {
      std::size_t index = static_cast<std::size_t>(static_cast<int>(held) + 1);
      if (word(index, data, side_words)) held = static_cast<Side>(static_cast<int>(index) - 1);
    } else if constexpr (std::is_same_v<T, SpanId>) {
      std::uint32_t number = 0;
      whole(number, data);
      held = static_cast<SpanId>(number);
    } else if constexpr (std::is_enum_v<T>) {
      std::size_t index = 0;
      if (word(index, data, Words<T>::all)) held = static_cast<T>(index);
    } else if constexpr (std::is_integral_v<T>) {
      whole(held, data);
    } else if constexpr (std::is_same_v<T, double>) {
      number(held, data);
    } else if constexpr (std::is_same_v<T, std::string>) {
      read_text(held, data);
    } else if constexpr (std::is_same_v<T, Rational>) {
      take(held, exact_number(data));
    } else {
      compound(held, data);
    }
  }

  template <class... T>
  void named(std::string_view names, T&... held) {
    (member(next_member(names), held), ...);
  }

  /// Members of one thing over what it has; unknown ones are errors.
  template <class T>
  void object(T& whole, const Data& data) {
    if (data.map() == nullptr) return wrong(data, "an object");
    const Data* outer = std::exchange(object_, &data);
    std::vector<std::string> names;
    names_.swap(names);
    fields(*this, whole);
    check_names(data);
    names_.swap(names);
    object_ = outer;
    if constexpr (is_any<T, Chord, Rest>) settle_length(whole, data);
    if constexpr (std::is_same_v<T, Chord>) settle_notes(whole);
    if constexpr (std::is_same_v<T, Note>) {
      if (data.find("accidental") == nullptr && data.find("pitch") != nullptr) whole.accidental = undecided_accidental;
    }
  }

  void item(Item& held, const Data& data) {
    if (data.map() == nullptr) return wrong(data, "an item, such as {\"chord\": {\"notes\": [\"C4\"]}},");
    if (data.map()->size() == 1) {
      const std::string& kind = data.map()->front().key;
      const auto* known = std::find(item_kinds.begin(), item_kinds.end(), kind);
      if (known != item_kinds.end()) {
        return alternative(held, data.map()->front().value, static_cast<std::size_t>(known - item_kinds.begin()));
      }
    }
    if (!over_item_) {
      return fail(data, "an item names its kind: {\"chord\": …}, rest, space, tuplet, grace-group or tremolo");
    }
    inside(held, data);
  }

  void refuse_view(const Data& data) { fail(data, "page views are made by layout, not by hand"); }

  bool over_item_{false};  // the item that is read over keeps its kind unless the value names one

 private:
  void fail(const Data& place, std::string message, std::string help = {}) {
    if (!error_) error_ = fail_at(place, "BU0212", std::move(message), std::move(help)).value();
  }
  void wrong(const Data& place, const std::string& wanted) {
    fail(place, wanted + " belongs here, not " + std::string(place.kind()));
  }
  template <class T>
  void take(T& held, Expected<T> read) {
    if (read) {
      held = std::move(*read);
    } else if (!error_) {
      error_ = std::move(read.error());
    }
  }
  /// For texts that were read without their place.
  template <class T>
  void take_at(T& held, Expected<T> read, const Data& place) {
    if (!read) {
      read.error().where.line = place.line;
      read.error().where.column = place.column;
    }
    take(held, std::move(read));
  }

  template <class T>
  void plain(T& held, const Data& data, const std::string& wanted) {
    if (const T* value = std::get_if<T>(&data.value)) {
      held = *value;
    } else {
      wrong(data, wanted);
    }
  }
  template <class T>
  void whole(T& held, const Data& data) {
    const std::int64_t* value = data.whole();
    if (value == nullptr) return wrong(data, "a whole number");
    held = static_cast<T>(*value);
    if (static_cast<std::int64_t>(held) != *value) fail(data, std::to_string(*value) + " is out of range here");
  }
  void number(double& held, const Data& data) {
    if (const std::int64_t* value = data.whole()) {
      held = static_cast<double>(*value);
    } else {
      plain(held, data, "a number");
    }
  }
  void read_text(std::string& held, const Data& data) {
    plain(held, data, "a text");
    if (held.size() > ImportLimits().text_bytes) fail(data, "this text is too long");
  }
  /// A word of a list; keywords may carry their colon.
  template <class List>
  bool word(std::size_t& index, const Data& data, const List& words) {
    if (data.text() == nullptr) {
      wrong(data, "a word");
      return false;
    }
    std::string_view text = *data.text();
    if (text.starts_with(':')) text.remove_prefix(1);
    const auto* found = std::find(words.begin(), words.end(), text);
    index = static_cast<std::size_t>(found - words.begin());
    if (found != words.end()) return true;
    const std::string_view near = nearest(text, words);
    fail(data, "'" + std::string(text) + "' is not known here",
         near.empty() ? std::string() : "did you mean '" + std::string(near) + "'?");
    return false;
  }
  void read_sign(AccidentalSign& held, const Data& data) {
    if (data.is_null()) return void(held = 0);
    if (data.text() == nullptr) return wrong(data, "the name of an accidental");
    std::string_view name = *data.text();
    if (name == "none") return void(held = 0);
    held = accidental_sign(name);
    if (held != 0) return;
    std::uint32_t code = 0;
    constexpr std::uint32_t most = 0x10FFFF;
    if (name.starts_with("U+")) {
      name.remove_prefix(2);
      const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, 16);
      if (error != std::errc{} || end != name.data() + name.size() || code > most) code = 0;
    }
    if (code == 0) return fail(data, "there is no accidental '" + *data.text() + "'");
    held = code;
  }
  void read_family(FamilyId& held, const Data& data) {
    if (data.text() == nullptr) return wrong(data, "the name of a family of signs");
    held = context_.signs.id_of(*data.text());
    if (held == FamilyId::unsupported && *data.text() != "unsupported") {
      fail(data, "there is no family of signs '" + *data.text() + "'", "`burin elements` lists them");
    }
  }

  template <class T>
  void compound(T& held, const Data& data) {
    if constexpr (has_text_form<T>) {
      if (short_form(held, data)) return;
    }
    if constexpr (std::is_same_v<T, Item>) {
      item(held, data);
    } else if constexpr (std::is_same_v<T, Beams>) {
      read_beams(held, data);
    } else if constexpr (std::is_same_v<T, Params>) {
      read_params(held, data);
    } else if constexpr (is_changes<T>) {
      read_changes(held, data);
    } else if constexpr (is_map<T>) {
      read_map(held, data);
    } else if constexpr (is_list<T>) {
      read_list(held, data);
    } else if constexpr (is_pair<T>) {
      if (data.list() == nullptr || data.list()->size() != 2) return wrong(data, "a list of two");
      read(held.first, (*data.list())[0]);
      read(held.second, (*data.list())[1]);
    } else if constexpr (std::is_same_v<T, ParamValue>) {
      read_param(held, data);
    } else if constexpr (is_shared<T>) {
      shared(held, data);
    } else if constexpr (std::is_same_v<T, Tuplet>) {
      tuplet(held, data);
    } else if constexpr (is_any<T, GraceGroup, Tremolo>) {
      const Rational around = ratio_;
      ratio_ = std::is_same_v<T, GraceGroup> ? Rational() : ratio_ * Rational(1, 2);
      object(held, data);
      ratio_ = around;
    } else {
      object(held, data);
    }
  }
  template <class T>
  bool short_form(T& held, const Data& data) {
    const std::string* text = data.text();
    if constexpr (std::is_same_v<T, Tempo>) {
      if (data.map() == nullptr) number(held.quarters_per_minute, data);
      return data.map() == nullptr;
    } else if constexpr (std::is_same_v<T, KeySignature>) {
      if (data.whole() != nullptr) return whole(held.fifths, data), true;
      if (text != nullptr) take_at(held, parse_key(*text), data);
    } else if constexpr (std::is_same_v<T, Note>) {
      if (text == nullptr) return false;
      held.accidental = undecided_accidental;
      read(held.pitch, data);
    } else if (text != nullptr) {
      if constexpr (std::is_same_v<T, Pitch>) take_at(held, parse_pitch(*text), data);
      if constexpr (std::is_same_v<T, TimeSignature>) take_at(held, parse_time(*text), data);
      if constexpr (std::is_same_v<T, Clef>) take_at(held, parse_clef(*text), data);
      if constexpr (std::is_same_v<T, Mark>) take_sign(held, data);
    }
    return text != nullptr;
  }
  void take_sign(Mark& held, const Data& data) {
    Expected<Sign> sign = sign_named(*data.text(), SpanRole::none, context_.signs);
    if (sign) {
      held = std::move(sign->mark);
    } else {
      take_at(held, Expected<Mark>(tl::unexpected(std::move(sign.error()))), data);
    }
  }
  void read_beams(Beams& held, const Data& data) {
    if (data.list() == nullptr || data.list()->size() > 8) return wrong(data, "a list of up to eight words");
    held = Beams();
    int level = 0;
    for (const Data& one : *data.list()) {
      BeamState state{};
      read(state, one);
      held.set(++level, state);
    }
  }
  void read_param(ParamValue& held, const Data& data) {
    if (const auto* text = data.text()) {
      read_text(held.emplace<std::string>(), data);
      (void)text;
    } else if (const auto* number = data.whole()) {
      held = *number;
    } else {
      plain(held.emplace<double>(), data, "a text or a number");
    }
  }
  void read_params(Params& held, const Data& data) {
    if (data.map() == nullptr) return wrong(data, "an object");
    for (const DataEntry& entry : *data.map()) {
      Data key = entry.value;
      key.value = entry.key;
      Param name{};
      read(name, key);
      ParamValue value;
      read(value, entry.value);
      if (!error_) held.set(name, std::move(value));
    }
  }
  template <class T>
  void read_changes(ChangeSet<T>& held, const Data& data) {
    if (data.list() == nullptr) return wrong(data, "a list");
    ChangeSet<T> made;
    for (const Data& one : *data.list()) {
      const Data* at = one.find("at");
      const Data* value = one.find("value");
      if (at == nullptr || value == nullptr || one.map()->size() != 2) return wrong(one, "an object of at and value");
      Position position;
      T change{};
      object(position, *at);
      read(change, *value);
      made.set(position, std::move(change));
    }
    held = std::move(made);
  }
  template <class T>
  void read_map(T& held, const Data& data) {
    if (data.map() == nullptr) return wrong(data, "an object");
    held.clear();
    for (const DataEntry& entry : *data.map()) read(held[entry.key], entry.value);
  }
  template <class T>
  void read_list(T& held, const Data& data) {
    if (data.list() == nullptr) return wrong(data, "a list");
    const bool over = std::exchange(over_item_, false);
    std::vector<typename T::value_type> made;
    for (const Data& one : *data.list()) {
      if (error_) return;
      read(made.emplace_back(), one);
    }
    held = T(std::move(made));
    over_item_ = over;
  }
  template <class T>
  void shared(Shared<T>& held, const Data& data) {
    auto made = held == nullptr ? std::make_shared<T>() : std::make_shared<T>(*held);
    read(*made, data);
    held = std::move(made);
  }
  void tuplet(Tuplet& held, const Data& data) {
    const Rational around = ratio_;
    if (const Data* actual = data.find("actual")) whole(held.actual, *actual);
    if (const Data* normal = data.find("normal")) whole(held.normal, *normal);
    if (held.actual != 0) ratio_ = ratio_ * Rational(held.normal, held.actual);
    object(held, data);
    ratio_ = around;
  }

  template <std::size_t I = 0>
  void alternative(Item& held, const Data& data, std::size_t index) {
    if constexpr (I < std::variant_size_v<Item>) {
      if (index != I) return alternative<I + 1>(held, data, index);
      if (!over_item_ || held.index() != I) held.emplace<I>();
      inside(held, data);
    }
  }
  void inside(Item& held, const Data& data) {
    std::visit([&](auto& one) { compound(one, data); }, held);
  }

  template <class T>
  void member(std::string name, T& held) {
    if constexpr (std::is_same_v<T, WrittenDuration>) {
      if (name == "written") {  // a note's own stands in the note itself
        if (const Data* value = find("value")) read_value(held.value, *value);
        if (const Data* dots = find("dots")) whole(held.dots, *dots);
        return;
      }
    }
    if (const Data* value = find(name)) read(held, *value);
    names_.push_back(std::move(name));
  }
  void read_value(NoteValue& held, const Data& data) {
    if (data.is_null()) return void(held = no_value);
    if (data.text() == nullptr) return wrong(data, "a note value");
    take_at(held, parse_note_value(*data.text()), data);
  }
  const Data* find(std::string_view name) {
    if (name == "value" || name == "dots") names_.emplace_back(name);
    return error_ ? nullptr : object_->find(name);
  }
  void check_names(const Data& data) {
    for (const DataEntry& entry : *data.map()) {
      if (error_ || std::find(names_.begin(), names_.end(), entry.key) != names_.end()) continue;
      const std::vector<std::string_view> known(names_.begin(), names_.end());
      const std::string_view near = nearest(entry.key, known);
      fail(entry.value, "there is no member '" + entry.key + "' here",
           near.empty() ? std::string() : "did you mean '" + std::string(near) + "'?");
    }
  }

  /// Lengths follow from what is written, unless they are given.
  template <class T>
  void settle_length(T& held, const Data& data) {
    if (data.find("duration") != nullptr) return;
    const bool written = data.find("value") != nullptr || data.find("dots") != nullptr;
    if (!written && over_item_) return;
    if constexpr (std::is_same_v<T, Rest>) {
      if (held.whole_measure) {
        if (!written) held.written = {no_value, 0};
        held.duration = context_.measure_length;
        return;
      }
    }
    held.duration = held.written.quarters() * ratio_;
  }
  /// Notes stand by staff, from low to high; those of grace groups are small.
  void settle_notes(Chord& held) const {
    std::stable_sort(held.notes.begin(), held.notes.end(), [](const Note& a, const Note& b) {
      return std::pair(a.staff_shift, a.pitch.diatonic()) < std::pair(b.staff_shift, b.pitch.diatonic());
    });
    if (ratio_ == Rational()) held.size = NoteSize::grace;
    for (Note& note : held.notes) note.dots = std::max(note.dots, held.written.dots);
  }

  const ThingContext& context_;
  Rational ratio_;
  const Data* object_{nullptr};
  std::vector<std::string> names_;
  std::optional<Error> error_;
};

Expected<void> read_thing(Thing& thing, const Data& data, const ThingContext& context, bool over) {
  Reader reader(context);
  reader.over_item_ = over;
  std::visit(
      [&](auto& one) {
        if constexpr (is_any<std::decay_t<decltype(one)>, Shared<PageView>, Shared<SystemView>, Shared<StaffView>,
                             Shared<MeasureView>>) {
          reader.refuse_view(data);
        } else {
          reader.read(one, data);
        }
      },
      thing);
  return reader.result();
}

template <class T>
Expected<T> read_value(const Data& data, const ThingContext& context) {
  T made{};
  Reader reader(context);
  reader.read(made, data);
  BURIN_CHECK(reader.result());
  return made;
}

}  // namespace

Expected<void> read_over(Thing& thing, const Data& data, const ThingContext& context) {
  return read_thing(thing, data, context, true);
}
Expected<Thing> read_new(const Thing& kind, const Data& data, const ThingContext& context) {
  Thing made = std::visit([](const auto& one) { return Thing(std::decay_t<decltype(one)>()); }, kind);
  BURIN_CHECK(read_thing(made, data, context, false));
  return made;
}
Expected<void> read_over(Piece& piece, const Data& data, const ThingContext& context) {
  Reader reader(context);
  reader.object(piece, data);
  return reader.result();
}
Expected<std::vector<Item>> read_items(const Data& data, const ThingContext& context) {
  return read_value<std::vector<Item>>(data, context);
}
Expected<KeySignature> read_key(const Data& data, const ThingContext& context) {
  return read_value<KeySignature>(data, context);
}
Expected<TimeSignature> read_time(const Data& data, const ThingContext& context) {
  return read_value<TimeSignature>(data, context);
}
Expected<Clef> read_clef(const Data& data, const ThingContext& context) { return read_value<Clef>(data, context); }
Expected<Tempo> read_tempo(const Data& data, const ThingContext& context) { return read_value<Tempo>(data, context); }
Expected<Mark> read_mark(const Data& data, const ThingContext& context) { return read_value<Mark>(data, context); }

}  // namespace burin
