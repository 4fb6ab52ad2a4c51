#!/usr/bin/env bash
# Runs a command with its own PostgreSQL server, which listens only on a socket in a temporary folder and is removed
# afterwards. TIPETL_POSTGRES tells the command how to reach the server. The server does not run as root, because
# PostgreSQL refuses to.
# usage: with-postgres.sh COMMAND...      needs Debian's package postgresql
set -eu
[ $# -gt 0 ] || { echo "usage: with-postgres.sh COMMAND..." >&2; exit 2; }
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "There is no PostgreSQL: install Debian's package postgresql." >&2; exit 1; }
folder=$(mktemp -d "${TMPDIR:-/tmp}/tipetl-postgres.XXXXXX")
log=$folder/log
as_user=()
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as_user=(setpriv --reuid=postgres --regid=postgres --clear-groups)
fi

finish() {
  (cd "$folder" && "${as_user[@]}" "$bin/pg_ctl" stop --pgdata "$folder/data" --mode immediate >/dev/null 2>&1) || true
  rm -rf "$folder"
}
trap finish EXIT
# PIPE as well: when a whole pipeline is stopped, nothing reads the shell's own message about it.
trap 'exit 130' INT TERM HUP PIPE

# Data that last only as long as the command need no flushing. Only its owner can open the folder, so the method "trust"
# is enough.
(
  cd "$folder"
  "${as_user[@]}" "$bin/initdb" --pgdata "$folder/data" --username tipetl --auth trust --encoding UTF8 --locale C --no-sync
  "${as_user[@]}" "$bin/pg_ctl" start --wait --pgdata "$folder/data" --log "$log" \
    --options "-k $folder -c listen_addresses= -c fsync=off"
) >"$folder/start" 2>&1 || { cat "$folder/start" "$log" >&2; exit 1; }
export TIPETL_POSTGRES="host=$folder user=tipetl dbname=postgres"
PATH="$bin:$PATH" "$@"
