// Rational against fractions that are never reduced and compared by cross multiplication.
#include "core/base/rational.hpp"

#include "support.hpp"

namespace burin {
namespace {

__extension__ using Wide = __int128;

struct Fraction {
  Wide num;
  Wide den;
};

struct Sample {
  Rational exact;
  Fraction naive;
};

Sample sample() {
  const auto num = *rc::gen::inRange<std::int64_t>(-1000000, 1000001);
  const auto den = *rc::gen::inRange<std::int64_t>(1, 1000001);
  return {Rational(num, den), {num, den}};
}

bool equals(Rational exact, Fraction naive) {
  return static_cast<Wide>(exact.num()) * naive.den == naive.num * exact.den() && exact.den() > 0 &&
         std::gcd(exact.num(), exact.den()) == 1;
}

BURIN_PROPERTY(RationalProperty, ArithmeticIsThatOfFractions, [] {
  const auto [a, x] = sample();
  const auto [b, y] = sample();
  RC_ASSERT(equals(a + b, {x.num * y.den + y.num * x.den, x.den * y.den}));
  RC_ASSERT(equals(a - b, {x.num * y.den - y.num * x.den, x.den * y.den}));
  RC_ASSERT(equals(a * b, {x.num * y.num, x.den * y.den}));
  if (y.num != 0) RC_ASSERT(equals(a / b, {x.num * y.den, x.den * y.num}));
  RC_ASSERT((a < b) == (x.num * y.den < y.num * x.den));
  RC_ASSERT((a == b) == (x.num * y.den == y.num * x.den));
})

/// Whether a fraction over a power of two is within what a Rational holds exactly; beyond that it is rounded.
bool is_exact(Fraction f) {
  constexpr Wide limit = Wide{1} << 62;
  for (; f.num % 2 == 0 && f.den % 2 == 0; f.num /= 2) f.den /= 2;
  return f.num < limit && f.num > -limit && f.den < limit;
}

BURIN_PROPERTY(RationalProperty, SumsOfHalvesQuartersAndSoOnAreThoseOfFractions, [] {
  const auto binary = [] {
    const auto num = *rc::gen::inRange<std::int64_t>(-(std::int64_t{1} << 42), std::int64_t{1} << 42);
    const auto den = std::int64_t{1} << *rc::gen::inRange(0, 24);
    return Sample{Rational(num, den), {num, den}};
  };
  const auto [a, x] = binary();
  const auto [b, y] = binary();
  const Fraction sum{x.num * y.den + y.num * x.den, x.den * y.den};
  const Fraction difference{x.num * y.den - y.num * x.den, x.den * y.den};
  if (is_exact(sum)) RC_ASSERT(equals(a + b, sum));
  if (is_exact(difference)) RC_ASSERT(equals(a - b, difference));
})

BURIN_PROPERTY(RationalProperty, PrintingAndReadingIsTheIdentity, [] {
  const Rational a = sample().exact;
  RC_ASSERT(Rational::parse(a.str()).value_or(Rational(1, 3) + a) == a);
})

BURIN_PROPERTY(RationalProperty, AnyInputGivesAReducedFraction, [](std::int64_t a, std::int64_t b, std::int64_t c) {
  const Rational x(a, b);
  const Rational y(c);
  for (const Rational r : {x, y, x + y, x - y, x * y, x / y, -x}) {
    RC_ASSERT(r.den() > 0);
    RC_ASSERT(std::gcd(r.num(), r.den()) == 1);
  }
})

}  // namespace
}  // namespace burin
