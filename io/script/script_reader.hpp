// Scripts from and to JSON.
#pragma once

#include <string>
#include <string_view>

#include "core/import/limits.hpp"
#include "core/script/data.hpp"
#include "core/script/script.hpp"

namespace burin::io {

/// Reads JSON text. Every value knows its line and column. Nothing throws. Errors: bad_input BU0211 (no JSON, a key
/// twice), limit BU0213 (bytes, depth, values). O(bytes).
[[nodiscard]] Expected<Data> read_json(std::string_view text, const ScriptLimits& limits = {});

/// Writes JSON text: one line, or with every value on a line of its own that is indented by `indent` spaces a level.
/// What is no UTF-8 is replaced.
[[nodiscard]] std::string json_text(const Data& data, int indent = -1);

/// A script of operations ("burin-script": 1) from its JSON text. Errors: those of read_json and read_script.
[[nodiscard]] Expected<Script> parse_script(std::string_view text);

}  // namespace burin::io
