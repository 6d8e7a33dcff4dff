#include "tests/unit/io/musicxml/zipped.hpp"

#include <zip.h>

namespace burin::io {

std::string zipped(const std::vector<ZipMember>& members, bool deflate) {
  zip_error_t error;
  zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  zip_source_keep(source);
  for (const ZipMember& member : members) {
    zip_source_t* const bytes = zip_source_buffer(archive, member.bytes.data(), member.bytes.size(), 0);
    const zip_int64_t index = zip_file_add(archive, member.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), deflate ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
  }
  zip_close(archive);
  zip_source_open(source);
  zip_source_seek(source, 0, SEEK_END);
  std::string out(static_cast<std::size_t>(zip_source_tell(source)), '\0');
  zip_source_seek(source, 0, SEEK_SET);
  zip_source_read(source, out.data(), out.size());
  zip_source_close(source);
  zip_source_free(source);
  return out;
}

std::uint64_t packed_size(const std::string& zip, std::uint64_t index) {
  zip_error_t error;
  zip_t* archive =
      zip_open_from_source(zip_source_buffer_create(zip.data(), zip.size(), 0, &error), ZIP_RDONLY, &error);
  zip_stat_t stat;
  zip_stat_index(archive, index, 0, &stat);
  zip_discard(archive);
  return stat.comp_size;
}

}  // namespace burin::io
