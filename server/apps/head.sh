#!/bin/sh
# Modu: how every app begins. Version 1. What follows is the app's own script, which calls
#   modu_run <command…>   runs the program to its end, with MODU_SOCKET or MODU_PORT as the place to listen on
# and finds MODU_SECRET_FILE (mode 0600), MODU_FIELD_<NAME> for what was chosen, and the work folder around it.
set -u
modu_folder=$HOME/.modu/$MODU_LAUNCH_ID
MODU_SECRET_FILE=$modu_folder/app-secret
. "$modu_folder/app.env"
MODU_SOCKET=
MODU_PORT=
modu_place=
if [ "$MODU_APP_LISTENS" = socket ]; then
  # The launch's folder is the login's alone (0700). A path of a socket has 107 bytes at most: unix(7), Linux; 103 on macOS.
  MODU_SOCKET=$modu_folder/app.sock
  if [ "$(printf %s "$MODU_SOCKET" | wc -c)" -gt 100 ]; then
    modu_place=$(mktemp -d "${TMPDIR:-/tmp}/modu.XXXXXXXX") || exit 74
    MODU_SOCKET=$modu_place/app.sock
  fi
  rm -f "$MODU_SOCKET"
  modu_listens="socket $MODU_SOCKET"
else
  MODU_PORT=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 30000))
  modu_listens="tcp $MODU_PORT"
fi
export MODU_SOCKET MODU_PORT MODU_SECRET_FILE

modu_run() {
  (umask 077; printf '%s\n' "$modu_listens" >"$modu_folder/app.listens.t") &&
    mv -f "$modu_folder/app.listens.t" "$modu_folder/app.listens" || exit 74
  # The scheduler's signals reach the program by themselves; this shell outlives it, to clean up.
  trap : TERM INT HUP
  "$@"
  modu_code=$?
  rm -f "$modu_folder/app.listens" "$MODU_SOCKET"
  [ -n "$modu_place" ] && rm -rf "$modu_place"
  exit "$modu_code"
}

