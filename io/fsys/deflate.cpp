#include "io/fsys/deflate.hpp"

#include <libdeflate.h>

#include <memory>
#include <new>

namespace burin::io {

namespace {

/// Level 6 of 12: higher levels take three times the time for four per cent of size.
constexpr int level = 6;

struct Free {
  void operator()(libdeflate_compressor* compressor) const noexcept { libdeflate_free_compressor(compressor); }
};

libdeflate_compressor* thread_compressor() {
  thread_local const std::unique_ptr<libdeflate_compressor, Free> compressor(libdeflate_alloc_compressor(level));
  if (!compressor) throw std::bad_alloc();
  return compressor.get();
}

}  // namespace

std::string deflated(std::string_view bytes) {
  libdeflate_compressor* compressor = thread_compressor();
  std::string out(libdeflate_zlib_compress_bound(compressor, bytes.size()), '\0');
  out.resize(libdeflate_zlib_compress(compressor, bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

std::string gzipped(std::string_view bytes) {
  libdeflate_compressor* compressor = thread_compressor();
  std::string out(libdeflate_gzip_compress_bound(compressor, bytes.size()), '\0');
  out.resize(libdeflate_gzip_compress(compressor, bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

std::string raw_deflated(std::string_view bytes) {
  libdeflate_compressor* compressor = thread_compressor();
  std::string out(libdeflate_deflate_compress_bound(compressor, bytes.size()), '\0');
  out.resize(libdeflate_deflate_compress(compressor, bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

}  // namespace burin::io
