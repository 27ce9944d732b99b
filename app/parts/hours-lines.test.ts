import { describe, expect, it } from 'vitest';
import type { LedgerEntryView } from '#server/hours-services';
import { hoursLines } from './hours-lines';

const entry = (change: Partial<LedgerEntryView>): LedgerEntryView => ({
  id: 'a',
  at: new Date('2026-10-14T05:00:00Z'),
  kind: 'reserve',
  amountMilliGpuSeconds: 10,
  returnedMilliGpuSeconds: undefined,
  isOpen: false,
  allocationId: 'x',
  allocationTitle: '시작 시간',
  launch: { id: 'L1', name: 'first' },
  note: '',
  ...change,
});

describe('hoursLines', () => {
  it('shows a hold that is open as held', () => {
    const lines = hoursLines([entry({ isOpen: true })]);
    expect(lines).toMatchObject([{ held: 10, used: undefined, returned: undefined, isOpen: true }]);
  });

  it('makes one line of a hold and its charge', () => {
    const lines = hoursLines([
      entry({ id: 'b', kind: 'post', amountMilliGpuSeconds: 4, returnedMilliGpuSeconds: 6 }),
      entry({}),
    ]);
    expect(lines).toMatchObject([{ key: 'L1', held: 10, used: 4, returned: 6, isOpen: false }]);
  });

  it('leaves out the hold whose charge stands on the page before', () => {
    expect(hoursLines([entry({})])).toEqual([]);
  });

  it('adds up what was used beyond the hold', () => {
    const lines = hoursLines([
      entry({ id: 'd', kind: 'post', amountMilliGpuSeconds: 3, returnedMilliGpuSeconds: 0 }),
      entry({ id: 'c', kind: 'topup', amountMilliGpuSeconds: 3 }),
      entry({ id: 'b', kind: 'post', amountMilliGpuSeconds: 10, returnedMilliGpuSeconds: 0 }),
      entry({}),
    ]);
    expect(lines).toMatchObject([{ held: 13, used: 13, returned: 0 }]);
  });

  it('gives back whole what was voided or expired', () => {
    for (const kind of ['void', 'expire'] as const)
      expect(hoursLines([entry({ id: 'b', kind })])).toMatchObject([{ held: 10, used: 0, returned: 10 }]);
  });

  it('shows grants and adjustments by their sign', () => {
    const lines = hoursLines([
      entry({ id: 'b', kind: 'adjust', launch: undefined, amountMilliGpuSeconds: 5 }),
      entry({ id: 'a', kind: 'grant', launch: undefined, amountMilliGpuSeconds: 20 }),
    ]);
    expect(lines.map((line) => line.granted)).toEqual([-5, 20]);
  });
});
