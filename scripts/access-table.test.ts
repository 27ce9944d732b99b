import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { endpoints } from '#server/http/api/endpoints';
import { socketPaths } from '#server/sockets/socket-paths';
import { apiRows } from '../e2e/access/api-rows';
import { askers, cellsOf } from '../e2e/access/askers';
import { doorRows, socketRows } from '../e2e/access/other-rows';
import { pageRows } from '../e2e/access/page-rows';
import { readPageRoutes } from './route-manifest';

/** Addresses that Express itself answers, from the sources; `/api/v1` has a table of its own. */
function doorsInSources(): string[] {
  const files = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', 'server/http', 'server/gateway'],
    { encoding: 'utf8' },
  )
    .split('\n')
    .filter((path) => /(?<!\.test)\.ts$/.test(path));
  const found = files.flatMap((path) =>
    [
      ...readFileSync(path, 'utf8').matchAll(
        /\b(?:router|app)\.(?:get|post|put|delete|all|use)\(\s*'([^']+)'/g,
      ),
    ].map((match) => match[1] ?? ''),
  );
  return [...new Set(found)].filter((path) => path !== '/api/v1').sort();
}

/** The things that a route's form does, by its `intent`: in the route's own file, or in the reader of forms that it names. */
function intentsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const readers = [...text.matchAll(/from '~\/(request\/[\w-]+-form\.server)'/g)].map(
    (match) => `app/${match[1]}.ts`,
  );
  return [
    text,
    ...readers.filter((path) => existsSync(path)).map((path) => readFileSync(path, 'utf8')),
  ].flatMap((one) => [...one.matchAll(/intent: z\.literal\('([\w-]+)'\)/g)].map((match) => match[1] ?? ''));
}

const posts = (url: string, file: string): string[] => {
  const intents = intentsOf(file);
  return intents.length === 0 ? [`POST ${url}`] : intents.map((intent) => `POST ${url} ${intent}`);
};

const pagesServed = [
  ...new Set(
    readPageRoutes().flatMap((route) => [
      // A route without a loader is a page all the same.
      ...(route.hasLoader || !route.hasAction ? [`GET ${route.url}`] : []),
      ...(route.hasAction ? posts(route.url, route.file) : []),
    ]),
  ),
];

describe('everything that is served has a row in e2e/access, and every row is served', () => {
  test('pages', () => expect(Object.keys(pageRows).sort()).toEqual(pagesServed.sort()));
  test('the API', () => expect(Object.keys(apiRows).sort()).toEqual(endpoints.map((row) => row.name).sort()));
  test('sockets', () => {
    const paths = new Set(Object.keys(socketRows).map((key) => key.split(' ')[0]));
    expect([...paths].sort()).toEqual([...socketPaths].sort());
  });
  test('other addresses', () => expect(Object.keys(doorRows).sort()).toEqual(doorsInSources()));
});

test('the manifest sees what a route has, and the sources what Express answers', () => {
  expect(pagesServed).toEqual(
    expect.arrayContaining([
      'GET /hours',
      'POST /join',
      'POST /hours return',
      'POST /settings revoke-token',
      'POST /classes/:classId end',
    ]),
  );
  expect(doorsInSources()).toEqual(expect.arrayContaining(['/live', '/metrics']));
});

test('every row has a cell for everybody', () => {
  for (const row of [pageRows, apiRows, socketRows, doorRows].flatMap((rows) => Object.values(rows)))
    expect(Object.keys(cellsOf(row.cells))).toEqual([...askers]);
  expect(() => cellsOf('ok ok')).toThrow('has 2 cells');
});
