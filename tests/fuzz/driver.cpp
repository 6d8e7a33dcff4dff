// The entry that libFuzzer calls, built once for each target (BURIN_FUZZ_TARGET is its function).
#include <cstdint>

#include "tests/fuzz/targets.hpp"
#include "tests/fuzz/xml_mutator.hpp"

// libFuzzer's own names.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  burin::fuzz::BURIN_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}

#ifdef BURIN_FUZZ_XML
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  if (seed % 3 == 0) return LLVMFuzzerMutate(data, size, max_size);
  const std::string out = burin::fuzz::mutate_xml({reinterpret_cast<const char*>(data), size}, seed);
  if (out.empty() || out.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  out.copy(reinterpret_cast<char*>(data), out.size());
  return out.size();
}
#endif
