import { defineConfig } from 'playwright/test';
import { chromiumOptions } from './fixtures/browser';

export default defineConfig({
  testDir: 'specs',
  testMatch: '*.e2e.ts',
  globalSetup: './fixtures/start-portal.ts',
  outputDir: '../test-results',
  timeout: 180_000,
  expect: { timeout: 20_000 },
  // One of them mostly waits: for limits, notices, tokens of the next half minute.
  workers: 3,
  // On a shared machine a story may be starved once; one that needed a second try is listed as flaky.
  retries: process.env['CI'] === undefined ? 0 : 1,
  fullyParallel: false,
  forbidOnly: true,
  use: {
    // Known once the portal has started; workers read this file again after that.
    ...(process.env['MODU_STORY_URL'] !== undefined && { baseURL: process.env['MODU_STORY_URL'] }),
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
    viewport: { width: 1280, height: 800 },
    // A trace of every story costs a sixth of its time; the second try of a failed one is recorded.
    trace: 'on-first-retry',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: chromiumOptions,
  },
});
