// Data whose form is known only at run time, of persistent containers: what a program without types would keep in a
// reference. The benchmark of the store edits such a tree, so that it does what programs in other languages do.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

#include "core/base/result.hpp"
#include "core/collections/array_map.hpp"
#include "core/collections/pvector.hpp"

namespace burin::cli {

enum class Key : std::uint8_t { title, musicians, name, instruments, staves, number, measures, stamp, voices };

class Value;
using Values = PVector<Value>;
using Fields = ArrayMap<Key, Value>;

/// Nothing, a number, a text, a list or a map: one word and what it is. All but numbers are shared, immutable blocks
/// behind one pointer, so that a value moves by its bits.
class Value {
 public:
  Value() noexcept {}
  Value(std::int64_t number) noexcept : number_(number), kind_(Kind::number) {}       // NOLINT
  Value(std::string text) : text_(text_block(std::move(text))), kind_(Kind::text) {}  // NOLINT
  Value(Values list) noexcept : list_(std::move(list)), kind_(Kind::list) {}          // NOLINT
  Value(Fields fields) noexcept : fields_(std::move(fields)), kind_(Kind::fields) {}  // NOLINT
  Value(const Value& other) noexcept : kind_(other.kind_) { copy_from(other); }
  Value(Value&& other) noexcept : kind_(std::exchange(other.kind_, Kind::nothing)) { take_bits(other); }
  Value& operator=(Value other) noexcept {
    swap(*this, other);
    return *this;
  }
  ~Value() {
    if (kind_ > Kind::number) let_go();
  }
  friend void swap(Value& a, Value& b) noexcept {
    Word kept;
    std::memcpy(&kept, &a.number_, sizeof kept);
    a.take_bits(b);
    std::memcpy(static_cast<void*>(&b.number_), &kept, sizeof kept);
    std::swap(a.kind_, b.kind_);
  }

  [[nodiscard]] const std::int64_t* number() const noexcept { return kind_ == Kind::number ? &number_ : nullptr; }
  [[nodiscard]] const Values* list() const noexcept { return kind_ == Kind::list ? &list_ : nullptr; }
  [[nodiscard]] const Fields* fields() const noexcept { return kind_ == Kind::fields ? &fields_ : nullptr; }
  [[nodiscard]] Values* list() noexcept { return kind_ == Kind::list ? &list_ : nullptr; }
  [[nodiscard]] Fields* fields() noexcept { return kind_ == Kind::fields ? &fields_ : nullptr; }
  void fetch_for_release() const noexcept {
    if (const Fields* map = fields()) map->fetch_for_release();
  }

 private:
  enum class Kind : std::uint8_t { nothing, number, text, list, fields };
  using Word = std::uint64_t;
  using Text = detail::NodePtr<std::string>;
  static_assert(sizeof(Text) == sizeof(Word) && sizeof(Values) == sizeof(Word) && sizeof(Fields) == sizeof(Word));

  static Text text_block(std::string text) {
    Text block = detail::Node<std::string>::make(1, 0);
    block->emplace(std::move(text));
    return block;
  }
  void take_bits(const Value& other) noexcept {
    std::memcpy(static_cast<void*>(&number_), static_cast<const void*>(&other.number_), sizeof(Word));
  }
  void copy_from(const Value& other) noexcept {
    switch (kind_) {
      case Kind::text: new (&text_) Text(other.text_); break;
      case Kind::list: new (&list_) Values(other.list_); break;
      case Kind::fields: new (&fields_) Fields(other.fields_); break;
      case Kind::nothing:
      case Kind::number: number_ = other.number_; break;
    }
  }
  void let_go() noexcept {
    switch (kind_) {
      case Kind::text: text_.~Text(); break;
      case Kind::list: list_.~Values(); break;
      case Kind::fields: fields_.~Fields(); break;
      case Kind::nothing:
      case Kind::number: break;
    }
  }

  union {
    std::int64_t number_{0};
    Text text_;
    Values list_;
    Fields fields_;
  };
  Kind kind_{Kind::nothing};
};

/// A key of a map or an index of a list.
class Step {
 public:
  constexpr Step(Key key) noexcept : number_(static_cast<std::uint32_t>(key)), is_key_(true) {}  // NOLINT
  constexpr Step(std::uint32_t index) noexcept : number_(index) {}                               // NOLINT
  [[nodiscard]] constexpr bool is_key() const noexcept { return is_key_; }
  [[nodiscard]] constexpr Key key() const noexcept { return static_cast<Key>(number_); }
  [[nodiscard]] constexpr std::uint32_t index() const noexcept { return number_; }

 private:
  std::uint32_t number_;
  bool is_key_{false};
};

/// What stands at a path, or null.
template <std::size_t n>
[[nodiscard]] const Value* value_at(const Value& root, const std::array<Step, n>& path) noexcept {
  const Value* at = &root;
  for (const Step step : path) {
    if (at == nullptr) return nullptr;
    if (step.is_key()) {
      at = at->fields() == nullptr ? nullptr : at->fields()->find(step.key());
    } else {
      const Values* list = at->list();
      at = list == nullptr || step.index() >= list->size() ? nullptr : &(*list)[step.index()];
    }
  }
  return at;
}

/// One step down from a value to what is there.
[[nodiscard, gnu::always_inline]] inline Value& child_to_edit(Value& at, Step step) {
  return step.is_key() ? at.fields()->edit(step.key()) : at.list()->edit(step.index());
}
[[nodiscard, gnu::always_inline]] inline const Value& child(const Value& at, Step step) noexcept {
  return step.is_key() ? at.fields()->at(step.key()) : (*at.list())[step.index()];
}

/// What stands at a path, writable; copies what is shared on the way. The path must lead somewhere. Written out step by
/// step, so that the compiler can make use of steps it knows.
template <std::size_t n>
[[nodiscard]] Value& edit_at(Value& root, const std::array<Step, n>& path) {
  Value* at = &root;
  [&]<std::size_t... i>(std::index_sequence<i...>) { ((at = &child_to_edit(*at, path[i])), ...); }
  (std::make_index_sequence<n>());
  return *at;
}

/// Says that edit_at(root, path) will follow soon; the path ends in a list.
template <std::size_t n>
void fetch_for_edit(const Value& root, const std::array<Step, n>& path) noexcept {
  const Value* at = &root;
  [&]<std::size_t... i>(std::index_sequence<i...>) { ((at = &child(*at, path[i])), ...); }
  (std::make_index_sequence<n - 1>());
  at->list()->fetch_for_edit(path.back().index());
}

}  // namespace burin::cli
