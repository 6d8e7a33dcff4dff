#include "core/piece/accidental_names.hpp"

#include <algorithm>
#include <array>

namespace burin {

namespace {

struct Named {
  std::string_view name;
  AccidentalSign sign;
};

// Sorted by name.
constexpr std::array<Named, 38> signs{{
    {"arrow-down", 0xE27B},
    {"arrow-up", 0xE27A},
    {"double-sharp", 0xE263},
    {"double-sharp-down", 0xE277},
    {"double-sharp-up", 0xE276},
    {"double-slash-flat", 0xE440},
    {"flat", 0xE260},
    {"flat-1", 0xE454},
    {"flat-2", 0xE455},
    {"flat-3", 0xE456},
    {"flat-4", 0xE457},
    {"flat-down", 0xE271},
    {"flat-flat", 0xE264},
    {"flat-flat-down", 0xE279},
    {"flat-flat-up", 0xE278},
    {"flat-up", 0xE270},
    {"koron", 0xE460},
    {"natural", 0xE261},
    {"natural-down", 0xE273},
    {"natural-flat", 0xE267},
    {"natural-sharp", 0xE268},
    {"natural-up", 0xE272},
    {"quarter-flat", 0xE280},
    {"quarter-sharp", 0xE282},
    {"sharp", 0xE262},
    {"sharp-1", 0xE450},
    {"sharp-2", 0xE451},
    {"sharp-3", 0xE452},
    {"sharp-5", 0xE453},
    {"sharp-down", 0xE275},
    {"sharp-sharp", 0xE269},
    {"sharp-up", 0xE274},
    {"slash-flat", 0xE442},
    {"slash-quarter-sharp", 0xE446},
    {"slash-sharp", 0xE447},
    {"sori", 0xE461},
    {"three-quarters-flat", 0xE281},
    {"three-quarters-sharp", 0xE283},
}};
constexpr std::array<Named, 2> triples{{{"triple-flat", 0xE266}, {"triple-sharp", 0xE265}}};

}  // namespace

AccidentalSign accidental_sign(std::string_view name) noexcept {
  const auto at = std::lower_bound(signs.begin(), signs.end(), name,
                                   [](const Named& named, std::string_view wanted) { return named.name < wanted; });
  if (at != signs.end() && at->name == name) return at->sign;
  for (const Named& named : triples) {
    if (named.name == name) return named.sign;
  }
  return 0;
}

std::string_view accidental_name(AccidentalSign sign) noexcept {
  for (const Named& named : signs) {
    if (named.sign == sign) return named.name;
  }
  for (const Named& named : triples) {
    if (named.sign == sign) return named.name;
  }
  return {};
}

}  // namespace burin
