#include "io/fsys/journal.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <optional>

namespace burin::io {

namespace {

/// The bytes up to the next zero byte.
std::optional<std::string> take_text(std::string_view& bytes) {
  const std::size_t end = bytes.find('\0');
  if (end == std::string_view::npos) return std::nullopt;
  std::string out(bytes.substr(0, end));
  bytes.remove_prefix(end + 1);
  return out;
}

std::optional<std::uint64_t> take_number(std::string_view& bytes) {
  const auto text = take_text(bytes);
  if (!text) return std::nullopt;
  std::uint64_t out = 0;
  std::from_chars(text->data(), text->data() + text->size(), out);
  return out;
}

}  // namespace

FileIdentity identity_of(const std::filesystem::path& path) noexcept {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return {};
  return {static_cast<std::uint64_t>(status.st_dev), static_cast<std::uint64_t>(status.st_ino)};
}

std::string journal_begins(const std::string& temporary) { return 'p' + temporary + '\0'; }

std::string journal_not_begun(const std::string& temporary) { return 'n' + temporary + '\0'; }

std::string journal_places(const std::string& temporary, const std::string& final_name) {
  const FileIdentity file = identity_of(temporary);
  return 'c' + temporary + '\0' + final_name + '\0' + std::to_string(file.device) + '\0' + std::to_string(file.number) +
         '\0';
}

std::string journal_completes() { return "d"; }

bool FileJournal::take(std::string_view& bytes) {
  std::string_view rest = bytes;
  if (rest.empty()) return false;
  const char what = rest.front();
  rest.remove_prefix(1);
  if (what == 'd') {
    placed_.clear();
  } else if (what == 'p' || what == 'n') {
    auto name = take_text(rest);
    if (!name) return false;
    if (what == 'p') begun_.push_back(std::move(*name));
    if (what == 'n' && !begun_.empty()) std::erase(begun_, *name);
  } else if (what == 'c') {
    auto temporary = take_text(rest);
    auto final_name = take_text(rest);
    const auto device = take_number(rest);
    const auto number = take_number(rest);
    if (!temporary || !final_name || !device || !number) return false;
    placed_.push_back({std::move(*temporary), std::move(*final_name), {*device, *number}});
  } else {
    return false;
  }
  bytes = rest;
  return true;
}

void FileJournal::clear_away() const {
  for (auto placed = placed_.rbegin(); placed != placed_.rend(); ++placed) {
    // It was killed before this step, or has undone it by itself, or somebody else has been here meanwhile.
    if (placed->file == FileIdentity() || identity_of(placed->final_name) != placed->file) continue;
    const bool old_one_is_back = std::rename(placed->temporary.c_str(), placed->final_name.c_str()) == 0;
    if (!old_one_is_back) ::unlink(placed->final_name.c_str());
  }
  for (const std::string& name : begun_) ::unlink(name.c_str());
}

}  // namespace burin::io
