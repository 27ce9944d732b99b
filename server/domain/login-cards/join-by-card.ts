import type { Kysely } from 'kysely';
import type { Trx } from '#db/client';
import type { Database } from '#db/database';
import { findClass, lockClass, type ClassRow } from '#db/queries/classes/class-rows';
import { takeRosterLine } from '#db/queries/classes/class-roster';
import { lockCard, updateCard } from '#db/queries/login-cards/login-cards';
import { insertNewPerson } from '#db/queries/people/people';
import { recordAudit } from '#db/queries/record-audit';
import { AppError, type FieldErrors } from '../../contract/app-error';
import type { Level, Locale } from '../../contract/roles';
import { letIn } from '../classes/join-class';
import { consentOf, spendConsent } from '../guardians/spend-consent';
import { admitByAge, firstCountry } from '../people/age-policy';
import { toActor } from '../people/find-actor';
import { typedDraftSchema, type TypedDraft } from '../people/sign-up-draft';
import type { LoginCardDeps } from './deps';
import type { Opened } from './enter-by-card';

/** What a newcomer says; the school is the class's. */
export interface CardDraft {
  /** `YYYY-MM` */
  birthYearMonth: string;
  displayName: string;
  level: Level;
  locale: Locale;
}

/** The class of a card that let a newcomer in; undefined when that card is somebody's by now, or was shut. */
export async function findNewcomersClass(
  db: Kysely<Database>,
  { cardId, round }: Opened,
): Promise<ClassRow | undefined> {
  const card = await db.selectFrom('login_cards').selectAll().where('id', '=', cardId).executeTakeFirst();
  if (!card || card.round !== round || card.person_id || card.voided_at) return undefined;
  const row = await findClass(db, card.class_id);
  return row?.ended_at ? undefined : row;
}

/**
 * Makes the person of a card: without e-mail, in the card's class at once, since its teacher made the card. Nothing is kept of who may not begin by
 * themselves; by whose guardian's consent they may: what their browser holds. Of two at once one is made. @throws AppError[guardian-needed | invalid-input | card-refused]
 */
export async function joinByCard(
  { db, links, consentAges }: LoginCardDeps,
  opened: Opened,
  draft: CardDraft,
  from: { requestId: string; guardianHandle?: string | undefined },
): Promise<string> {
  const { requestId } = from;
  const { mayJoin } = admitByAge(consentAges, draft);
  return db.transaction().execute(async (trx) => {
    const consentId = mayJoin ? undefined : await consentOf(trx, links, from.guardianHandle, undefined);
    const found = await findNewcomersClass(trx, opened);
    // The class before the card, as everywhere.
    const row = found && (await lockClass(trx, found.id));
    const card = await lockCard(trx, opened.cardId);
    if (!row || row.ended_at || !card || card.person_id || card.round !== opened.round || card.voided_at)
      throw new AppError('card-refused');
    const person = await insertNewPerson(trx, {
      email: null,
      country: firstCountry(consentAges),
      ...readDraft(draft, row),
    });
    if (!person) throw new AppError('internal');
    if (consentId !== undefined) await spendConsent(trx, consentId, person.id);
    const line =
      card.roster_email === null ? undefined : await takeRosterLine(trx, row.id, card.roster_email);
    await updateCard(trx, card.id, { person_id: person.id, roster_email: null });
    await auditJoin(trx, person.id, requestId);
    await letIn(trx, toActor(person, { kind: 'cli' }, requestId), row, {
      personId: person.id,
      state: 'active',
      studentNumber: line?.student_number ?? '',
    });
    return person.id;
  });
}

const auditJoin = (trx: Trx, personId: string, requestId: string): Promise<void> =>
  recordAudit(trx, {
    actorPersonId: personId,
    action: 'person.joined',
    subjectKind: 'person',
    subjectId: personId,
    detail: { by: 'login-card' },
    requestId,
  });

function readDraft(draft: CardDraft, row: ClassRow): Omit<TypedDraft, 'country'> {
  const result = typedDraftSchema
    .omit({ country: true })
    .safeParse({ ...draft, schoolName: row.school_name });
  if (result.success) return result.data;
  const fields: FieldErrors = {};
  for (const issue of result.error.issues) fields[String(issue.path[0] ?? 'form')] = 'invalid-input';
  throw new AppError('invalid-input', { fields });
}
