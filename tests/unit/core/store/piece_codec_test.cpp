#include "core/store/piece_codec.hpp"

#include <gtest/gtest.h>

#include "tests/support/piece_samples.hpp"

namespace burin {
namespace {

class Names final : public FamilyNames {
 public:
  explicit Names(std::uint16_t shift = 0) : shift_(shift) {}
  std::string_view name_of(FamilyId family) const override {
    return static_cast<std::uint16_t>(family) == 7 + shift_ ? "slur" : "";
  }
  FamilyId id_of(std::string_view name) const override {
    return name == "slur" ? static_cast<FamilyId>(7 + shift_) : FamilyId::unsupported;
  }

 private:
  std::uint16_t shift_;
};

Mark slur() {
  Params params;
  params.set(Param::number, std::int64_t{-2});
  params.set(Param::text, std::string("dolce"));
  params.set(Param::spread, 0.25);
  Mark mark;
  mark.family = static_cast<FamilyId>(7);
  mark.side = Side::below;
  mark.role = SpanRole::start;
  mark.span = static_cast<SpanId>(300);
  mark.params = std::make_shared<Params>(params);
  return mark;
}

Shared<Piece> rich() {
  Chord marked = test::chord({1, 3});
  marked.marks = {slur(), slur()};
  Tuplet tuplet;
  tuplet.items = {marked, Rest{}, Space{Rational(1, 3)}, GraceGroup{{test::chord({2})}}};
  auto measure = std::make_shared<Measure>(*test::measure({test::voice({marked, tuplet})}));
  measure->marks.push_back({Rational(3, 2), slur(), true});
  measure->middle.emplace_back(Rational(1), BarStyle::dashed);
  measure->endings.emplace_back(Ending::Role::stop, Ending{"1, 2", "", true});
  auto piece = std::make_shared<Piece>(*test::piece({test::musician("Flûte", {test::staff(50, measure)})}, 50));
  KeySignature key;
  key.fifths = -3;
  key.custom.push_back({1, -1, U'\uE282', 4});
  piece->keys.set({3, Rational(5, 7)}, key);
  piece->times.set({0, {}}, TimeSignature{});
  piece->tempos.set({0, {}}, Tempo{66.6});
  piece->settings["a"] = "b";
  piece->unsupported["x"] = 3;
  piece->credits.emplace_back().text = "Opus 1";
  piece->groups.emplace_back().symbol = PartGroup::Symbol::square;
  auto layout = std::make_shared<Layout>();
  layout->name = "score";
  piece->layouts = piece->layouts.push_back(layout);
  return piece;
}

TEST(PieceCodec, ReadingGivesAnEqualPiece) {
  const auto piece = rich();
  const auto read = decode_piece(encode_piece(*piece, Names()), Names());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(**read == *piece);
  EXPECT_EQ((*read)->layouts[0]->name, "score");
  EXPECT_EQ((*read)->last_span, piece->last_span);
  EXPECT_EQ(encode_piece(**read, Names()), encode_piece(*piece, Names()));
}

TEST(PieceCodec, WhatIsSharedIsWrittenOnceAndSharedAgain) {
  const auto once = encode_piece(*test::orchestra(1, 1), Names());
  const auto often = encode_piece(*test::orchestra(40, 100), Names());
  EXPECT_LT(often.size(), once.size() + 10000);
  const auto read = *decode_piece(often, Names());
  const auto& staves = read->musicians[0]->instruments[0]->staves;
  EXPECT_EQ(staves[0]->measures[0], staves[39]->measures[99]);
}

TEST(PieceCodec, FamiliesAreKeptByName) {
  const auto read = *decode_piece(encode_piece(*rich(), Names()), Names(100));
  const auto& items = read->musicians[0]->instruments[0]->staves[0]->measures[0]->voices[0]->items;
  EXPECT_EQ(static_cast<int>(std::get<Chord>(items[0]).marks[0].family), 107);
}

TEST(PieceCodec, DamageAndOtherVersionsAreClearErrors) {
  const std::string good = encode_piece(*rich(), Names());
  EXPECT_EQ(decode_piece("<score-partwise/>, surely not one", Names()).error().message, "not a piece saved by burin");
  EXPECT_EQ(decode_piece("", Names()).error().id, "BU0206");
  EXPECT_EQ(decode_piece(good.substr(0, good.size() - 1), Names()).error().id, "BU0206");
  for (const std::size_t at : {std::size_t{12}, good.size() / 2, good.size() - 1}) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 4);
    EXPECT_EQ(decode_piece(bad, Names()).error().id, "BU0206") << at;
  }
  std::string newer = good;
  newer[8] = static_cast<char>(piece_format_version + 1);
  EXPECT_EQ(decode_piece(newer, Names()).error().code, Errc::unsupported);
}

/// Damage with a checksum that fits, as somebody hostile would make it.
std::string sealed(std::string body) {
  std::uint64_t sum = 0xCBF29CE484222325ULL;
  for (const char c : body) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  for (int i = 0; i < 8; ++i) body += static_cast<char>(sum >> (8 * i));
  return body;
}

TEST(PieceCodec, HostileBytesNeverDoMoreThanFail) {
  const std::string good = encode_piece(*rich(), Names());
  const std::string body = good.substr(0, good.size() - 8);
  for (std::size_t at = 9; at < body.size(); ++at) {
    for (const char value : {'\x00', '\x01', '\x7F', '\xFF'}) {
      std::string bad = body;
      bad[at] = value;
      const auto read = decode_piece(sealed(std::move(bad)), Names());
      if (read) (void)encode_piece(**read, Names());
    }
  }
  EXPECT_FALSE(decode_piece(sealed(body.substr(0, body.size() / 2)), Names()));
}

}  // namespace
}  // namespace burin
