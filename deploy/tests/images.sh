#!/usr/bin/env bash
# Builds the images of deploy/Dockerfile and starts them, without a Docker engine: Debian's buildah on bases that mmdebstrap makes and this
# machine's .NET fills. The runtime base has no shell, no curl and no package manager, like the chiseled images it stands for.
# Needs root, buildah, mmdebstrap, the .NET SDK, curl, redis-server. One line a check; ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/../.."

passed=0
failed=0
started=()
work=$(mktemp -d)
check() { # check WHAT COMMAND...: one line
  local what=$1 begin=$SECONDS
  shift
  if "$@" >"$work/log" 2>&1; then
    passed=$((passed + 1))
    printf 'ok      %s (%d s)\n' "$what" $((SECONDS - begin))
  else
    failed=$((failed + 1))
    printf 'FAILED  %s (%d s)\n' "$what" $((SECONDS - begin))
    tail -n 30 "$work/log" | sed 's/^/        /'
    return 1
  fi
}
descendants() { local child; for child in $(cat "/proc/$1/task"/*/children 2>/dev/null); do descendants "$child"; echo "$child"; done; }
stop() { # the processes of a container, innermost first; waits for them
  local pid
  for pid in $(descendants "$1"); do kill -TERM "$pid" 2>/dev/null; break; done
  for _ in $(seq 1 150); do kill -0 "$1" 2>/dev/null || return 0; sleep 0.2; done
  for pid in $(descendants "$1") "$1"; do kill -KILL "$pid" 2>/dev/null; done
  return 1
}
finish() {
  local pid
  for pid in "${started[@]}"; do stop "$pid"; done
  [ -n "${redis:-}" ] && kill "$redis" 2>/dev/null
  buildah rm "${containers[@]}" >/dev/null 2>&1
  rm -rf "$work"
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit $?
}
containers=()
trap 'exit 1' INT TERM
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

libraries=base-files,libc6,libgcc-s1,libstdc++6,libssl3,zlib1g,tzdata
suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-bookworm}")
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
packages=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')

# Without these two files restoring waits for ever; extracting packages does not make them.
printf 'root:x:0:0:root:/root:/bin/sh\napp:x:1654:1654::/home/app:/bin/false\n' >"$work/passwd"
printf 'root:x:0:\napp:x:1654:\n' >"$work/group"
root_of() { # root_of TAR PACKAGES
  mmdebstrap --quiet --variant=extract --include="$2" "$suite" "$1"
}
image_of() { # image_of NAME TAR DOTNET-PART...
  local name=$1 tar=$2 container part
  shift 2
  container=$(buildah from scratch) || return 1
  buildah add -q "$container" "$tar" / || return 1
  buildah copy -q "$container" "$work/passwd" "$work/group" /etc/ || return 1
  for part in "$@"; do buildah add -q "$container" "$dotnet/$part" "/usr/share/dotnet/$part" || return 1; done
  # Packages are this machine's, verified when they came.
  buildah config --env PATH=/usr/share/dotnet:/usr/bin:/bin --env DOTNET_ROOT=/usr/share/dotnet --env DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 \
    --env DOTNET_NUGET_SIGNATURE_VERIFICATION=false --env NUGET_CERT_REVOCATION_MODE=offline "$container"
  buildah commit -q --rm "$container" "localhost/$name"
}
sdk_base() {
  root_of "$work/sdk.tar" "$libraries,dash,bash,coreutils" || return 1
  image_of isl-test-sdk "$work/sdk.tar" $(cd "$dotnet" && ls -d dotnet host shared sdk packs templates sdk-manifests 2>/dev/null)
}
runtime_base() {
  root_of "$work/runtime.tar" "$libraries" || return 1
  image_of isl-test-runtime "$work/runtime.tar" dotnet host shared
}
build() { # build TARGET
  buildah bud --isolation chroot --format docker --layers -f deploy/Dockerfile --ignorefile deploy/Dockerfile.dockerignore --target "$1" \
    --build-arg SDK_IMAGE=localhost/isl-test-sdk --build-arg RUNTIME_IMAGE=localhost/isl-test-runtime \
    --build-arg RESTORE_ARGS="--source /packages" --volume "$packages:/packages:ro" -t "localhost/isl-test-$1" .
}
start() { # start IMAGE ENTRY PORT [NAME=VALUE...]: sets container and process
  local image=$1 entry=$2 port=$3 settings=() pair
  shift 3
  container=$(buildah from "localhost/$image") || return 1
  containers+=("$container")
  for pair in "$@"; do settings+=(--env "$pair"); done
  buildah run --isolation chroot --env "ASPNETCORE_URLS=http://127.0.0.1:$port" "${settings[@]}" "$container" \
    -- dotnet "$entry" >"$work/$image.log" 2>&1 &
  process=$!
  started+=("$process")
}
ready() { # ready PORT LOG
  for _ in $(seq 1 300); do
    curl -sf "http://127.0.0.1:$1/health/ready" && return 0
    sleep 0.2
  done
  cat "$work/$2.log"
  return 1
}
configured() {
  buildah inspect --type image --format '{{.Docker.Config.User}} {{.Docker.Config.Healthcheck.Test}}' "localhost/$1" |
    grep -E '^1654:1654 .*HealthProbe.dll'
}
runs_as_app() {
  local pid
  for pid in $(descendants "$1"); do grep -q '^Uid:.1654.1654' "/proc/$pid/status" 2>/dev/null && return 0; done
  return 1
}
probe() { buildah run --isolation chroot "$container" -- dotnet /app/probe/HealthProbe.dll "$1"; }
probe_refuses() { ! probe "$1"; }
asks() {
  curl -sf "http://127.0.0.1:$1/api/v1/causal/validate" -H 'Content-Type: application/json' \
    -d '{"dag_structure": "dag { X -> Y; Z -> X; Z -> Y }", "treatment": "X", "outcome": "Y"}' | grep '"identifiable"'
}
no_shell() { ! buildah run --isolation chroot "$container" -- /bin/sh -c true; }
log_written() { [ -s "$(buildah mount "$container")/app/logs/app.log" ]; }

for program in buildah mmdebstrap; do
  command -v "$program" >/dev/null || { echo "skipped: $program is not installed"; echo "0 passed, 0 failed"; exit 0; }
done
if ! probe_container=$(buildah from scratch 2>"$work/log") || ! buildah rm "$probe_container" >/dev/null; then
  echo "skipped: buildah makes no container here: $(tail -n 1 "$work/log")"
  echo "0 passed, 0 failed"
  exit 0
fi

check "base for building: Debian $suite with this machine's SDK" sdk_base || finish
check "base for running: no shell, no package manager, the .NET runtime" runtime_base || finish
check "image isl-api builds from deploy/Dockerfile" build api || finish
check "image isl-silo builds from deploy/Dockerfile" build silo || finish
check "isl-api runs as user 1654 and has a health check that needs no curl" configured isl-test-api
check "isl-silo runs as user 1654 and has a health check that needs no curl" configured isl-test-silo

port=$(free_port)
start isl-test-api Isl.Api.dll "$port"
api=$process
check "isl-api starts: /health/ready is 200" ready "$port" isl-test-api
check "isl-api's process is not root" runs_as_app "$api"
check "isl-api has no shell" no_shell
check "isl-api answers a question" asks "$port"
check "isl-api writes logs/app.log" log_written
check "the health check says yes of the running service" probe "http://127.0.0.1:$port/health/ready"
check "the health check says no where nothing listens" probe_refuses "http://127.0.0.1:$(free_port)/health/ready"
check "isl-api stops when told to" stop "$api"

if command -v redis-server >/dev/null; then
  redis_port=$(free_port) silo_port=$(free_port) api_port=$(free_port)
  redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --daemonize no >/dev/null 2>&1 &
  redis=$!
  cluster=(REDIS_CONNECTION=127.0.0.1:"$redis_port" ISL_ADVERTISED_IP=127.0.0.1 ISL_SILO_PORT="$(free_port)" ISL_GATEWAY_PORT="$(free_port)")
  start isl-test-silo Isl.Silo.dll "$silo_port" "${cluster[@]}"
  check "isl-silo starts with Redis: /health/ready is 200" ready "$silo_port" isl-test-silo
  start isl-test-api Isl.Api.dll "$api_port" "${cluster[@]}"
  check "isl-api joins it: /health/ready is 200" ready "$api_port" isl-test-api
  check "the cluster of containers answers a question" asks "$api_port"
else
  echo "skipped: a cluster of containers needs redis-server"
fi
finish
