#!/bin/sh
# Sets up, builds and runs every test, optimised and under the sanitizers: sh tests/run.sh [PRESET...]
# The presets are release and debug unless others are named (clang, tsan, fuzz).
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
sh third_party/setup.sh --tests
[ $# -gt 0 ] || set -- release debug
status=0
for preset in "$@"; do
    echo "== $preset"
    cmake --preset "$preset" -DBUILD_TESTING=ON >/dev/null
    cmake --build --preset "$preset"
    ctest --preset "$preset" || status=$?
done
exit "$status"
