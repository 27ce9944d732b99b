import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { openDb, openPool, type Db } from '#db/client';
import { findRunningPostgres } from '#db/embedded-postgres';
import type { Env } from '../env';
import { CliError } from './command';

/**
 * Opens the database that the portal works on: DATABASE_URL, or the one that a running portal has started. Changes nothing.
 * @throws CliError with what to do when there is none.
 */
export async function openRunning(
  env: Pick<Env, 'dataFolder' | 'databaseUrl'>,
): Promise<{ db: Db; dataFolder: string }> {
  const dataFolder = resolve(env.dataFolder);
  const url = env.databaseUrl ?? (await findRunningPostgres(join(dataFolder, 'postgres')));
  if (url === undefined)
    throw new CliError(
      `No portal runs with the data in ${dataFolder}: start it with "npm start", or set MODU_DATA or DATABASE_URL to the one that does.`,
    );
  const db = openDb(openPool(url, 2));
  try {
    await sql`select 1 from people limit 1`.execute(db);
  } catch (cause) {
    await db.destroy();
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`The portal’s database does not answer as it should: ${words}.`, { cause });
  }
  return { db, dataFolder };
}
