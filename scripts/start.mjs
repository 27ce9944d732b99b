/*
 * `npm start`: builds the pages when they are missing or older than their sources, then runs the portal in this same process.
 * `npm run dev` (`--dev`): no build, Vite serves the pages with hot reload. Plain Node, so that it can say what is wrong with Node itself.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = resolve(import.meta.dirname ?? '.', '..');
const stamp = join(root, 'build/.sources');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Modu needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

process.chdir(root);
if (!process.argv.includes('--dev')) await buildWhenStale();
await import('tsx');
await import('../server/main.ts');

async function buildWhenStale() {
  const now = await hashSources();
  const built = await readFile(stamp, 'utf8').catch(() => '');
  if (built === now) return;
  console.log('Building the pages (once; about half a minute) …');
  await rm(stamp, { force: true });
  const output = await run(process.execPath, [
    'node_modules/@remix-run/dev/dist/cli.js',
    'vite:build',
    '--config',
    'remix.config.js',
  ]);
  if (output !== undefined) {
    console.error(output);
    console.error('The pages could not be built; what the build said stands above.');
    process.exit(1);
  }
  await compressAssets(join(root, 'build/client/assets'));
  await writeFile(stamp, now);
}

/** Everything that the build reads. */
async function hashSources() {
  const hash = createHash('sha256');
  for (const folder of ['app', 'public', 'server/contract']) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    const files = entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name));
    const paths = files.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
    for (const path of paths) hash.update(path.slice(root.length)).update(await readFile(path));
  }
  for (const file of ['package-lock.json', 'remix.config.js', 'tsconfig.json'])
    hash.update(await readFile(join(root, file)));
  return hash.digest('hex');
}

/** Compressed once here instead of at every request. */
async function compressAssets(folder) {
  for (const name of await readdir(folder)) {
    if (!/\.(m?js|css|svg|json)$/.test(name)) continue;
    const bytes = await readFile(join(folder, name));
    if (bytes.length < 1024) continue;
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(bytes, { params }));
    await writeFile(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

/** Runs a program to its end; what it said when it failed, undefined when it went well. Ctrl-C reaches it as it reaches us. */
function run(program, args) {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (output += bytes));
    child.on('error', (error) => done(String(error)));
    child.on('close', (code) => done(code === 0 ? undefined : output));
  });
}
