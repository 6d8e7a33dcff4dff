// Things → values.
#include <array>
#include <cstdio>

#include "core/piece/accidental_names.hpp"
#include "core/script/member_names.hpp"
#include "core/script/texts.hpp"
#include "core/script/things.hpp"
#include "core/script/words.hpp"
#include "core/store/piece_fields.hpp"

namespace burin {

namespace {

using namespace codec;  // NOLINT: the kinds of fields

Data make(decltype(Data::value) value) {
  Data data;
  data.value = std::move(value);
  return data;
}
Data text(std::string_view value) { return make(std::string(value)); }

Data exact(Rational value) { return value.den() == 1 ? make(value.num()) : text(value.str()); }

/// Signs by their names in MusicXML, others by their code points.
Data sign_data(AccidentalSign sign) {
  if (sign == 0) return {};
  const std::string_view name = accidental_name(sign);
  if (!name.empty()) return text(name);
  std::array<char, 16> code{};
  std::snprintf(code.data(), code.size(), "U+%04X", static_cast<unsigned>(sign));
  return text(code.data());
}

/// What would leave a riddle if it were left out where it is as usual.
template <class T>
bool always_shown(std::string_view name) {
  if constexpr (std::is_same_v<T, Note>) return name == "pitch";
  if constexpr (std::is_same_v<T, Chord> || std::is_same_v<T, Rest>) return name == "value";
  if constexpr (std::is_same_v<T, Position>) return name == "measure";
  return false;
}

/// Values of the fields of one thing after another, with their names.
class Writer {
 public:
  explicit Writer(const ImportTable& signs) : signs_(signs) {}

  /// All members.
  template <class T>
  Data::Map members(const T& whole) {
    Data::Map made;
    std::swap(made, members_);
    fields(*this, whole);
    std::swap(made, members_);
    return made;
  }
  template <class T>
  Data object(const T& whole) {
    Data::Map made = members(whole);
    const Data::Map usual = members(T());
    Data::Map kept;
    for (std::size_t i = 0; i < made.size(); ++i) {
      if (!(made[i].value == usual[i].value) || always_shown<T>(made[i].key)) kept.push_back(std::move(made[i]));
    }
    return make(std::move(kept));
  }
  template <class T>
  Data value(const T& held) {
    if constexpr (std::is_same_v<T, bool>) {
      return make(held);
    } else if constexpr (std::is_same_v<T, AccidentalSign>) {
      return sign_data(held);
    } else if constexpr (std::is_same_v<T, FamilyId>) {
      return text(signs_.name_of(held));
    } else if constexpr (std::is_same_v<T, Side>) {
      return text(side_words[static_cast<std::size_t>(static_cast<int>(held) + 1)]);
    } else if constexpr (std::is_same_v<T, SpanId>) {
      return make(static_cast<std::int64_t>(held));
    } else if constexpr (std::is_enum_v<T>) {
      return text(Words<T>::all[static_cast<std::size_t>(held)]);
    } else if constexpr (std::is_integral_v<T>) {
      return make(static_cast<std::int64_t>(held));
    } else if constexpr (std::is_same_v<T, double>) {
      return make(held);
    } else if constexpr (std::is_same_v<T, std::string>) {
      return text(held);
    } else if constexpr (std::is_same_v<T, Rational>) {
      return exact(held);
    } else if constexpr (std::is_same_v<T, Pitch>) {
      return text(pitch_text(held));
    } else {
      return compound(held);
    }
  }

  template <class... T>
  void named(std::string_view names, const T&... held) {
    (member(next_member(names), held), ...);
  }

 private:
  template <class T>
  Data compound(const T& held) {
    if constexpr (std::is_same_v<T, Item>) {
      Data inner = std::visit([this](const auto& one) { return object(one); }, held);
      return make(Data::Map{{std::string(item_kinds[held.index()]), std::move(inner)}});
    } else if constexpr (std::is_same_v<T, Beams>) {
      return beams(held);
    } else if constexpr (std::is_same_v<T, Params>) {
      return parameters(held);
    } else if constexpr (is_changes<T>) {
      return changes(held);
    } else if constexpr (is_map<T>) {
      Data::Map out;
      for (const auto& [key, mapped] : held) out.push_back({key, value(mapped)});
      return make(std::move(out));
    } else if constexpr (is_list<T>) {
      Data::List out;
      for (const auto& one : held) out.push_back(value(one));
      return make(std::move(out));
    } else if constexpr (is_pair<T>) {
      return make(Data::List{value(held.first), value(held.second)});
    } else if constexpr (is_variant<T>) {
      return std::visit([this](const auto& one) { return value(one); }, held);
    } else if constexpr (is_shared<T>) {
      return held == nullptr ? Data() : value(*held);
    } else {
      return object(held);
    }
  }
  static Data beams(const Beams& held) {
    Data::List out;
    for (int level = 1; level <= 8; ++level) {
      const BeamState state = held.level(level);
      if (state == BeamState::none && held.packed >> ((level - 1) * 4) == 0) break;
      out.push_back(text(Words<BeamState>::all[static_cast<std::size_t>(state)]));
    }
    return make(std::move(out));
  }
  Data parameters(const Params& held) {
    Data::Map out;
    for (const auto& [name, one] : held.entries()) {
      out.push_back({std::string(Words<Param>::all[static_cast<std::size_t>(name)]), value(one)});
    }
    return make(std::move(out));
  }
  template <class T>
  Data changes(const ChangeSet<T>& held) {
    Data::List out;
    for (const auto& change : held.changes()) {
      Data::Map one;
      one.push_back({"at", object(change.at)});
      one.push_back({"value", object(change.value)});
      out.push_back(make(std::move(one)));
    }
    return make(std::move(out));
  }

  template <class T>
  void member(std::string name, const T& held) {
    if constexpr (std::is_same_v<T, WrittenDuration>) {
      if (name == "written") {  // a note's own stands in the note itself
        const std::string_view word = note_value_text(held.value);
        members_.push_back({"value", word.empty() ? Data() : text(word)});
        members_.push_back({"dots", make(std::int64_t{held.dots})});
        return;
      }
    }
    members_.push_back({std::move(name), value(held)});
  }

  const ImportTable& signs_;
  Data::Map members_;
};

template <class T>
constexpr bool has_fields = !std::is_same_v<T, PageView> && !std::is_same_v<T, SystemView> &&
                            !std::is_same_v<T, StaffView> && !std::is_same_v<T, MeasureView>;

/// use(thing) with what a Thing holds, behind its pointer; views, which are made from the music, give an empty Result.
/// Result is named by the caller: clang 16 breaks down when it has to find it from a generic lambda in here.
template <class Result, class Use>
Result with(const Thing& thing, const Use& use) {
  return std::visit(
      [&use](const auto& one) -> Result {
        using Held = std::decay_t<decltype(one)>;
        if constexpr (!is_shared<Held>) {
          return use(one);
        } else if constexpr (has_fields<std::decay_t<decltype(*one)>>) {
          return use(*one);
        } else {
          return {};
        }
      },
      thing);
}

std::optional<Data> pick(Data::Map members, std::string_view name) {
  for (DataEntry& entry : members) {
    if (entry.key == name) return std::move(entry.value);
  }
  return std::nullopt;
}

}  // namespace

Data data_of(const Thing& thing, const ImportTable& signs) {
  return with<Data>(thing, [&](const auto& one) { return Writer(signs).value(one); });
}
Data data_of(const Piece& piece, const ImportTable& signs) { return Writer(signs).object(piece); }

std::optional<Data> member_of(const Thing& thing, std::string_view name, const ImportTable& signs) {
  return with<std::optional<Data>>(thing, [&](const auto& one) -> std::optional<Data> {
    Writer writer(signs);
    if constexpr (std::is_same_v<std::decay_t<decltype(one)>, Item>) {
      return pick(std::visit([&](const auto& item) { return writer.members(item); }, one), name);
    } else {
      return pick(writer.members(one), name);
    }
  });
}
std::optional<Data> member_of(const Piece& piece, std::string_view name, const ImportTable& signs) {
  return pick(Writer(signs).members(piece), name);
}

}  // namespace burin
