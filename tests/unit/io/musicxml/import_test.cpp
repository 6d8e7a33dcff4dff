#include <gtest/gtest.h>

#include "core/run/executor.hpp"
#include "io/musicxml/import.hpp"
#include "pipeline/elements/element.hpp"

namespace burin::io {
namespace {

TEST(Import, an_empty_file_is_an_error) {
  SerialExecutor executor;
  Operation operation;
  const auto piece = import_musicxml("", "x.xml", layout::import_table(), {}, executor, operation);
  ASSERT_FALSE(piece.has_value());
  EXPECT_EQ(piece.error().id, "BU1003");
}

}  // namespace
}  // namespace burin::io
