# Submits the job of a launch at most once. Version 1. Called as `sh launcher-<scheduler>.sh <ulid>`; the part before this one gives
#   find_jobs    prints the ids of all jobs of this login named $job_name, oldest first; fails when the question could not be answered
#   submit_held  submits run.sh, held, with the words in "$@"; prints its id
#   drop_job     cancels a job that is held
# On stdin: the settle window in seconds, the words for submit_held, one a line, then `end`.
# Answers: 0 and the id · 66 the launch was cancelled · 75 the outcome is unknown, ask again (stderr says why; after the line
# `modu: refused` it holds what the scheduler said to this very submission).
# The order of the steps is what makes it safe: docs/developers/life-of-a-launch.md.
set -u
umask 077
LC_ALL=C TZ=UTC
export LC_ALL TZ
launch=$1
job_name=modu-$launch
d=$HOME/.modu/$launch

unknown() { echo "modu: $1" >&2; exit 75; }

# A cut stdin must not become a job with half of its limits.
IFS= read -r settle_seconds || unknown 'no input'
case $settle_seconds in '' | *[!0-9]*) unknown 'bad input' ;; esac
set --
whole=
while IFS= read -r word; do
  [ "$word" = end ] && { whole=yes; break; }
  set -- "$@" "$word"
done
[ "$whole" ] || unknown 'cut input'

mkdir -p "$d/work" || unknown 'no folder'

# Only one launcher of a launch at a time, also when a cut connection has left an older one alive.
# flock is missing on macOS and may be refused by a file system (Lustre without -o flock): then a folder is the lock.
folder_lock() {
  waited=0
  until mkdir "$d/lock.d" 2>/dev/null; do
    owner=$(cat "$d/lock.d/owner" 2>/dev/null)
    process=${owner#* }
    if [ "${owner%% *}" = "$(uname -n)" ] && ! kill -0 "$process" 2>/dev/null ||
      [ -n "$(find "$d/lock.d" -prune -mmin +10 2>/dev/null)" ]; then
      # One breaker at a time, and only of the lock that it saw.
      if mkdir "$d/lock.break" 2>/dev/null; then
        [ "$(cat "$d/lock.d/owner" 2>/dev/null)" = "$owner" ] && rm -rf "$d/lock.d"
        rmdir "$d/lock.break"
        continue
      fi
      [ -n "$(find "$d/lock.break" -prune -mmin +10 2>/dev/null)" ] && rmdir "$d/lock.break" 2>/dev/null
    fi
    waited=$((waited + 1))
    [ "$waited" -gt 20 ] && unknown 'another launcher holds the lock'
    sleep 1
  done
  echo "$(uname -n) $$" >"$d/lock.d/owner"
  trap 'rm -rf "$d/lock.d"' EXIT
}
exec 9>"$d/lock" || unknown 'no lock file'
if command -v flock >/dev/null 2>&1; then
  flock -w 20 9
  case $? in
    0) ;;
    1) unknown 'another launcher holds the lock' ;;
    *) folder_lock ;;
  esac
else
  folder_lock
fi

save_id() { echo "$1" >"$d/jobid.t" && mv -f "$d/jobid.t" "$d/jobid" || unknown 'id not saved'; echo "$1"; }

[ -s "$d/jobid" ] && { cat "$d/jobid"; exit 0; }
[ -e "$d/cancelled" ] && exit 66

if [ -e "$d/intent" ]; then # an earlier try may have reached the scheduler
  found=$(find_jobs 9>&-) || unknown 'search failed' # which is not "absent"
  keep=
  for id in $found; do
    if [ -z "$keep" ]; then keep=$id; else drop_job "$id" 9>&- >/dev/null 2>&1; fi # extras are held: nothing ran
  done
  [ -n "$keep" ] && { save_id "$keep"; exit 0; }
  age=$(($(date +%s) - $(cat "$d/intent")))
  [ "$age" -lt "$settle_seconds" ] && unknown "submitted $age s ago and not seen yet"
fi

date +%s >"$d/intent.t" && mv -f "$d/intent.t" "$d/intent" || unknown 'intent not saved'
cd "$d" || unknown 'no folder'
said=$(submit_held "$@" 2>"$d/submit.err" 9>&-) || {
  echo "modu: refused" >&2
  cat "$d/submit.err" >&2
  exit 75
}
id=$(job_id "$said") && [ -n "$id" ] || unknown "unclear answer: $said"
save_id "$id"
