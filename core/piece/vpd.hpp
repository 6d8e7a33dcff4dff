// Vector path descriptors: the address of everything in a piece.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace burin {

/// A path from the root of a piece. Value type, no allocation; at most `max_depth` indices (five levels and items
/// nested up to seven deep). Text forms: see the contract on VPDs; the canonical one is "m/0/0/2/14/0/i/5".
class Vpd {
 public:
  enum class Root : std::uint8_t { piece, music, layout };
  static constexpr std::size_t levels = 5;  // musician, instrument, staff, measure, voice
  static constexpr std::size_t max_depth = 12;

  constexpr Vpd() noexcept = default;
  [[nodiscard]] static constexpr Vpd music() noexcept { return Vpd(Root::music); }
  [[nodiscard]] static constexpr Vpd layout() noexcept { return Vpd(Root::layout); }

  [[nodiscard]] constexpr Root root() const noexcept { return root_; }
  [[nodiscard]] constexpr std::size_t depth() const noexcept { return depth_; }

  /// The path one step further down. Beyond max_depth the path stays as it is: nothing in a piece lies deeper.
  [[nodiscard]] constexpr Vpd child(std::uint32_t index) const noexcept {
    Vpd next = *this;
    next.descend(index);
    return next;
  }
  /// Becomes that path.
  constexpr void descend(std::uint32_t index) noexcept {
    if (depth_ < max_depth) step_[depth_++] = index;
  }
  [[nodiscard]] constexpr Vpd parent() const noexcept {
    Vpd up = *this;
    if (up.depth_ > 0)
      up.step_[--up.depth_] = 0;
    else
      up.root_ = Root::piece;
    return up;
  }
  /// Moves to another child of the same parent. The root of a piece, of its music or of its layouts has none: it stays.
  constexpr void set_last(std::uint32_t index) noexcept {
    if (depth_ > 0) step_[depth_ - 1] = index;
  }
  [[nodiscard]] constexpr std::optional<std::uint32_t> step(std::size_t level) const noexcept {
    return level < depth_ ? std::optional(step_[level]) : std::nullopt;
  }
  [[nodiscard]] constexpr std::optional<std::uint32_t> musician() const noexcept { return step(0); }
  [[nodiscard]] constexpr std::optional<std::uint32_t> instrument() const noexcept { return step(1); }
  [[nodiscard]] constexpr std::optional<std::uint32_t> staff() const noexcept { return step(2); }
  [[nodiscard]] constexpr std::optional<std::uint32_t> measure() const noexcept { return step(3); }
  [[nodiscard]] constexpr std::optional<std::uint32_t> voice() const noexcept { return step(4); }

  /// Whether the other path lies at or below this one.
  [[nodiscard]] constexpr bool contains(const Vpd& other) const noexcept {
    if (root_ == Root::piece && depth_ == 0) return true;
    if (root_ != other.root_ || depth_ > other.depth_) return false;
    for (std::size_t i = 0; i < depth_; ++i) {
      if (step_[i] != other.step_[i]) return false;
    }
    return true;
  }

  /// The canonical path text, "." for the piece.
  [[nodiscard]] std::string str() const;
  /// Appends the canonical text without allocating more than the string needs.
  void append_to(std::string& out) const;
  /// The other forms of the contract: "[:m 0 0 2]", "[:musicians 0 :instruments 0 :staves 2]", "[\"m\",0,0,2]".
  [[nodiscard]] std::string compact() const;
  [[nodiscard]] std::string navigator() const;
  [[nodiscard]] std::string json() const;
  /// Reads any of the four forms, without an attribute. Fails with bad_input. O(length), no allocation on success.
  [[nodiscard]] static Expected<Vpd> parse(std::string_view text);

  /// What a step of this level is called in the navigator form: "staves", "page-views", "items". Level counts from 0.
  [[nodiscard]] static std::string_view level_name(Root root, std::size_t level) noexcept;
  /// What one thing addressed by a path of this depth is called: "piece", "staff", "system view", "item".
  [[nodiscard]] static std::string_view thing_name(Root root, std::size_t depth) noexcept;

  friend constexpr auto operator<=>(const Vpd&, const Vpd&) noexcept = default;

 private:
  constexpr explicit Vpd(Root root) noexcept : root_(root) {}
  Root root_{Root::piece};
  std::uint8_t depth_{0};
  std::array<std::uint32_t, max_depth> step_{};
};

/// A VPD and perhaps the name of an attribute of what it addresses: "m/0/0#name", ".#title", "[:m 0 0 :name]".
struct VpdAttribute {
  Vpd vpd;
  std::string name;  // empty: the thing itself
  /// "m/0/0#name", or the bare path when there is no attribute.
  [[nodiscard]] std::string str() const;
  /// Reads any of the four forms with or without an attribute. Fails with bad_input.
  [[nodiscard]] static Expected<VpdAttribute> parse(std::string_view text);
  friend bool operator==(const VpdAttribute&, const VpdAttribute&) = default;
};

}  // namespace burin
