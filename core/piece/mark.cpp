#include "core/piece/mark.hpp"

#include <algorithm>

namespace burin {

void Params::set(Param name, ParamValue value) {
  const auto at = std::lower_bound(entries_.begin(), entries_.end(), name,
                                   [](const auto& entry, Param wanted) { return entry.first < wanted; });
  if (at != entries_.end() && at->first == name) {
    at->second = std::move(value);
  } else {
    entries_.emplace(at, name, std::move(value));
  }
}

const ParamValue* Params::find(Param name) const noexcept {
  for (const auto& [key, value] : entries_) {
    if (key == name) return &value;
  }
  return nullptr;
}

std::string_view Params::text(Param name, std::string_view otherwise) const noexcept {
  const ParamValue* value = find(name);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? otherwise : std::string_view(*text);
}

std::int64_t Params::whole(Param name, std::int64_t otherwise) const noexcept {
  const ParamValue* value = find(name);
  const auto* whole = value == nullptr ? nullptr : std::get_if<std::int64_t>(value);
  return whole == nullptr ? otherwise : *whole;
}

double Params::real(Param name, double otherwise) const noexcept {
  const ParamValue* value = find(name);
  if (value == nullptr) return otherwise;
  if (const auto* real = std::get_if<double>(value)) return *real;
  const auto* whole = std::get_if<std::int64_t>(value);
  return whole == nullptr ? otherwise : static_cast<double>(*whole);
}

const Params& Mark::parameters() const noexcept {
  static const Params none;
  return params ? *params : none;
}

bool operator==(const Mark& a, const Mark& b) noexcept {
  return a.family == b.family && a.variant == b.variant && a.side == b.side && a.role == b.role &&
         a.hidden == b.hidden && a.span == b.span && (a.params == b.params || a.parameters() == b.parameters());
}

}  // namespace burin
