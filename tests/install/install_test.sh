#!/usr/bin/env bash
# Installs burin from a build folder into an empty prefix, builds a project against it and runs that.
#   install_test.sh BUILD_FOLDER CONSUMER_SOURCES SCRATCH_FOLDER CXX_COMPILER SCORE
set -euo pipefail
build=$1 sources=$2 scratch=$3 compiler=$4 score=$5
rm -rf "$scratch"
mkdir -p "$scratch"
cmake --install "$build" --prefix "$scratch/prefix" >"$scratch/install.log"
"$scratch/prefix/bin/burin" --version
cmake -S "$sources" -B "$scratch/consumer" -G Ninja -DCMAKE_PREFIX_PATH="$scratch/prefix" \
  -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_BUILD_TYPE=Debug
cmake --build "$scratch/consumer"
"$scratch/consumer/consumer" "$score"
