#!/usr/bin/env bash
# A real Slurm with accounting, four nodes of four pretend GPUs, and a real sshd, on one machine from Debian's packages
# (slurm-wlm slurmdbd mariadb-server munge openssh-server). Needs root. Private ports; everything lives in one folder.
#   slurm.sh up <folder> <public key file>   prints one JSON line: host, port, hostKey, serviceLogin, loginCommand
#   slurm.sh down <folder>                   stops all of it and removes the folder and the people it made
set -euo pipefail

act=${1:?up or down}; D=$(realpath -m "${2:?folder}")
SSH_PORT=${SSH_PORT:-22422}; DB_PORT=${DB_PORT:-23306}; CTL_PORT=${CTL_PORT:-26817}; DBD_PORT=${DBD_PORT:-26819}
people=(modu-svc)

down() {
  for name in sshd slurmctld slurmdbd mariadbd munged slurmd.gpu1 slurmd.gpu2 slurmd.gpu3 slurmd.gpu4; do
    [ -s "$D/run/$name.pid" ] && kill "$(cat "$D/run/$name.pid")" 2>/dev/null || true
  done
  for _ in $(seq 50); do pgrep -f "$D/" >/dev/null || break; sleep 0.1; done
  pkill -9 -f "$D/" 2>/dev/null || true
  [ -f "$D/people" ] && while read -r name; do userdel -r "$name" 2>/dev/null || true; done <"$D/people"
  rm -f /etc/slurm/slurm.conf.modu-link
  [ -L /etc/slurm/slurm.conf ] && [ "$(readlink /etc/slurm/slurm.conf)" = "$D/etc/slurm.conf" ] && rm -f /etc/slurm/slurm.conf
  [ -L /etc/slurm/gres.conf ] && [ "$(readlink /etc/slurm/gres.conf)" = "$D/etc/gres.conf" ] && rm -f /etc/slurm/gres.conf
  [ -L /etc/slurm/cgroup.conf ] && [ "$(readlink /etc/slurm/cgroup.conf)" = "$D/etc/cgroup.conf" ] && rm -f /etc/slurm/cgroup.conf
  rm -rf "$D"
}

if [ "$act" = down ]; then down; exit 0; fi
key=$(cat "${3:?public key file}")
[ -e "$D" ] && down
mkdir -p "$D"/{etc,run,log,dev,state,mysql,spool,people.d} /run/munge /run/sshd
chmod 755 "$D"
touch "$D"/dev/nvidia{0,1,2,3}
host=$(hostname -s)

# munge: the cluster's shared secret
[ -s /etc/munge/munge.key ] || { dd if=/dev/urandom of=/etc/munge/munge.key bs=1 count=1024 status=none; chown munge: /etc/munge/munge.key; chmod 400 /etc/munge/munge.key; }
chown munge: /run/munge "$D/run"
pgrep -x munged >/dev/null || { su -s /bin/sh munge -c "/usr/sbin/munged --pid-file=$D/run/munged.pid --log-file=/var/log/munge/munged.log"; }
chown root: "$D/run"; chmod 755 "$D/run"

# accounting's database
chown mysql: "$D/mysql"; mkdir -p "$D/run/mysql"; chown mysql: "$D/run/mysql"
mariadb-install-db --user=mysql --datadir="$D/mysql" --skip-test-db >"$D/log/mariadb-install.log" 2>&1
mariadbd --no-defaults --user=mysql --datadir="$D/mysql" --socket="$D/run/mysql/s" --port="$DB_PORT" --bind-address=127.0.0.1 \
  --pid-file="$D/run/mysql/pid" --innodb-buffer-pool-size=64M >"$D/log/mariadb.log" 2>&1 &
echo $! >"$D/run/mariadbd.pid"
for _ in $(seq 100); do mariadb -S "$D/run/mysql/s" -e 'select 1' >/dev/null 2>&1 && break; sleep 0.1; done
mariadb -S "$D/run/mysql/s" -e "create database slurm_acct_db; create user slurm@'127.0.0.1' identified by 'slurm'; grant all on slurm_acct_db.* to slurm@'127.0.0.1';"

cat >"$D/etc/slurmdbd.conf" <<C
AuthType=auth/munge
DbdHost=localhost
DbdPort=$DBD_PORT
SlurmUser=root
StorageType=accounting_storage/mysql
StorageHost=127.0.0.1
StoragePort=$DB_PORT
StorageUser=slurm
StoragePass=slurm
StorageLoc=slurm_acct_db
PidFile=$D/run/slurmdbd.pid
LogFile=$D/log/slurmdbd.log
C
chmod 600 "$D/etc/slurmdbd.conf"
cat >"$D/etc/slurm.conf" <<C
ClusterName=modutest
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$CTL_PORT
SlurmUser=root
AuthType=auth/munge
StateSaveLocation=$D/state
SlurmdSpoolDir=$D/spool/%n
SlurmctldPidFile=$D/run/slurmctld.pid
SlurmdPidFile=$D/run/slurmd.%n.pid
SlurmctldLogFile=$D/log/slurmctld.log
SlurmdLogFile=$D/log/slurmd.%n.log
SlurmdParameters=config_overrides
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SchedulerType=sched/backfill
SchedulerParameters=bf_interval=2,sched_interval=2
GresTypes=gpu
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/linux
JobAcctGatherFrequency=2
AccountingStorageType=accounting_storage/slurmdbd
AccountingStorageHost=localhost
AccountingStoragePort=$DBD_PORT
AccountingStorageTRES=gres/gpu
AccountingStoreFlags=job_comment
AccountingStorageEnforce=associations,limits,safe
ReturnToService=2
KillWait=3
MinJobAge=300
NodeName=gpu1 NodeHostname=$host NodeAddr=127.0.0.1 Port=27001 CPUs=8 RealMemory=16000 Gres=gpu:a100:4 State=UNKNOWN
NodeName=gpu2 NodeHostname=$host NodeAddr=127.0.0.1 Port=27002 CPUs=8 RealMemory=16000 Gres=gpu:a100:4 State=UNKNOWN
NodeName=gpu3 NodeHostname=$host NodeAddr=127.0.0.1 Port=27003 CPUs=8 RealMemory=16000 Gres=gpu:a100:4 State=UNKNOWN
NodeName=gpu4 NodeHostname=$host NodeAddr=127.0.0.1 Port=27004 CPUs=8 RealMemory=16000 Gres=gpu:a100:4 State=UNKNOWN
PartitionName=gpu Nodes=gpu[1-3] Default=YES MaxTime=08:00:00 DefaultTime=00:10:00 State=UP DefMemPerCPU=500
PartitionName=debug Nodes=gpu4 MaxTime=00:30:00 DefaultTime=00:05:00 State=UP DefMemPerCPU=500
C
echo "NodeName=gpu[1-4] Name=gpu Type=a100 File=$D/dev/nvidia[0-3]" >"$D/etc/gres.conf"
echo 'CgroupAutomount=no' >"$D/etc/cgroup.conf"
mkdir -p /etc/slurm
for file in slurm.conf gres.conf cgroup.conf; do ln -sfn "$D/etc/$file" "/etc/slurm/$file"; done

export SLURM_CONF="$D/etc/slurm.conf"
ln -sfn "$D/etc/slurmdbd.conf" /etc/slurm/slurmdbd.conf
slurmdbd -D >"$D/log/slurmdbd.out" 2>&1 &
for _ in $(seq 100); do sacctmgr -n show cluster >/dev/null 2>&1 && break; sleep 0.1; done
sacctmgr -i add cluster modutest >/dev/null 2>&1 || true
sacctmgr -i add account students description=students organization=modu >/dev/null
slurmctld -c >"$D/log/slurmctld.out" 2>&1
for node in 1 2 3 4; do slurmd -N "gpu$node" >"$D/log/slurmd.gpu$node.out" 2>&1; done

# The centre's own command that makes a login, run by the service login with one fixed argument; root's part goes through a queue folder.
cat >"$D/modu-login" <<C
#!/bin/sh
# modu-login add <login>: makes a login once; calling again is harmless.
set -eu
[ "\$1" = add ] || exit 2
case "\$2" in *[!a-z0-9-]*|'') exit 2;; esac
exec sudo -n "$D/modu-login-root" "\$2"
C
cat >"$D/modu-login-root" <<C
#!/bin/sh
set -eu
id "\$1" >/dev/null 2>&1 || { useradd -m -s /bin/bash "\$1"; passwd -d "\$1" >/dev/null 2>&1; usermod -p '*' "\$1"; echo "\$1" >>"$D/people"; }
mkdir -p "/home/\$1/.ssh"; cp "$D/etc/portal.pub" "/home/\$1/.ssh/authorized_keys"; chown -R "\$1:" "/home/\$1/.ssh"; chmod 700 "/home/\$1/.ssh"
SLURM_CONF="$D/etc/slurm.conf" sacctmgr -i add user "\$1" account=students >/dev/null 2>&1 || true
C
chmod 755 "$D/modu-login" "$D/modu-login-root"
echo "$key" >"$D/etc/portal.pub"; chmod 644 "$D/etc/portal.pub"
: >"$D/people"
if ! command -v sudo >/dev/null; then sed -i "s#exec sudo -n #exec $D/as-root #" "$D/modu-login"; fi
for name in "${people[@]}"; do "$D/modu-login-root" "$name"; done
# Without sudo a tiny loop of root's makes the logins that the service login asks for.
mkdir -p "$D/ask"; chown modu-svc: "$D/ask"
cat >"$D/as-root" <<C
#!/bin/sh
set -eu
name=\$2; : >"$D/ask/\$name"
for _ in \$(seq 100); do [ -e "$D/ask/\$name" ] || exit 0; sleep 0.1; done
exit 1
C
chmod 755 "$D/as-root"
( exec -a "$D/login-maker" bash -c 'while [ -d "$0/ask" ]; do for f in "$0"/ask/*; do [ -e "$f" ] || continue; "$0/modu-login-root" "$(basename "$f")" && rm -f "$f"; done; sleep 0.2; done' "$D" ) >/dev/null 2>&1 &
sacctmgr -i modify user modu-svc set adminlevel=operator >/dev/null

ssh-keygen -q -t ed25519 -N '' -f "$D/etc/host_key" </dev/null
cat >"$D/etc/sshd_config" <<C
Port $SSH_PORT
ListenAddress 127.0.0.1
HostKey $D/etc/host_key
PidFile $D/run/sshd.pid
UsePAM no
PasswordAuthentication no
AuthorizedKeysFile .ssh/authorized_keys
Subsystem sftp internal-sftp
AcceptEnv LANG
MaxSessions 10
SetEnv SLURM_CONF=$D/etc/slurm.conf
C
/usr/sbin/sshd -f "$D/etc/sshd_config" -E "$D/log/sshd.log"

for _ in $(seq 150); do [ "$(sinfo -h -t idle -o %D 2>/dev/null | paste -sd+ | bc 2>/dev/null || echo 0)" = 4 ] && break
  [ "$(sinfo -h -N -t idle -o %N 2>/dev/null | sort -u | wc -l)" -ge 4 ] && break; sleep 0.2; done
printf '{"host":"127.0.0.1","port":%s,"hostKey":"%s","serviceLogin":"modu-svc","loginCommand":["%s/modu-login","add"],"folder":"%s"}\n' \
  "$SSH_PORT" "$(cut -d' ' -f1,2 "$D/etc/host_key.pub")" "$D" "$D"
