#include "cli/app/memory.hpp"

namespace burin::cli {

namespace {
Thrift known;
}  // namespace

void set_thrift(const Thrift& thrift) noexcept { known = thrift; }

void be_thrifty() noexcept {
  if (known.from_now_on != nullptr) known.from_now_on();
}

void collect_memory() noexcept {
  if (known.collect != nullptr) known.collect();
}

}  // namespace burin::cli
