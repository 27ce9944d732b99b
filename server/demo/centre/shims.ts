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
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sourceOf = (name: string) => fileURLToPath(new URL(`./shim/${name}`, import.meta.url));

/** Where a login's programs are looked for: the centre's commands first, then Node's folder, where people keep tools, and the system's. */
export function searchPathOf(folder: string): string {
  const system = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin', '/opt/homebrew/bin'];
  return [...new Set([join(folder, 'bin'), dirname(process.execPath), ...system])].join(delimiter);
}

/** Variables by which the commands find the centre's door and the Node that runs it, beside the login's own. */
export const shimVariables = (folder: string, doorPort: number): Record<string, string> => ({
  MODU_CENTRE_DOOR: String(doorPort),
  MODU_CENTRE_NODE: process.execPath,
  MODU_CENTRE_CALL: join(folder, 'call-centre.mjs'),
  MODU_CENTRE_PATH: searchPathOf(folder),
});

/** Writes the centre's command names into its bin folder: each a link to one small program that asks the centre. Calling again is harmless. */
export function writeShims(folder: string, names: readonly string[]): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const name of readdirSync(bin)) rmSync(join(bin, name), { force: true });
  copyFileSync(sourceOf('call-centre.mjs'), join(folder, 'call-centre.mjs'));
  if (hasBashAndEnv()) {
    copyFileSync(sourceOf('call-centre.sh'), join(folder, 'call-centre.sh'));
    chmodSync(join(folder, 'call-centre.sh'), 0o755);
    for (const name of names) symlinkSync('../call-centre.sh', join(bin, name));
  } else
    for (const name of names)
      writeScript(join(bin, name), `exec "$MODU_CENTRE_NODE" "$MODU_CENTRE_CALL" '${name}' "$@"`);
  writePython(bin, searchPathOf(folder));
}

/** The program in bash needs /dev/tcp and `env -0`, which Linux distributions have; elsewhere the one in Node does all. */
const hasBashAndEnv = () => process.platform === 'linux' && existsSync('/bin/bash');

function writeScript(path: string, line: string): void {
  writeFileSync(path, `#!/bin/sh\n${line}\n`);
  chmodSync(path, 0o755);
}

const findProgram = (name: string, path: string) =>
  path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((candidate) => existsSync(candidate));

/** The machine's own Python where it has one; else CPython in WebAssembly, from npm. @see https://pyodide.org */
function writePython(bin: string, searchPath: string): void {
  if (findProgram('python3', searchPath) !== undefined) return;
  const elsewhere = findProgram('python3', process.env['PATH'] ?? '');
  if (elsewhere !== undefined) symlinkSync(elsewhere, join(bin, 'python3'));
  else
    writeScript(
      join(bin, 'python3'),
      `exec "$MODU_CENTRE_NODE" --no-warnings '${sourceOf('python.mjs')}' "$@"`,
    );
}
