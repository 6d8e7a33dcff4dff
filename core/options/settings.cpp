#include "core/options/settings.hpp"

#include <charconv>

namespace burin {

namespace {

template <class Number>
Number number(const std::string& text) {
  Number out{};
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

Error within(Error error, const std::string& origin) {
  if (!origin.empty()) error.message = origin + ": " + error.message;
  return error;
}

}  // namespace

std::string_view name_of(Source source) noexcept {
  switch (source) {
    case Source::command_line: return "command line";
    case Source::environment: return "environment";
    case Source::config: return "config";
    case Source::style: return "style";
    default: return "default";
  }
}

Error unknown_option(std::string_view name, std::uint32_t commands) {
  std::vector<std::string_view> names;
  for (const OptionSpec& option : option_table()) {
    if (option.available && (option.commands & commands) != 0) names.push_back(option.name);
  }
  const std::string_view near = nearest(name, names);
  return Error{Errc::usage,
               "BU0302",
               "there is no option '" + std::string(name) + "'",
               {},
               near.empty() ? std::string{} : "did you mean '" + std::string(near) + "'?"};
}

Expected<void> Settings::set(std::string_view name, std::vector<std::string> values, Source source,
                             std::string origin) {
  const OptionSpec* option = find_option(name);
  if (option == nullptr) return tl::unexpected(within(unknown_option(name, cmd_all), origin));
  if (!option->available) {
    return fail(Errc::usage, "BU0303", "--" + std::string(name) + " is not available in this version");
  }
  for (const std::string& value : values) {
    if (auto valid = validate(*option, value); !valid) return tl::unexpected(within(valid.error(), origin));
  }
  const auto present = values_.find(name);
  if (present != values_.end() && present->second.source > source) return {};
  values_.insert_or_assign(std::string(name), Value{std::move(values), source, std::move(origin)});
  return {};
}

std::string Settings::text(std::string_view name) const {
  const auto found = values_.find(name);
  if (found != values_.end() && !found->second.values.empty()) return found->second.values.back();
  const OptionSpec* option = find_option(name);
  return option == nullptr ? std::string{} : std::string(option->otherwise);
}

std::vector<std::string> Settings::list(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>{} : found->second.values;
}

std::int64_t Settings::whole(std::string_view name) const { return number<std::int64_t>(text(name)); }
double Settings::real(std::string_view name) const { return number<double>(text(name)); }

std::size_t Settings::count(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() || text(name) == "false" ? 0 : found->second.values.size();
}

Source Settings::source(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? Source::otherwise : found->second.source;
}

std::string Settings::origin(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string{} : found->second.origin;
}

}  // namespace burin
