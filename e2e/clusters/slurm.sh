#!/usr/bin/env bash
# A real Slurm with accounting, four nodes of four pretend GPUs in two partitions, and a real sshd, on one machine from Debian's packages
# (slurm-wlm slurmdbd mariadb-server munge openssh-server). Needs root. Private ports and sockets; everything lives in one folder.
#   slurm.sh up <folder> <public key file>   brings it up; prints one JSON line (real-slurm.ts says what is in it)
#   slurm.sh stop|start <folder> <part>      one of its daemons: slurmctld slurmdbd sshd
#   slurm.sh down <folder>                   stops all of it; removes the folder and the people it made
# PORT_BASE [26800]: the first of the 16 ports that it uses.
set -euo pipefail

act=${1:?up, start, stop or down}
D=$(realpath -m "${2:?folder}")
[ -s "$D/etc/ports" ] && PORT_BASE=$(cat "$D/etc/ports")
PORT_BASE=${PORT_BASE:-26800}
SSH_PORT=$PORT_BASE CTL_PORT=$((PORT_BASE + 1)) DBD_PORT=$((PORT_BASE + 2)) DB_PORT=$((PORT_BASE + 3)) NODE_PORT=$((PORT_BASE + 4))
service=svc-$PORT_BASE
people=("ari-$PORT_BASE" "bom-$PORT_BASE" "cheong-$PORT_BASE")
export SLURM_CONF=$D/etc/slurm.conf
# Every process that is ours has this in its environment: what is left at the end is found by it.
export MODU_CLUSTER=$D

# ── one daemon at a time: in the foreground of a session of its own, its process id on file ──

begin() {
  local name=$1
  shift
  setsid "$@" </dev/null >>"$D/log/$name.out" 2>&1 &
  echo $! >"$D/run/$name.pid"
}
# slurmctld writes down what it knows as it goes (2 to 3 s on a busy machine): killed before, it forgets jobs.
end() {
  local pid
  pid=$(cat "$D/run/$1.pid" 2>/dev/null) || return 0
  kill "$pid" 2>/dev/null || return 0
  for _ in $(seq 600); do [ -e "/proc/$pid" ] || return 0; sleep 0.05; done
  kill -9 "$pid" 2>/dev/null || true
}
until_true() {
  local last=$((SECONDS + 60))
  while [ $SECONDS -lt $last ]; do "$@" >/dev/null 2>&1 && return 0; sleep 0.1; done
  echo "slurm.sh: gave up on: $*" >&2
  "$@" >&2 || true
  for log in "$D"/log/*.out; do tail -n 5 "$log" >&2; done
  return 1
}

start_slurmdbd() {
  begin slurmdbd slurmdbd -D
  until_true sacctmgr -n show cluster
}
start_slurmctld() {
  begin slurmctld slurmctld -D "$@"
  until_true scontrol ping
  until_true sh -c 'scontrol ping | grep -q UP'
}
start_sshd() {
  begin sshd /usr/sbin/sshd -D -f "$D/etc/sshd_config" -E "$D/log/sshd.log"
  until_true ssh-keyscan -p "$SSH_PORT" 127.0.0.1
}

# What is still there of ours: by its environment, by its login, and slurmstepd (which writes its title over its environment) by its log.
ours() {
  grep -lzxF "MODU_CLUSTER=$D" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3
  while read -r name; do pgrep -U "$name" || true; done < <(cat "$D/people" 2>/dev/null)
  local step
  for step in $(pgrep -x slurmstepd); do
    [[ $(readlink "/proc/$step/fd/"* 2>/dev/null) == *"$D/"* ]] && echo "$step"
  done
}

down() {
  [ -d "$D" ] || return 0
  local name pid
  for name in sshd login-maker slurmd.gpu{1,2,3,4} slurmctld slurmdbd; do
    pid=$(cat "$D/run/$name.pid" 2>/dev/null) && kill "$pid" 2>/dev/null || true
  done
  for name in slurmctld slurmdbd mariadbd munged; do end "$name"; done
  for pid in $(ours); do [ "$pid" = $$ ] || [ "$pid" = "$BASHPID" ] || kill -9 "$pid" 2>/dev/null || true; done
  while read -r name; do userdel "$name" 2>/dev/null || true; done < <(cat "$D/people" 2>/dev/null)
  rm -rf "$D" || { sleep 1; rm -rf "$D"; }
}

case $act in
  down) down; exit 0 ;;
  stop)
    # sshd's sessions outlive it: they go with it, as when the machine starts anew.
    sessions=$(pgrep -P "$(cat "$D/run/$3.pid")" || true)
    end "$3"
    for pid in $sessions; do kill "$pid" 2>/dev/null || true; done
    exit 0
    ;;
  start) "start_$3"; exit 0 ;;
  up) key=$(cat "${3:?public key file}") ;;
  *) echo "slurm.sh: no $act" >&2; exit 2 ;;
esac

[ -e "$D" ] && down
mkdir -p "$D"/{bin,etc,run,log,dev,state,mysql,spool,home,ask} /run/sshd
chmod 755 "$D"
trap 'down' ERR
echo "$PORT_BASE" >"$D/etc/ports"
echo "$key" >"$D/etc/portal.pub"
: >"$D/people"
touch "$D"/dev/nvidia{0,1,2,3}
host=$(hostname -s)

# ── configuration ──

cat >"$D/etc/slurmdbd.conf" <<C
AuthType=auth/munge
AuthInfo=socket=$D/run/munge/socket
DbdHost=localhost
DbdPort=$DBD_PORT
SlurmUser=root
StorageType=accounting_storage/mysql
StorageHost=127.0.0.1
StoragePort=$DB_PORT
StorageUser=slurm
StoragePass=slurm
StorageLoc=slurm_acct_db
PidFile=$D/run/slurmdbd.own.pid
LogFile=$D/log/slurmdbd.log
C
chmod 600 "$D/etc/slurmdbd.conf"
# MessageTimeout and KillWait are short so that tests need not wait; MinJobAge is long so that an ended job stays visible, as at most sites.
cat >"$D/etc/slurm.conf" <<C
ClusterName=modutest
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$CTL_PORT
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$D/run/munge/socket
StateSaveLocation=$D/state
SlurmdSpoolDir=$D/spool/%n
SlurmctldPidFile=$D/run/slurmctld.own.pid
SlurmdPidFile=$D/run/slurmd.%n.own.pid
SlurmctldLogFile=$D/log/slurmctld.log
SlurmdLogFile=$D/log/slurmd.%n.log
SlurmdParameters=config_overrides
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SchedulerType=sched/backfill
# Use counts against GrpTRESMins with this plugin alone; without decay it never becomes less.
PriorityType=priority/multifactor
PriorityDecayHalfLife=0
PriorityUsageResetPeriod=NONE
PriorityCalcPeriod=1
SchedulerParameters=bf_interval=2,sched_interval=2,sched_min_interval=200000,defer
GresTypes=gpu
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/linux
JobAcctGatherFrequency=1
JobAcctGatherParams=OverMemoryKill
AccountingStorageType=accounting_storage/slurmdbd
AccountingStorageHost=localhost
AccountingStoragePort=$DBD_PORT
AccountingStoragePass=$D/run/munge/socket
AccountingStorageTRES=gres/gpu
AccountingStoreFlags=job_comment
AccountingStorageEnforce=associations,limits,qos,safe
ReturnToService=2
# What no partition allows is refused at once, as at most sites; without it such a job waits for ever.
EnforcePartLimits=ALL
KillWait=3
OverTimeLimit=0
MinJobAge=300
MaxArraySize=1001
NodeName=gpu1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((NODE_PORT + 0)) CPUs=16 RealMemory=64000 Gres=gpu:a100:4 State=UNKNOWN
NodeName=gpu2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((NODE_PORT + 1)) CPUs=16 RealMemory=64000 Gres=gpu:a100:4 State=UNKNOWN
NodeName=gpu3 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((NODE_PORT + 2)) CPUs=16 RealMemory=64000 Gres=gpu:a100:4 State=UNKNOWN
NodeName=gpu4 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((NODE_PORT + 3)) CPUs=16 RealMemory=64000 Gres=gpu:a100:4 State=UNKNOWN
PartitionName=gpu Nodes=gpu[1-3] Default=YES MaxTime=08:00:00 DefaultTime=00:10:00 State=UP DefMemPerCPU=500
PartitionName=debug Nodes=gpu4 MaxTime=00:30:00 DefaultTime=00:05:00 State=UP DefMemPerCPU=500
C
echo "NodeName=gpu[1-4] Name=gpu Type=a100 File=$D/dev/nvidia[0-3]" >"$D/etc/gres.conf"
echo 'CgroupAutomount=no' >"$D/etc/cgroup.conf"
ssh-keygen -q -t ed25519 -N '' -f "$D/etc/host_key" </dev/null
ssh-keygen -q -t ed25519 -N '' -f "$D/etc/next_host_key" </dev/null
: >"$D/etc/user_ca.pub"
: >"$D/etc/revoked"
cat >"$D/etc/sshd_config" <<C
Port $SSH_PORT
ListenAddress 127.0.0.1
HostKey $D/etc/host_key
PidFile $D/run/sshd.own.pid
UsePAM no
PasswordAuthentication no
AuthorizedKeysFile .ssh/authorized_keys
TrustedUserCAKeys $D/etc/user_ca.pub
RevokedKeys $D/etc/revoked
Subsystem sftp internal-sftp
AcceptEnv LANG
MaxSessions 10
SetEnv SLURM_CONF=$D/etc/slurm.conf PATH=$D/bin:/usr/local/bin:/usr/bin:/bin
C
# In front of sbatch at the login node: accepts, and says "timed out" one time in so many, while the sign is there.
cat >"$D/bin/sbatch" <<C
#!/bin/bash
every=\$(cat "$D/etc/timed-out-every" 2>/dev/null) || exec /usr/bin/sbatch "\$@"
[ \$((RANDOM % every)) = 0 ] || exec /usr/bin/sbatch "\$@"
/usr/bin/sbatch "\$@" >/dev/null || exit
echo "\$USER" >>"$D/log/timed-out"
echo 'sbatch: error: Batch job submission failed: Socket timed out on send/recv operation' >&2
exit 1
C
chmod 755 "$D/bin/sbatch"
: >"$D/log/timed-out"
chmod 666 "$D/log/timed-out"

# ── munge, the cluster's shared secret, and accounting's database ──

mkdir -p "$D/run/munge" "$D/run/mysql"
dd if=/dev/urandom of="$D/etc/munge.key" bs=1 count=1024 status=none
chmod 400 "$D/etc/munge.key"
begin munged munged --foreground --force --socket="$D/run/munge/socket" --key-file="$D/etc/munge.key" \
  --pid-file="$D/run/munged.own.pid" --seed-file="$D/run/munge/seed" --log-file="$D/log/munged.log"

chown mysql: "$D/mysql" "$D/run/mysql"
mariadb-install-db --no-defaults --user=mysql --datadir="$D/mysql" --skip-test-db >"$D/log/mariadb-install.log" 2>&1
begin mariadbd mariadbd --no-defaults --user=mysql --datadir="$D/mysql" --socket="$D/run/mysql/s" --port="$DB_PORT" \
  --bind-address=127.0.0.1 --pid-file="$D/run/mysql/pid" --innodb-buffer-pool-size=64M --innodb-flush-log-at-trx-commit=0
until_true mariadb -S "$D/run/mysql/s" -e 'select 1'
mariadb -S "$D/run/mysql/s" -e "create database slurm_acct_db; create user slurm@'127.0.0.1' identified by 'slurm'; grant all on slurm_acct_db.* to slurm@'127.0.0.1';"
until_true munge -n --socket="$D/run/munge/socket"

# ── Slurm ──

start_slurmdbd
sacctmgr -i add cluster modutest >/dev/null 2>&1 || true
sacctmgr -i add account students description=students organization=modu >/dev/null
start_slurmctld -c
for node in 1 2 3 4; do begin "slurmd.gpu$node" slurmd -D -N "gpu$node"; done

# ── people: the centre's own command that makes a login ──

cat >"$D/modu-login" <<C
#!/bin/sh
# modu-login add|clean <login>: makes a login once, or ends its jobs and processes and empties its home; again is harmless. The service login
# may only ask; root's loop answers.
set -eu
case "\$1" in add|clean) ;; *) exit 2;; esac
case "\$2" in *[!a-z0-9-]*|'') exit 2;; esac
ask="$D/ask/\$1.\$2"
: >"\$ask"
for _ in \$(seq 300); do [ -e "\$ask" ] || exit 0; sleep 0.1; done
exit 1
C
cat >"$D/modu-login-root" <<C
#!/bin/sh
set -eu
act=\$1
shift
home="$D/home/\$1"
# What tests want left behind has a sign in etc.
if [ "\$act" = clean ]; then
  if [ ! -e "$D/etc/keep-jobs" ]; then
    scancel --user="\$1"
    for _ in \$(seq 100); do [ -z "\$(squeue -h -u "\$1")" ] && break; sleep 0.1; done
  fi
  [ -e "$D/etc/keep-processes" ] || pkill -KILL -U "\$1" || true
  [ -e "$D/etc/keep-files" ] || { find "\$home" -mindepth 1 -delete; cp -rT /etc/skel "\$home"; chown -R "\$1:" "\$home"; }
fi
id "\$1" >/dev/null 2>&1 || { useradd --create-home --base-dir "$D/home" --no-user-group --gid users --shell /bin/bash --password '*' "\$1"; echo "\$1" >>"$D/people"; }
mkdir -p "\$home/.ssh"; cp "$D/etc/portal.pub" "\$home/.ssh/authorized_keys"; chown -R "\$1:" "\$home/.ssh"; chmod 700 "\$home" "\$home/.ssh"
sacctmgr -i add user "\$1" account=students >/dev/null 2>&1 || true
C
chmod 755 "$D/modu-login" "$D/modu-login-root"
for name in "$service" "${people[@]}"; do "$D/modu-login-root" add "$name"; done
chown "$service:" "$D/ask"
sacctmgr -i modify user "$service" set adminlevel=operator >/dev/null
begin login-maker bash -c 'while [ -d "$0/ask" ]; do for f in "$0"/ask/*; do [ -e "$f" ] || continue; ask=$(basename "$f"); "$0/modu-login-root" "${ask%%.*}" "${ask#*.}" && rm -f "$f"; done; sleep 0.1; done' "$D"

start_sshd
idle() { [ "$(sinfo -h -N -t idle -o %N | sort -u | wc -l)" -ge 4 ]; }
until_true idle
trap - ERR
printf '{"host":"127.0.0.1","port":%s,"hostKey":"%s","nextHostKey":"%s","serviceLogin":"%s","people":["%s","%s","%s"],"loginCommand":["%s/modu-login","add"],"folder":"%s"}\n' \
  "$SSH_PORT" "$(cut -d' ' -f1,2 "$D/etc/host_key.pub")" "$(cut -d' ' -f1,2 "$D/etc/next_host_key.pub")" "$service" "${people[@]}" "$D" "$D"
