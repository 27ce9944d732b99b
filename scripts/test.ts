import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `npm test`: units, database, bridge and routes by vitest, then the stories by Playwright in a real Chromium; one closing line. */
interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const folder = mkdtempSync(join(tmpdir(), 'modu-test-report-'));
const vitestReport = join(folder, 'vitest.json');
const storiesReport = join(folder, 'stories.json');

function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((done) => {
    const child = spawn(`node_modules/.bin/${command}`, args, {
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    child.on('close', (code) => done(code ?? 1));
  });
}

/** What a runner's report counts; a run that left no report counts as one failure. */
function read<Report>(path: string, exitCode: number, count: (report: Report) => Count): Count {
  try {
    const counted = count(JSON.parse(readFileSync(path, 'utf8')) as Report);
    if (exitCode !== 0 && counted.failed === 0) counted.failed = 1;
    if (counted.passed + counted.failed === 0) counted.failed = 1;
    return counted;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const vitestExit = await run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${vitestReport}`,
]);
const units = read(
  vitestReport,
  vitestExit,
  (report: { numPassedTests: number; numFailedTests: number; numPendingTests: number }) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
  }),
);

const storiesExit = await run(
  'playwright',
  ['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'],
  {
    PLAYWRIGHT_JSON_OUTPUT_NAME: storiesReport,
  },
);
const stories = read(
  storiesReport,
  storiesExit,
  (report: { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }) => ({
    passed: report.stats.expected + report.stats.flaky,
    failed: report.stats.unexpected,
    skipped: report.stats.skipped,
  }),
);

rmSync(folder, { recursive: true, force: true });
const passed = units.passed + stories.passed;
const failed = units.failed + stories.failed;
const skipped = units.skipped + stories.skipped;
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;
