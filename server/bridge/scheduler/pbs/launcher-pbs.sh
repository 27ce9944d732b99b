#!/bin/sh
# How PBS Pro is asked. Version 1. The common part, launcher.sh, is joined to the end of this file.
# A non-login shell over SSH has no PBS commands in PATH: PBS_EXEC in pbs.conf says where they are.
if ! command -v qsub >/dev/null 2>&1; then
  conf=${PBS_CONF_FILE:-/etc/pbs.conf}
  pbs_exec=
  [ -r "$conf" ] && pbs_exec=$(sed -n 's/^[[:space:]]*PBS_EXEC=//p' "$conf" | tail -n 1)
  for bin in "$pbs_exec/bin" "${PBS_EXEC:-}/bin" /opt/pbs/bin /opt/pbs/default/bin /usr/pbs/bin /usr/local/pbs/bin; do
    [ -x "$bin/qsub" ] && PATH=$PATH:$bin && break
  done
  export PATH
fi
# A login's own directive prefix would make directives of run.sh's comments: qsub(1B), OpenPBS 23.06, -C.
unset PBS_DPREFIX

# The server itself answers, and a held job cannot have ended: the history (-x), which may be off, is not needed.
# No jobs is exit 0 and silence; anything on stderr is no answer. Where logins share a number, the name signed in with counts too.
find_jobs() {
  me=$(id -un)
  [ "${LOGNAME:-$me}" = "$me" ] || me=$LOGNAME,$me
  answer=$(qselect -u "$me" -N "$job_name" 2>"$d/search.err" </dev/null) && [ ! -s "$d/search.err" ] || {
    cat "$d/search.err" >&2
    return 1
  }
  printf '%s\n' "$answer" | sed -n '/^[0-9]/p' | sort -n
}
# -f: no background qsub that lives on and submits by itself. A connection that was refused has submitted nothing (do_connect comes
# before do_submit in src/cmds/qsub.c, OpenPBS 23.06.06), so the next try need not wait for the settle window.
# 32 is a site's own hook, which answers in words of its own (PBSE_HOOKERROR 15136): they are marked as such.
submit_held() {
  qsub -f -h -N "$job_name" "$@" "$d/run.sh" 2>"$d/qsub.err" </dev/null && return 0
  if [ $? = 32 ]; then sed 's/^qsub: /qsub: hook rejected request: /' "$d/qsub.err" >&2; else cat "$d/qsub.err" >&2; fi
  grep -q '^qsub: cannot connect to server ' "$d/qsub.err" && rm -f "$d/intent"
  return 1
}
drop_job() { qdel "$1"; }
# `123.server`, `123[].server`.
job_id() {
  case $1 in *[!A-Za-z0-9_.[\]-]* | [!0-9]* | *. | '') return 1 ;; *.*) echo "$1" ;; *) return 1 ;; esac
}
