import type { Kysely } from 'kysely';
import type { Database } from '../database';
import type { JsonValue } from '../json';

export interface AuditEntry {
  /** null: the portal itself. */
  actorPersonId: string | null;
  /** `noun.verb`, e.g. `request.granted`. */
  action: string;
  subjectKind: string;
  subjectId: string;
  detail?: { [key: string]: JsonValue };
  requestId?: string;
}

/** Writes one line of the append-only audit log, in the caller's transaction. No secrets, no contents of scripts. */
export async function recordAudit(db: Kysely<Database>, entry: AuditEntry): Promise<void> {
  await recordAudits(db, [entry]);
}

/** As `recordAudit`, of several at once: one at least. */
export async function recordAudits(db: Kysely<Database>, entries: readonly AuditEntry[]): Promise<void> {
  const rows = entries.map((entry) => ({
    actor_person_id: entry.actorPersonId,
    action: entry.action,
    subject_kind: entry.subjectKind,
    subject_id: entry.subjectId,
    detail: JSON.stringify(entry.detail ?? {}),
    request_id: entry.requestId ?? null,
  }));
  await db.insertInto('audit_log').values(rows).execute();
}
