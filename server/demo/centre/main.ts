import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { centreConfigSchema } from './config';
import { openCentre } from './open-centre';

/*
 * A demo centre: `node --import tsx server/demo/centre/main.ts <config.json> [--standalone]`. One JSON line on stdout says that it is
 * ready. SIGTERM or SIGINT end it within 2 s. Without --standalone it also ends when its stdin does: with the process that started it.
 */

const config = centreConfigSchema.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
const isStandalone = process.argv.includes('--standalone');
const log = (message: string) => process.stderr.write(`${new Date().toISOString()} ${message}\n`);
mkdirSync(config.folder, { recursive: true, mode: 0o755 });

process.on('SIGHUP', () => undefined);
process.on('uncaughtException', (error) => log(`uncaught: ${error.stack ?? error.message}`));
process.on('unhandledRejection', (error) => log(`unhandled: ${String(error)}`));

const centre = await openCentre(config, log).catch((error: unknown) => {
  log(`cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exit(1);
});
const readyPath = join(config.folder, 'ready.json');
const ready = { ready: true, pid: process.pid, port: centre.port, hostKey: centre.hostKey };
// Whole or not at all: somebody may be reading it at this moment.
writeFileSync(`${readyPath}.new`, JSON.stringify(ready), { mode: 0o600 });
renameSync(`${readyPath}.new`, readyPath);
// Who started it may be gone already: nobody reads the line then.
process.stdout.on('error', () => undefined);
process.stdout.write(`${JSON.stringify(ready)}\n`);

let isStopping = false;
const stop = async (why: string) => {
  if (isStopping) return;
  isStopping = true;
  log(`stops: ${why}`);
  setTimeout(() => process.exit(0), 1_500).unref();
  await centre.close();
  rmSync(readyPath, { force: true });
  process.exit(0);
};
process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));
if (!isStandalone) {
  process.on('disconnect', () => void stop('its parent is gone'));
  process.stdin.on('error', () => undefined);
  process.stdin.on('close', () => void stop('its parent is gone'));
  process.stdin.resume();
}
