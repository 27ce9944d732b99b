import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { launchFolder } from '../launch-folder';
import type { RemoteCommand } from '../ssh/port';
import type { SubmitSpec } from './port';

/** A launcher: fixed text, the same for every launch of this version of the portal. */
export interface Launcher {
  /** `launcher-slurm.sh` */
  fileName: string;
  text: string;
  sha256: string;
}

/** Joins a scheduler's part (beside its adapter) with the common part. Reads two files of the portal; call once, at load. */
export function makeLauncher(fileName: string, schedulerPart: URL): Launcher {
  const text =
    readFileSync(schedulerPart, 'utf8') + readFileSync(new URL('./launcher.sh', import.meta.url), 'utf8');
  return { fileName, text, sha256: createHash('sha256').update(text).digest('hex') };
}

/** The launcher's search for a job that was submitted and is not seen yet ends after this: many times Slurm's MessageTimeout (10 s). */
export const defaultSettleSeconds = 120;

/**
 * The command that runs a launch's launcher: a fixed line, in which only the ULID differs, which first proves that the file at the
 * cluster is ours. The scheduler's words go in by stdin. `deadlineMs` [90 000]: 20 s for the lock, the rest for a slow controller.
 */
export function launcherCommand(
  launcher: Launcher,
  spec: SubmitSpec,
  words: readonly string[],
): RemoteCommand {
  const file = `"$HOME/${launchFolder(spec.launchId)}/${launcher.fileName}"`;
  const hash = `{ sha256sum ${file} 2>/dev/null || shasum -a 256 ${file}; } | cut -c1-64`;
  if (words.some((word) => /[\0\n\r]/.test(word)))
    throw new TypeError('a word for the scheduler holds a newline');
  return {
    line: `[ "$(${hash})" = ${launcher.sha256} ] || { echo 'modu: launcher differs' >&2; exit 75; }; exec sh ${file} ${spec.launchId}`,
    stdin: [String(spec.settleSeconds ?? defaultSettleSeconds), ...words, 'end', ''].join('\n'),
    deadlineMs: 90_000,
  };
}
