import { AppError } from '#server/contract/app-error';
import { cleanLine } from '../../clean-text';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';

const markOf = (id: string): string => `.modu/cleaning-${id.replace(/[^0-9a-f]/g, '').slice(-12)}`;

/**
 * Leaves a mark in the home that cleaning must take away, and tells the host's clock a second later, so that all that was there is older. Pure.
 * @see date(1), %s: POSIX 2024, and before that GNU and BSD
 */
export const buildMarkForCleaning = (id: string): RemoteCommand => ({
  line: 'exec /bin/sh -s',
  stdin: `set -u; umask 077
mkdir -p "$HOME/.modu" && : >"$HOME/${markOf(id)}" && sleep 1 && printf 'modu-marked %s\\n' "$(date +%s)"
`,
});

/** The host's clock in whole seconds, once the mark is there. @throws AppError[cluster-answer-unclear] */
export function parseMarkForCleaning(result: RemoteResult): number {
  const seconds = Number(/^modu-marked (\d{9,11})$/m.exec(result.stdout.toString('utf8'))?.[1]);
  if (!Number.isFinite(seconds))
    throw new AppError('cluster-answer-unclear', { details: { words: cleanLine(result.stderr) } });
  return seconds;
}

/**
 * What a login that was cleaned still has. Files of its own whose inode has not changed since the mark are left over: nobody but root can make
 * that look otherwise, whatever `touch` says of them. Processes and the crontab are asked for where the number is the login's own: besides this very
 * shell and the sshd that it came in by nothing may run, whatever it calls itself.
 * Pure. @see find(1), GNU findutils 4.3.3: -newerct; ps(1), POSIX.1-2017: -o -U; crontab(1), POSIX.1-2017: -l
 */
export const buildReadLeftOver = (id: string, beforeSeconds: number): RemoteCommand => ({
  line: 'exec /bin/sh -s',
  deadlineMs: 60_000,
  stdin: `set -u; LC_ALL=C; export LC_ALL
say() { printf 'modu-left %s\\n' "$*"; }
[ -e "$HOME/${markOf(id)}" ] && say mark
[ "$(find / -maxdepth 0 -newerct '@1' 2>/dev/null)" = / ] || say 'find cannot tell'
find "$HOME" -mindepth 1 -user "$(id -u)" ! -newerct '@${Math.trunc(beforeSeconds)}' 2>/dev/null | head -n 3 | while IFS= read -r path; do say file "$path"; done
if [ "$(id -un)" = "\${LOGNAME:-}" ]; then
  ours=$(ps -o sid= -p $$ | tr -d ' '); door=$PPID
  others() { ps -o pid=,sid=,comm= -U "$(id -u)" | while read -r pid session name; do
    [ "$session" = "$ours" ] || [ "$pid" = "$door" ] || say process "$pid" "$name"
  done | head -n 3; }
  # A connection that was just closed takes a moment to go.
  for _ in 1 2 3; do [ -z "$(others)" ] && break; sleep 1; done
  others
  crontab -l 2>/dev/null | grep -q '^[^#]' && say crontab
fi
say end
`,
});

/** undefined: nothing. Otherwise what, as the host says it. @throws AppError[cluster-answer-unclear] */
export function parseReadLeftOver(result: RemoteResult): string | undefined {
  const lines = [...result.stdout.toString('utf8').matchAll(/^modu-left (.+)$/gm)].map(
    ([, text]) => text ?? '',
  );
  if (lines.at(-1) !== 'end')
    throw new AppError('cluster-answer-unclear', { details: { words: cleanLine(result.stderr) } });
  return lines.length === 1 ? undefined : `left: ${cleanLine(lines.slice(0, -1).join(', '))}`;
}
