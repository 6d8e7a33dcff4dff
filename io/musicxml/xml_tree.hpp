// The elements of a parsed text: plain records in memory that is kept from one text to the next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace burin::io {

/// A hash of a tag, a character at a time, so that tags can be the cases of a switch. Two known tags never collide (the
/// compiler would refuse the switch); a foreign tag that collides on purpose is merely read as the known one. Seven
/// bits a character: names of up to nine letters are their own hash.
class TagHash {
 public:
  constexpr void add(char c) noexcept {
    value_ = ((value_ << 7U) | (value_ >> 57U)) ^ static_cast<std::uint64_t>(static_cast<unsigned char>(c));
  }
  [[nodiscard]] constexpr std::uint64_t value() const noexcept { return value_; }

 private:
  std::uint64_t value_{0};
};

[[nodiscard]] constexpr std::uint64_t tag_hash(std::string_view tag) noexcept {
  TagHash hash;
  for (const char c : tag) hash.add(c);
  return hash.value();
}

struct XmlAttribute {
  std::string_view name;
  std::string_view value;  // entities resolved
  const XmlAttribute* next{nullptr};
};

struct XmlRecord {
  std::string_view name;  // without a namespace prefix
  std::string_view text;  // the first text directly inside that is not blank, entities resolved, not trimmed
  std::uint64_t tag{0};   // tag_hash(name)
  std::size_t offset{0};  // of the name in the text, with its prefix
  XmlRecord* parent{nullptr};
  XmlRecord* first{nullptr};
  XmlRecord* last{nullptr};
  XmlRecord* next{nullptr};
  const XmlAttribute* attributes{nullptr};
};

/// Things that stay where they are until all are given up at once; their memory is used again. One thread.
template <class T>
class Pool {
 public:
  T& make() {
    if (at_ == end_) take_chunk();
    T& one = *at_++;
    one = T{};
    return one;
  }
  void clear() noexcept {
    used_ = 0;
    at_ = end_ = nullptr;
  }

 private:
  static constexpr std::size_t first_size = 64;
  static constexpr std::size_t usual_size = 1024;

  void take_chunk() {
    const std::size_t size = used_ == 0 ? first_size : usual_size;
    if (used_ == chunks_.size()) chunks_.push_back(std::make_unique<T[]>(size));
    at_ = chunks_[used_++].get();
    end_ = at_ + size;
  }

  std::vector<std::unique_ptr<T[]>> chunks_;
  std::size_t used_{0};
  T* at_{nullptr};
  T* end_{nullptr};
};

/// Elements under a top that is none itself. Views point into a text that lives elsewhere. Not movable.
class XmlTree {
 public:
  XmlTree() = default;
  XmlTree(const XmlTree&) = delete;
  XmlTree& operator=(const XmlTree&) = delete;

  void clear() noexcept {
    records_.clear();
    attributes_.clear();
    top_ = XmlRecord();
  }
  [[nodiscard]] XmlRecord& top() noexcept { return top_; }
  [[nodiscard]] const XmlRecord& top() const noexcept { return top_; }
  /// A new last child of an element (or of the top).
  XmlRecord& add(XmlRecord& parent) {
    XmlRecord& made = records_.make();
    made.parent = &parent;
    (parent.last == nullptr ? parent.first : parent.last->next) = &made;
    parent.last = &made;
    return made;
  }
  XmlAttribute& add_attribute() { return attributes_.make(); }

 private:
  Pool<XmlRecord> records_;
  Pool<XmlAttribute> attributes_;
  XmlRecord top_;
};

}  // namespace burin::io
