import { spawn } from 'node:child_process';

/** `npm run check`: everything that can be known without running the portal. Each step says what it is; all run, the worst decides. */
const steps: [name: string, command: string, args: string[]][] = [
  ['types', 'tsc', ['--noEmit']],
  ['lint', 'eslint', ['--cache', '--max-warnings', '0', '.']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['import rules', 'depcruise', ['--output-type', 'err', 'app', 'server', 'db']],
  ['dead code', 'knip', ['--no-progress']],
  ['sentences used', process.execPath, ['--import', 'tsx', 'scripts/unused-texts.ts']],
  ['sizes', process.execPath, ['--import', 'tsx', 'scripts/sizes.ts']],
];

function run([name, command, args]: (typeof steps)[number]): Promise<boolean> {
  const startedAt = Date.now();
  console.log(`\n── ${name}`);
  return new Promise((done) => {
    const file = command === process.execPath ? command : `node_modules/.bin/${command}`;
    spawn(file, args, { stdio: 'inherit' }).on('close', (code) => {
      console.log(
        `   ${name}: ${code === 0 ? 'good' : 'RED'} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`,
      );
      done(code === 0);
    });
  });
}

let isGood = true;
for (const step of steps) isGood = (await run(step)) && isGood;
process.exitCode = isGood ? 0 : 1;
