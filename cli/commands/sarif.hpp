// What `check` finds, for tools that show findings beside the text.
#pragma once

#include <string>

#include "io/report/run_report.hpp"

namespace burin::cli {

/// All diagnostics and errors as a SARIF 2.1.0 log (OASIS standard): one run, a rule for every code that occurs, a
/// result for each finding. Addresses, parts and measures are logical locations. Pure. O(findings · log codes).
[[nodiscard]] std::string findings_sarif(const io::RunReport& report);

}  // namespace burin::cli
