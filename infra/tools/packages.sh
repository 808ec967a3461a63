# Sourced by the scripts of the root: installs the Debian packages that are missing, or says which ones they are.

BUILD_PACKAGES="cmake g++ libtorch-dev libopenblas0-openmp libturbojpeg0 libpng16-16 libwebp7"
PICTURE_PACKAGES="libturbojpeg0 libpng16-16 libwebp7"
DATA_PACKAGES="dataset-fashion-mnist gnome-icon-theme mate-icon-theme elementary-xfce-icon-theme npm"
BROKER_PACKAGES="rabbitmq-server"
AZURITE_PACKAGES="npm"

stop() {
  echo "error: $1" >&2
  exit 2
}

# A package counts as there when dpkg has it (in Debian 13 some names end in t64), for a tool also when a command of its name is on the path; Debian's LibTorch is
# not asked for where another is named.
missing_packages() {
  local package own
  own=${CMAKE_PREFIX_PATH-$(cat "${BASH_SOURCE[0]%/*}/../../build/native/obj/prefix" 2>/dev/null || true)}
  for package in "$@"; do
    case "$package" in
      cmake | g++ | npm) command -v "$package" >/dev/null && continue ;;
      libtorch-dev | libopenblas0-openmp) [ -n "$own" ] && continue ;;
    esac
    { dpkg-query -W -f='${db:Status-Status}\n' "$package" "${package}t64" 2>/dev/null || true; } | grep -qx installed || printf '%s ' "$package"
  done
}

install_packages() {
  local missing as_root=""
  command -v dpkg-query >/dev/null || return 0 # not a Debian: the build says what it does not find
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  [ "${MLOPSCL_NO_INSTALL:-}" != 1 ] || stop "missing packages: ${missing% }. Install them: apt-get install --no-install-recommends ${missing% } (or unset MLOPSCL_NO_INSTALL)."
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || stop "missing packages: ${missing% }. There is no sudo here; as root: apt-get install --no-install-recommends ${missing% }"
    as_root="sudo"
  fi
  echo "installing: ${missing% }" >&2
  $as_root apt-get update -qq >&2 || stop "apt-get update failed; check the network and /etc/apt/sources.list, then run this again."
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing </dev/null >&2 ||
    stop "apt-get could not install ${missing% }; its message is above."
}

# Azurite, the emulator of Azure Blob storage, goes to build/tools and nowhere else.
install_azurite() {
  # shellcheck disable=SC2086
  install_packages $AZURITE_PACKAGES
  "$1/infra/tools/azurite.sh" >/dev/null || stop "azurite is missing; the message above says how to get it."
}

require_dotnet() {
  command -v dotnet >/dev/null || stop "the .NET 10 SDK is missing. Install it: https://dotnet.microsoft.com/download/dotnet/10.0"
  local version
  version=$(cd "$1" && dotnet --version 2>/dev/null) || version=none
  case "$version" in
    10.* | 1[1-9].*) ;;
    *) stop "the .NET SDK here is '$version'; 10.0.100 or later is needed: https://dotnet.microsoft.com/download/dotnet/10.0" ;;
  esac
}
