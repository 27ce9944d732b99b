import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** `npm run bench [-- <question>…]`: one folder a question; each prints its figures beside a limit or a peer. Nothing is asserted. */
const folder = import.meta.dirname;
const all = (await readdir(folder, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'bench.ts')))
  .map((entry) => entry.name);
const asked = process.argv.slice(2);
for (const question of asked.length > 0 ? asked : all) {
  console.log(`\n── ${question}`);
  await import(join(folder, question, 'bench.ts'));
}
process.exit(0);
