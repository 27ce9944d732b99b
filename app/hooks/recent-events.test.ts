import { expect, test } from 'vitest';
import { makeRecentEvents } from './recent-events';

const launch = (launchId: string) => ({ kind: 'launch', launchId }) as const;

test('what happened while a page’s scripts were on the way is told when it is there; what came before is not', () => {
  const recent = makeRecentEvents();
  recent.add(launch('before'));
  recent.pageLoads();
  recent.add(launch('during'));
  expect(recent.sinceLoad()).toEqual([launch('during')]);
  // Every part of the page hears it.
  expect(recent.sinceLoad()).toHaveLength(1);
});

test('a busy line does not grow without end', () => {
  const recent = makeRecentEvents();
  for (let count = 0; count < 1_000; count++) recent.add(launch(String(count)));
  expect(recent.sinceLoad()).toHaveLength(200);
  expect(recent.sinceLoad().at(-1)).toEqual(launch('999'));
});
