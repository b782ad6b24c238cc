#!/usr/bin/env bash
# Checks compose files, nginx's configuration, Prometheus' and Alertmanager's files and the Kubernetes manifests without running any of them:
# Debian's docker-compose, nginx, promtool and amtool, kubectl's kustomize where it is, and the schemas of the Kubernetes API from npm.
# One line a check; ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.."

passed=0
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
check() {
  local what=$1 program
  shift
  for program in docker-compose nginx promtool amtool npm; do
    # A check that names a program of Debian's is skipped where it is missing.
    if [[ $what == *"$program"* ]] && ! command -v "$program" >/dev/null; then
      echo "skipped: $what, for $program is not installed"
      return
    fi
  done
  if "$@" >"$work/log" 2>&1; then
    passed=$((passed + 1))
    printf 'ok      %s\n' "$what"
  else
    failed=$((failed + 1))
    printf 'FAILED  %s\n' "$what"
    tail -n 20 "$work/log" | sed 's/^/        /'
  fi
}
mounts_exist() { # every file or folder that a compose file mounts from here
  local source
  docker-compose -f "$1" config | sed -n 's/^ *- \(\/[^:]*\):.*/\1/p' | while read -r source; do
    [ "$source" = "$PWD/logs" ] || [ -e "$source" ] || { echo "there is no $source"; exit 1; }
  done
}
env_complete() { # .env.example names every setting that a compose file reads
  local name
  for name in $(grep -oh '[^$]\${[A-Z_]*' docker-compose*.yml | grep -o '[A-Z_]*$' | sort -u); do
    grep -q "^$name=" .env.example || { echo ".env.example lacks $name"; return 1; }
  done
}
nginx_takes() { # the template as nginx's image fills it from the compose file, but for the name that only the compose network knows
  local text name value
  text=$(cat nginx/nginx.conf.template) || return 1
  while IFS== read -r name value; do text=${text//"\${$name}"/$value}; done < <(
    docker-compose -f docker-compose.scale.yml config | sed -n "s/^ *\(ISL_NGINX_[A-Z]*\|ISL_LISTEN\|ISL_UPSTREAMS\): *'\?\([^']*\)'\?$/\1=\2/p")
  printf '%s\n' "$text" | sed "s/isl-api:8000/127.0.0.1:8000/; s|/tmp/|$work/|" >"$work/nginx.conf"
  ! grep -v '^#' "$work/nginx.conf" | grep -F '${ISL' && nginx -t -c "$work/nginx.conf"
}
follows_replicas() { # with stand-ins for getent and nginx: a reload where the addresses change, none where they do not
  mkdir -p "$work/bin"
  echo '10.0.0.1 STREAM isl-api' >"$work/hosts"
  printf '#!/bin/sh\ncat %s/hosts\n' "$work" >"$work/bin/getent"
  printf '#!/bin/sh\necho "$@" >>%s/reloads\n' "$work" >"$work/bin/nginx"
  chmod +x "$work"/bin/*
  : >"$work/reloads"
  PATH="$work/bin:$PATH" timeout 4 sh -c './nginx/follow-replicas.sh isl-api 0.1; sleep 9' >/dev/null &
  sleep 1
  [ ! -s "$work/reloads" ] || return 1
  echo '10.0.0.2 STREAM isl-api' >>"$work/hosts"
  sleep 1
  [ "$(cat "$work/reloads")" = "-s reload" ]
  local result=$?
  wait
  return "$result"
}

for file in docker-compose*.yml; do
  check "$file: docker-compose config" docker-compose -f "$file" config --quiet
  check "$file: what it mounts is there" mounts_exist "$file"
done
check "docker-compose.yml with .env.example" docker-compose --env-file .env.example config --quiet
check ".env.example names every setting of the compose files" env_complete
check "nginx/nginx.conf.template as docker-compose.scale.yml fills it: nginx -t" nginx_takes
check "nginx/follow-replicas.sh reloads nginx when replicas change, and only then" follows_replicas

check "prometheus/rules: promtool check rules" promtool check rules prometheus/rules/recording.yml prometheus/rules/alerts.yml
for file in prometheus/prometheus.yml prometheus/prometheus.local.yml; do
  check "$file: promtool check config" promtool check config "$file"
done
for file in prometheus/tests/*.yml; do
  check "$file: promtool test rules" promtool test rules "$file"
done
alertmanager_takes() { # alertmanager_takes WEBHOOK
  ALERT_WEBHOOK_URL=$1 alertmanager/start.sh --print >"$work/alertmanager.yml" && amtool check-config "$work/alertmanager.yml"
}
check "alertmanager: amtool check-config" alertmanager_takes ""
check "alertmanager with a webhook: amtool check-config" alertmanager_takes "https://hooks.example/alerts?team=a&key=b"

manifests=$work/manifests.yaml
if command -v kubectl >/dev/null; then
  check "k8s: kubectl kustomize" kubectl kustomize k8s
  kubectl kustomize k8s >"$manifests"
else
  echo "skipped: kubectl kustomize; the manifests are checked one by one"
  for file in k8s/*.yaml; do [ "$file" = k8s/kustomization.yaml ] || { cat "$file"; echo '---'; }; done >"$manifests"
fi

cp -r tests/k8s "$work/k8s"
check "k8s: schemas of the Kubernetes API from npm" npm install --silent --no-audit --no-fund --prefix "$work/k8s"
while IFS= read -r line; do
  case $line in
    ok*) passed=$((passed + 1)); echo "ok      k8s: ${line#ok      }" ;;
    *) failed=$((failed + 1)); echo "FAILED  k8s: ${line#FAILED  }" ;;
  esac
done < <(node "$work/k8s/validate.js" <"$manifests" 2>&1)

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
