#!/usr/bin/env bash
# Builds the native libraries into build/native at the repository's root. Does nothing, silently, when they are up to date.
# A LibTorch outside the system's folders: CMAKE_PREFIX_PATH=/path/to/libtorch ./build.sh
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work="$root/build/native/obj"

for tool in cmake c++; do
  command -v "$tool" >/dev/null || { echo "error: '$tool' is missing. Install it: apt-get install cmake g++ libtorch-dev libopenblas0-openmp" >&2; exit 4; }
done

mkdir -p "$work"
stamp="$work/prefix"
if [ ! -f "$work/CMakeCache.txt" ] || [ "$(cat "$stamp" 2>/dev/null)" != "${CMAKE_PREFIX_PATH:-}" ]; then
  rm -f "$work/CMakeCache.txt"
  cmake -S "$here" -B "$work" -DCMAKE_BUILD_TYPE=Release ${CMAKE_PREFIX_PATH:+-DCMAKE_PREFIX_PATH="$CMAKE_PREFIX_PATH"} >"$work/configure.log" 2>&1 || {
    cat "$work/configure.log" >&2
    rm -f "$work/CMakeCache.txt"
    echo "error: LibTorch was not found. Install it (apt-get install libtorch-dev libopenblas0-openmp) or set CMAKE_PREFIX_PATH to a LibTorch folder." >&2
    exit 4
  }
  printf '%s' "${CMAKE_PREFIX_PATH:-}" >"$stamp"
fi

if ! cmake --build "$work" --parallel "${BUILD_JOBS:-$(nproc)}" >"$work/build.log" 2>&1; then
  cat "$work/build.log" >&2
  exit 4
fi
grep -E 'Built|Linking' "$work/build.log" | grep -q Linking && echo "built: ${root}/build/native" || true
