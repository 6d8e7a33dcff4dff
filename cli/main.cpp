// burin: a music engraver. Everything happens in cli::run.
#include "cli/app/app.hpp"

int main(int argc, char** argv) { return burin::cli::run(argc, argv); }
