import { spawn } from 'node:child_process';

/** Kills what a centre started when the centre itself is gone, however it went. */
export interface Guardian {
  /** A process group that must not outlive the centre. */
  watch(group: number | undefined): void;
  /** The group has ended by itself. */
  forget(group: number | undefined): void;
  /** Kills all that is left. Resolves when that is done. */
  end(): Promise<void>;
}

/**
 * Its stdin is a pipe from the centre: at its end, by SIGKILL too, the groups that are still known are killed, and on Linux all processes
 * whose environment carries the centre's mark, also those that made a session of their own. Twice, for what was just being forked.
 */
const script = `trap '' HUP INT TERM QUIT
groups=' '
while read -r act group; do
  case $act in
    +) groups="$groups$group " ;;
    -) case $groups in *" $group "*) groups="\${groups%% $group *} \${groups#* $group }" ;; esac ;;
  esac
done
for round in 1 2; do
  for group in $groups; do kill -KILL "-$group" 2>/dev/null; done
  [ -e /proc/self/environ ] && for file in $(grep -lzsxF "$1" /proc/[0-9]*/environ); do
    file=\${file%/environ}
    kill -KILL "\${file#/proc/}" 2>/dev/null
  done
  [ $round = 1 ] && sleep 0.1
done`;

/** Starts the guardian. `mark` is the `NAME=value` that every process of the centre's people carries. */
export function startGuardian(mark: string): Guardian {
  const child = spawn('/bin/sh', ['-c', script, 'guardian', mark], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin' } as unknown as NodeJS.ProcessEnv,
  });
  const ended = new Promise<void>((done) => child.on('exit', () => done()).on('error', () => done()));
  child.stdin.on('error', () => undefined);
  child.unref();
  const tell = (act: '+' | '-', group: number | undefined) => {
    if (group !== undefined && child.stdin.writable) child.stdin.write(`${act} ${group}\n`);
  };
  return {
    watch: (group) => tell('+', group),
    forget: (group) => tell('-', group),
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}
