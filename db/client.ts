import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Database } from './database';

export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;

const { types, Pool } = pg;
// bigint columns are ledger amounts and counters: never through a double. Dates stay `YYYY-MM-DD` (no zone to shift them).
types.setTypeParser(types.builtins.INT8, (text) => BigInt(text));
types.setTypeParser(types.builtins.DATE, (text) => text);

/** A pool of connections; `end()` closes it. `maxConnections` [10]. Nothing is sent until first use. */
export function openPool(databaseUrl: string, maxConnections = 10): pg.Pool {
  const pool = new Pool({ connectionString: databaseUrl, max: maxConnections, idleTimeoutMillis: 30_000 });
  // An idle connection that the server closes must not end the process; the next query opens a new one.
  pool.on('error', () => undefined);
  return pool;
}

/** The typed door to a pool. `destroy()` ends the pool too. */
export function openDb(pool: pg.Pool): Db {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}

/** One connection of its own outside the pool, for LISTEN and advisory locks; the caller connects and ends it. */
export function openListener(databaseUrl: string): pg.Client {
  return new pg.Client({ connectionString: databaseUrl, keepAlive: true });
}
