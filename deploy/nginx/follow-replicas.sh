#!/bin/sh
# Run by nginx's image before nginx itself: reloads it whenever the addresses behind a name change, as they do after --scale.
name=${1:-isl-api}
every=${2:-2}
[ -z "${ISL_NGINX_DIR:-}" ] || ln -sf /dev/stderr "$ISL_NGINX_DIR/error.log" # where docker logs shows it
addresses() { getent ahosts "$name" | awk '{ print $1 }' | sort -u; }

(
  seen=$(addresses)
  while sleep "$every"; do
    now=$(addresses)
    if [ -n "$now" ] && [ "$now" != "$seen" ] && nginx -s reload; then
      echo "follow-replicas: $name is now" $now
      seen=$now
    fi
  done
) &
