#!/usr/bin/env bash
# A whole cluster as processes of this machine: silos, APIs, Redis and nginx on free ports of the loopback.
set -uo pipefail
shopt -s nullglob

usage() {
  cat <<'TEXT'
local-cluster.sh up [silos] [apis]      start it (3 silos and 2 APIs unless told otherwise); returns when it answers warm
local-cluster.sh down                   end it; its state stays in the folder
local-cluster.sh status [--json]        what runs, and where
local-cluster.sh kill|hang|resume|stop|start silo N | api N | redis
                                        kill -9, SIGSTOP, SIGCONT, SIGTERM (and wait for its end), start again
local-cluster.sh launch silo N | api N   start it again without waiting until it is ready
local-cluster.sh add silo | api         start one more; returns when it is ready
local-cluster.sh empty redis            delete everything in Redis

ISL_CLUSTER_DIR    folder of its state, its logs and its pids (default: /tmp/isl-cluster-<user id>)
ISL_CONFIGURATION  Release (default) or Debug; built when it is not there
Other ISL_… and CACHE_… settings are passed on to silos and APIs.
TEXT
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
state=${ISL_CLUSTER_DIR:-/tmp/isl-cluster-$UID}
configuration=${ISL_CONFIGURATION:-Release}

# Seconds that a process has to come up: two cores that build at the same time need most of it.
start_patience=${ISL_CLUSTER_START_SECONDS:-90}

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "local-cluster.sh: $*"
  exit 1
}

need() { # need PROGRAM PACKAGE
  command -v "$1" >/dev/null || PATH=$PATH:/usr/sbin:/usr/local/sbin command -v "$1" >/dev/null || fail "$1 is missing. Install it: $2"
}

need_all() {
  need redis-server 'apt-get install redis-server'
  need nginx 'apt-get install nginx'
  need curl 'apt-get install curl'
  need dotnet 'the .NET 10 SDK, https://dot.net'
  PATH=$PATH:/usr/sbin:/usr/local/sbin
}

# Processes. A pid file holds the pid and the time of its start, so that a pid that was given to another process is never signalled.

started_at() { # field 22 of /proc/PID/stat; the name in field 2 may hold blanks
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  stat=${stat##*) }
  set -- $stat
  [ "$1" != Z ] && printf '%s' "${20}"
}

pid_of() { # pid_of FOLDER: the pid when the process runs
  local pid start
  read -r pid start 2>/dev/null <"$1/pid" || return 1
  [ "$(started_at "$pid")" = "$start" ] && printf '%s' "$pid"
}

launch() { # launch FOLDER PROGRAM [ARGUMENT…]: in the background, for good, holding on to nothing of ours
  local folder=$1 pid
  shift
  # In a process group of its own, as Ctrl-C at the terminal is not for it, but in no session of its own: Linux shares out the processors
  # among sessions before it looks at nice values, and a long fit would weigh as much as all that its neighbours serve.
  set -m
  (cd "$folder" && exec nohup "$@" </dev/null >console.log 2>&1 9>&-) &
  pid=$!
  set +m
  printf '%s %s\n' "$pid" "$(started_at "$pid")" >"$folder/pid"
}

end() { # end FOLDER SIGNAL SECONDS: signal it and wait for its end; -9 after that
  local pid tries
  pid=$(pid_of "$1") || return 0
  kill -CONT "$pid" 2>/dev/null
  kill "-$2" "$pid" 2>/dev/null
  for ((tries = $3 * 10; tries > 0; tries--)); do
    pid_of "$1" >/dev/null || return 0
    sleep 0.1
  done
  kill -9 "$pid" 2>/dev/null
  sleep 0.2
}

free_port() { # a port below the range that the kernel gives away, which nobody listens on and no other process of this cluster was given
  local port
  while :; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    grep -qsx "$port" "$state/ports" && continue
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && continue
    printf '%s\n' "$port" | tee -a "$state/ports"
    return
  done
}

# The parts.

port_of() { cat "$state/$1/$2" 2>/dev/null; }
url_of() { printf 'http://127.0.0.1:%s' "$(port_of "$1" http)"; }
numbers() { # numbers KIND: those that were ever started, in order
  local folder
  for folder in "$state/$1"-*; do printf '%s\n' "${folder##*-}"; done | sort -n
}
running() { # running KIND: the numbers of those that run
  local n
  for n in $(numbers "$1"); do pid_of "$state/$1-$n" >/dev/null && printf '%s\n' "$n"; done
}
next_number() { printf '%s' $(($(numbers "$1" | tail -n 1) + 1)); }

program_of() { # program_of Isl.Silo: its executable, built when it is not there
  local program=$root/$1/bin/$configuration/net10.0/$1
  if [ ! -x "$program" ]; then
    say "building $1 ($configuration)"
    dotnet build "$root/$1" -c "$configuration" -v q -nologo >&2 || fail "$1 does not build"
  fi
  printf '%s' "$program"
}

start_redis() {
  pid_of "$state/redis" >/dev/null && return
  mkdir -p "$state/redis"
  [ -f "$state/redis/port" ] || free_port >"$state/redis/port"
  launch "$state/redis" redis-server --port "$(port_of redis port)" --bind 127.0.0.1 --dir "$state/redis" \
    --save '' --appendonly yes --appendfsync everysec
  wait_for redis_answers "$state/redis" || fail "Redis does not answer; see $state/redis/console.log"
}

redis_answers() {
  local reply
  exec 3<>"/dev/tcp/127.0.0.1/$(port_of redis port)" || return 1
  printf 'PING\r\n' >&3
  read -r -t 1 reply <&3
  exec 3>&-
  [ "${reply:0:5}" = +PONG ]
} 2>/dev/null

cluster_environment() {
  printf '%s\n' \
    "REDIS_CONNECTION=127.0.0.1:$(port_of redis port)" \
    ISL_ADVERTISED_IP=127.0.0.1 \
    DOTNET_CLI_TELEMETRY_OPTOUT=1 \
    DOTNET_gcServer=0 # several processes share these cores
}

start_silo() { # start_silo N
  local folder=$state/silo-$1 program
  pid_of "$folder" >/dev/null && return
  program=$(program_of Isl.Silo) || exit 1
  mkdir -p "$folder"
  [ -f "$folder/http" ] || free_port >"$folder/http"
  [ -f "$folder/silo" ] || free_port >"$folder/silo"
  [ -f "$folder/gateway" ] || free_port >"$folder/gateway"
  launch "$folder" env $(cluster_environment) "ISL_LOG_FILE=$folder/app.log" "ASPNETCORE_URLS=$(url_of "silo-$1")" \
    "ISL_SILO_PORT=$(port_of "silo-$1" silo)" "ISL_GATEWAY_PORT=$(port_of "silo-$1" gateway)" "$program"
}

start_api() { # start_api N
  local folder=$state/api-$1 program
  pid_of "$folder" >/dev/null && return
  program=$(program_of Isl.Api) || exit 1
  mkdir -p "$folder"
  [ -f "$folder/http" ] || free_port >"$folder/http"
  launch "$folder" env $(cluster_environment) "ISL_LOG_FILE=$folder/app.log" "ASPNETCORE_URLS=$(url_of "api-$1")" "$program"
}

start_nginx() { # starts it, or has it read its configuration again
  local folder=$state/nginx text n user='' upstreams=''
  mkdir -p "$folder"
  [ -f "$folder/port" ] || free_port >"$folder/port"
  for n in $(running api); do
    [ -f "$state/api-$n/out" ] || upstreams+="server 127.0.0.1:$(port_of "api-$n" http) max_fails=1 fail_timeout=1s; "
  done
  [ "$UID" -eq 0 ] && user='user root;'
  text=$(cat "$root/deploy/nginx/nginx.conf.template")
  text=${text//'${ISL_NGINX_USER}'/$user}
  text=${text//'${ISL_NGINX_DIR}'/$folder}
  text=${text//'${ISL_LISTEN}'/127.0.0.1:$(port_of nginx port)}
  text=${text//'${ISL_UPSTREAMS}'/${upstreams:-server 127.0.0.1:1 down;}}
  printf '%s\n' "$text" >"$folder/nginx.conf"
  if pid_of "$folder" >/dev/null; then
    kill -HUP "$(pid_of "$folder")"
    return
  fi
  launch "$folder" nginx -c "$folder/nginx.conf" -e "$folder/error.log" -g 'daemon off;'
  wait_for nginx_listens "$folder" || fail "nginx does not start; see $folder/console.log"
}

nginx_listens() { (exec 3<>"/dev/tcp/127.0.0.1/$(port_of nginx port)") 2>/dev/null; }

# Waiting.

wait_for() { # wait_for CHECK FOLDER [ARGUMENT…]: until the check holds; false when the folder's process ends or patience does
  local check=$1 folder=$2 until=$((SECONDS + start_patience))
  shift 2
  while [ "$SECONDS" -lt "$until" ]; do
    "$check" "$@" && return 0
    pid_of "$folder" >/dev/null || return 1
    sleep 0.2
  done
  return 1
}

is_ready() { curl -sf -m 5 -o /dev/null "$1/health/ready"; }

wait_ready() { # wait_ready KIND N
  wait_for is_ready "$state/$1-$2" "$(url_of "$1-$2")" && return
  tail -n 3 "$state/$1-$2/console.log" >&2
  fail "$1 $2 is not ready; see $state/$1-$2"
}

table() { # table SALT: 40 rows that nobody asked about before
  awk -v salt="$1" 'BEGIN { srand(salt); for (i = 0; i < 40; i++) { a = rand(); b = 2 * a + rand(); c = rand() - b
    printf "%s{\"A\":%.6f,\"B\":%.6f,\"C\":%.6f}", (i ? "," : ""), a, b, c } }'
}

ask() { curl -sf -m 35 -o /dev/null -w '%{time_total}\n' -H 'Content-Type: application/json' -d "$2" "$1"; }

warm_round() { # warm_round URL SALT: the slowest of a few different new questions, in milliseconds; 99999 when one failed
  local url=$1 salt=$2 data
  data=$(table "$salt")
  {
    ask "$url/api/v1/causal/validate" "{\"dag_structure\":\"dag { X$salt -> Y; Z -> X$salt; Z -> Y }\",\"treatment\":\"X$salt\",\"outcome\":\"Y\"}"
    ask "$url/api/v1/validation/strategies" "{\"dag_structure\":\"dag { X$salt -> Y; U -> X$salt; U -> Y }\",\"treatment\":\"X$salt\",\"outcome\":\"Y\"}"
    ask "$url/api/v1/causal/discover" "{\"data\":[$data],\"algorithm\":\"notears\"}"
    ask "$url/api/v1/causal/discover" "{\"data\":[$data],\"algorithm\":\"pc\"}"
    ask "$url/api/v1/causal/counterfactual" "{\"model\":{\"variables\":[\"P\",\"R\"],\"equations\":{\"R\":{\"formula\":\"2*P+noise\",\"noise_dist\":\"normal(0,1)\"}},\"distributions\":{\"P\":{\"type\":\"normal\",\"parameters\":{\"mean\":$salt,\"std\":1}}}},\"intervention\":{\"P\":3},\"seed\":7}"
  } | awk '{ n++; if ($1 > most) most = $1 } END { print n < 5 ? 99999 : int(most * 1000) }'
}

warm() { # asks every API new questions until two rounds in a row are answered quickly; silos and APIs have warmed themselves before they were ready
  local n salt=$RANDOM until=$((SECONDS + start_patience)) quick most
  for n in $(running api); do
    quick=0
    while [ "$quick" -lt 2 ] && [ "$SECONDS" -lt "$until" ]; do
      salt=$((salt + 1))
      most=$(warm_round "$(url_of "api-$n")" "$salt")
      if [ "$most" -le 1000 ]; then quick=$((quick + 1)); else quick=0; fi
    done
    [ "$quick" -ge 2 ] || say "api $n answers, but slowly: this machine is busy"
  done
}

# The commands.

up() {
  local n silos=${1:-3} apis=${2:-2}
  [[ $silos =~ ^[1-9][0-9]?$ && $apis =~ ^[1-9][0-9]?$ ]] || fail "up takes two numbers from 1 to 99"
  need_all
  mkdir -p "$state" || fail "cannot make $state"
  exec 9>"$state/lock"
  flock -n 9 || fail "another local-cluster.sh is at work in $state"
  program_of Isl.Silo >/dev/null && program_of Isl.Api >/dev/null || exit 1
  start_redis
  for ((n = 1; n <= silos; n++)); do start_silo "$n"; done
  for ((n = 1; n <= apis; n++)); do start_api "$n"; done
  for n in $(running silo); do wait_ready silo "$n"; done
  for n in $(running api); do wait_ready api "$n"; done
  start_nginx
  wait_for is_ready "$state/nginx" "$(url_of_entry)" || fail "nginx does not reach the APIs"
  [ "${ISL_CLUSTER_COLD:-}" ] || warm
  say "up: $(url_of_entry)"
}

url_of_entry() { printf 'http://127.0.0.1:%s' "$(port_of nginx port)"; }

down() {
  local folder
  [ -d "$state" ] || return 0
  end "$state/nginx" QUIT 1
  for folder in "$state"/api-* "$state"/silo-*; do
    end "$folder" TERM 15 &
  done
  wait
  end "$state/redis" TERM 5
  rm -rf "$state"/api-* "$state"/silo-* "$state/redis" "$state/nginx" "$state/ports"
}

status() {
  local n comma=''
  if [ "${1:-}" != --json ]; then
    printf 'entry  %s\n' "$(url_of_entry)"
    printf 'redis  pid %s, port %s\n' "$(pid_of "$state/redis" || echo -)" "$(port_of redis port)"
    for n in $(numbers silo); do printf 'silo %s pid %s, %s\n' "$n" "$(pid_of "$state/silo-$n" || echo -)" "$(url_of "silo-$n")"; done
    for n in $(numbers api); do printf 'api %s  pid %s, %s\n' "$n" "$(pid_of "$state/api-$n" || echo -)" "$(url_of "api-$n")"; done
    return
  fi

  printf '{"entry": "%s", "silos": [' "$(url_of_entry)"
  list silo
  printf '], "apis": ['
  list api
  printf '], "redis": {"pid": %s, "port": %s}}\n' "$(pid_of "$state/redis" || echo null)" "$(port_of redis port || echo null)"
}

list() { # list KIND: those that run, as JSON
  local n comma=''
  for n in $(running "$1"); do
    printf '%s{"n": %s, "pid": %s, "http": "%s"}' "$comma" "$n" "$(pid_of "$state/$1-$n")" "$(url_of "$1-$n")"
    comma=', '
  done
}

target() { # target KIND [N]: the folder of one process
  case $1 in
    redis) printf '%s' "$state/redis" ;;
    silo | api)
      [ -d "$state/$1-${2:-}" ] || fail "there is no $1 ${2:-}; see status"
      printf '%s' "$state/$1-$2"
      ;;
    *) fail "there is no $1; say silo N, api N or redis" ;;
  esac
}

signal() { # signal NAME KIND [N]
  local name=$1 folder pid
  shift
  folder=$(target "$@") || exit 1
  pid=$(pid_of "$folder") || fail "$* does not run"
  kill "-$name" "$pid" || exit 1
  if [ "$name" = KILL ]; then # so that it can be started again at once
    while pid_of "$folder" >/dev/null; do sleep 0.05; done
  fi
}

stop() {
  local folder
  folder=$(target "$@") || exit 1
  if [ "$1" = api ]; then
    touch "$folder/out" # first out of nginx, then down
    start_nginx
    sleep 0.5
  fi
  end "$folder" TERM "$((${ISL_DRAIN_SECONDS:-30} + 15))"
}

start() {
  local folder
  folder=$(target "$@") || exit 1
  need_all
  case $1 in
    redis) start_redis ;;
    silo)
      start_silo "$2"
      wait_ready silo "$2"
      ;;
    api)
      start_api "$2"
      wait_ready api "$2"
      rm -f "$folder/out"
      start_nginx
      ;;
  esac
}

launch_again() {
  target "$@" >/dev/null || exit 1
  case $1 in
    silo) start_silo "$2" ;;
    api) start_api "$2" ;;
  esac
}

add() {
  local n
  [[ ${1:-} == silo || ${1:-} == api ]] || fail "add takes silo or api"
  n=$(next_number "$1")
  mkdir -p "$state/$1-$n"
  start "$1" "$n"
  say "$1 $n: $(url_of "$1-$n")"
}

empty() {
  [ "${1:-}" = redis ] || fail "only redis can be emptied"
  local reply
  exec 3<>"/dev/tcp/127.0.0.1/$(port_of redis port)" || fail "Redis does not run"
  printf 'FLUSHALL\r\n' >&3
  read -r -t 10 reply <&3
  exec 3>&-
  [ "${reply:0:3}" = +OK ] || fail "Redis does not answer"
}

command=${1:-}
[ $# -gt 0 ] && shift
case $command in
  up) up "$@" ;;
  down) down ;;
  status) status "$@" ;;
  kill) signal KILL "$@" ;;
  hang) signal STOP "$@" ;;
  resume) signal CONT "$@" ;;
  stop) stop "$@" ;;
  start) start "$@" ;;
  launch) launch_again "$@" ;;
  add) add "$@" ;;
  empty) empty "$@" ;;
  '' | -h | --help | help) usage ;;
  *)
    usage >&2
    fail "there is no command $command"
    ;;
esac
