#!/bin/sh
# Modu: what every job of the portal runs, under Slurm and under PBS. Version 1.
# The fence (one job of a launch runs, however many were submitted), the person's script, the record of its end.
set -u
umask 077

name=${SLURM_JOB_NAME:-${PBS_JOBNAME:-}}
launch=${name#modu-}
case $launch in '' | *[!0-9A-Z]*) echo "modu: '$name' is not the name of a launch" >&2; exit 78 ;; esac
d=$HOME/.modu/$launch

if [ -n "${SLURM_JOB_ID:-}" ]; then
  index=${SLURM_ARRAY_TASK_ID:-}
  parent=${SLURM_ARRAY_JOB_ID:-$SLURM_JOB_ID}
  job=$parent${index:+_$index}
else
  index=${PBS_ARRAY_INDEX:-}
  job=${PBS_JOBID:-}
  parent=$(printf '%s' "$job" | sed 's/\[[0-9]*\]/[]/')
fi
[ -n "$job" ] || { echo 'modu: neither Slurm nor PBS started this' >&2; exit 78; }
task=${index:+-$index}

# A symbolic link is made whole or not at all, on NFS and Lustre too. A job that is run again has the same id and passes.
ln -s "job:$parent" "$d/run.lock" 2>/dev/null || [ "$(readlink "$d/run.lock")" = "job:$parent" ] || {
  echo "modu: $job is a duplicate of $(readlink "$d/run.lock"); nothing was run" >&2
  exit 0
}
[ -e "$d/cancelled" ] && { echo "modu: $job was cancelled before it began" >&2; exit 0; }

gpus=$(sed -n 's/.*"gpus":\([0-9][0-9]*\).*/\1/p' "$d/spec.json" 2>/dev/null)
node=$(uname -n | tr -cd 'A-Za-z0-9._-')
started=$(date +%s)
# Gone with the job, and holds none of its files open. A child that has just been forked may lose any signal but KILL.
(
  trap 'kill -9 "${!:-}" 2>/dev/null; exit 0' TERM
  while :; do
    date +%s >"$d/heartbeat$task.t" && mv -f "$d/heartbeat$task.t" "$d/heartbeat$task"
    sleep 60 &
    wait "$!"
  done
) </dev/null >/dev/null 2>&1 &
heart=$!

# sbatch --export=NONE would go on to empty the environment of srun (sbatch(1), Slurm 24.05, --export).
unset SLURM_EXPORT_ENV
MODU_LAUNCH_ID=$launch MODU_JOB_ID=$job MODU_ARRAY_INDEX=$index MODU_GPUS=${gpus:-0}
export MODU_LAUNCH_ID MODU_JOB_ID MODU_ARRAY_INDEX MODU_GPUS
# Output is read while it runs: Python otherwise keeps it back in a buffer.
PYTHONUNBUFFERED=${PYTHONUNBUFFERED-1}
export PYTHONUNBUFFERED

# The scheduler's signals reach the person's script too; this shell only has to outlive it, to write down the end.
trap : TERM INT HUP USR1 USR2 XCPU
(
  trap - TERM INT HUP USR1 USR2 XCPU
  cd "$d/work" || exit 74
  umask 022
  exec "$d/user.sh"
) </dev/null >>"$d/output$task.log" 2>&1
code=$?

kill "$heart" 2>/dev/null
printf '{"version":1,"jobId":"%s","arrayIndex":%s,"startedAt":%s,"endedAt":%s,"exitCode":%s,"node":"%s","gpus":%s}\n' \
  "$job" "${index:-null}" "$started" "$(date +%s)" "$code" "$node" "${gpus:-0}" >"$d/exit$task.json.t" &&
  mv -f "$d/exit$task.json.t" "$d/exit$task.json"
exit "$code"
