import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Writes the centre's command names into its bin folder: each a link to one small program that asks the centre. Calling again is harmless. */
export function writeShims(folder: string, names: readonly string[]): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const name of readdirSync(bin)) rmSync(join(bin, name), { force: true, recursive: true });
  const program = join(folder, 'call-centre.mjs');
  copyFileSync(fileURLToPath(new URL('./shim/call-centre.mjs', import.meta.url)), program);
  for (const name of names)
    writeScript(join(bin, name), `exec '${process.execPath}' '${program}' '${name}' "$@"`);
  if (!hasPython()) writePython(bin);
}

function writeScript(path: string, line: string): void {
  writeFileSync(path, `#!/bin/sh\n${line}\n`);
  chmodSync(path, 0o755);
}

const hasPython = () =>
  (process.env['PATH'] ?? '').split(delimiter).some((part) => existsSync(join(part, 'python3')));

/** Where the machine has no Python: CPython in WebAssembly, from npm. @see https://pyodide.org */
function writePython(bin: string): void {
  const program = fileURLToPath(new URL('./shim/python.mjs', import.meta.url));
  writeScript(join(bin, 'python3'), `exec '${process.execPath}' --no-warnings '${program}' "$@"`);
  symlinkSync('python3', join(bin, 'python'));
}
