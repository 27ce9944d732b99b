import { join } from 'node:path';
import { sql } from 'kysely';
import { openDb, openListener, openPool, type Db } from '#db/client';
import { startEmbeddedPostgres } from '#db/embedded-postgres';
import { migrate } from '#db/migrate';

export interface OpenDatabase {
  db: Db;
  /** The connections under `db`, for the outbox's own runner. */
  pool: Pool;
  url: string;
  /** Stops our own Postgres too, when it is ours. */
  close(): Promise<void>;
}

type Pool = ReturnType<typeof openPool>;

/** Another portal runs on the same folder; the message is the one sentence to show. */
export class AlreadyRunningError extends Error {
  override name = 'AlreadyRunningError';
}

/**
 * Opens the database of `databaseUrl`, or starts (or takes over) the portal's own under `dataFolder`, and brings it up to date.
 * @throws AlreadyRunningError when another portal uses the portal's own Postgres, which is then left alone.
 */
export async function openDatabase(options: {
  databaseUrl: string | undefined;
  dataFolder: string;
}): Promise<OpenDatabase> {
  const own = options.databaseUrl === undefined ? await startOwn(options.dataFolder) : undefined;
  const url = own?.url ?? options.databaseUrl ?? '';
  const pool = openPool(url, 20);
  const db = openDb(pool);
  const close = async () => {
    await db.destroy();
    await own?.stop();
  };
  try {
    await sql`select 1`.execute(db);
    await migrate(db);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, pool, url, close };
}

/** The lock ends with the connection, so a portal that was killed leaves none behind. */
async function startOwn(dataFolder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const postgres = await startEmbeddedPostgres({ folder: join(dataFolder, 'postgres') });
  const holder = openListener(postgres.url);
  holder.on('error', () => undefined);
  await holder.connect();
  const { rows } = await holder.query<{ locked: boolean }>(
    `select pg_try_advisory_lock(hashtext('modu-portal')) as locked`,
  );
  if (rows[0]?.locked !== true) {
    await holder.end();
    throw new AlreadyRunningError(
      `Another portal already runs with the data in ${dataFolder}: stop it first, or set MODU_DATA to another folder.`,
    );
  }
  return {
    url: postgres.url,
    stop: async () => {
      await holder.end();
      await postgres.stop();
    },
  };
}
