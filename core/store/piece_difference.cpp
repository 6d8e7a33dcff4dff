#include "core/store/piece_difference.hpp"

#include <concepts>
#include <map>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "core/piece/vpd.hpp"
#include "core/store/piece_fields.hpp"

namespace burin {

namespace {

/// Takes the fields of a thing with their names ("step, octave, alter"; empty where there are none).
template <class Take>
struct FieldTaker {
  Take take;
  template <class... T>
  void named(std::string_view names, const T&... fields) const {
    take(names, fields...);
  }
  template <class... T>
  void operator()(const T&... fields) const {
    take(std::string_view(), fields...);
  }
};
template <class Take>
FieldTaker(Take) -> FieldTaker<Take>;

struct Anything {
  template <class... T>
  void operator()(const T&...) const {}
};
template <class T>
concept HasFields = requires(const Anything& archive, const T& value) {
  codec::fields(archive, value);
};

/// The name at the front of "a, b, c", taken off.
std::string_view next_name(std::string_view& names) {
  const std::size_t end = names.find(',');
  const std::string_view name = names.substr(0, end);
  names = end == std::string_view::npos ? std::string_view() : names.substr(names.find_first_not_of(' ', end + 1));
  return name;
}

std::string shown(const std::string& text) { return '"' + text.substr(0, 60) + '"'; }
std::string shown(Rational number) { return number.str(); }
std::string shown(std::integral auto number) { return std::to_string(number); }
std::string shown(double number) { return std::to_string(number); }

/// Walks two pieces side by side until something differs. One thread.
class Comparison {
 public:
  void compare(const Piece& left, const Piece& right) { same(left, right); }
  [[nodiscard]] std::optional<std::string> found() && { return std::move(found_); }

 private:
  template <class T>
  void differ(const T& left, const T& right) {
    std::string text = path_.str() + ": " + place_;
    if constexpr (requires { shown(left); }) text += " (" + shown(left) + ", " + shown(right) + ")";
    found_ = std::move(text);
  }

  /// Compares what is inside under a longer name.
  template <class Fn>
  void within(std::string_view name, Fn&& fn) {
    const std::size_t length = place_.size();
    if (!place_.empty() && !name.starts_with('[')) place_ += '.';
    place_ += name;
    fn();
    place_.resize(length);
  }

  /// Things with a VPD of their own: their fields are named from there.
  template <class T>
  void children(const T& left, const T& right, bool music) {
    const std::size_t n = left.size() < right.size() ? left.size() : right.size();
    const Vpd parent = path_;
    const std::string place = std::exchange(place_, std::string());
    for (std::size_t i = 0; i < n && !found_; ++i) {
      path_ = (parent.root() == Vpd::Root::piece ? (music ? Vpd::music() : Vpd::layout()) : parent)
                  .child(static_cast<std::uint32_t>(i));
      same(left[i], right[i]);
    }
    path_ = parent;
    place_ = place;
    if (!found_ && left.size() != right.size()) lengths(left.size(), right.size());
  }

  void lengths(std::size_t left, std::size_t right) {
    within("size", [&] { differ(left, right); });
  }

  template <class T>
  void list(const T& left, const T& right) {
    std::size_t i = 0;
    auto other = right.begin();
    for (auto one = left.begin(); one != left.end() && other != right.end() && !found_; ++one, ++other, ++i) {
      within("[" + std::to_string(i) + "]", [&] { same(*one, *other); });
    }
    if (!found_ && left.size() != right.size()) lengths(left.size(), right.size());
  }

  template <HasFields T>
  void same(const T& left, const T& right) {
    const FieldTaker both{[&](std::string_view names, const auto&... mine) {
      const FieldTaker with{
          [&](std::string_view, const auto&... theirs) { (field(next_name(names), mine, theirs), ...); }};
      codec::fields(with, right);
    }};
    codec::fields(both, left);
  }
  template <class T>
  void field(std::string_view name, const T& left, const T& right) {
    if (!found_) within(name, [&] { same(left, right); });
  }

  template <class T>
  void same(const Shared<T>& left, const Shared<T>& right) {
    if (left == right) return;
    if (left && right) return same(*left, *right);
    if constexpr (std::is_default_constructible_v<T>) {  // what is not there is like what says nothing
      const T none{};
      same(left ? *left : none, right ? *right : none);
    } else {
      differ(left != nullptr, right != nullptr);
    }
  }
  void same(const Shared<Params>& left, const Shared<Params>& right) {
    static const Params none;
    same(left ? *left : none, right ? *right : none);
  }
  void same(const Params& left, const Params& right) { list(left.entries(), right.entries()); }
  template <class A, class B>
  void same(const std::pair<A, B>& left, const std::pair<A, B>& right) {
    same(left.first, right.first);
    if (!found_) same(left.second, right.second);
  }
  template <class... T>
  void same(const std::variant<T...>& left, const std::variant<T...>& right) {
    if (left.index() != right.index()) {
      within("kind", [&] { differ(left.index(), right.index()); });
      return;
    }
    std::visit([&](const auto& one) { same(one, std::get<std::remove_cvref_t<decltype(one)>>(right)); }, left);
  }
  template <class T>
  void same(const PVector<T>& left, const PVector<T>& right) {
    constexpr bool layouts = std::is_same_v<T, Shared<Layout>>;
    children(left, right, !layouts);
  }
  template <class T>
  void same(const std::vector<T>& left, const std::vector<T>& right) {
    if constexpr (std::is_same_v<T, Shared<Voice>> || std::is_same_v<T, Item> || std::is_same_v<T, Note>) {
      children(left, right, true);
    } else {
      list(left, right);
    }
  }
  template <class T>
  void same(const SharedVector<T>& left, const SharedVector<T>& right) {
    if (!left.same(right)) list(left.get(), right.get());
  }
  template <class T>
  void same(const ChangeSet<T>& left, const ChangeSet<T>& right) {
    std::size_t i = 0;
    const auto& a = left.changes();
    const auto& b = right.changes();
    for (; i < a.size() && i < b.size() && !found_; ++i) {
      within("[" + std::to_string(i) + "]", [&] {
        same(a[i].at, b[i].at);
        if (!found_) same(a[i].value, b[i].value);
      });
    }
    if (!found_ && a.size() != b.size()) lengths(a.size(), b.size());
  }
  template <class K, class V>
  void same(const std::map<K, V>& left, const std::map<K, V>& right) {
    list(left, right);
  }
  template <class T>
  requires(!HasFields<T> && std::equality_comparable<T> &&
           (std::is_scalar_v<T> || requires { shown(std::declval<T>()); })) void same(const T& left, const T& right) {
    if (left == right) return;
    if constexpr (std::is_enum_v<T>) {
      differ(static_cast<int>(left), static_cast<int>(right));
    } else {
      differ(left, right);
    }
  }

  Vpd path_;
  std::string place_;
  std::optional<std::string> found_;
};

}  // namespace

std::optional<std::string> first_difference(const Piece& left, const Piece& right) {
  Comparison comparison;
  comparison.compare(left, right);
  return std::move(comparison).found();
}

}  // namespace burin
