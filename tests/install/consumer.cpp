// Uses one thing of each installed library, so that headers, archives and what they link are all tried.
#include <cstdio>

#include "core/base/rational.hpp"
#include "io/fsys/files.hpp"
#include "pipeline/engine/tbb_executor.hpp"

int main(int argc, char** argv) {
  if (argc < 2 || burin::Rational(2, 4) != burin::Rational(1, 2)) return 1;
  const auto executor = burin::layout::make_executor(2);
  const auto bytes = burin::io::read_file(argv[1], 1U << 30U);
  if (executor == nullptr || !bytes) return 1;
  std::printf("%zu bytes\n", bytes->size());
  return 0;
}
