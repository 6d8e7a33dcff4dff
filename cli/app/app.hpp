// The program: command line → settings → command → exit code.
#pragma once

namespace burin::cli {

/// Runs the program and returns its exit code. Never throws; a defect gives 70 and a short report on standard error.
[[nodiscard]] int run(int argc, char** argv);

}  // namespace burin::cli
