import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { endpoints } from './endpoints';
import { openApiDocument } from './open-api';

const document = openApiDocument('https://modu.example.kr') as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};
interface Operation {
  operationId: string;
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
  responses: Record<string, { content: Record<string, { schema: Schema }> }>;
}
interface Schema {
  $ref?: string;
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: unknown;
}

test('it is OpenAPI 3.1 and has exactly the calls of the table', () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(calls.sort()).toEqual(endpoints.map((row) => `${row.method} ${row.path}`).sort());
  expect(calls.sort()).toEqual([
    'get /allocations',
    'get /clusters',
    'get /launches',
    'get /launches/{id}',
    'get /launches/{id}/output',
    'get /ledger',
    'get /me',
    'post /launches',
    'post /launches/{id}/cancel',
    'post /launches/{id}/extend',
  ]);
});

test('a validator of the standard finds nothing wrong with it', async () => {
  const { valid, errors } = await new Validator().validate(document as never);
  expect([valid, errors]).toEqual([true, undefined]);
  // It would: a document with one field of the wrong kind does not pass.
  const broken = { ...document, paths: { '/me': { get: { responses: 7 } } } };
  expect((await new Validator().validate(broken)).valid).toBe(false);
});

const partOf = (schema: Schema | undefined) =>
  document.components.schemas[schema?.$ref?.replace('#/components/schemas/', '') ?? ''];

test('it stands by itself: every pointer leads to a part of it', () => {
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]);
  expect(refs.length).toBeGreaterThan(10);
  for (const ref of new Set(refs)) expect(partOf({ $ref: ref ?? '' }), ref).toBeDefined();
});

test('a new launch needs cluster and walltime, a script unless it is an app, knows the rest, and takes a key', () => {
  const create = document.paths['/launches']?.['post'];
  const schema = partOf(create?.requestBody?.content['application/json'].schema);
  expect(schema?.required?.sort()).toEqual(['cluster', 'walltimeSeconds']);
  expect(Object.keys(schema?.properties ?? {})).toEqual(
    expect.arrayContaining([
      'accelerator',
      'partition',
      'memoryBytes',
      'array',
      'allocation',
      'gpus',
      'cores',
      'name',
    ]),
  );
  expect(schema?.additionalProperties).toBe(false);
  expect(create?.parameters.map((parameter) => parameter.name)).toEqual(['Idempotency-Key']);
  expect(Object.keys(create?.responses ?? {})).toEqual(['202', 'default']);
});

test('parameters of a path are needed, those of a query are not', () => {
  const parameters = document.paths['/launches/{id}/output']?.['get']?.parameters ?? [];
  expect(parameters.map(({ name, in: place, required }) => [name, place, required])).toEqual([
    ['id', 'path', true],
    ['task', 'query', false],
    ['from', 'query', false],
  ]);
});

test('a launch has an instant for each state and both amounts', () => {
  const answer = document.paths['/launches/{id}']?.['get']?.responses['200']?.content['application/json'];
  const schema = partOf(answer?.schema);
  expect(schema?.required).toEqual(
    expect.arrayContaining([
      'state',
      'end',
      'exitCode',
      'schedulerJobId',
      'heldMilliGpuSeconds',
      'chargedMilliGpuSeconds',
    ]),
  );
  for (const state of [
    'held',
    'staged',
    'submitting',
    'accepted',
    'released',
    'queued',
    'running',
    'ended',
    'settled',
  ])
    expect(schema?.required).toContain(`${state}At`);
});
