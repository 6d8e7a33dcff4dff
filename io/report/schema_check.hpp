// Checks values against a JSON Schema, with the place of what is wrong.
#pragma once

#include <string_view>

#include "core/script/data.hpp"

namespace burin::io {

/// Whether a value follows a schema, as far as burin's own schemas go: type, const, enum, properties, required, items,
/// anyOf, minimum, and $ref within the schema. Unknown keys are let through, since later versions may add some;
/// patterns are left to whoever uses the text. Errors: bad_input BU0701 at the line and column of the first value that
/// is wrong. Any thread. O(values).
[[nodiscard]] Expected<void> check_schema(const Data& value, const Data& schema);

/// The schema of run reports, burin-report/1. Read once.
[[nodiscard]] const Data& report_schema();

}  // namespace burin::io
