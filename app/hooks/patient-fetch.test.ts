import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { patientFetch } from './patient-fetch';

/* Against a real server that is away, and back on the same port. */

let server: Server | undefined;
afterEach(() => void server?.close());

async function listen(
  port: number,
  answer: (nth: number) => { status: number; cut?: boolean },
): Promise<number> {
  let nth = 0;
  const own = createServer((_request, response) => {
    const { status, cut } = answer(++nth);
    response.writeHead(status, { 'content-type': 'text/x-script', 'content-length': 10 });
    if (!cut) return response.end('0123456789');
    response.write('01234');
    setTimeout(() => response.destroy(), 20);
    return undefined;
  });
  server = own;
  await new Promise<void>((done) => own.listen(port, '127.0.0.1', done));
  return (own.address() as AddressInfo).port;
}
const stop = async (): Promise<void> => {
  await new Promise((done) => server?.close(done));
  server = undefined;
};

const quick = (): Promise<void> => sleep(20);
const patient = patientFetch(fetch, quick);
const page = (port: number): URL => new URL(`http://127.0.0.1:${port}/home.data`);

test('the data of a page is asked for until the portal is there', async () => {
  const port = await listen(0, () => ({ status: 200 }));
  await stop();
  const asking = patient(page(port));
  await sleep(100);
  await listen(port, () => ({ status: 202 }));
  const answer = await asking;
  expect(answer.status).toBe(202);
  expect(await answer.text()).toBe('0123456789');
});

test('an answer that is cut in its middle is asked for again; one of a portal that starts anew too', async () => {
  const port = await listen(0, (nth) =>
    nth === 1 ? { status: 200, cut: true } : { status: nth === 2 ? 502 : 200 },
  );
  expect(await (await patient(page(port))).text()).toBe('0123456789');
});

test('an error of the portal itself is its answer', async () => {
  let asked = 0;
  const port = await listen(0, () => ({ status: ++asked === 1 ? 500 : 200 }));
  expect((await patient(page(port))).status).toBe(500);
});

test('what changes something is sent once, and what is no page’s data is not waited for', async () => {
  const port = await listen(0, () => ({ status: 200 }));
  await stop();
  await expect(patient(page(port), { method: 'POST' })).rejects.toThrow(TypeError);
  await expect(patient(`http://127.0.0.1:${port}/home.data`)).rejects.toThrow(TypeError);
  await expect(patient(new URL(`http://127.0.0.1:${port}/readyz`))).rejects.toThrow(TypeError);
});

test('nobody waits any more: it ends', async () => {
  const port = await listen(0, () => ({ status: 200 }));
  await stop();
  const leaving = new AbortController();
  const asking = patient(page(port), { signal: leaving.signal });
  setTimeout(() => leaving.abort(), 60);
  await expect(asking).rejects.toMatchObject({ name: 'AbortError' });
});
