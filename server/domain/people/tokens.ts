import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Db, Trx } from '#db/client';
import { announce } from '#db/queries/announce';
import {
  insertApiToken,
  listApiTokensOfPerson,
  lockPerson,
  revokeApiToken,
  type ApiTokenRow,
} from '#db/queries/people/api-tokens';
import { findConfirmation } from '#db/queries/people/sessions';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError, type FieldErrors } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { TokenView } from '../../services';
import { mustBeAtThePage } from './people-policy';

/** Begins every token, so that scanners for leaked secrets can know it. */
const prefix = 'modu_';

/** What the database keeps of a token; undefined for what cannot be one. Never throws. */
export function hashApiToken(token: string): string | undefined {
  if (!/^modu_[A-Za-z0-9_-]{43}$/.test(token)) return undefined;
  return createHash('sha256').update(token).digest('hex');
}

const askedSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^[^\p{Cc}\p{Cf}]+$/u),
  days: z.number().int().min(1).max(366),
});

/**
 * Makes a token (256 random bits) for the API as the actor; days 1–366. The only time that the token itself is seen.
 * @throws AppError[invalid-input | limit-reached | not-allowed]
 */
export async function createToken(
  db: Db,
  actor: Actor,
  asked: { name: string; days: number },
): Promise<{ token: string; view: TokenView }> {
  mustBeAtThePage(actor);
  const { name, days } = readAsked(asked);
  const token = `${prefix}${randomBytes(32).toString('base64url')}`;
  const row = await db.transaction().execute(async (trx) => {
    await lockPerson(trx, actor.personId);
    const existing = await listApiTokensOfPerson(trx, actor.personId);
    if (existing.length >= limits.tokensPerPerson)
      throw new AppError('limit-reached', { details: { limit: limits.tokensPerPerson } });
    const confirmation = await confirmationOf(trx, actor);
    const tokenRow = await insertApiToken(trx, {
      tokenHash: hashApiToken(token) ?? '',
      personId: actor.personId,
      name,
      expiresAt: new Date(Date.now() + days * 86_400_000),
      confirmedAt: confirmation,
    });
    await audit(trx, actor, 'token.created', tokenRow.id);
    return tokenRow;
  });
  return { token, view: toTokenView(row) };
}

/** The actor's tokens that still open something, newest first. @throws AppError[not-allowed] for tokens. */
export async function listTokens(db: Db, actor: Actor): Promise<TokenView[]> {
  mustBeAtThePage(actor);
  return (await listApiTokensOfPerson(db, actor.personId)).map(toTokenView);
}

/** Ends a token at once. @throws AppError[not-found | not-allowed] */
export async function revokeToken(db: Db, actor: Actor, tokenId: string): Promise<void> {
  mustBeAtThePage(actor);
  if (!isUuid(tokenId)) throw new AppError('not-found');
  await db.transaction().execute(async (trx) => {
    if (!(await revokeApiToken(trx, actor.personId, tokenId))) throw new AppError('not-found');
    await announce(trx, { person: actor.personId }, { kind: 'token-ended', tokenId });
    await audit(trx, actor, 'token.revoked', tokenId);
  });
}

/** A token carries what its session did; whoever types at the portal's own machine has no need to confirm. */
async function confirmationOf(trx: Trx, actor: Actor): Promise<Date | undefined> {
  if (actor.via.kind === 'cli') return new Date();
  if (actor.via.kind === 'token') return undefined;
  return (await findConfirmation(trx, actor.via.sessionId))?.at;
}

function readAsked(asked: { name: string; days: number }) {
  const result = askedSchema.safeParse(asked);
  if (result.success) return result.data;
  const fields: FieldErrors = {};
  for (const issue of result.error.issues) fields[String(issue.path[0] ?? 'form')] = 'invalid-input';
  throw new AppError('invalid-input', { fields });
}

const audit = (trx: Parameters<typeof recordAudit>[0], actor: Actor, action: string, tokenId: string) =>
  recordAudit(trx, {
    actorPersonId: actor.personId,
    action,
    subjectKind: 'token',
    subjectId: tokenId,
    detail: { via: actor.via.kind },
    requestId: actor.requestId,
  });

const toTokenView = (row: ApiTokenRow): TokenView => ({
  id: row.id,
  name: row.name,
  createdAt: row.created_at,
  usedAt: row.used_at ?? undefined,
  expiresAt: row.expires_at,
});
