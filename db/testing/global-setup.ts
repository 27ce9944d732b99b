import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDb, openPool } from '../client';
import { startEmbeddedPostgres } from '../embedded-postgres';
import { migrate } from '../migrate';

declare module 'vitest' {
  export interface ProvidedContext {
    testPostgresUrl: string;
  }
}

/** One throw-away Postgres for a test run, with a migrated database `template_modu` that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'modu-test-pg-'));
  const postgres = await startEmbeddedPostgres({ folder, isDurable: false, maxConnections: 300 });
  const templateUrl = postgres.url.replace(/\/modu$/, '/template_modu');
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('create database template_modu');
  await client.end();
  const db = openDb(openPool(templateUrl, 1));
  await migrate(db);
  await db.destroy();
  project.provide('testPostgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
