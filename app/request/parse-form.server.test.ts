import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AppError, isAppError } from '#server/contract/app-error';
import { parseForm, refusal } from './parse-form.server';

const schema = z.object({
  name: z.string().trim().min(1, 'invalid-input'),
  script: z.string().min(1, 'script-empty'),
  gpus: z.coerce.number().int().max(8, 'too-many-gpus').default(1),
  clusters: z.array(z.string()).default([]),
});

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://modu.test/launch', { method: 'POST', body, headers });
const fields = (pairs: [string, string][]) => post(new URLSearchParams(pairs));

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'nothing thrown';
  } catch (error) {
    return isAppError(error) ? error.code : String(error);
  }
}

describe('a form that can be taken', () => {
  test('gives checked values', async () => {
    const parsed = await parseForm(
      fields([
        ['name', ' 첫 학습 '],
        ['script', 'hostname'],
        ['gpus', '2'],
        ['clusters[]', 'hangang'],
      ]),
      schema,
    );
    expect(parsed).toMatchObject({
      ok: true,
      data: { name: '첫 학습', script: 'hostname', gpus: 2, clusters: ['hangang'] },
    });
  });

  test('multipart is read as well, files are left out', async () => {
    const form = new FormData();
    form.set('name', 'n');
    form.set('script', 's');
    form.set('upload', new Blob(['x']), 'x.txt');
    const parsed = await parseForm(post(form), schema);
    expect(parsed).toMatchObject({ ok: true, values: { name: 'n', script: 's' } });
  });
});

describe('a form that cannot', () => {
  test('keeps what was typed and names each wrong field by its code', async () => {
    const parsed = await parseForm(
      fields([
        ['name', '  '],
        ['script', ''],
        ['gpus', '99'],
      ]),
      schema,
    );
    expect(parsed).toEqual({
      ok: false,
      values: { name: '  ', script: '', gpus: '99' },
      errors: { name: 'invalid-input', script: 'script-empty', gpus: 'too-many-gpus' },
    });
  });

  test('a missing field is wrong, not undefined', async () => {
    const parsed = await parseForm(fields([['name', 'n']]), schema);
    expect(parsed).toMatchObject({ ok: false, errors: { script: 'invalid-input' } });
  });

  test('a name from outside cannot become the prototype', async () => {
    const parsed = await parseForm(fields([['__proto__[]', 'x']]), schema);
    expect(Object.getPrototypeOf(parsed.values)).toBe(Object.prototype);
  });

  test('over the limit: by what is said, and by what really comes', async () => {
    const long = 'script=' + 'x'.repeat(2000);
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await codeOf(parseForm(post(long, { ...type, 'content-length': '2007' }), schema, 1000))).toBe(
      'too-large',
    );
    const stream = new Blob([long]).stream();
    const request = new Request('http://modu.test/', {
      method: 'POST',
      body: stream,
      headers: type,
      duplex: 'half',
    } as RequestInit);
    expect(await codeOf(parseForm(request, schema, 1000))).toBe('too-large');
  });

  test('no form at all', async () => {
    expect(await codeOf(parseForm(post('{}', { 'content-type': 'application/json' }), schema))).toBe(
      'invalid-input',
    );
    const broken = post('--x\r\nbroken', { 'content-type': 'multipart/form-data; boundary=y' });
    expect(await codeOf(parseForm(broken, schema))).toBe('invalid-input');
  });
});

test('what a service refuses comes back with its sentence, fields and status', () => {
  const error = new AppError('not-enough-hours', {
    details: { freeMilliGpuSeconds: 5 },
    fields: { gpus: 'too-many-gpus' },
  });
  expect(refusal(error, { gpus: '9' })).toMatchObject({
    data: {
      ok: false,
      values: { gpus: '9' },
      errors: { gpus: 'too-many-gpus' },
      error: { code: 'not-enough-hours' },
    },
    init: { status: 409 },
  });
  expect(() => refusal(new TypeError('ours'), {})).toThrow('ours');
});
