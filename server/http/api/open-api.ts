import { z } from 'zod';
import type { Endpoint } from './endpoint';
import { endpoints } from './endpoints';
import { problemShape } from './shapes';

/** The API's description, made from the same table as its router. Pure. @see OpenAPI 3.1.1 */
export function openApiDocument(url: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const row of endpoints) paths[row.path] = { ...paths[row.path], [row.method]: operation(row) };
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
        token: { type: 'http', scheme: 'bearer', description: 'A personal token: `modu_…`, from the settings page' },
      },
      schemas: { Problem: schemaOf(problemShape, 'output') },
    },
  };
}

function operation(row: Endpoint): object {
  const good =
    row.answer === 'text'
      ? { 'text/plain': { schema: { type: 'string' } } }
      : { 'application/json': { schema: schemaOf(row.answer, 'output') } };
  return {
    operationId: row.name,
    summary: row.summary,
    parameters: [
      ...parameters('path', row.params),
      ...parameters('query', row.query),
      ...(row.takesIdempotencyKey ? [idempotencyKey] : []),
    ],
    ...(row.body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(row.body, 'input') } } },
    }),
    responses: {
      [row.status]: { description: 'As asked', content: good },
      default: {
        description: 'What went wrong; `code` says which (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
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

function parameters(place: 'path' | 'query', schema: z.ZodObject | undefined): object[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !(field as z.ZodType).safeParse(undefined).success,
    schema: schemaOf(field as z.ZodType, 'input'),
  }));
}

/** OpenAPI 3.1 takes JSON Schema 2020-12 as it is; the dialect's own line is left to the document. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _dialect, $defs, id: _id, ...rest } = z.toJSONSchema(schema, {
    io,
    reused: 'inline',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => void delete jsonSchema.id,
  }) as Record<string, unknown>;
  return $defs === undefined ? rest : inlineRefs(rest, $defs as Record<string, object>);
}

/** Named parts are written where they are used: each operation can be read by itself. */
function inlineRefs(node: object, parts: Record<string, object>): object {
  return JSON.parse(JSON.stringify(node), (_key, value: unknown) => {
    const ref = (value as { $ref?: string } | null)?.$ref;
    const part = ref === undefined ? undefined : parts[ref.replace('#/$defs/', '')];
    return part === undefined ? value : inlineRefs(part, parts);
  }) as object;
}
