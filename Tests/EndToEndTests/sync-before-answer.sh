#!/usr/bin/env bash
# Shows with strace that the sync of the write-ahead log comes before the 200: sync-before-answer.sh PROGRAM REPOSITORY
set -euo pipefail
program=$1 repository=$2
folder=$(mktemp -d)
# A socket's whole path has room for 107 bytes.
[ ${#folder} -le 90 ] || { rmdir "$folder"; folder=$(mktemp -d -p /tmp); }
# The daemon is ended, not its tracer, which would leave it running.
trap 'pkill -P "$tracer" || true; wait "$tracer" || true; rm -rf "$folder"' EXIT

export FUNNELBRIDGE_LISTEN=unix:$folder/http.sock FUNNELBRIDGE_ADMIN=off FUNNELBRIDGE_DATABASE=$folder/ledger.db
export FUNNELBRIDGE_MAPPINGS=$repository/mappings INVOLVE_ME_TOKEN=s3cret
strace -f -y -s 40 -e trace=fdatasync,fsync,write,writev,sendto,sendmsg,pwrite64 -o "$folder/trace" \
    "$program" serve 2>"$folder/log" &
tracer=$!
until grep -q 'message=listening' "$folder/log" 2>/dev/null; do
    kill -0 "$tracer" || { cat "$folder/log"; exit 1; }
    read -rt 0.05 <> <(:) || true
done
# What start-up wrote does not count.
mark=$(wc -l <"$folder/trace")
curl -sS --unix-socket "$folder/http.sock" -H 'Content-Type: application/json' \
    --data-binary "@$repository/mappings/samples/involve-me/outcomes.json" http://localhost/hooks/involve-me/s3cret >"$folder/answer"
tail -n "+$((mark + 1))" "$folder/trace" >"$folder/request"
wal=$(grep -nE 'fdatasync\([0-9]+<[^>]*ledger\.db-wal>' "$folder/request" | head -n 1 | cut -d: -f1)
answer=$(grep -n 'HTTP/1.1 200' "$folder/request" | head -n 1 | cut -d: -f1)
echo "sync of the log: line ${wal:-none}; answer: line ${answer:-none}"
[ -n "$wal" ] && [ -n "$answer" ] && [ "$wal" -lt "$answer" ]
