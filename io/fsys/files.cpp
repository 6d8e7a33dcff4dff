#include "io/fsys/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <mutex>
#include <set>
#include <system_error>

#include "io/fsys/journal.hpp"

namespace burin::io {

namespace {

namespace fs = std::filesystem;

/// Names of unfinished files. A score has as many of them as pages, so there is no fixed bound.
class PartialFiles {
 public:
  /// Opens a new file and remembers it, in one step: no file can slip through between the two when the process ends.
  int open(const std::string& name) {
    const std::lock_guard lock(mutex_);
    errno = ECANCELED;
    if (closed_) return -1;
    tell(journal_begins(name));
    const int descriptor = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    const int reason = errno;
    if (descriptor >= 0) names_.insert(name);
    if (descriptor < 0) tell(journal_not_begun(name));  // the file of that name is somebody else's
    errno = reason;
    return descriptor;
  }
  void places(const std::string& name, const std::string& final_name) {
    const std::lock_guard lock(mutex_);
    if (journal_ >= 0) tell(journal_places(name, final_name));
  }
  void complete_set() {
    const std::lock_guard lock(mutex_);
    tell(journal_completes());
  }
  void keep_journal(int descriptor) {
    const std::lock_guard lock(mutex_);
    journal_ = descriptor;
  }
  void remove(const std::string& name) {
    const std::lock_guard lock(mutex_);
    names_.erase(name);
  }
  void unlink_all() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    for (const std::string& name : names_) ::unlink(name.c_str());
    names_.clear();
  }

 private:
  void tell(std::string_view entry) const {
    // Without a supervisor that reads it there is nobody to tell.
    if (journal_ >= 0) static_cast<void>(write_all(journal_, entry));
  }

  std::mutex mutex_;
  std::set<std::string> names_;
  int journal_{-1};
  bool closed_{false};
};

PartialFiles& partial_files() noexcept {
  static PartialFiles files;
  return files;
}

bool is_stream(const fs::path& path) noexcept { return path.native() == "-"; }

tl::unexpected<Error> failure(Errc code, std::string_view id, std::string_view what, const fs::path& path, int reason) {
  Where where;
  where.file = path.string();
  std::string message(what);
  message += " “" + path.string() + "”: " + std::system_category().message(reason);
  return fail(code, id, std::move(message), std::move(where));
}

tl::unexpected<Error> read_failure(const fs::path& path, int reason) {
  const bool absent = reason == ENOENT || reason == ENOTDIR;
  return failure(absent ? Errc::not_found : Errc::io, absent ? "BU0401" : "BU0404", "cannot read", path, reason);
}

tl::unexpected<Error> write_failure(const fs::path& path, int reason) {
  return failure(Errc::io, "BU0402", "cannot write", path, reason);
}

/// Closes on scope exit; standard streams stay open.
struct Descriptor {
  int value;
  ~Descriptor() {
    if (value > STDERR_FILENO) ::close(value);
  }
};

Expected<std::string> read_all(int descriptor, const fs::path& path, std::uint64_t limit, std::size_t expected_size) {
  std::string bytes;
  std::size_t used = 0;
  // One byte more than expected, so that the usual file ends in a short read instead of another round of growing.
  bytes.resize(std::max<std::size_t>(expected_size + 1, 64 * 1024));
  for (;;) {
    const ssize_t got = ::read(descriptor, bytes.data() + used, bytes.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return read_failure(path, errno);
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
    if (used > limit) {
      return fail(Errc::limit, "BU0403", "the input is larger than " + std::to_string(limit) + " bytes",
                  Where{path.string(), 0, 0, {}, {}, {}});
    }
    if (used == bytes.size()) bytes.resize(bytes.size() * 2);
  }
  bytes.resize(used);
  return bytes;
}

/// A hidden name beside the target that no other thread uses; a process of another container may have the same.
fs::path temporary_name(const fs::path& target) {
  static std::atomic<unsigned> serial{0};
  const std::string suffix = ".part" + std::to_string(::getpid()) + "-" + std::to_string(serial.fetch_add(1));
  std::string stem = target.filename().string();
  constexpr std::size_t longest_name = 255;
  stem.resize(std::min(stem.size(), longest_name - 1 - suffix.size()));
  return target.parent_path() / ("." + stem + suffix);
}

/// A new file must look as if it had been written in place: the permissions of an old one stay.
/// Whether there is such a file.
bool keep_permissions(int descriptor, const fs::path& target) noexcept {
  struct stat old {};
  if (::stat(target.c_str(), &old) != 0) return false;
  (void)!::fchmod(descriptor, old.st_mode & 07777U);
  return true;
}

/// Two files change their names in one step; false where the system or one of the files does not allow it.
bool exchange(const fs::path& a, const fs::path& b) noexcept {
#if defined(RENAME_EXCHANGE)
  return ::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0;
#else
  return static_cast<void>(a), static_cast<void>(b), false;
#endif
}

}  // namespace

int write_all(int descriptor, std::string_view bytes) noexcept {
  while (!bytes.empty()) {
    const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return 0;
}

Expected<void> make_folders(const fs::path& target) {
  std::error_code error;
  if (target.has_parent_path()) fs::create_directories(target.parent_path(), error);
  if (error) return write_failure(target, error.value());
  return {};
}

Expected<std::string> read_file(const fs::path& path, std::uint64_t limit) {
  if (is_stream(path)) return read_all(STDIN_FILENO, path, limit, 0);
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.value < 0) return read_failure(path, errno);
  struct stat status {};
  if (::fstat(file.value, &status) != 0) return read_failure(path, errno);
  if (S_ISDIR(status.st_mode)) return read_failure(path, EISDIR);
  const auto size = S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
  return read_all(file.value, path, limit, static_cast<std::size_t>(std::min(size, limit)));
}

Expected<OutputFile> OutputFile::create(const fs::path& path) {
  OutputFile file;
  file.final_ = path;
  if (is_stream(path)) {
    file.descriptor_ = STDOUT_FILENO;
    return file;
  }
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    if (S_ISDIR(status.st_mode)) return write_failure(path, EISDIR);
    // Devices and named pipes cannot be replaced by renaming; they are written as they are.
    file.descriptor_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file.descriptor_ < 0) return write_failure(path, errno);
    return file;
  }
  fs::path temporary;
  do {
    temporary = temporary_name(path);
    file.descriptor_ = partial_files().open(temporary.native());
  } while (file.descriptor_ < 0 && errno == EEXIST);
  if (file.descriptor_ < 0 && errno == ECANCELED) return fail(Errc::cancelled, "BU0001", "cancelled");
  if (file.descriptor_ < 0) return write_failure(path, errno);
  file.temporary_ = std::move(temporary);
  file.replaces_ = keep_permissions(file.descriptor_, path);
  return file;
}

OutputFile::OutputFile(OutputFile&& other) noexcept { *this = std::move(other); }

OutputFile& OutputFile::operator=(OutputFile&& other) noexcept {
  std::swap(final_, other.final_);
  std::swap(temporary_, other.temporary_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(bytes_, other.bytes_);
  std::swap(replaces_, other.replaces_);
  std::swap(standing_, other.standing_);
  return *this;
}

OutputFile::~OutputFile() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
  if (temporary_.empty()) return;
  ::unlink(temporary_.c_str());
  partial_files().remove(temporary_.native());
}

Expected<void> OutputFile::write(std::string_view bytes) {
  const int reason = write_all(descriptor_, bytes);
  const bool nobody_wants_the_rest = reason == EPIPE && descriptor_ == STDOUT_FILENO;
  if (reason != 0 && !nobody_wants_the_rest) return write_failure(final_, reason);
  bytes_ += bytes.size();
  return {};
}

Expected<void> OutputFile::finish() {
  if (descriptor_ <= STDERR_FILENO) return {};
  const int closed = ::close(std::exchange(descriptor_, -1));
  if (closed != 0 && errno != EINTR) return write_failure(final_, errno);
  return {};
}

Expected<std::uint64_t> OutputFile::commit() {
  BURIN_CHECK(finish());
  // A library may have written through the temporary name; what counts is what stands on the disk.
  struct stat status {};
  if (!temporary_.empty() && ::stat(temporary_.c_str(), &status) == 0) {
    bytes_ = static_cast<std::uint64_t>(status.st_size);
  }
  if (temporary_.empty()) return bytes_;
  partial_files().places(temporary_.native(), final_.native());
  // A plain rename over a file makes ext4 write the new one to the disk first, one page of the score after the other.
  // Only a file changes places with ours: a folder that has come there meanwhile is in the way.
  std::error_code unknown;
  if (replaces_ && fs::is_regular_file(final_, unknown) && exchange(temporary_, final_)) {
    standing_ = Standing::for_another;
    return bytes_;
  }
  if (::rename(temporary_.c_str(), final_.c_str()) != 0) return write_failure(final_, errno);
  partial_files().remove(temporary_.native());
  temporary_.clear();
  standing_ = Standing::in_place;
  return bytes_;
}

void OutputFile::take_back() noexcept {
  if (standing_ == Standing::in_place) ::unlink(final_.c_str());
  if (standing_ == Standing::for_another) exchange(temporary_, final_);
  standing_ = Standing::beside;
}

Expected<std::uint64_t> write_file(const fs::path& path, std::string_view bytes) {
  BURIN_TRY(OutputFile file, OutputFile::create(path));
  BURIN_CHECK(file.write(bytes));
  BURIN_TRY(const std::uint64_t written, file.commit());
  journal_complete_set();
  return written;
}

void keep_journal(int descriptor) noexcept { partial_files().keep_journal(descriptor); }

void journal_complete_set() noexcept { partial_files().complete_set(); }

void remove_partial_files() noexcept { partial_files().unlink_all(); }

}  // namespace burin::io
