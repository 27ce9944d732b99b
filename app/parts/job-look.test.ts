import { expect, test } from 'vitest';
import { ends, launchStates } from '#server/contract/launch-states';
import { hasEnded, launchLook, taskLook } from './job-look';

test('each end has an outline of its own', () => {
  const icons = ends.map((end) => launchLook({ state: 'settled', end }).icon);
  expect(new Set(icons).size).toBe(ends.length);
});

test('nothing that goes on looks like an end, whatever end was noted', () => {
  const endIcons = new Set(ends.map((end) => launchLook({ state: 'settled', end }).icon));
  for (const state of launchStates.filter((one) => !hasEnded(one)))
    for (const end of [undefined, ...ends]) expect(endIcons).not.toContain(launchLook({ state, end }).icon);
  expect(endIcons).not.toContain(taskLook({ state: 'unknown', end: 'completed' }).icon);
});

test('an end that is not known yet is not drawn as a good one', () => {
  expect(launchLook({ state: 'ended', end: undefined }).tone).toBe('held');
});
