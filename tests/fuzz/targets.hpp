// What the fuzzers run: each takes any bytes, and must come back without a crash, a leak or a finding of a sanitizer.
// The same functions replay seeds and former crashes in the ordinary tests, with any compiler.
#pragma once

#include <string_view>

namespace burin::fuzz {

/// Bytes as a score: unzip if zipped, decode, parse, convert. Limits are small, so that they are met, too.
void import_score(std::string_view bytes);
/// A small score imported, laid out and written as SVG.
void engrave_score(std::string_view bytes);
/// Bytes as a .mxl: the score inside is unpacked, not parsed.
void unpack_container(std::string_view bytes);
/// Text as a VPD: whatever can be read must be read the same from what is written of it.
void read_vpd(std::string_view bytes);

/// Text as a script of operations: JSON that is read must be read the same when it is written again.
void read_script(std::string_view bytes);

}  // namespace burin::fuzz
