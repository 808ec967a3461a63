#!/usr/bin/env bash
# A RabbitMQ of its own on loopback, for tests and demonstrations: nothing outside DIR is touched, no system service is used.
#   rabbitmq.sh start DIR PORT     returns when the broker takes connections (account guest, password guest)
#   rabbitmq.sh stop DIR PORT
set -euo pipefail
usage() { echo "usage: rabbitmq.sh start|stop DIR PORT (PORT 1024 to 44000; PORT+20000 and PORT+20001 are used as well)" >&2 && exit 2; }
[ $# = 3 ] && [[ "$3" =~ ^[0-9]+$ ]] && [ "$3" -ge 1024 ] && [ "$3" -le 44000 ] || usage
mkdir -p "$2"
dir=$(cd "$2" && pwd)
port=$3

export HOME="$dir" ERL_EPMD_PORT=$((port + 20001)) ERL_EPMD_ADDRESS=127.0.0.1
export RABBITMQ_NODENAME="mlopscl-$port@localhost" RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT=$port RABBITMQ_DIST_PORT=$((port + 20000))
export RABBITMQ_MNESIA_BASE="$dir/mnesia" RABBITMQ_LOG_BASE="$dir/log" RABBITMQ_LOGS="$dir/log/broker.log" RABBITMQ_SCHEMA_DIR="$dir/schema"
export RABBITMQ_ENABLED_PLUGINS_FILE="$dir/plugins" RABBITMQ_CONFIG_FILE="$dir/broker" RABBITMQ_PID_FILE="$dir/pid"
export RABBITMQ_GENERATED_CONFIG_DIR="$dir/schema" RABBITMQ_CONF_ENV_FILE="$dir/environment"

listening() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

start() {
  # The package's own script: the one on the path changes to another account first.
  local server=/usr/lib/rabbitmq/bin/rabbitmq-server
  [ -x "$server" ] || { echo "error: RabbitMQ is missing. Install it: apt-get install rabbitmq-server" >&2 && exit 2; }
  ! listening || { echo "error: port $port of 127.0.0.1 is taken; choose another." >&2 && exit 2; }
  mkdir -p "$dir/mnesia" "$dir/log" "$dir/schema"
  echo '[].' >"$dir/plugins"
  : >"$dir/environment"
  printf 'loopback_users = none\nvm_memory_high_watermark.relative = 0.4\ndisk_free_limit.absolute = 50MB\n' >"$dir/broker.conf"
  setsid "$server" </dev/null >"$dir/log/start.log" 2>&1 &
  local tries
  for ((tries = 0; tries < 600; tries++)); do
    ! listening || return 0
    kill -0 $! 2>/dev/null || break
    sleep 0.1
  done
  echo "error: the broker did not start on port $port; its log:" >&2
  tail -n 30 "$dir/log/start.log" >&2
  exit 4
}

stop() {
  local pid tries
  pid=$(cat "$dir/pid" 2>/dev/null || true)
  if [ -n "$pid" ] && kill "$pid" 2>/dev/null; then
    for ((tries = 0; tries < 200; tries++)); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
    kill -9 "$pid" 2>/dev/null || true
  fi
  local epmd
  for epmd in $(command -v epmd || true) /usr/lib/erlang/erts-*/bin/epmd; do
    [ ! -x "$epmd" ] || { "$epmd" -port "$ERL_EPMD_PORT" -kill >/dev/null 2>&1 || true; break; }
  done
}

case "$1" in start) start ;; stop) stop ;; *) usage ;; esac
