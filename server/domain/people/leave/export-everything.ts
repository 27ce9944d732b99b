import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Db } from '#db/client';
import { exportedFiles, exportRows } from '#db/queries/people/export-person';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../../actor';
import { mustBeAtThePage } from '../people-policy';

/**
 * Everything that the portal keeps of the actor, as a zip of JSON files that is made while it is sent, one table at a time. Files at clusters
 * are not among it: they are the person's own, under *Files*. @throws AppError[not-allowed] for tokens.
 */
export async function exportEverything(db: Db, actor: Actor): Promise<{ name: string; bytes: Readable }> {
  mustBeAtThePage(actor);
  await recordAudit(db, {
    actorPersonId: actor.personId,
    action: 'person.exported',
    subjectKind: 'person',
    subjectId: actor.personId,
    requestId: actor.requestId,
  });
  return exportPerson(db, { id: actor.personId, email: actor.email });
}

/** The same of any person, for whoever may have it: the caller has asked, and has written it down. */
export function exportPerson(
  db: Db,
  person: { id: string; email: string | undefined },
): { name: string; bytes: Readable } {
  const zip = new ZipFile();
  const bytes = zip.outputStream as Readable;
  zip.on('error', (error: Error) => bytes.destroy(error));
  fill(zip, bytes, db, person).catch((error: Error) => bytes.destroy(error));
  return { name: `modu-${new Date().toISOString().slice(0, 10)}.zip`, bytes };
}

async function fill(
  zip: ZipFile,
  bytes: Readable,
  db: Db,
  person: { id: string; email: string | undefined },
): Promise<void> {
  for (const name of exportedFiles) {
    if (bytes.destroyed) return;
    const rows = await exportRows(db, name, person);
    zip.addBuffer(Buffer.from(`${JSON.stringify(rows, amounts, 2)}\n`), `${name}.json`);
  }
  zip.end();
}

/** Amounts are beyond what every program reads as a number: they are written as text. */
const amounts = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
