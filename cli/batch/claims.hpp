// Which output belongs to which input.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "cli/batch/inputs.hpp"

namespace burin::cli {

/// The places that the outputs of a run have taken, beside those of its inputs. Names may come from the music, so what
/// collides is known for certain only when a score is about to be put into place. Thread-safe.
class Claims {
 public:
  /// The inputs are never written over.
  explicit Claims(const std::vector<Input>& inputs);

  /// Takes all of the places for the outputs of one input, or none. Errors: bad_input BU0312 (an input stands there),
  /// BU0305 (an output of another input or of the same is there already). Of two inputs that collide by names from the
  /// music, the one that is done first gets the place. O(places log all).
  [[nodiscard]] Expected<void> take(const std::string& input, const std::vector<std::filesystem::path>& places);
  /// Whether an input stands there.
  [[nodiscard]] bool is_read(const std::filesystem::path& place) const;

 private:
  std::set<std::filesystem::path> read_;
  std::mutex mutex_;
  std::map<std::filesystem::path, std::string> taken_;  // by the input
};

/// Claims::take, here or by way of the supervisor.
using ClaimPlaces = std::function<Expected<void>(const std::string&, const std::vector<std::filesystem::path>&)>;

}  // namespace burin::cli
