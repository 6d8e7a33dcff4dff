#include "io/script/script_reader.hpp"

#include <cstddef>
#include <iterator>
#include <nlohmann/json.hpp>

namespace burin::io {

namespace {

using Json = nlohmann::ordered_json;

/// Reads characters and leaves behind how far the reader has come: the library tells events, but not their places.
class Tracked {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Tracked(const char* at, const char** reached) : at_(at), reached_(reached) {}
  reference operator*() const { return *at_; }
  Tracked& operator++() {
    *reached_ = ++at_;
    return *this;
  }
  Tracked operator++(int) {
    Tracked before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const Tracked& a, const Tracked& b) { return a.at_ == b.at_; }
  friend bool operator!=(const Tracked& a, const Tracked& b) { return a.at_ != b.at_; }

 private:
  const char* at_;
  const char** reached_;
};

/// Counts lines on the way forwards.
class Place {
 public:
  explicit Place(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}
  void advance(const char* to) {
    for (; at_ < to; ++at_) step();
  }
  /// To the first character of the next value or key.
  void skip_gap() {
    while (at_ < end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t' || *at_ == ',' || *at_ == ':')) {
      step();
      ++at_;
    }
  }
  [[nodiscard]] std::uint32_t line() const { return line_; }
  [[nodiscard]] std::uint32_t column() const { return column_; }

 private:
  void step() {
    const auto byte = static_cast<unsigned char>(*at_);
    if (byte == '\n') {
      ++line_;
      column_ = 1;
    } else if ((byte & 0xC0U) != 0x80U) {
      ++column_;  // characters, not bytes
    }
  }
  const char* at_;
  const char* end_;
  std::uint32_t line_{1};
  std::uint32_t column_{1};
};

/// Builds the tree. Returning false ends the library's parser; the error is kept.
class Builder {
 public:
  using number_integer_t = Json::number_integer_t;
  using number_unsigned_t = Json::number_unsigned_t;
  using number_float_t = Json::number_float_t;
  using string_t = Json::string_t;
  using binary_t = Json::binary_t;

  Builder(std::string_view text, const ScriptLimits& limits) : limits_(limits), place_(text), reached_(text.data()) {}

  const char** reached() { return &reached_; }
  std::optional<Error>& error() { return error_; }
  Data take() { return std::move(root_); }

  bool null() { return add({}); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(number_integer_t value) { return add(std::int64_t{value}); }
  bool number_unsigned(number_unsigned_t value) {
    if (value > static_cast<number_unsigned_t>(INT64_MAX)) return refuse("BU0211", "this number is too large");
    return add(static_cast<std::int64_t>(value));
  }
  bool number_float(number_float_t value, const string_t&) { return add(value); }
  bool string(string_t& value) { return add(std::move(value)); }
  bool binary(binary_t&) { return refuse("BU0211", "this is no JSON"); }
  bool start_object(std::size_t) { return open(Data::Map()); }
  bool start_array(std::size_t) { return open(Data::List()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(string_t& name) {
    place_.skip_gap();
    auto& map = std::get<Data::Map>(open_.back()->value);
    for (const DataEntry& entry : map) {
      if (entry.key == name) return refuse("BU0211", "the key '" + name + "' stands here twice");
    }
    if (map.size() >= limits_.keys) return too_much("keys in one object", limits_.keys);
    map.push_back({std::move(name), {}});
    place_.advance(reached_);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) {
    place_.skip_gap();
    return error_ ? false : refuse("BU0211", "this is no JSON from here on");
  }

 private:
  using Value = decltype(Data::value);

  /// Where the next value goes, or null when there are too many.
  Data* slot() {
    if (++values_ > limits_.values) return nullptr;
    place_.skip_gap();
    Data* made = &root_;
    if (!open_.empty()) {
      if (auto* list = std::get_if<Data::List>(&open_.back()->value)) {
        made = &list->emplace_back();
      } else {
        made = &std::get<Data::Map>(open_.back()->value).back().value;
      }
    }
    made->line = place_.line();
    made->column = place_.column();
    return made;
  }
  bool add(Value value) {
    Data* made = slot();
    if (made == nullptr) return too_much("values", limits_.values);
    made->value = std::move(value);
    place_.advance(reached_);
    return true;
  }
  bool open(Value value) {
    if (open_.size() >= limits_.depth) return too_much("levels", limits_.depth);
    Data* made = slot();
    if (made == nullptr) return too_much("values", limits_.values);
    made->value = std::move(value);
    place_.advance(reached_);
    open_.push_back(made);
    return true;
  }
  bool close() {
    open_.pop_back();
    place_.advance(reached_);
    return true;
  }
  bool refuse(std::string_view id, std::string message, Errc code = Errc::bad_input) {
    Where where;
    where.line = place_.line();
    where.column = place_.column();
    error_ = Error{code, std::string(id), std::move(message), std::move(where), {}};
    return false;
  }
  bool too_much(const std::string& what, std::uint64_t limit) {
    return refuse("BU0213", "there are more than " + std::to_string(limit) + " " + what, Errc::limit);
  }

  ScriptLimits limits_;
  Place place_;
  const char* reached_;
  Data root_;
  std::vector<Data*> open_;  // a value that is open is the last of its container, so its place does not move
  std::uint64_t values_{0};
  std::optional<Error> error_;
};

Json to_json(const Data& data);

struct ToJson {
  Json operator()(std::monostate) const { return nullptr; }
  Json operator()(const Data::List& list) const {
    Json out = Json::array();
    for (const Data& one : list) out.push_back(to_json(one));
    return out;
  }
  Json operator()(const Data::Map& map) const {
    Json out = Json::object();
    for (const DataEntry& entry : map) out[entry.key] = to_json(entry.value);
    return out;
  }
  template <class T>
  Json operator()(const T& plain) const {
    return plain;
  }
};

Json to_json(const Data& data) { return std::visit(ToJson{}, data.value); }

}  // namespace

Expected<Data> read_json(std::string_view text, const ScriptLimits& limits) {
  if (text.size() > limits.bytes) {
    return fail(Errc::limit, "BU0213", "the text has more than " + std::to_string(limits.bytes) + " bytes");
  }
  Builder builder(text, limits);
  const char* end = text.data() + text.size();
  const bool good = Json::sax_parse(Tracked(text.data(), builder.reached()), Tracked(end, builder.reached()), &builder);
  if (builder.error()) return tl::unexpected(std::move(*builder.error()));
  if (!good) return fail(Errc::bad_input, "BU0211", "this is no JSON");
  return builder.take();
}

std::string json_text(const Data& data, int indent) {
  return to_json(data).dump(indent, ' ', false, Json::error_handler_t::replace);
}

Expected<Script> parse_script(std::string_view text) {
  BURIN_TRY(const Data data, read_json(text));
  return read_script(data);
}

}  // namespace burin::io
