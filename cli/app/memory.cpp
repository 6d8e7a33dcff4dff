#include "cli/app/memory.hpp"

namespace burin::cli {

namespace {
void (*thrift)() = nullptr;
}  // namespace

void set_thrift(void (*give_back_at_once)()) noexcept { thrift = give_back_at_once; }

void be_thrifty() noexcept {
  if (thrift != nullptr) thrift();
}

}  // namespace burin::cli
