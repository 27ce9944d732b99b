import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: { alias: { '~': here('app'), '#server': here('server'), '#db': here('db') } },
  test: {
    include: ['{app,server,db,scripts}/**/*.test.{ts,tsx}'],
    globalSetup: ['db/testing/global-setup.ts'],
    // A hang, not a measurement: the machine may have other things to do.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One of them mostly waits: for processes, connections, limits.
    maxWorkers: 3,
    // Reading our modules anew for every file is a fifth of the work. No module of ours keeps state that a test could leave behind.
    isolate: false,
  },
});
