import { data } from '@remix-run/node';
import { isAppError, AppError, type FieldErrors } from '#server/contract/app-error';
import { errorCodes, type ErrorCode } from '#server/contract/error-codes';
import { limits } from '#server/contract/limits';
import type { z } from 'zod';
import type { FormProblem, FormValues } from './form-problem';

export type ParsedForm<Output> = { ok: true; data: Output; values: FormValues } | FormProblem;

/**
 * Reads a form and checks it. Fields that came several times, or whose name ends in `[]` (dropped), become lists. An issue whose
 * message is an error code becomes that code (`z.string().min(1, 'script-empty')`), any other `invalid-input`; issues of the whole
 * stand under `form`. maxBytes: the body as sent [limits.bodyBytes].
 * @throws AppError[too-large | invalid-input] when the body is over maxBytes or is no form at all.
 */
export async function parseForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  maxBytes: number = limits.bodyBytes,
): Promise<ParsedForm<z.output<Schema>>> {
  return check(toValues(await readForm(request, maxBytes)), schema);
}

/**
 * The same for a form with one file, which may be left out. file: the name of its field; empty when no file was chosen.
 * @throws AppError[too-large | invalid-input]
 */
export async function parseFormWithFile<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  { file, maxBytes }: { file: string; maxBytes: number },
): Promise<ParsedForm<z.output<Schema>> & { bytes: Uint8Array }> {
  const form = await readForm(request, maxBytes);
  const sent = form.get(file);
  const bytes = sent instanceof Blob ? new Uint8Array(await sent.arrayBuffer()) : new Uint8Array();
  return { ...check(toValues(form), schema), bytes };
}

function check<Schema extends z.ZodType>(values: FormValues, schema: Schema): ParsedForm<z.output<Schema>> {
  const result = schema.safeParse(values);
  if (result.success) return { ok: true, data: result.data, values };
  const errors: FieldErrors = {};
  for (const issue of result.error.issues) {
    const field = String(issue.path[0] ?? 'form');
    errors[field] ??= issue.message in errorCodes ? (issue.message as ErrorCode) : 'invalid-input';
  }
  return { ok: false, values, errors };
}

/** The answer of an action for a form that cannot be taken (422). Return it. Never throws. */
export const formProblem = (problem: FormProblem) => data(problem, { status: 422 });

/**
 * The answer of an action when the service refused: typed values kept, sentence and fields of the AppError, its status.
 * Throws on whatever is not an AppError.
 */
export function refusal(error: unknown, values: FormValues) {
  if (!isAppError(error)) throw error;
  const problem: FormProblem = {
    ok: false,
    values,
    errors: error.fields,
    error: { code: error.code, details: error.details },
  };
  return data(problem, { status: error.status });
}

async function readForm(request: Request, maxBytes: number): Promise<FormData> {
  const type = request.headers.get('content-type') ?? '';
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type);
  if (!isForm) throw new AppError('invalid-input');
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw new AppError('too-large');
  const body = await readBody(request, maxBytes);
  try {
    return await new Response(body, { headers: { 'content-type': type } }).formData();
  } catch (cause) {
    throw new AppError('invalid-input', { cause });
  }
}

/** A length can be left out or lie; what counts is what comes. */
async function readBody(request: Request, maxBytes: number): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = (request.body as ReadableStream<Uint8Array<ArrayBuffer>> | null)?.getReader();
  for (;;) {
    const { done, value } = reader ? await reader.read() : { done: true, value: undefined };
    if (done || !value) return new Blob(parts);
    size += value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw new AppError('too-large');
    }
    parts.push(value);
  }
}

function toValues(form: FormData): FormValues {
  const values: FormValues = Object.create(null) as FormValues;
  for (const name of new Set(form.keys())) {
    const typed = form.getAll(name).filter((value): value is string => typeof value === 'string');
    const isList = name.endsWith('[]') || typed.length > 1;
    if (isList) values[name.replace(/\[\]$/, '')] = typed;
    else if (typed[0] !== undefined) values[name] = typed[0];
  }
  return { ...values };
}
