import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { endpoints } from '../endpoints';
import { problemShape } from '../shapes';

/** An answer of `/api/v1` as it came. */
export interface ApiAnswer {
  status: number;
  contentType: string;
  text: string;
}

/**
 * What in an answer is not as the description says: status, type, a field missing, wrong or too many. undefined when all is right.
 * path: below `/api/v1`, as it was called.
 */
export function shapeProblem(method: string, path: string, answer: ApiAnswer): string | undefined {
  const bare = path.split('?')[0] ?? '';
  const row = endpoints.find(
    (one) =>
      one.method === method.toLowerCase() &&
      new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(bare),
  );
  if (answer.status >= 400) return problemOf(answer, 'application/problem+json', problemShape);
  if (!row) return `${method} ${path} is not in the description, but answers ${answer.status}`;
  if (answer.status !== row.status) return `status is ${answer.status}, the description says ${row.status}`;
  if (row.answer !== 'text') return problemOf(answer, 'application/json; charset=utf-8', row.answer);
  return answer.contentType === 'text/plain; charset=utf-8' ? undefined : `type is ${answer.contentType}`;
}

function problemOf(answer: ApiAnswer, contentType: string, shape: z.ZodType): string | undefined {
  if (answer.contentType !== contentType) return `type is ${answer.contentType}, not ${contentType}`;
  const json = JSON.parse(answer.text) as unknown;
  const result = shape.safeParse(json);
  if (!result.success) return result.error.message;
  // Parsing leaves out what the shape does not know.
  return isDeepStrictEqual(result.data, json)
    ? undefined
    : `it holds more than the description says: ${answer.text}`;
}
