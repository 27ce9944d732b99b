import { z } from 'zod';
import type { Endpoint } from './endpoint';
import { endpoints } from './endpoints';
import { problemShape } from './shapes';

/** The API's description, made from the same table as its router. Pure. @see OpenAPI 3.1.1 */
export function openApiDocument(url: string): object {
  const paths: Record<string, Record<string, object>> = {};
  const parts: Parts = {};
  const problem = schemaOf(problemShape, 'output', parts);
  for (const row of endpoints)
    paths[row.path] = { ...paths[row.path], [row.method]: operation(row, problem, parts) };
  return {
    openapi: '3.1.1',
    info: {
      title: 'Modu',
      version: '1',
      description:
        'One door to the country’s supercomputers. Amounts are milli-GPU-seconds of the reference accelerator, instants ISO 8601 in UTC.',
    },
    servers: [{ url: `${url}/api/v1` }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A personal token: `modu_…`, from the settings page',
        },
      },
      schemas: parts,
    },
  };
}

/** Named schemas, by name. */
type Parts = Record<string, object>;

function operation(row: Endpoint, problem: object, parts: Parts): object {
  const good =
    row.answer === 'text'
      ? { 'text/plain': { schema: { type: 'string' } } }
      : { 'application/json': { schema: schemaOf(row.answer, 'output', parts) } };
  return {
    operationId: row.name,
    summary: row.summary,
    parameters: [
      ...parameters('path', row.params, parts),
      ...parameters('query', row.query, parts),
      ...(row.takesIdempotencyKey ? [idempotencyKey] : []),
    ],
    ...(row.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(row.body, 'input', parts) } },
      },
    }),
    responses: {
      [row.status]: { description: 'As asked', content: good },
      default: {
        description: 'What went wrong; `code` says which (RFC 9457)',
        content: { 'application/problem+json': { schema: problem } },
      },
    },
  };
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'The same key again gives the same launch, however often the call is repeated',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

function parameters(place: 'path' | 'query', schema: z.ZodObject | undefined, parts: Parts): object[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !(field as z.ZodType).safeParse(undefined).success,
    schema: schemaOf(field as z.ZodType, 'input', parts),
  }));
}

/**
 * OpenAPI 3.1 takes JSON Schema 2020-12 as it is. Parts that have a name (`meta({ id })`) are written once, under `components`.
 */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', parts: Parts): object {
  const text = JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));
  const whole = JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as Record<string, unknown>;
  const { $schema: _dialect, $defs = {}, id, ...rest } = whole;
  for (const [name, part] of Object.entries($defs as Record<string, Record<string, unknown>>)) {
    const { id: _name, ...body } = part;
    parts[name] = body;
  }
  if (typeof id !== 'string') return rest;
  parts[id] = rest;
  return { $ref: `#/components/schemas/${id}` };
}
