import { describe, expect, it } from 'vitest';
import type { Level } from '../../contract/roles';
import { offerOf, type Offer, type ProgrammeTerms } from './programme-terms';

const always: ProgrammeTerms = {
  isClosed: false,
  isRolling: true,
  calls: [],
  leaderLevels: [],
  adviserLevels: ['graduate'],
};
const inCalls: ProgrammeTerms = {
  ...always,
  isRolling: false,
  calls: [
    { opensOn: '2026-03-01', closesOn: '2026-03-31' },
    { opensOn: '2026-09-01', closesOn: '2026-09-30' },
    { opensOn: '2026-09-15', closesOn: '2026-10-05' },
  ],
};
const open = (closesOn?: string, needsAdviser = false): Offer => ({ kind: 'open', needsAdviser, closesOn });

const rows: [why: string, ProgrammeTerms, Level, on: string, Offer][] = [
  ['always', always, 'undergraduate', '2026-01-01', open()],
  ['a graduate needs an adviser', always, 'graduate', '2026-01-01', open(undefined, true)],
  ['closed for good', { ...always, isClosed: true }, 'graduate', '2026-01-01', { kind: 'none' }],
  ['not for pupils', { ...always, leaderLevels: ['graduate'] }, 'high', '2026-01-01', { kind: 'none' }],
  [
    'before the first call',
    inCalls,
    'none',
    '2026-02-28',
    { kind: 'coming', needsAdviser: false, opensOn: '2026-03-01' },
  ],
  ['its first day', inCalls, 'none', '2026-03-01', open('2026-03-31')],
  ['its last day', inCalls, 'none', '2026-03-31', open('2026-03-31')],
  [
    'the day after',
    inCalls,
    'none',
    '2026-04-01',
    { kind: 'coming', needsAdviser: false, opensOn: '2026-09-01' },
  ],
  ['in two calls', inCalls, 'none', '2026-09-20', open('2026-10-05')],
  ['after the last', inCalls, 'none', '2026-10-06', { kind: 'none' }],
];

describe('what a programme offers', () => {
  it.each(rows)('%s', (_why, terms, level, on, offer) => expect(offerOf(terms, level, on)).toEqual(offer));
});
