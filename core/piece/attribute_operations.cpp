// Operations on attributes, settings, change sets and marks: what hangs on a thing rather than being one.
#include <array>

#include "core/piece/operations.hpp"
#include "core/piece/tree.hpp"

namespace burin {

namespace {

tl::unexpected<Error> unsuitable(const std::string& at, const std::string& what) {
  Where where;
  where.vpd = at;
  return fail(Errc::usage, "BU0203", at + ": " + what, std::move(where));
}

/// Calls use(thing) with the musician, instrument … or note at a path; `use` is generic over them.
template <class Use>
Expected<void> read_thing(const Piece& piece, const Vpd& at, Use&& use) {
  if (at.depth() == 0) return use(piece);
  BURIN_TRY(const Thing thing, get(piece, at));
  return std::visit(
      [&](const auto& one) -> Expected<void> {
        if constexpr (requires { *one; }) {
          return use(*one);
        } else {
          return use(one);
        }
      },
      thing);
}

/// The same for writing; the path is known to lead somewhere.
template <class Use>
Expected<void> write_thing(Shared<Piece>& piece, const Vpd& at, Use&& use) {
  if (at.depth() == 0) return use(tree::own(piece));
  return tree::write(piece, at.parent(), [&](auto& list) -> Expected<void> {
    auto& one = tree::Writing::at(list, *at.step(at.depth() - 1));
    if constexpr (requires { tree::own(one); }) {
      return use(tree::own(one));
    } else {
      return use(one);
    }
  });
}

template <class T>
struct TextAttribute {
  std::string_view name;
  std::string T::*member;
};
template <class T>
struct TextAttributes {
  static constexpr std::array<TextAttribute<T>, 0> all{};
};
template <>
struct TextAttributes<Piece> {
  static constexpr std::array<TextAttribute<Piece>, 9> all{{{"id", &Piece::id},
                                                            {"title", &Piece::title},
                                                            {"subtitle", &Piece::subtitle},
                                                            {"movement-title", &Piece::movement_title},
                                                            {"movement-number", &Piece::movement_number},
                                                            {"composer", &Piece::composer},
                                                            {"lyricist", &Piece::lyricist},
                                                            {"arranger", &Piece::arranger},
                                                            {"rights", &Piece::rights}}};
};
template <>
struct TextAttributes<Musician> {
  static constexpr std::array<TextAttribute<Musician>, 2> all{
      {{"name", &Musician::name}, {"short-name", &Musician::short_name}}};
};
template <>
struct TextAttributes<Instrument> {
  static constexpr std::array<TextAttribute<Instrument>, 3> all{
      {{"name", &Instrument::name}, {"short-name", &Instrument::short_name}, {"family", &Instrument::family}}};
};
template <>
struct TextAttributes<Staff> {
  static constexpr std::array<TextAttribute<Staff>, 1> all{{{"name", &Staff::name}}};
};
template <>
struct TextAttributes<Layout> {
  static constexpr std::array<TextAttribute<Layout>, 1> all{{{"name", &Layout::name}}};
};

template <class T>
std::string T::*text_member(std::string_view name) noexcept {
  for (const auto& [known, member] : TextAttributes<T>::all) {
    if (known == name) return member;
  }
  return nullptr;
}

constexpr std::int64_t most_lines = 12;

/// Reads an attribute; nothing when the thing has none of this name.
template <class T>
std::optional<AttributeValue> attribute(const T& thing, std::string_view name) {
  if constexpr (std::is_same_v<T, Staff>) {
    if (name == "lines") return AttributeValue(std::int64_t{thing.lines});
  } else if constexpr (std::is_same_v<T, Voice>) {
    if (name == "number") return AttributeValue(std::int64_t{thing.number});
  }
  if (const auto member = text_member<T>(name)) return AttributeValue(thing.*member);
  return std::nullopt;
}

/// Whether a value is one that the attribute can have: of the same kind, and whole numbers in their range.
bool suits(const AttributeValue& present, const AttributeValue& value, std::string_view name) {
  if (present.index() != value.index()) return false;
  const auto* number = std::get_if<std::int64_t>(&value);
  return number == nullptr ||
         (*number >= (name == "lines" ? 0 : 1) && *number <= (name == "lines" ? most_lines : 9999));
}

template <class T>
void assign(T& thing, std::string_view name, AttributeValue value) {
  if constexpr (std::is_same_v<T, Staff>) {
    if (name == "lines") return void(thing.lines = static_cast<std::uint8_t>(std::get<std::int64_t>(value)));
  } else if constexpr (std::is_same_v<T, Voice>) {
    if (name == "number") return void(thing.number = static_cast<std::int16_t>(std::get<std::int64_t>(value)));
  }
  if (const auto member = text_member<T>(name)) thing.*member = std::get<std::string>(std::move(value));
}

/// The change set of a kind that the piece or a staff carries, or null.
template <class Value, class T>
auto changes_of(T& thing) {
  using Kind = std::remove_const_t<T>;
  using Set = std::conditional_t<std::is_const_v<T>, const ChangeSet<Value>, ChangeSet<Value>>;
  Set* set = nullptr;
  if constexpr (std::is_same_v<Value, Clef>) {
    if constexpr (std::is_same_v<Kind, Staff>) set = &thing.clefs;
  } else if constexpr (std::is_same_v<Value, Tempo>) {
    if constexpr (std::is_same_v<Kind, Piece>) set = &thing.tempos;
  } else if constexpr (std::is_same_v<Kind, Piece> || std::is_same_v<Kind, Staff>) {
    if constexpr (std::is_same_v<Value, TimeSignature>) set = &thing.times;
    if constexpr (std::is_same_v<Value, KeySignature>) set = &thing.keys;
  }
  return set;
}

/// Sets or (without a value) removes a change. Removing what is not there is an error, never a silent nothing.
template <class Value>
Edited change(Shared<Piece> piece, const Vpd& at, Position from, std::optional<Value> value) {
  bool same = false;
  BURIN_CHECK(read_thing(*piece, at, [&](const auto& thing) -> Expected<void> {
    const ChangeSet<Value>* set = changes_of<Value>(thing);
    if (set == nullptr) return unsuitable(at.str(), "there are no changes of this kind here");
    const Value* present = set->exactly(from);
    if (!value && present == nullptr) return unsuitable(at.str(), "nothing changes at this position");
    same = value && present != nullptr && *present == *value;
    return {};
  }));
  if (same) return piece;
  BURIN_CHECK(write_thing(piece, at, [&](auto& thing) -> Expected<void> {
    ChangeSet<Value>* set = changes_of<Value>(thing);
    if (set == nullptr) return {};
    if (value) {
      set->set(from, std::move(*value));
    } else {
      set->remove(from);
    }
    return {};
  }));
  return piece;
}

/// Items are variants, so their marks lie one level down.
template <class T>
auto marks_of(T& thing) -> std::conditional_t<std::is_const_v<T>, const std::vector<Mark>*, std::vector<Mark>*> {
  if constexpr (std::is_same_v<std::remove_const_t<T>, Item>) {
    if (auto* chord = std::get_if<Chord>(&thing)) return &chord->marks;
    if (auto* rest = std::get_if<Rest>(&thing)) return &rest->marks;
  } else if constexpr (std::is_same_v<std::remove_const_t<T>, Note>) {
    return &thing.marks;
  }
  return nullptr;
}

}  // namespace

Expected<AttributeValue> get_attribute(const Piece& piece, const VpdAttribute& at) {
  std::optional<AttributeValue> value;
  BURIN_CHECK(read_thing(piece, at.vpd, [&](const auto& thing) -> Expected<void> {
    value = attribute(thing, at.name);
    return {};
  }));
  if (!value) return unsuitable(at.str(), "there is no such attribute");
  return std::move(*value);
}

namespace in_place {

void carry_to_credits(Piece& piece, const Piece& before) {
  for (const auto& [name, member] : TextAttributes<Piece>::all) {
    const std::string& old = before.*member;
    if (old == piece.*member || old.empty()) continue;
    for (std::size_t i = 0; i < piece.credits.size(); ++i) {
      if (piece.credits.get()[i].text == old) piece.credits.edit()[i].text = piece.*member;
    }
  }
}

Expected<void> set_attribute(Shared<Piece>& piece, const VpdAttribute& at, AttributeValue value) {
  BURIN_TRY(const AttributeValue present, get_attribute(*piece, at));
  if (!suits(present, value, at.name)) return unsuitable(at.str(), "the attribute cannot have this value");
  if (present == value) return {};
  const Shared<Piece> before = at.vpd.depth() == 0 ? std::make_shared<Piece>(*piece) : nullptr;
  BURIN_CHECK(write_thing(piece, at.vpd, [&](auto& thing) -> Expected<void> {
    assign(thing, at.name, std::move(value));
    return {};
  }));
  if (before != nullptr) carry_to_credits(tree::own(piece), *before);
  return {};
}

Expected<void> set_setting(Shared<Piece>& piece, const std::string& key, const std::string& value) {
  const auto present = piece->settings.find(key);
  const bool there = present != piece->settings.end();
  if (there ? present->second == value : value.empty()) return {};
  Piece& whole = tree::own(piece);
  if (value.empty())
    whole.settings.erase(key);
  else
    whole.settings[key] = value;
  return {};
}

}  // namespace in_place

Edited set_attribute(Shared<Piece> piece, const VpdAttribute& at, AttributeValue value) {
  BURIN_CHECK(in_place::set_attribute(piece, at, std::move(value)));
  return piece;
}
Edited set_setting(Shared<Piece> piece, const std::string& key, const std::string& value) {
  BURIN_CHECK(in_place::set_setting(piece, key, value));
  return piece;
}

Edited set_time_signature(Shared<Piece> piece, const Vpd& at, Position from, TimeSignature value) {
  if (from.offset != Rational()) return unsuitable(at.str(), "a time signature changes at a barline only");
  return change<TimeSignature>(std::move(piece), at, from, std::move(value));
}
Edited set_key_signature(Shared<Piece> piece, const Vpd& at, Position from, KeySignature value) {
  return change<KeySignature>(std::move(piece), at, from, std::move(value));
}
Edited set_clef(Shared<Piece> piece, const Vpd& staff, Position from, Clef value) {
  return change<Clef>(std::move(piece), staff, from, value);
}
Edited set_tempo(Shared<Piece> piece, Position from, Tempo value) {
  return change<Tempo>(std::move(piece), Vpd(), from, value);
}
Edited remove_time_signature(Shared<Piece> piece, const Vpd& at, Position from) {
  return change<TimeSignature>(std::move(piece), at, from, std::nullopt);
}
Edited remove_key_signature(Shared<Piece> piece, const Vpd& at, Position from) {
  return change<KeySignature>(std::move(piece), at, from, std::nullopt);
}
Edited remove_clef(Shared<Piece> piece, const Vpd& staff, Position from) {
  return change<Clef>(std::move(piece), staff, from, std::nullopt);
}
Edited remove_tempo(Shared<Piece> piece, Position from) {
  return change<Tempo>(std::move(piece), Vpd(), from, std::nullopt);
}

Edited add_mark(Shared<Piece> piece, const Vpd& at, Mark mark) {
  bool same = false;
  BURIN_CHECK(read_thing(*piece, at, [&](const auto& thing) -> Expected<void> {
    const std::vector<Mark>* marks = marks_of(thing);
    if (marks == nullptr) return unsuitable(at.str(), "marks are attached to chords, rests and notes");
    same = std::find(marks->begin(), marks->end(), mark) != marks->end();
    return {};
  }));
  if (same) return piece;
  BURIN_CHECK(write_thing(piece, at, [&](auto& thing) -> Expected<void> {
    if (auto* marks = marks_of(thing)) marks->push_back(std::move(mark));
    return {};
  }));
  return piece;
}

Edited remove_mark(Shared<Piece> piece, const Vpd& at, std::size_t index) {
  BURIN_CHECK(read_thing(*piece, at, [&](const auto& thing) -> Expected<void> {
    const std::vector<Mark>* marks = marks_of(thing);
    const std::size_t size = marks == nullptr ? 0 : marks->size();
    if (index < size) return {};
    return unsuitable(at.str(), "there is no mark " + std::to_string(index) + " of " + std::to_string(size));
  }));
  BURIN_CHECK(write_thing(piece, at, [&](auto& thing) -> Expected<void> {
    if (auto* marks = marks_of(thing)) marks->erase(marks->begin() + static_cast<std::ptrdiff_t>(index));
    return {};
  }));
  return piece;
}

}  // namespace burin
