# Sourced by ./test: which of the published packages can be restored and loaded here, and so which tests run on them.

# The ML.NET room, what serves it and the programs that show it. The other tests do not depend on which library it is, or ask for the kernels of standins.
PUBLISHED_TESTS="MlNet.Conformance Transforms.Tests Serving.Tests Samples.Tests"
STILL_CHECKED="What is still checked: every member of Microsoft.ML and TorchSharp that the product uses is one that they declare (tests/Architecture.Tests)"

# Restores a project; where that fails, says in $why what the feed lacks, or shows what else it was.
restores() { # project, properties...
  local log missing
  log=$(mktemp)
  why=""
  if ! dotnet restore "$@" --nologo -v quiet >"$log" 2>&1; then
    missing=$(sed -n 's/.*Unable to find package \([A-Za-z0-9.-]*[A-Za-z0-9]\).*/\1/p' "$log" | sort -u | paste -sd ' ')
    why="the package feed lacks $missing"
    if [ -z "$missing" ]; then
      why="the package feed cannot be reached"
      grep -q NU1301 "$log" || { why="restoring failed, as shown above" && cat "$log" >&2 && return 2; }
    fi
  fi
  rm -f "$log"
  [ -z "$why" ]
}

# TorchSharp's native library is built with a newer compiler than Debian 12 has, and asks for that compiler's C++ library.
torchsharp_loads() {
  local packages version library wanted
  [ "$(uname -s -m)" = "Linux x86_64" ] || return 0 # elsewhere the tests themselves show it
  packages=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: *//')
  version=$(sed -n 's/.*Include="TorchSharp" Version="\([^"]*\)".*/\1/p' Directory.Packages.props)
  library="$packages/torchsharp/$version/runtimes/linux-x64/native/libLibTorchSharp.so"
  [ -f "$library" ] || { why="TorchSharp $version has no native library for this system" && return 1; }
  wanted=$(ldd "$library" 2>&1 | sed -n "s/.*: version \`\([A-Z_0-9.]*\)' not found.*/\1/p" | sort -u | paste -sd ' ')
  [ -z "$wanted" ] || { why="TorchSharp $version asks for $wanted, and this system's C library or C++ library is older (Debian 13 and Ubuntu 24.04 have it)" && return 1; }
}

# Sets $stack to the properties of the fullest stack that works here, empty where there is none, and says what is left out.
# Fails where something is wrong that no feed and no system explains.
choose_stack() {
  local why code=0
  stack=""
  restores tests/MlNet.Conformance -p:MlStack=package || code=$?
  [ "$code" != 2 ] || return 1
  if [ "$code" != 0 ]; then
    echo "--- nothing is run on published packages: $why. $STILL_CHECKED." >&2
    return 0
  fi
  stack="-p:MlStack=package"
  restores src/Learner $stack && torchsharp_loads && restores tests/Transforms.Tests $stack || code=$?
  [ "$code" != 2 ] || return 1
  if [ "$code" != 0 ]; then
    stack="-p:MlStack=package -p:TorchStack=standin"
    echo "--- on the published packages, but TorchSharp is the subset of standins: $why. $STILL_CHECKED." >&2
  else
    echo "--- on the published packages" >&2
  fi
}
