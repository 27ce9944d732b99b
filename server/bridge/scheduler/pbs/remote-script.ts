import { randomBytes } from 'node:crypto';
import { AppError } from '#server/contract/app-error';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import { quoteWords } from '../../ssh/quote-words';

/** What one command of a script said. */
export interface Section {
  stdout: Buffer;
  stderr: string;
  exitCode: number;
}

/** A text that no job's data can know, so that nothing a person names can look like the end of an answer. */
export const makeMark = (): string => `modu-${randomBytes(12).toString('hex')}`;

/**
 * A command that runs PBS commands at a login node, one after another, each in a section of its own. The line is fixed and the same for
 * every login shell; the words go in on stdin, quoted. Commands are found where the site has them (surprise 14: a non-login shell over
 * SSH has none in PATH): PATH, then `PBS_EXEC` of pbs.conf, then the usual places. Times are asked for in UTC. Pure.
 */
export function pbsScript(
  mark: string,
  commands: readonly (readonly string[])[],
  options: { deadlineMs?: number; maxOutputBytes?: number; prelude?: string } = {},
): RemoteCommand {
  const calls = commands.map((words) => `section ${quoteWords(words)}`);
  return {
    line: 'exec /bin/sh -s',
    stdin: [`mark=${quoteWords([mark])}`, findPbs, frame, options.prelude ?? '', ...calls, ''].join('\n'),
    deadlineMs: options.deadlineMs ?? 30_000,
    maxOutputBytes: options.maxOutputBytes ?? 5 * 1024 * 1024,
  };
}

/** Puts the PBS commands into PATH; launcher-pbs.sh does the same. @see pbs.conf, PBS_EXEC: OpenPBS 23.06 installation guide */
const findPbs = `PATH=\${PATH:-/usr/bin:/bin}
if ! command -v qstat >/dev/null 2>&1; then
  conf=\${PBS_CONF_FILE:-/etc/pbs.conf}
  [ -r "$conf" ] && pbs_exec=$(sed -n 's/^[[:space:]]*PBS_EXEC=//p' "$conf" | tail -n 1)
  for bin in "\${pbs_exec:-}/bin" "\${PBS_EXEC:-}/bin" /opt/pbs/bin /opt/pbs/default/bin /usr/pbs/bin /usr/local/pbs/bin; do
    [ -x "$bin/qstat" ] && PATH=$PATH:$bin && break
  done
fi
TZ=UTC LC_ALL=C
export PATH TZ LC_ALL`;

const frame = `section() {
  printf '\\n%s begin\\n' "$mark"; printf '\\n%s begin\\n' "$mark" >&2
  "$@" </dev/null; code=$?
  printf '\\n%s end %s\\n' "$mark" "$code"; printf '\\n%s end\\n' "$mark" >&2
}`;

/**
 * Takes the sections out of what a script said; what login shells print around them is passed over.
 * @throws AppError[cluster-answer-unclear] when a section is missing or cut.
 */
export function readSections(result: RemoteResult, mark: string, count: number): Section[] {
  const sections: Section[] = [];
  let outAt = 0;
  let errAt = 0;
  for (let index = 0; index < count; index += 1) {
    const out = between(result.stdout, mark, outAt);
    const err = between(Buffer.from(result.stderr), mark, errAt);
    if (!out || !err) throw unclear(`section ${index + 1} of ${count} was cut: ${result.stderr.slice(-300)}`);
    outAt = out.next;
    errAt = err.next;
    sections.push({
      stdout: out.inside,
      stderr: err.inside.toString('utf8').replace(/\n$/, ''),
      exitCode: Number(out.endWords) || 0,
    });
  }
  return sections;
}

function between(bytes: Buffer, mark: string, from: number) {
  const begin = `\n${mark} begin\n`;
  const beginAt = bytes.indexOf(begin, from);
  const endAt = beginAt < 0 ? -1 : bytes.indexOf(`\n${mark} end`, beginAt + begin.length - 1);
  const lineEnd = endAt < 0 ? -1 : bytes.indexOf('\n', endAt + 1);
  if (lineEnd < 0) return undefined;
  return {
    inside: bytes.subarray(beginAt + begin.length, Math.max(endAt, beginAt + begin.length)),
    endWords: bytes
      .subarray(endAt + mark.length + 5, lineEnd)
      .toString('latin1')
      .trim(),
    next: lineEnd,
  };
}

/** An answer that cannot be believed. The words go to the log. Never throws. */
export const unclear = (words: string): AppError =>
  new AppError('cluster-answer-unclear', { details: { words: words.slice(0, 300) } });
