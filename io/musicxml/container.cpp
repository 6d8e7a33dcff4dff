#include "io/musicxml/container.hpp"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "io/musicxml/encoding.hpp"
#include "io/musicxml/xml_source.hpp"

namespace burin::io {

namespace {

struct CloseArchive {
  void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const noexcept { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, CloseArchive>;

constexpr std::uint64_t bomb_check_from = 16ULL << 20;

auto broken(const std::string& name, std::string_view what) {
  return fail(Errc::bad_input, "BU1010", "the compressed file is broken: " + std::string(what), {name},
              "export it again, or unpack it and give the .musicxml file");
}

Expected<Archive> open(std::string_view bytes, const std::string& name) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr) {
    if (source != nullptr) zip_source_free(source);
    std::string what = zip_error_strerror(&error);
    zip_error_fini(&error);
    return broken(name, what);
  }
  zip_error_fini(&error);
  return Archive(archive);
}

Expected<void> check_size(const zip_stat_t& stat, const std::string& name, const ImportLimits& limits) {
  if (stat.size > limits.unpacked_bytes) {
    return fail(Errc::limit, "BU1012",
                "the score inside is larger than the limit of " + std::to_string(limits.unpacked_bytes) + " bytes",
                {name});
  }
  const std::uint64_t packed = std::max<std::uint64_t>(stat.comp_size, 1);
  if (stat.size > bomb_check_from && stat.size / packed > limits.compression_ratio) {
    return fail(Errc::limit, "BU1013",
                "the score inside is compressed more than " + std::to_string(limits.compression_ratio) +
                    " times: it looks like a trap",
                {name});
  }
  return {};
}

/// Reads one member; never more than the directory promised, so a false promise cannot grow memory.
Expected<std::string> read_member(zip_t* archive, zip_uint64_t index, const std::string& name,
                                  const ImportLimits& limits) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(archive, index, 0, &stat) != 0) return broken(name, zip_strerror(archive));
  BURIN_CHECK(check_size(stat, name, limits));
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(archive, index, 0));
  if (!file) return broken(name, zip_strerror(archive));
  std::string out;
  out.resize(stat.size);
  std::uint64_t done = 0;
  while (done < stat.size) {
    const zip_int64_t got = zip_fread(file.get(), out.data() + done, stat.size - done);
    if (got <= 0) return broken(name, "the score inside cannot be unpacked");
    done += static_cast<std::uint64_t>(got);
  }
  char more = 0;
  if (zip_fread(file.get(), &more, 1) > 0) return broken(name, "the score inside is longer than the directory says");
  return out;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

/// Paths of rootfiles that are scores, in order.
std::vector<std::string> rootfiles(std::string bytes) {
  std::vector<std::string> paths;
  const DecodedText decoded = to_utf8(std::move(bytes));
  XmlDocument document;
  if (document.parse(decoded.text)) return paths;
  document.root().child("rootfiles").each([&](XmlNode root) {
    const std::string_view type = root.attribute("media-type");
    const bool score = type.empty() || type.find("musicxml") != std::string_view::npos;
    if (score && paths.size() < 100) paths.emplace_back(root.attribute("full-path"));
  });
  return paths;
}

/// Members that may be a score: not the container's own files, named like one.
std::vector<zip_uint64_t> candidates(zip_t* archive, zip_uint64_t entries) {
  std::vector<zip_uint64_t> found;
  for (zip_uint64_t i = 0; i < entries; ++i) {
    const char* raw = zip_get_name(archive, i, ZIP_FL_ENC_RAW);
    if (raw == nullptr) continue;
    const std::string member = lower(raw);
    if (member.find("meta-inf/") == 0 || member.find("__macosx/") == 0) continue;
    if (ends_with(member, ".xml") || ends_with(member, ".musicxml")) found.push_back(i);
  }
  return found;
}

}  // namespace

bool is_zip(std::string_view bytes) noexcept { return bytes.substr(0, 2) == "PK"; }

Expected<std::string> unpack_score(std::string_view bytes, const std::string& name, const ImportLimits& limits) {
  BURIN_TRY(const Archive archive, open(bytes, name));
  const zip_int64_t entries = zip_get_num_entries(archive.get(), 0);
  if (entries < 0 || static_cast<std::uint64_t>(entries) > limits.zip_entries) {
    return fail(Errc::limit, "BU1014",
                "the compressed file has more than " + std::to_string(limits.zip_entries) + " entries", {name});
  }
  const zip_int64_t container = zip_name_locate(archive.get(), "META-INF/container.xml", 0);
  if (container >= 0) {
    auto description = read_member(archive.get(), static_cast<zip_uint64_t>(container), name, limits);
    if (!description && description.error().code == Errc::limit) return description;
    for (const std::string& path : description ? rootfiles(std::move(*description)) : std::vector<std::string>()) {
      const zip_int64_t index = zip_name_locate(archive.get(), path.c_str(), 0);
      if (index >= 0) return read_member(archive.get(), static_cast<zip_uint64_t>(index), name, limits);
    }
  }
  const auto found = candidates(archive.get(), static_cast<zip_uint64_t>(entries));
  if (found.size() == 1) return read_member(archive.get(), found.front(), name, limits);
  return fail(Errc::bad_input, "BU1011",
              found.empty() ? "there is no score in the compressed file"
                            : "there are several scores in the compressed file and none is named as the main one",
              {name});
}

}  // namespace burin::io
