// A zip with two entries, written by hand: no times, no other fields that could differ from run to run.
#include <libdeflate.h>

#include <cstdint>
#include <vector>

#include "io/fsys/deflate.hpp"
#include "io/musicxml/writer/write_musicxml.hpp"

namespace burin::io {

namespace {

constexpr std::string_view container =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<container>\n"
    "  <rootfiles>\n"
    "    <rootfile full-path=\"score.musicxml\" media-type=\"application/vnd.recordare.musicxml+xml\"/>\n"
    "  </rootfiles>\n"
    "</container>\n";

/// Little-endian numbers and texts.
class Bytes {
 public:
  Bytes& two(std::uint32_t value) {
    for (int i = 0; i < 2; ++i) out_ += static_cast<char>((value >> (8 * i)) & 0xFFU);
    return *this;
  }
  Bytes& four(std::uint32_t value) { return two(value & 0xFFFFU).two(value >> 16); }
  Bytes& text(std::string_view text) {
    out_ += text;
    return *this;
  }
  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(out_.size()); }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

struct Entry {
  std::string_view name;
  std::string_view data;
  std::string packed;
  std::uint32_t checksum{0};
  std::uint32_t offset{0};
};

constexpr std::uint32_t needs_version = 20;
constexpr std::uint32_t utf8_names = 1U << 11;
constexpr std::uint32_t deflate_method = 8;
constexpr std::uint32_t first_day = 0x21;  // 1 January 1980: zip knows no "no date"

/// The fields that the entry's own header and the directory have in common.
void put_common(Bytes& out, const Entry& entry) {
  out.two(needs_version).two(utf8_names).two(deflate_method).two(0).two(first_day);
  out.four(entry.checksum).four(static_cast<std::uint32_t>(entry.packed.size()));
  out.four(static_cast<std::uint32_t>(entry.data.size()));
  out.two(static_cast<std::uint32_t>(entry.name.size())).two(0);
}

}  // namespace

std::string pack_score(std::string_view score) {
  std::vector<Entry> entries{{"META-INF/container.xml", container, {}}, {"score.musicxml", score, {}}};
  Bytes out;
  for (Entry& entry : entries) {
    entry.packed = raw_deflated(entry.data);
    entry.checksum = libdeflate_crc32(0, entry.data.data(), entry.data.size());
    entry.offset = out.size();
    out.text("PK\x03\x04");
    put_common(out, entry);
    out.text(entry.name).text(entry.packed);
  }
  const std::uint32_t directory = out.size();
  for (const Entry& entry : entries) {
    out.text("PK\x01\x02").two(needs_version);
    put_common(out, entry);
    out.two(0).two(0).two(0).four(0).four(entry.offset).text(entry.name);
  }
  const std::uint32_t length = out.size() - directory;
  const auto count = static_cast<std::uint32_t>(entries.size());
  out.text("PK\x05\x06").two(0).two(0).two(count).two(count).four(length).four(directory).two(0);
  return out.take();
}

}  // namespace burin::io
