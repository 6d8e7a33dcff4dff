// Layout: "burinpc\n", version, payload, checksum. Numbers are little-endian groups of seven bits, signed ones zigzag;
// lists begin with their length; a shared node is 0 (none), 1 (follows here) or 2 + the index of an earlier one of its
// type.
#include "core/store/piece_codec.hpp"

#include <bit>
#include <tuple>
#include <unordered_map>

#include "core/store/piece_fields.hpp"

namespace burin {

namespace {

using namespace codec;  // NOLINT: the kinds of fields

constexpr std::string_view signature = piece_signature;
constexpr std::size_t checksum_size = 8;

/// FNV-1a, 64 bits: finds damage; it is no protection against forgery, so the reader trusts nothing.
std::uint64_t checksum(std::string_view bytes) noexcept {
  std::uint64_t sum = 0xCBF29CE484222325ULL;
  for (const char c : bytes) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return sum;
}

class Encoder {
 public:
  Encoder(std::string& out, const FamilyNames& families) : out_(out), families_(families) {}

  template <class... T>
  void operator()(const T&... values) {
    (one(values), ...);
  }
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
    out_ += static_cast<char>(value);
  }

 private:
  void whole(std::int64_t value) {
    number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void text(std::string_view value) {
    number(value.size());
    out_ += value;
  }
  void eight(std::uint64_t bits) {
    for (int i = 0; i < 8; ++i) out_ += static_cast<char>(bits >> (8 * i));
  }

  template <class T>
  void one(const T& value) {
    if constexpr (std::is_same_v<T, FamilyId>) {
      text(families_.name_of(value));
    } else if constexpr (std::is_enum_v<T>) {
      whole(static_cast<std::int64_t>(value));
    } else if constexpr (std::is_same_v<T, double>) {
      eight(std::bit_cast<std::uint64_t>(value));
    } else if constexpr (std::is_integral_v<T>) {
      whole(static_cast<std::int64_t>(value));
    } else if constexpr (std::is_same_v<T, std::string>) {
      text(value);
    } else if constexpr (std::is_same_v<T, Rational>) {
      whole(value.num()), whole(value.den());
    } else {
      compound(value);
    }
  }
  template <class T>
  void compound(const T& value) {
    if constexpr (is_list<T> || is_map<T>) {
      number(value.size());
      for (const auto& each : value) one(each);
    } else if constexpr (is_changes<T>) {
      number(value.changes().size());
      for (const auto& change : value.changes()) one(change.at), one(change.value);
    } else if constexpr (is_pair<T>) {
      one(value.first), one(value.second);
    } else if constexpr (is_variant<T>) {
      number(value.index());
      std::visit([this](const auto& held) { one(held); }, value);
    } else if constexpr (is_shared<T>) {
      shared(value);
    } else if constexpr (std::is_same_v<T, Params>) {
      compound(value.entries());
    } else {
      codec::fields(*this, value);
    }
  }
  template <class T>
  void shared(const Shared<T>& node) {
    if (node == nullptr) return number(0);
    const auto [known, fresh] = written_.try_emplace(node.get(), 0);
    if (!fresh) return number(2 + known->second);
    number(1);
    compound(*node);
    written_[node.get()] = counts_[&tag<T>]++;
  }
  template <class T>
  static constexpr char tag = 0;

  std::string& out_;
  const FamilyNames& families_;
  std::unordered_map<const void*, std::uint64_t> written_;  // nodes, and their index among those of their type
  std::unordered_map<const void*, std::uint64_t> counts_;   // by type
};

class Decoder {
 public:
  Decoder(std::string_view in, const FamilyNames& families) : in_(in), families_(families) {}

  template <class... T>
  void operator()(T&... values) {
    (one(values), ...);
  }
  [[nodiscard]] bool good() const noexcept { return good_; }
  [[nodiscard]] bool at_end() const noexcept { return in_.empty(); }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64 && !in_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(in_.front());
      in_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    return damaged();
  }

 private:
  static constexpr int deepest = 40;  // nesting of the tree and of items; a piece has at most some 20

  std::uint64_t damaged() noexcept {
    good_ = false;
    in_ = {};
    return 0;
  }
  std::int64_t whole() {
    const std::uint64_t bits = number();
    return static_cast<std::int64_t>(bits >> 1) ^ -static_cast<std::int64_t>(bits & 1);
  }
  /// Every element takes at least a byte, so no length can ask for more memory than the input's size allows.
  std::size_t length() {
    const std::uint64_t n = number();
    return n <= in_.size() ? static_cast<std::size_t>(n) : static_cast<std::size_t>(damaged());
  }
  std::string_view text() {
    const std::size_t n = length();
    const std::string_view value = in_.substr(0, n);
    in_.remove_prefix(n);
    return value;
  }
  double real() {
    if (in_.size() < 8) return static_cast<double>(damaged());
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 8; ++i)
      bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(in_[i])) << (8 * i);
    in_.remove_prefix(8);
    const auto value = std::bit_cast<double>(bits);
    return value - value == 0.0 ? value : static_cast<double>(damaged());  // neither infinite nor NaN
  }

  template <class T>
  void one(T& value) {
    if constexpr (std::is_same_v<T, FamilyId>) {
      value = families_.id_of(text());
    } else if constexpr (std::is_enum_v<T>) {
      enumerator(value);
    } else if constexpr (std::is_same_v<T, double>) {
      value = real();
    } else if constexpr (std::is_integral_v<T>) {
      const std::int64_t read = whole();
      value = static_cast<T>(read);
      if (static_cast<std::int64_t>(value) != read) damaged();
    } else if constexpr (std::is_same_v<T, std::string>) {
      value = text();
    } else if constexpr (std::is_same_v<T, Rational>) {
      const std::int64_t num = whole();
      value = Rational(num, whole());
    } else {
      compound(value);
    }
  }
  template <class E>
  void enumerator(E& value) {
    const std::int64_t read = whole();
    if constexpr (std::is_same_v<E, SpanId>) {
      value = static_cast<E>(read);
    } else {
      static_assert(codec::last_of<E> >= 0, "say in piece_fields.hpp which enumerator is the last");
      const std::int64_t first = std::is_same_v<E, Side> ? -1 : 0;
      value = static_cast<E>(read < first || read > codec::last_of<E> ? static_cast<std::int64_t>(damaged()) : read);
    }
  }
  template <class T>
  void compound(T& value) {
    if (++depth_ > deepest) damaged();
    if constexpr (is_list<T>) {
      list(value);
    } else if constexpr (is_map<T>) {
      for (std::size_t n = length(); n > 0 && good_; --n) {
        std::pair<typename T::key_type, typename T::mapped_type> entry;
        compound(entry);
        value.insert(std::move(entry));
      }
    } else if constexpr (is_changes<T>) {
      for (std::size_t n = length(); n > 0 && good_; --n) change(value);
    } else if constexpr (is_pair<T>) {
      one(value.first), one(value.second);
    } else if constexpr (is_variant<T>) {
      alternative(value, static_cast<std::size_t>(number()));
    } else if constexpr (is_shared<T>) {
      shared(value);
    } else if constexpr (std::is_same_v<T, Params>) {
      std::vector<std::pair<Param, ParamValue>> entries;
      list(entries);
      for (auto& [name, held] : entries) value.set(name, std::move(held));
    } else {
      codec::fields(*this, value);
    }
    --depth_;
  }
  template <class T>
  void list(T& value) {
    std::vector<typename T::value_type> items;
    for (std::size_t n = length(); n > 0 && good_; --n) one(items.emplace_back());
    value = T(std::move(items));
  }
  template <class T>
  void change(ChangeSet<T>& changes) {
    Position at;
    T value;
    one(at), one(value);
    changes.set(at, std::move(value));
  }
  template <std::size_t I = 0, class... T>
  void alternative(std::variant<T...>& value, std::size_t index) {
    if constexpr (I == sizeof...(T)) {
      damaged();
    } else if (index == I) {
      one(value.template emplace<I>());
    } else {
      alternative<I + 1>(value, index);
    }
  }
  template <class T>
  void shared(Shared<T>& node) {
    auto& earlier = std::get<std::vector<Shared<T>>>(earlier_);
    const std::uint64_t kind = number();
    if (kind == 1) {
      auto made = std::make_shared<T>();
      compound(*made);
      node = made;
      earlier.push_back(std::move(made));
    } else if (kind >= 2 && kind - 2 < earlier.size()) {
      node = earlier[kind - 2];
    } else if (kind != 0 || !(std::is_same_v<T, Params> || std::is_same_v<T, NoteLook>)) {
      damaged();  // only marks and notes may do without
    }
  }

  std::string_view in_;
  const FamilyNames& families_;
  bool good_{true};
  int depth_{0};
  std::tuple<std::vector<Shared<Musician>>, std::vector<Shared<Instrument>>, std::vector<Shared<Staff>>,
             std::vector<Shared<Measure>>, std::vector<Shared<Voice>>, std::vector<Shared<Layout>>,
             std::vector<Shared<Params>>, std::vector<Shared<NoteLook>>>
      earlier_;
};

tl::unexpected<Error> damage(std::string message) { return fail(Errc::bad_input, "BU0206", std::move(message)); }

}  // namespace

std::string encode_piece(const Piece& piece, const FamilyNames& families) {
  std::string out(signature);
  Encoder encoder(out, families);
  encoder.number(piece_format_version);
  encoder(piece);
  const std::uint64_t sum = checksum(out);
  for (std::size_t i = 0; i < checksum_size; ++i) out += static_cast<char>(sum >> (8 * i));
  return out;
}

Expected<Shared<Piece>> decode_piece(std::string_view bytes, const FamilyNames& families) {
  if (bytes.size() < signature.size() + checksum_size || bytes.substr(0, signature.size()) != signature) {
    return damage("not a piece saved by burin");
  }
  const std::string_view body = bytes.substr(0, bytes.size() - checksum_size);
  Decoder decoder(body.substr(signature.size()), families);
  const std::uint64_t version = decoder.number();
  if (version != piece_format_version) {
    return fail(Errc::unsupported, "BU0207",
                "the piece was saved in format " + std::to_string(version) + "; this burin reads format " +
                    std::to_string(piece_format_version));
  }
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < checksum_size; ++i) {
    sum |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[body.size() + i])) << (8 * i);
  }
  if (sum != checksum(body)) return damage("the saved piece is damaged: its checksum does not fit");
  auto piece = std::make_shared<Piece>();
  decoder(*piece);
  if (!decoder.good() || !decoder.at_end()) return damage("the saved piece is damaged");
  return piece;
}

}  // namespace burin
