#!/usr/bin/env bash
# Prints the path of the storage emulator's program, installed through npm into build/tools/azurite when it is not there.
# With arguments it becomes the emulator: infra/tools/azurite.sh --blobPort 10000
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
version=3.35.0
folder=${MLOPSCL_AZURITE:-$root/build/tools/azurite}
program=$folder/node_modules/.bin/azurite-blob

if [ ! -x "$program" ]; then
    [ -z "${MLOPSCL_NO_INSTALL:-}" ] || { echo "azurite is missing: npm install --prefix '$folder' azurite@$version" >&2; exit 2; }
    command -v npm > /dev/null || { echo "npm is missing: install Debian's package npm" >&2; exit 2; }
    mkdir -p "$folder"
    exec 9> "$folder/.lock"
    flock 9
    [ -x "$program" ] || npm install --prefix "$folder" --no-audit --no-fund --no-save --loglevel=error "azurite@$version" >&2
    exec 9>&-
fi
[ $# -gt 0 ] || { echo "$program"; exit 0; }
exec "$program" --silent --disableTelemetry --inMemoryPersistence --skipApiVersionCheck --blobHost 127.0.0.1 "$@"
