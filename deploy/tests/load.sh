#!/usr/bin/env bash
# Real Locust with the runbook's mix on real processes: the embedded service, then a local cluster of 2 silos and 2 APIs behind nginx.
#
#   tests/load.sh [SECONDS]      60 seconds a run unless told otherwise
#
# 50 users must see no failure and a P95 under 50 ms; 200 users, 50 more each second, no failure. Needs locust, redis-server, nginx and a
# build in ISL_CONFIGURATION (Release unless told otherwise). One line a run; ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.."

for program in locust redis-server nginx; do
  PATH=$PATH:/usr/sbin command -v "$program" >/dev/null || { echo "skipped: $program is not installed"; echo "0 passed, 0 failed"; exit 0; }
done

seconds=${1:-60}
configuration=${ISL_CONFIGURATION:-Release}
passed=0
failed=0
work=$(mktemp -d)
export ISL_CLUSTER_DIR=$work/cluster ISL_CONFIGURATION=$configuration
service=
finish() {
  [ -n "$service" ] && kill "$service" 2>/dev/null && wait "$service" 2>/dev/null
  [ -d "$ISL_CLUSTER_DIR" ] && ./local-cluster.sh down >/dev/null 2>&1
  rm -rf "$work"
}
trap finish EXIT
load() { # load WHAT URL USERS SPAWNED-A-SECOND P95-LIMIT
  local what=$1 requests failures p95
  locust -f tests/load/locustfile.py --host "$2" --headless -u "$3" -r "$4" -t "${seconds}s" --csv "$work/run" --only-summary >"$work/log" 2>&1
  # Columns of the line of all requests: count, failures, and the 95th percentile by its title.
  read -r requests failures p95 < <(python3 - "$work/run_stats.csv" <<'PYTHON'
import csv, sys
total = [row for row in csv.DictReader(open(sys.argv[1])) if row["Name"] == "Aggregated"][0]
print(total["Request Count"], total["Failure Count"], total["95%"])
PYTHON
  )
  if [ "${failures:-1}" -eq 0 ] && [ "${requests:-0}" -gt 0 ] && [ "${p95:-99999}" -lt "$5" ]; then
    passed=$((passed + 1))
    echo "ok      $what: $requests requests, $failures failed, P95 $p95 ms"
  else
    failed=$((failed + 1))
    echo "FAILED  $what: ${requests:-no} requests, ${failures:-?} failed, P95 ${p95:-?} ms"
    tail -n 30 "$work/log" | sed 's/^/        /'
  fi
  rm -f "$work"/run_*
}
both() { # both WHERE URL
  load "$1, 50 users for $seconds s" "$2" 50 10 50
  load "$1, 200 users at 50 a second for $seconds s" "$2" 200 50 3000
}

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
ISL_LOG_FILE=$work/app.log ASPNETCORE_URLS="http://127.0.0.1:$port" dotnet "../Isl.Api/bin/$configuration/net10.0/Isl.Api.dll" >/dev/null &
service=$!
for _ in $(seq 1 150); do
  curl -sf "http://127.0.0.1:$port/health/ready" >/dev/null && break
  sleep 0.2
done
both "embedded service" "http://127.0.0.1:$port"
kill "$service" && wait "$service" 2>/dev/null
service=

if ./local-cluster.sh up 2 2 >"$work/log" 2>&1; then
  entry=$(./local-cluster.sh status --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["entry"])')
  both "2 silos and 2 APIs behind nginx" "$entry"
else
  failed=$((failed + 1))
  echo "FAILED  the local cluster starts"
  tail -n 30 "$work/log" | sed 's/^/        /'
fi

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
