#include "core/base/diagnostics.hpp"

#include <gtest/gtest.h>

namespace burin {
namespace {

Diagnostic one(Severity severity) { return {severity, "BU1001", "text", {}, {}}; }

TEST(Diagnostics, KnowTheWorstOfThoseThatWereNotKept) {
  Diagnostics list(2);
  EXPECT_FALSE(list.worst().has_value());
  for (int i = 0; i < 3; ++i) list.add(one(Severity::note));
  EXPECT_EQ(list.worst(), Severity::note);
  list.add(one(Severity::error));
  list.add(one(Severity::note));
  EXPECT_EQ(list.items().size(), 2U);
  EXPECT_EQ(list.dropped(), 3U);
  EXPECT_EQ(list.worst(), Severity::error);
}

TEST(Diagnostics, TakeOverTheWorstOfOthersAlsoWhereTheseDidNotKeepIt) {
  Diagnostics task(1);
  task.add(one(Severity::note));
  task.add(one(Severity::error));
  Diagnostics all;
  all.merge(std::move(task));
  EXPECT_EQ(all.total(), 2U);
  EXPECT_EQ(all.worst(), Severity::error);
}

TEST(Diagnostics, ThatWereLostPassForWarnings) {
  Diagnostics list;
  list.count_lost();
  EXPECT_EQ(list.worst(), Severity::warning);
}

}  // namespace
}  // namespace burin
