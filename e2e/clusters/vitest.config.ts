import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** `npm run test:clusters`: the portal against a real sshd and Slurm on this machine. One cluster for all files, one file at a time. */
export default defineConfig({
  root: here('../..'),
  resolve: { alias: { '~': here('../../app'), '#server': here('../../server'), '#db': here('../../db') } },
  test: {
    include: ['e2e/clusters/*.test.ts'],
    globalSetup: ['db/testing/global-setup.ts', 'e2e/clusters/slurm-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    maxWorkers: 1,
    // Daemons of another make on a machine that does other work too: one more try, which the report names.
    retry: process.env['CI'] ? 1 : 0,
  },
});
