#include "core/script/script.hpp"

#include <algorithm>
#include <array>

#include "core/import/limits.hpp"
#include "core/options/option_table.hpp"
#include "core/script/exact.hpp"

namespace burin {

namespace {

/// What members an operation has beside "op" and "vpd".
enum Member : std::uint32_t {
  m_value = 1U << 0,
  m_at = 1U << 1,
  m_end = 1U << 2,
  m_name = 1U << 3,
  m_index = 1U << 4,
  m_count = 1U << 5,
};
struct MemberName {
  Member bit;
  std::string_view name;
};
constexpr std::array<MemberName, 6> member_names{
    {{m_value, "value"}, {m_at, "at"}, {m_end, "end"}, {m_name, "name"}, {m_index, "index"}, {m_count, "count"}}};

struct Shape {
  Verb verb;
  std::string_view name;
  std::uint32_t needed;
  std::uint32_t allowed;    // besides what is needed
  bool whole_piece{false};  // "vpd" may be left out: "."
  bool attribute{false};    // "#name" may follow the address
};

constexpr std::array<Shape, 24> shapes{{
    {Verb::get, "get", 0, 0, false, true},
    {Verb::set, "set", m_value, 0, false, true},
    {Verb::add, "add", m_value, 0},
    {Verb::insert, "insert", m_value, 0},
    {Verb::move, "move", m_index, 0},
    {Verb::remove, "remove", 0, 0},
    {Verb::update, "update", m_value, 0},
    {Verb::replace_items, "replace-items", m_value, 0},
    {Verb::add_attachment, "add-attachment", m_name, m_end | m_at | m_value},
    {Verb::remove_attachment, "remove-attachment", 0, m_name | m_index | m_at},
    {Verb::set_time_signature, "set-time-signature", m_at | m_value, 0, true},
    {Verb::set_key_signature, "set-key-signature", m_at | m_value, 0, true},
    {Verb::set_tempo, "set-tempo", m_at | m_value, 0, true},
    {Verb::set_clef, "set-clef", m_at | m_value, 0},
    {Verb::remove_time_signature, "remove-time-signature", m_at, 0, true},
    {Verb::remove_key_signature, "remove-key-signature", m_at, 0, true},
    {Verb::remove_tempo, "remove-tempo", m_at, 0, true},
    {Verb::remove_clef, "remove-clef", m_at, 0},
    {Verb::transpose, "transpose", m_value, 0, true},
    {Verb::rename, "rename", m_value, 0, true},
    {Verb::get_setting, "get-setting", m_name, 0, true},
    {Verb::set_setting, "set-setting", m_name | m_value, 0, true},
    {Verb::insert_measures, "insert-measures", m_at, m_count, true},
    {Verb::remove_measures, "remove-measures", m_at, m_count, true},
}};

const Shape* shape_of(std::string_view name) {
  const auto* found = std::find_if(shapes.begin(), shapes.end(), [&](const Shape& s) { return s.name == name; });
  return found == shapes.end() ? nullptr : found;
}

tl::unexpected<Error> odd(const Data& place, std::string message, std::string help = {}) {
  return fail_at(place, "BU0212", std::move(message), std::move(help));
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known) {
  const std::string_view near = nearest(word, known);
  return near.empty() ? std::string() : "did you mean '" + std::string(near) + "'?";
}

Expected<const Shape*> read_verb(const Data& operation) {
  const Data* op = operation.find("op");
  if (op == nullptr || op->text() == nullptr) return odd(operation, "an operation needs its verb as \"op\"");
  const Shape* shape = shape_of(*op->text());
  if (shape != nullptr) return shape;
  std::vector<std::string_view> known;
  for (const Shape& one : shapes) known.push_back(one.name);
  return odd(*op, "there is no operation '" + *op->text() + "'", did_you_mean(*op->text(), known));
}

/// The members that an operation has; an unknown or unfit one is an error.
Expected<std::uint32_t> read_members(const Data& operation, const Shape& shape) {
  std::uint32_t present = 0;
  for (const DataEntry& entry : *operation.map()) {
    if (entry.key == "op" || entry.key == "vpd") continue;
    const auto* known = std::find_if(member_names.begin(), member_names.end(),
                                     [&](const MemberName& one) { return one.name == entry.key; });
    if (known == member_names.end() || ((shape.needed | shape.allowed) & known->bit) == 0) {
      std::vector<std::string_view> names{"op", "vpd"};
      for (const MemberName& one : member_names) {
        if (((shape.needed | shape.allowed) & one.bit) != 0) names.push_back(one.name);
      }
      return odd(entry.value, std::string(shape.name) + " has no member '" + entry.key + "'",
                 did_you_mean(entry.key, names));
    }
    present |= known->bit;
  }
  for (const MemberName& one : member_names) {
    if ((shape.needed & one.bit) != 0 && (present & one.bit) == 0) {
      return odd(operation, std::string(shape.name) + " needs \"" + std::string(one.name) + "\"");
    }
  }
  return present;
}

/// The text of an address; one that is a JSON list itself is written out first.
Expected<std::string> address_text(const Data& data) {
  if (data.text() != nullptr) return *data.text();
  if (data.list() == nullptr) return odd(data, "an address is a text or a list, not " + std::string(data.kind()));
  std::string text = "[";
  for (const Data& step : *data.list()) {
    if (step.text() != nullptr) {
      text += " \"" + *step.text() + "\"";
    } else if (step.whole() != nullptr) {
      text += " " + std::to_string(*step.whole());
    } else {
      return odd(step, "a step of an address is a word or an index, not " + std::string(step.kind()));
    }
  }
  return text + "]";
}

template <class Address>
Expected<Address> read_address(const Data& data) {
  BURIN_TRY(const std::string text, address_text(data));
  auto address = Address::parse(text);
  if (!address) return fail_at(data, address.error().id, address.error().message, address.error().help);
  return address;
}

Expected<VpdAttribute> read_place(const Data& operation, const Shape& shape) {
  const Data* vpd = operation.find("vpd");
  if (vpd == nullptr) {
    if (shape.whole_piece) return VpdAttribute{};
    return odd(operation, std::string(shape.name) + " needs \"vpd\"");
  }
  BURIN_TRY(VpdAttribute place, read_address<VpdAttribute>(*vpd));
  if (!place.name.empty() && !shape.attribute) {
    return odd(*vpd, std::string(shape.name) + " works on things, not on the attribute '" + place.name + "'");
  }
  return place;
}

Expected<std::int64_t> read_whole(const Data& data, std::int64_t least, std::int64_t most) {
  const std::int64_t* number = data.whole();
  if (number != nullptr && *number >= least && *number <= most) return *number;
  return odd(data, "a whole number from " + std::to_string(least) + " to " + std::to_string(most) + " belongs here");
}

constexpr std::int64_t most_measures = 1'000'000;

/// {"measure": 12, "offset": "3/2"}, or the measure alone.
Expected<Position> read_position(const Data& data) {
  Position position;
  const Data* measure = data.map() == nullptr ? &data : data.find("measure");
  if (measure == nullptr) return odd(data, "a position needs its \"measure\", counted from 0");
  BURIN_TRY(const std::int64_t index, read_whole(*measure, 0, most_measures));
  position.measure = static_cast<std::int32_t>(index);
  if (data.map() == nullptr) return position;
  for (const DataEntry& entry : *data.map()) {
    if (entry.key == "measure") continue;
    if (entry.key != "offset") return odd(entry.value, "a position has \"measure\" and \"offset\" only");
    BURIN_TRY(position.offset, exact_number(entry.value));
    if (position.offset < Rational()) return odd(entry.value, "an offset is not negative");
  }
  return position;
}

Expected<void> read_rest(const Data& data, const Shape& shape, ScriptOperation& out) {
  if (const Data* value = data.find("value")) out.value = *value;
  if (const Data* at = data.find("at")) {
    BURIN_TRY(out.from, read_position(*at));
  }
  if (const Data* end = data.find("end")) {
    BURIN_TRY(out.end, read_address<Vpd>(*end));
  }
  if (const Data* name = data.find("name")) {
    if (name->text() == nullptr || name->text()->empty()) return odd(*name, "a name is a text");
    out.name = *name->text();
  }
  out.number = shape.verb == Verb::insert_measures || shape.verb == Verb::remove_measures ? 1 : -1;
  if (const Data* index = data.find("index")) {
    BURIN_TRY(out.number, read_whole(*index, -1, UINT32_MAX));
  }
  if (const Data* count = data.find("count")) {
    BURIN_TRY(out.number, read_whole(*count, 1, most_measures));
  }
  return {};
}

Expected<void> check_head(const Data& data) {
  const Data* version = data.find("burin-script");
  if (version == nullptr) {
    return fail_at(data, "BU0211", R"(this is no script: it does not begin with "burin-script": 1)");
  }
  if (version->whole() == nullptr || *version->whole() != 1) {
    return fail_at(*version, "BU0211", "scripts of this version are not known; this burin reads version 1");
  }
  for (const DataEntry& entry : *data.map()) {
    if (entry.key != "burin-script" && entry.key != "operations" && entry.key != "comment") {
      return odd(entry.value, "a script has no member '" + entry.key + "'");
    }
  }
  return {};
}

}  // namespace

std::string_view name_of(Verb verb) noexcept { return shapes[static_cast<std::size_t>(verb)].name; }

Expected<ScriptOperation> read_operation(const Data& data) {
  if (data.map() == nullptr) return odd(data, "an operation is an object, not " + std::string(data.kind()));
  BURIN_TRY(const Shape* shape, read_verb(data));
  BURIN_CHECK(read_members(data, *shape));
  ScriptOperation out;
  out.verb = shape->verb;
  out.line = data.line;
  out.column = data.column;
  BURIN_TRY(out.at, read_place(data, *shape));
  BURIN_CHECK(read_rest(data, *shape, out));
  return out;
}

Expected<Script> read_script(const Data& data) {
  if (data.map() == nullptr) return fail_at(data, "BU0211", "a script is an object, not " + std::string(data.kind()));
  BURIN_CHECK(check_head(data));
  const Data* operations = data.find("operations");
  if (operations == nullptr || operations->list() == nullptr) {
    return fail_at(operations == nullptr ? data : *operations, "BU0211", "a script needs a list of \"operations\"");
  }
  const ScriptLimits limits;
  if (operations->list()->size() > limits.operations) {
    return fail(Errc::limit, "BU0213", "the script has more than " + std::to_string(limits.operations) + " operations");
  }
  Script script;
  for (const Data& one : *operations->list()) {
    Expected<ScriptOperation> operation = read_operation(one);
    if (!operation) {
      Error error = std::move(operation.error());
      error.message = "operation " + std::to_string(script.operations.size()) + ": " + error.message;
      return tl::unexpected(std::move(error));
    }
    script.operations.push_back(std::move(*operation));
  }
  return script;
}

}  // namespace burin
