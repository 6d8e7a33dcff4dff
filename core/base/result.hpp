// Errors as values: Expected<T>, Error, BURIN_TRY.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace burin {

/// A value that is shared between threads and never changes.
template <class T>
using Shared = std::shared_ptr<const T>;

/// What kind of thing went wrong. The command line maps each to an exit code (see contract: cli).
enum class Errc : std::uint8_t {
  bad_input,    // the file is not what it claims to be
  unsupported,  // understood, but not available in this build
  not_found,    // a path, VPD or name leads nowhere
  conflict,     // a transaction could not commit
  limit,        // a named limit was reached
  io,           // reading or writing failed
  cancelled,    // the operation was asked to stop
  usage,        // wrong options
  internal,     // a defect in burin
};

/// Where in the user's input something is. Zero means unknown.
struct Where {
  std::string file{};
  std::uint32_t line{0};    // from 1
  std::uint32_t column{0};  // from 1
  std::string vpd{};
  std::string part{};
  std::string measure{};  // the printed number
};

struct Error {
  Errc code{Errc::internal};
  std::string id;  // stable code for users, such as BU1001; empty when there is none
  std::string message;
  Where where;
  std::string help;  // what to do about it; may be empty
};

template <class T>
using Expected = tl::expected<T, Error>;

/// What functions that run often return when there is nothing to say: a copy of this sets one flag, whereas `{}` makes
/// the compiler fill the room for an error with zeros.
inline const Expected<void> success;

[[nodiscard]] inline tl::unexpected<Error> fail(Errc code, std::string_view id, std::string message, Where where = {},
                                                std::string help = {}) {
  return tl::unexpected<Error>(Error{code, std::string(id), std::move(message), std::move(where), std::move(help)});
}

}  // namespace burin

#define BURIN_CONCAT_(a, b) a##b
#define BURIN_CONCAT(a, b) BURIN_CONCAT_(a, b)
/// BURIN_TRY(auto x, expression): returns the error of the expression or binds its value.
#define BURIN_TRY(declaration, ...) BURIN_TRY_(BURIN_CONCAT(burin_try_, __COUNTER__), declaration, __VA_ARGS__)
#define BURIN_TRY_(tmp, declaration, ...)                                    \
  auto&& tmp = (__VA_ARGS__);                                                \
  if (!tmp) return tl::unexpected(std::forward<decltype(tmp)>(tmp).error()); \
  declaration = std::move(*tmp)
/// BURIN_CHECK(expression): returns the error of an Expected<void>.
#define BURIN_CHECK(...)                                                       \
  do {                                                                         \
    auto&& burin_check_ = (__VA_ARGS__);                                       \
    if (!burin_check_) return tl::unexpected(std::move(burin_check_).error()); \
  } while (false)
