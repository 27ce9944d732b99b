import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { openDb, openPool, type Db } from '../client';

export interface TestDb {
  db: Db;
  url: string;
  /** Ends all connections and drops the database; fails when a pool client was leaked. */
  close(): Promise<void>;
}

/** A fresh migrated database for one test file, cloned from the template (about 50 ms). `maxConnections` [20]. */
export async function openTestDb(maxConnections = 20): Promise<TestDb> {
  const serverUrl = inject('testPostgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `create database ${name} template template_modu`);
  const url = serverUrl.replace(/\/modu$/, `/${name}`);
  const pool = openPool(url, maxConnections);
  const db = openDb(pool);
  return {
    db,
    url,
    close: async () => {
      const inUse = () => pool.totalCount - pool.idleCount;
      // A query may still be on its way; a leaked client never comes back.
      for (const deadline = Date.now() + 10_000; inUse() > 0 && Date.now() < deadline;) await pause(20);
      const leaked = inUse();
      if (leaked === 0) await db.destroy();
      await onServer(serverUrl, `drop database ${name} with (force)`);
      if (leaked > 0) throw new Error(`${leaked} database connections were not given back`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
