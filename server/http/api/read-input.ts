import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { z } from 'zod';
import { AppError, type FieldErrors } from '../../contract/app-error';
import { errorCodes, type ErrorCode } from '../../contract/error-codes';
import { limits } from '../../contract/limits';

/** How many wrong fields an answer names; a body of a thousand unknown ones is not told all. */
const namedFields = 20;

/**
 * Checks what came against its shape. An issue whose message is an error code becomes that code, any other `invalid-input`.
 * @throws AppError[not-found] when a path's id has no id's form, [invalid-input] with `fields` otherwise.
 */
export function readInput(schema: z.ZodObject, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = new Map<string, ErrorCode>();
  for (const issue of result.error.issues) {
    if (issue.message === 'not-found') throw new AppError('not-found');
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? 'body')];
    const code = issue.message in errorCodes ? (issue.message as ErrorCode) : 'invalid-input';
    for (const name of names.map(fieldName)) if (!fields.has(name)) fields.set(name, code);
  }
  throw wrong(Object.fromEntries([...fields].slice(0, namedFields)));
}

/** What the JSON reader left; anything else than JSON leaves nothing. @throws AppError[invalid-input] naming Content-Type */
export function readJsonBody(request: Request): unknown {
  if (!request.is(['application/json', 'application/*+json']))
    throw wrong({ 'Content-Type': 'invalid-input' });
  return request.body as unknown;
}

/** The header, or a fresh key. @throws AppError[invalid-input] */
export function readIdempotencyKey(request: Request): string {
  const key = request.get('idempotency-key');
  if (key === undefined) return randomUUID();
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw wrong({ 'Idempotency-Key': 'invalid-input' });
  return key;
}

/**
 * What Express and its JSON reader refuse before a row is asked: a body that is too large, is no JSON, or does not unpack; a path that
 * cannot be decoded. Anything that is not the caller's doing comes back as it is. Never throws.
 */
export function refusalOf(error: unknown): unknown {
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.too.large')
    return new AppError('too-large', { details: { limitBytes: limits.bodyBytes } });
  if (error instanceof URIError) return new AppError('not-found');
  const isCallers = status !== undefined && status >= 400 && status < 500;
  return isCallers ? wrong({ body: 'invalid-input' }) : error;
}

/** `__proto__` is a name that readers of the answer would take for something else. */
const fieldName = (name: string) => (name === '__proto__' ? 'body' : name.slice(0, 64));

const wrong = (fields: FieldErrors) => new AppError('invalid-input', { fields });
