import { readFileSync } from 'node:fs';
import type { Launcher } from './launcher';
import type { SubmitSpec } from './port';

const runScript = readFileSync(new URL('./run.sh', import.meta.url), 'utf8');

/** `run.sh`, `spec.json` and the launcher, as every scheduler stages them beside `user.sh`. Paths relative to the launch's folder. Pure. */
export function commonStagedFiles(
  spec: SubmitSpec,
  launcher: Launcher,
  directives: readonly string[],
): { path: string; text: string; mode: number }[] {
  return [
    { path: 'run.sh', text: runScript, mode: 0o700 },
    { path: launcher.fileName, text: launcher.text, mode: 0o700 },
    // run.sh reads `"gpus":<n>` out of this line: no space after the colon.
    { path: 'spec.json', text: `${JSON.stringify({ version: 1, ...spec, directives })}\n`, mode: 0o600 },
  ];
}
