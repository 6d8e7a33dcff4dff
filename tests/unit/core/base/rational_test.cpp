#include "core/base/rational.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace burin {
namespace {

TEST(Rational, IsAlwaysReducedWithAPositiveDenominator) {
  EXPECT_EQ(Rational(6, -8).num(), -3);
  EXPECT_EQ(Rational(6, -8).den(), 4);
  EXPECT_EQ(Rational(0, 5).den(), 1);
}

TEST(Rational, DivisionByZeroGivesZero) {
  EXPECT_EQ(Rational(3) / Rational(0), Rational(0));
  EXPECT_EQ(Rational(3, 0), Rational(0));
}

TEST(Rational, ReadsAndPrintsFractions) {
  EXPECT_EQ(Rational::parse("-6/8").value_or(0), Rational(-3, 4));
  EXPECT_EQ(Rational::parse("12").value_or(0), Rational(12));
  EXPECT_EQ(Rational(-3, 4).str(), "-3/4");
  EXPECT_EQ(Rational(7).str(), "7");
  for (const char* text : {"", "1/", "/2", "1/0", "1.5", "a", "1/2/3", " 1"}) {
    const auto read = Rational::parse(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, Errc::bad_input);
  }
}

TEST(Rational, HostileSizesAreRoundedNeverUndefined) {
  const Rational huge(std::numeric_limits<std::int64_t>::min());
  const Rational tiny(1, std::numeric_limits<std::int64_t>::max());
  EXPECT_GT((-huge).num(), 0);
  EXPECT_GE(tiny * tiny, Rational(0));
  EXPECT_LT(tiny * tiny, Rational(1, 1000000));
  EXPECT_GT(huge * huge, Rational(0));
  EXPECT_LT(huge + huge, Rational(0));
}

}  // namespace
}  // namespace burin
