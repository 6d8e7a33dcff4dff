// The compressed form of MusicXML (.mxl): a zip with one score in it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/import/limits.hpp"

namespace burin::io {

/// Whether bytes are a zip (told by content).
[[nodiscard]] bool is_zip(std::string_view bytes) noexcept;

/// How members are unpacked: deflated ones by ISA-L straight into place, their sum by libdeflate, which is several
/// times faster at it; or all through libzip alone.
enum class Unpacking : std::uint8_t { fast, by_libzip };

/// The score inside a zip: the first MusicXML rootfile of META-INF/container.xml, else the only score-like file. It is
/// unpacked a piece at a time, so that whoever reads may stop, or work on what is there already. One thread at a time;
/// the zip's bytes must outlive it.
class PackedScore {
 public:
  /// Errors: bad_input (broken, no score, encrypted), limit (entries, size, ratio, names). O(entries).
  [[nodiscard]] static Expected<PackedScore> open(std::string_view bytes, const std::string& name,
                                                  const ImportLimits& limits, Unpacking how = Unpacking::fast);
  PackedScore(PackedScore&&) noexcept;
  PackedScore& operator=(PackedScore&&) noexcept;
  ~PackedScore();

  /// Bytes of the score, as the zip's directory has it.
  [[nodiscard]] std::uint64_t size() const noexcept;
  /// Unpacks the next bytes. With the last of them it is checked that the score ends there and has the sum that it
  /// should. Errors: bad_input. O(bytes).
  [[nodiscard]] Expected<void> read(char* into, std::uint64_t bytes);

 private:
  struct Parts;
  explicit PackedScore(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// The whole score inside a zip, unpacked in memory. Errors: those of PackedScore. O(bytes).
[[nodiscard]] Expected<std::string> unpack_score(std::string_view bytes, const std::string& name,
                                                 const ImportLimits& limits, Unpacking how = Unpacking::fast);

}  // namespace burin::io
