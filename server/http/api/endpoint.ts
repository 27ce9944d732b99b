import type { z } from 'zod';
import type { Actor } from '../../actor';
import type { Services } from '../../services';

/** What a handler is given: who asks, the same services as pages have, and the checked input. */
export interface Call<Input> {
  actor: Actor;
  services: Services;
  input: Input;
  /** Header `Idempotency-Key`, or a fresh one. */
  idempotencyKey: string;
  /** For headers that go beside the body. */
  setHeader(name: string, value: string): void;
}

/** One row of the API's table; the router, the OpenAPI document and the access test are made of these. */
export interface Endpoint {
  method: 'get' | 'post';
  /** OpenAPI form, below `/api/v1`: `/launches/{id}`. */
  path: string;
  /** What scripts and generated clients call it. */
  name: string;
  summary: string;
  /** Path and query parameters and body, as one object each. */
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodObject;
  takesIdempotencyKey?: true;
  status: 200 | 202;
  /** 'text': text/plain. */
  answer: z.ZodType | 'text';
  handle(call: Call<{ params: unknown; query: unknown; body: unknown }>): Promise<unknown>;
}

type OutputOf<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** Writes a row with its input and answer checked against each other by the compiler. */
export function endpoint<
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodObject | undefined = undefined,
  Answer extends z.ZodType | 'text' = 'text',
>(row: {
  method: 'get' | 'post';
  path: string;
  name: string;
  summary: string;
  params?: Params;
  query?: Query;
  body?: Body;
  takesIdempotencyKey?: true;
  status: 200 | 202;
  answer: Answer;
  handle(
    call: Call<{ params: OutputOf<Params>; query: OutputOf<Query>; body: OutputOf<Body> }>,
  ): Promise<Answer extends z.ZodType ? z.input<Answer> : string>;
}): Endpoint {
  return row as unknown as Endpoint;
}
