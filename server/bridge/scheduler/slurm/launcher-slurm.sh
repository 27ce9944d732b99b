#!/bin/sh
# How Slurm is asked. Version 1. The common part, launcher.sh, is joined to the end of this file.
# A login's own habits (SBATCH_PARTITION, SQUEUE_FORMAT …) must not change what is asked: sbatch(1), squeue(1), ENVIRONMENT VARIABLES.
for habit in $(env | sed -n -e 's/^\(SBATCH_[A-Z_]*\)=.*/\1/p' -e 's/^\(SQUEUE_[A-Z_]*\)=.*/\1/p'); do unset "$habit"; done
unset SLURM_CLUSTERS

# slurmctld is the authority that accepted the job: no lag of accounting. A held job cannot have left its memory (MinJobAge).
# The first line proves that squeue itself spoke. %F is the array's own id, once for each of its tasks.
find_jobs() {
  answer=$(squeue --me --states=all --name="$job_name" -o '%F') || return 1
  case $answer in ARRAY_JOB_ID*) ;; *) echo "$answer" >&2; return 1 ;; esac
  echo "$answer" | sed -n '/^[0-9][0-9]*$/p' | sort -n -u
}
submit_held() {
  sbatch --parsable --hold --no-requeue --export=NONE --job-name="$job_name" --chdir="$d/work" "$@" "$d/run.sh" </dev/null
}
drop_job() { scancel "$1"; }
# `1234` or `1234;cluster`.
job_id() {
  plain=${1%%;*}
  case $plain in '' | *[!0-9]*) return 1 ;; esac
  echo "$plain"
}

