// Data whose form is known only at run time, of persistent containers: what a program without types would keep in a
// reference. The benchmark of the store edits such a tree, so that it does what programs in other languages do.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <variant>

#include "core/base/result.hpp"
#include "core/collections/array_map.hpp"
#include "core/collections/pvector.hpp"

namespace burin::cli {

enum class Key : std::uint8_t { title, musicians, name, instruments, staves, number, measures, stamp, voices };

class Value;
using Values = PVector<Value>;

using Fields = ArrayMap<Key, Value>;

/// Nothing, a number, a text, a list or a map.
class Value {
 public:
  Value() = default;
  Value(std::int64_t number) : content_(number) {}                                  // NOLINT
  Value(const char* text) : content_(std::make_shared<const std::string>(text)) {}  // NOLINT
  Value(Values list) : content_(std::move(list)) {}                                 // NOLINT
  Value(Fields fields) : content_(std::move(fields)) {}                             // NOLINT

  [[nodiscard]] const std::int64_t* number() const noexcept { return std::get_if<std::int64_t>(&content_); }
  [[nodiscard]] const Values* list() const noexcept { return std::get_if<Values>(&content_); }
  [[nodiscard]] const Fields* fields() const noexcept { return std::get_if<Fields>(&content_); }
  [[nodiscard]] Values* list() noexcept { return std::get_if<Values>(&content_); }
  [[nodiscard]] Fields* fields() noexcept { return std::get_if<Fields>(&content_); }
  friend void swap(Value& a, Value& b) noexcept { a.content_.swap(b.content_); }
  void fetch_for_release() const noexcept {
    if (const Fields* map = fields()) map->fetch_for_release();
  }

 private:
  std::variant<std::monostate, std::int64_t, Shared<std::string>, Values, Fields> content_;
};

using Field = Fields::Entry;

/// A key of a map or an index of a list.
using Step = std::variant<Key, std::size_t>;

/// What stands at a path, or null.
[[nodiscard]] inline const Value* value_at(const Value& root, std::span<const Step> path) noexcept {
  const Value* at = &root;
  for (const Step& step : path) {
    const auto* key = std::get_if<Key>(&step);
    if (key != nullptr) {
      at = at->fields() == nullptr ? nullptr : at->fields()->find(*key);
    } else {
      const std::size_t index = *std::get_if<std::size_t>(&step);
      at = at->list() == nullptr || index >= at->list()->size() ? nullptr : &(*at->list())[index];
    }
    if (at == nullptr) return nullptr;
  }
  return at;
}

/// The same, writable; copies what is shared on the way. The path must lead somewhere.
[[nodiscard]] inline Value& edit_at(Value& root, std::span<const Step> path) {
  Value* at = &root;
  for (const Step& step : path) {
    const auto* key = std::get_if<Key>(&step);
    at = key != nullptr ? &at->fields()->edit(*key) : &at->list()->edit(*std::get_if<std::size_t>(&step));
  }
  return *at;
}

}  // namespace burin::cli
