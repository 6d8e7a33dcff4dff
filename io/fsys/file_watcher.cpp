#include "io/fsys/file_watcher.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace burin::io {

namespace {

tl::unexpected<Error> cannot_watch(const std::filesystem::path& path) {
  return fail(Errc::io, "BU0404", "cannot be watched: " + std::string(std::strerror(errno)),
              {path.string(), 0, 0, {}, {}, {}});
}

}  // namespace

Expected<FileWatcher> FileWatcher::create(const std::filesystem::path& file) {
  FileWatcher watcher;
  watcher.name_ = file.filename().string();
  watcher.descriptor_ = ::inotify_init1(IN_CLOEXEC);
  const std::filesystem::path folder = file.parent_path().empty() ? "." : file.parent_path();
  if (watcher.descriptor_ < 0 ||
      ::inotify_add_watch(watcher.descriptor_, folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO) < 0) {
    return cannot_watch(folder);
  }
  return watcher;
}

FileWatcher::FileWatcher(FileWatcher&& other) noexcept
    : name_(std::move(other.name_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

FileWatcher& FileWatcher::operator=(FileWatcher&& other) noexcept {
  std::swap(name_, other.name_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FileWatcher::~FileWatcher() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Expected<bool> FileWatcher::event_within(int milliseconds) {
  pollfd waiting{descriptor_, POLLIN, 0};
  const int ready = ::poll(&waiting, 1, milliseconds);
  if (ready < 0) return errno == EINTR ? Expected<bool>(false) : cannot_watch(name_);
  if (ready == 0) return false;
  alignas(inotify_event) std::array<char, 16384> buffer{};
  const ssize_t size = ::read(descriptor_, buffer.data(), buffer.size());
  if (size < 0) return errno == EINTR ? Expected<bool>(false) : cannot_watch(name_);
  bool ours = false;
  for (ssize_t at = 0; at < size;) {
    const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
    ours = ours || (event->len > 0 && name_ == event->name) || (event->mask & IN_Q_OVERFLOW) != 0;
    at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
  }
  return ours;
}

Expected<void> FileWatcher::wait(int quiet_ms) {
  for (bool changed = false; !changed;) {
    BURIN_TRY(changed, event_within(-1));
  }
  constexpr int most_rounds = 50;  // a file that is written on and on is read as it is
  bool busy = true;
  for (int round = 0; busy && round < most_rounds; ++round) {
    BURIN_TRY(busy, event_within(quiet_ms));
  }
  return {};
}

}  // namespace burin::io
