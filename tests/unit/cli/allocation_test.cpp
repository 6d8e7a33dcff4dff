// The program's operator new and delete, which this test program is linked with, too.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>
#include <random>
#include <thread>
#include <vector>

namespace burin::cli {
namespace {

/// A block filled with one byte.
class Filled {
 public:
  Filled(std::size_t size, unsigned char with)
      : size_(size), with_(with), bytes_(static_cast<unsigned char*>(::operator new(size))) {
    std::fill_n(bytes_, size_, with_);
  }
  [[nodiscard]] bool whole() const {
    return std::all_of(bytes_, bytes_ + size_, [this](unsigned char byte) { return byte == with_; });
  }
  [[nodiscard]] bool aligned() const {
    return reinterpret_cast<std::uintptr_t>(bytes_) % alignof(std::max_align_t) == 0;
  }
  void free() { ::operator delete(bytes_); }

 private:
  std::size_t size_;
  unsigned char with_;
  unsigned char* bytes_;
};

TEST(Allocation, BlocksOfEverySizeAreWholeAndAligned) {
  std::vector<Filled> blocks;
  for (std::size_t size = 0; size < 70'000; size = size < 2'100 ? size + 1 : size + size / 9) {
    blocks.emplace_back(size, static_cast<unsigned char>(size % 251));
  }
  for (Filled& block : blocks) {
    EXPECT_TRUE(block.whole());
    EXPECT_TRUE(block.aligned());
    block.free();
  }
}

TEST(Allocation, BlocksThatOneThreadMakesAndAnotherFreesAreNeverGivenTwice) {
  constexpr std::size_t threads = 4;
  constexpr std::size_t rounds = 20;
  std::vector<std::vector<Filled>> made(threads);
  bool whole = true;
  for (std::size_t round = 0; round < rounds; ++round) {
    std::vector<std::thread> makers;
    for (std::size_t t = 0; t < threads; ++t) {
      makers.emplace_back([&, t] {
        std::mt19937 random(static_cast<unsigned>(round * threads + t));
        for (std::size_t i = 0; i < 2'000; ++i) {
          const std::size_t size = i % 97 == 0 ? random() % 40'000 : random() % 400;
          made[t].emplace_back(size, static_cast<unsigned char>(random()));
        }
      });
    }
    for (std::thread& maker : makers) maker.join();
    std::rotate(made.begin(), made.begin() + 1, made.end());
    std::vector<std::thread> enders;
    std::vector<std::uint8_t> good(threads, 1);
    for (std::size_t t = 0; t < threads; ++t) {
      enders.emplace_back([&, t] {
        while (made[t].size() > 500) {
          good[t] = good[t] != 0 && made[t].back().whole() ? 1 : 0;
          made[t].back().free();
          made[t].pop_back();
        }
      });
    }
    for (std::thread& ender : enders) ender.join();
    whole = whole && std::all_of(good.begin(), good.end(), [](std::uint8_t one) { return one != 0; });
  }
  EXPECT_TRUE(whole);
  for (std::vector<Filled>& rest : made) {
    for (Filled& block : rest) {
      EXPECT_TRUE(block.whole());
      block.free();
    }
  }
}

}  // namespace
}  // namespace burin::cli
