import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Prints how long the source files are; red when one passes 400 lines, where a file surely has two reasons to change. */
const redLines = 400;

const files = execFileSync(
  'git',
  [
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    'app',
    'server',
    'db',
    'scripts',
    'e2e',
    'bench',
  ],
  { encoding: 'utf8' },
)
  .split('\n')
  .filter(
    (path) =>
      /\.(ts|tsx|mjs|js)$/.test(path) && !/\.test\.|\/locales\/|\/migrations\/|services\.ts$/.test(path),
  );
const sizes = files
  .map((path) => ({ path, lines: readFileSync(path, 'utf8').split('\n').length - 1 }))
  .sort((a, b) => a.lines - b.lines);
const at = (part: number) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * part))]?.lines ?? 0;

console.log(
  `${sizes.length} files, lines: median ${at(0.5)}, p90 ${at(0.9)}, longest ${sizes.at(-1)?.lines} (${sizes.at(-1)?.path})`,
);
const red = sizes.filter((size) => size.lines > redLines);
for (const { path, lines } of red) console.error(`${path}: ${lines} lines; split it by reason to change`);
process.exitCode = red.length > 0 ? 1 : 0;
