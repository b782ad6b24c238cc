#!/bin/sh
# Starts Alertmanager with ALERT_WEBHOOK_URL in its configuration; `start.sh --print` shows the configuration instead.
set -eu
template=${ALERTMANAGER_TEMPLATE:-$(dirname "$0")/alertmanager.yml}

configuration() {
  if [ -n "${ALERT_WEBHOOK_URL:-}" ]; then
    # Characters that sed would read are escaped.
    url=$(printf '%s' "$ALERT_WEBHOOK_URL" | sed 's/[\\&|]/\\&/g')
    sed "s|__ALERT_WEBHOOK_URL__|'$url'|; s| # webhook\$||" "$template"
  else
    sed '/ # webhook$/d' "$template"
  fi
}

if [ "${1:-}" = --print ]; then
  configuration
  exit
fi

file=${ALERTMANAGER_FILE:-/tmp/alertmanager.yml}
configuration >"$file"
program=$(command -v alertmanager || command -v prometheus-alertmanager)
exec "$program" --config.file="$file" "$@"
