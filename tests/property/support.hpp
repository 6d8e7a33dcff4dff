// Property tests: a rapidcheck property as a GoogleTest expectation.
#pragma once

#include <gtest/gtest.h>
#include <rapidcheck.h>

/// Holds when the property holds for all generated arguments; the counter-example is printed by rapidcheck.
#define BURIN_PROPERTY(suite, name, ...) \
  TEST(suite, name) { EXPECT_TRUE(rc::check(#suite "." #name, __VA_ARGS__)); }
