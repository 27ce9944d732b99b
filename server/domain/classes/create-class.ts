import { z } from 'zod';
import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import { putMember } from '#db/queries/classes/class-members';
import { insertClass } from '#db/queries/classes/class-rows';
import type { Actor } from '../../actor';
import type { ClassDraft } from '../../class-services';
import { AppError, type FieldErrors } from '../../contract/app-error';
import { limits } from '../../contract/limits';
import { daysOf, isDay } from '../requests/request-period';
import { auditClass } from './audit-class';
import { mustBeTeacher } from './class-policy';

const line = (max: number, min = 1) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(min)
        .max(max)
        .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u),
    );

const draftSchema = z
  .object({
    name: line(limits.nameCharacters),
    schoolName: line(limits.nameCharacters),
    subject: line(limits.nameCharacters, 0),
    size: z.number().int().min(1).max(limits.classSize),
    startsOn: z.string().refine(isDay),
    endsOn: z.string().refine(isDay),
    joining: z.enum(['approval', 'automatic']),
  })
  .refine(({ startsOn, endsOn }) => !isDay(startsOn) || !isDay(endsOn) || isTerm(startsOn, endsOn), {
    path: ['endsOn'],
  });

/** From a day to a year and a half. */
const isTerm = (startsOn: string, endsOn: string): boolean => {
  const days = daysOf(startsOn, endsOn);
  return days >= 1 && days <= 550;
};

/** Makes a class that the actor teaches; answers its id. @throws AppError[not-allowed | invalid-input] with every wrong field. */
export async function createClass(db: Db, actor: Actor, draft: ClassDraft): Promise<string> {
  mustBeTeacher(actor);
  const read = readClassDraft(draft);
  const id = newId();
  await db.transaction().execute(async (trx) => {
    await insertClass(trx, {
      id,
      name: read.name,
      school_name: read.schoolName,
      subject: read.subject,
      size: read.size,
      starts_on: read.startsOn,
      ends_on: read.endsOn,
      joining: read.joining,
    });
    await putMember(trx, { classId: id, personId: actor.personId, role: 'teacher', state: 'active' });
    await auditClass(trx, actor, 'created', id);
  });
  return id;
}

function readClassDraft(draft: ClassDraft): ClassDraft {
  const result = draftSchema.safeParse(draft);
  if (result.success) return result.data;
  const fields: FieldErrors = {};
  for (const issue of result.error.issues) fields[String(issue.path[0] ?? 'form')] = 'invalid-input';
  throw new AppError('invalid-input', { fields });
}
