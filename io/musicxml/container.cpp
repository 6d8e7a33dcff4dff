#include "io/musicxml/container.hpp"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "io/musicxml/encoding.hpp"
#include "io/musicxml/inflater.hpp"
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
using File = std::unique_ptr<zip_file_t, CloseFile>;

/// An open container and its size.
struct Opened {
  Archive archive;
  std::uint64_t bytes{0};
  Unpacking how{Unpacking::fast};
};

/// A member that is being read.
struct Member {
  File file;
  std::uint64_t size{0};
  std::uint32_t sum{0};
  std::uint64_t done{0};
  std::optional<Inflater> inflater;  // of the bytes as they are packed; else libzip unpacks them
};

constexpr std::uint64_t bomb_check_from = 16ULL << 20;
constexpr std::uint64_t longest_description = 1ULL << 20;  // of META-INF/container.xml

auto broken(const std::string& name, std::string_view what) {
  return fail(Errc::bad_input, "BU1010", "the compressed file is broken: " + std::string(what), {name},
              "export it again, or unpack it and give the .musicxml file");
}

Expected<Opened> open_archive(std::string_view bytes, const std::string& name) {
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
  return Opened{Archive(archive), bytes.size(), Unpacking::fast};
}

Expected<void> check_size(const zip_stat_t& stat, std::uint64_t archive_bytes, const std::string& name,
                          const ImportLimits& limits) {
  constexpr zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
  if ((stat.valid & needed) != needed || stat.comp_size > archive_bytes) {
    return broken(name, "its directory is senseless");
  }
  if (stat.size > limits.unpacked_bytes) {
    return fail(Errc::limit, "BU1012",
                "a file inside is larger than the limit of " + std::to_string(limits.unpacked_bytes) + " bytes",
                {name});
  }
  const std::uint64_t packed = std::max<std::uint64_t>(stat.comp_size, 1);
  if (stat.size > bomb_check_from && stat.size / packed > limits.compression_ratio) {
    return fail(Errc::limit, "BU1013",
                "a file inside is compressed more than " + std::to_string(limits.compression_ratio) +
                    " times: it looks like a trap",
                {name});
  }
  return {};
}

/// Never more is read of a member than the directory promised, so a false promise cannot grow memory.
Expected<Member> open_member(const Opened& opened, zip_uint64_t index, const std::string& name,
                             const ImportLimits& limits) {
  zip_t* const archive = opened.archive.get();
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(archive, index, 0, &stat) != 0) return broken(name, zip_strerror(archive));
  BURIN_CHECK(check_size(stat, opened.bytes, name, limits));
  const bool deflated =
      opened.how == Unpacking::fast && stat.comp_method == ZIP_CM_DEFLATE && stat.encryption_method == ZIP_EM_NONE;
  Member member{File(zip_fopen_index(archive, index, deflated ? ZIP_FL_COMPRESSED : 0U)), stat.size, stat.crc, 0, {}};
  if (!member.file) return broken(name, zip_strerror(archive));
  if (deflated) {
    member.inflater.emplace(
        [file = member.file.get()](unsigned char* into, std::size_t room) { return zip_fread(file, into, room); });
  }
  return member;
}

/// Reads through libzip, which checks the sum when it meets the end.
bool read_unpacked(Member& member, char* into, std::uint64_t bytes) {
  for (std::uint64_t done = 0; done < bytes;) {
    const zip_int64_t got = zip_fread(member.file.get(), into + done, bytes - done);
    if (got <= 0) return false;
    done += static_cast<std::uint64_t>(got);
  }
  char more = 0;
  return member.done + bytes < member.size || zip_fread(member.file.get(), &more, 1) == 0;
}

bool inflate(Member& member, char* into, std::uint64_t bytes) {
  if (!member.inflater->read(into, bytes)) return false;
  return member.done + bytes < member.size || member.inflater->ends_with_sum(member.sum);
}

/// Reads the next bytes of a member; with the last of them sees that there are no more, and checks their sum.
Expected<void> read_on(Member& member, char* into, std::uint64_t bytes, const std::string& name) {
  bytes = std::min(bytes, member.size - member.done);
  if (!(member.inflater ? inflate(member, into, bytes) : read_unpacked(member, into, bytes))) {
    return broken(name, "what the directory says of the score inside is not what is there");
  }
  member.done += bytes;
  return {};
}

Expected<std::string> read_member(const Opened& opened, zip_uint64_t index, const std::string& name,
                                  const ImportLimits& limits) {
  BURIN_TRY(Member member, open_member(opened, index, name, limits));
  std::string out(member.size, '\0');
  BURIN_CHECK(read_on(member, out.data(), out.size(), name));
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

/// Whether a member's name leads out of the container: absolute, or with ".." in it. Nothing is ever written under such
/// a name, but who gives one to a file means no good.
bool leads_out(std::string_view member) {
  const auto separator = [](char c) { return c == '/' || c == '\\'; };
  if (!member.empty() && separator(member.front())) return true;
  if (member.size() > 1 && member[1] == ':') return true;
  for (std::size_t at = 0; (at = member.find("..", at)) != std::string_view::npos; ++at) {
    const bool begins = at == 0 || separator(member[at - 1]);
    const bool ends = at + 2 == member.size() || separator(member[at + 2]);
    if (begins && ends) return true;
  }
  return false;
}

/// Members that may be a score: not the container's own files, named like one.
Expected<std::vector<zip_uint64_t>> candidates(zip_t* archive, zip_uint64_t entries, const std::string& name) {
  std::vector<zip_uint64_t> found;
  for (zip_uint64_t i = 0; i < entries; ++i) {
    const char* raw = zip_get_name(archive, i, ZIP_FL_ENC_RAW);
    if (raw == nullptr) continue;
    const std::string member = lower(raw);
    if (leads_out(member)) {
      return fail(Errc::limit, "BU1019", "a file in the compressed file has a name that leads out of it", {name});
    }
    if (member.find("meta-inf/") == 0 || member.find("__macosx/") == 0) continue;
    if (ends_with(member, ".xml") || ends_with(member, ".musicxml")) found.push_back(i);
  }
  return found;
}

/// Index of the score among the members.
Expected<zip_uint64_t> find_score(const Opened& opened, const std::string& name, const ImportLimits& limits) {
  zip_t* const archive = opened.archive.get();
  const zip_int64_t entries = zip_get_num_entries(archive, 0);
  if (entries < 0 || static_cast<std::uint64_t>(entries) > limits.zip_entries) {
    return fail(Errc::limit, "BU1014",
                "the compressed file has more than " + std::to_string(limits.zip_entries) + " entries", {name});
  }
  BURIN_TRY(const std::vector<zip_uint64_t> found, candidates(archive, static_cast<zip_uint64_t>(entries), name));
  const zip_int64_t container = zip_name_locate(archive, "META-INF/container.xml", 0);
  if (container >= 0) {
    ImportLimits of_description = limits;
    of_description.unpacked_bytes = std::min(limits.unpacked_bytes, longest_description);
    auto description = read_member(opened, static_cast<zip_uint64_t>(container), name, of_description);
    if (!description && description.error().code == Errc::limit) return tl::unexpected(description.error());
    for (const std::string& path : description ? rootfiles(std::move(*description)) : std::vector<std::string>()) {
      const zip_int64_t index = zip_name_locate(archive, path.c_str(), 0);
      if (index >= 0) return static_cast<zip_uint64_t>(index);
    }
  }
  if (found.size() == 1) return found.front();
  return fail(Errc::bad_input, "BU1011",
              found.empty() ? "there is no score in the compressed file"
                            : "there are several scores in the compressed file and none is named as the main one",
              {name});
}

}  // namespace

bool is_zip(std::string_view bytes) noexcept { return bytes.substr(0, 2) == "PK"; }

struct PackedScore::Parts {
  Opened opened;  // outlives the member
  Member member;
  std::string name;
};

PackedScore::PackedScore(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PackedScore::PackedScore(PackedScore&&) noexcept = default;
PackedScore& PackedScore::operator=(PackedScore&&) noexcept = default;
PackedScore::~PackedScore() = default;

Expected<PackedScore> PackedScore::open(std::string_view bytes, const std::string& name, const ImportLimits& limits,
                                        Unpacking how) {
  BURIN_TRY(Opened opened, open_archive(bytes, name));
  opened.how = how;
  BURIN_TRY(const zip_uint64_t index, find_score(opened, name, limits));
  BURIN_TRY(Member member, open_member(opened, index, name, limits));
  return PackedScore(std::make_unique<Parts>(Parts{std::move(opened), std::move(member), name}));
}

std::uint64_t PackedScore::size() const noexcept { return parts_->member.size; }

Expected<void> PackedScore::read(char* into, std::uint64_t bytes) {
  return read_on(parts_->member, into, bytes, parts_->name);
}

Expected<std::string> unpack_score(std::string_view bytes, const std::string& name, const ImportLimits& limits,
                                   Unpacking how) {
  BURIN_TRY(PackedScore score, PackedScore::open(bytes, name, limits, how));
  std::string out(score.size(), '\0');
  BURIN_CHECK(score.read(out.data(), out.size()));
  return out;
}

}  // namespace burin::io
