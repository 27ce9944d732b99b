import { sql } from 'kysely';
import { findPerson } from '#db/queries/people/people';
import { endingMinutes, endingNotice } from '../contract/walltime-guard';
import { queueMail } from '../domain/people/queue-mail';
import type { WorkerDeps } from './worker-deps';

interface Ending {
  id: string;
  name: string;
  personId: string;
  walltimeSeconds: number;
  leftSeconds: number;
  endsAt: Date;
}

/**
 * Writes to whoever's launch is about to reach its limit: 30, 10 and 2 minutes before, once each, however many workers look and however
 * often they start anew. What was missed while nobody looked is passed over for the one that is due. Answers how many mails were written.
 */
export async function noticeEndings(deps: Pick<WorkerDeps, 'db' | 'addMailTask' | 'url'>): Promise<number> {
  const endings = await listEndings(deps);
  let mails = 0;
  for (const ending of endings) if (await notice(deps, ending)) mails += 1;
  return mails;
}

async function listEndings({ db }: Pick<WorkerDeps, 'db'>): Promise<Ending[]> {
  const [longest] = endingMinutes;
  const { rows } = await sql<Ending>`
    select l.id, l.name, l.person_id as "personId", l.walltime_seconds as "walltimeSeconds", e.ends_at as "endsAt",
      extract(epoch from e.ends_at - now())::float as "leftSeconds"
    from launches l
    cross join lateral (
      select min(j.started_at) + make_interval(secs => l.walltime_seconds) as ends_at
      from jobs j where j.launch_id = l.id and j.state = 'running' and j.started_at is not null
    ) e
    where l.state = 'running' and e.ends_at between now() and now() + make_interval(mins => ${longest})`.execute(
    db,
  );
  return rows;
}

/** All warnings that are due are written down in one transaction with the mail of the last of them. */
async function notice(
  { db, addMailTask, url }: Pick<WorkerDeps, 'db' | 'addMailTask' | 'url'>,
  ending: Ending,
): Promise<boolean> {
  const { id, walltimeSeconds } = ending;
  const due = endingNotice(walltimeSeconds, ending.leftSeconds);
  if (due === undefined) return false;
  return db.transaction().execute(async (trx) => {
    const written = await trx
      .insertInto('ending_notices')
      .values(
        endingMinutes
          .filter((minutes) => minutes >= due)
          .map((minutes) => ({ launch_id: id, walltime_seconds: walltimeSeconds, minutes })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('minutes')
      .execute();
    if (!written.some(({ minutes }) => minutes === due)) return false;
    const person = await findPerson(trx, ending.personId);
    if (!person || person.disabled_at !== null || !person.ending_mails) return false;
    await queueMail(trx, addMailTask, {
      to: person.email,
      kind: 'ending',
      locale: person.locale,
      values: {
        minutes: String(Math.max(1, Math.ceil(ending.leftSeconds / 60))),
        link: new URL(`/launches/${id}`, url).href,
      },
    });
    return true;
  });
}
