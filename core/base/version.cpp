#include "core/base/version.hpp"

namespace burin {

std::string_view version() { return BURIN_VERSION; }

}  // namespace burin
