#include "core/run/operation.hpp"

namespace burin {

Expected<void> Operation::check() const {
  if (own_.stopped() || (outer_ != nullptr && outer_->stopped())) return fail(Errc::cancelled, "BU0001", "cancelled");
  if (late()) return fail(Errc::limit, "BU0002", "the time limit was reached", {}, "raise --timeout");
  return {};
}

}  // namespace burin
