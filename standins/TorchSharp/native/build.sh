#!/usr/bin/env bash
# Builds the native libraries into build/native at the repository's root. Does nothing, silently, when they are up to date.
# A LibTorch outside the system's folders: CMAKE_PREFIX_PATH=/path/to/libtorch ./build.sh
# It is remembered for later calls that name none; CMAKE_PREFIX_PATH= (empty) goes back to the system's.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work="$root/build/native/obj"
packages="cmake g++ libtorch-dev libopenblas0-openmp"

fail() { echo "error: $1" >&2; exit 4; }

for tool in cmake c++; do
  command -v "$tool" >/dev/null || fail "'$tool' is missing. Install it: apt-get install $packages"
done

mkdir -p "$work"
if command -v flock >/dev/null; then
  exec 9>"$work/lock"
  flock 9
fi

# What the configuration depends on; a moved checkout or another LibTorch starts afresh.
prefix=${CMAKE_PREFIX_PATH-$(cat "$work/prefix" 2>/dev/null || true)}
[ -n "${CMAKE_PREFIX_PATH+given}" ] || [ -e "${prefix%%;*}" ] || prefix=
setting="$root $prefix"
if [ ! -f "$work/CMakeCache.txt" ] || [ "$(cat "$work/setting" 2>/dev/null)" != "$setting" ]; then
  rm -rf "$work/CMakeCache.txt" "$work/CMakeFiles" "$work/kernels"
  if ! cmake -S "$here" -B "$work" -DCMAKE_BUILD_TYPE=Release ${prefix:+-DCMAKE_PREFIX_PATH="$prefix"} \
      >"$work/configure.log" 2>&1; then
    cat "$work/configure.log" >&2
    rm -f "$work/CMakeCache.txt"
    fail "LibTorch was not found. Install it (apt-get install $packages) or set CMAKE_PREFIX_PATH to a LibTorch folder."
  fi
  printf '%s' "$prefix" >"$work/prefix"
  printf '%s' "$setting" >"$work/setting"
fi

if ! cmake --build "$work" --parallel "${BUILD_JOBS:-$(nproc)}" >"$work/build.log" 2>&1; then
  cat "$work/build.log" >&2
  fail "the native libraries did not compile; the compiler's output is above."
fi
if grep -q Linking "$work/build.log"; then echo "built: $root/build/native"; fi
