import { describe, expect, it } from 'vitest';
import type { RequestEvidence } from '#server/hours-services';
import { requestChecks } from './request-checks';

const hour = 3_600_000;
const asked = { askedMilliGpuSeconds: 100 * hour, createdAt: new Date('2026-10-14T00:00:00Z') };
const evidence = (change: Partial<RequestEvidence> = {}): RequestEvidence => ({
  hours: {
    grantedMilliGpuSeconds: 100 * hour,
    heldMilliGpuSeconds: 0,
    usedMilliGpuSeconds: 80 * hour,
    freeMilliGpuSeconds: 20 * hour,
  },
  launches: { total: 10, completed: 8, failed: 1, timedOut: 1, cancelled: 0 },
  holdAccuracy: 0.7,
  returnedMilliGpuSeconds: 0,
  earlierRequests: [],
  emailDomain: 'school.example',
  memberSince: new Date('2026-03-01T00:00:00Z'),
  ...change,
});
const keys = (change?: Partial<RequestEvidence>) =>
  requestChecks(asked, evidence(change)).map((check) => check.key);
const warnings = (change?: Partial<RequestEvidence>) =>
  requestChecks(asked, evidence(change))
    .filter((check) => check.isWarning)
    .map((check) => check.key);

describe('requestChecks', () => {
  it('warns of nothing where nothing is odd', () => {
    expect(keys()).toEqual(['member', 'launches', 'accuracy']);
    expect(warnings()).toEqual([]);
  });

  it('warns of new members, of nothing tried, of little used, of much left', () => {
    expect(warnings({ memberSince: new Date('2026-10-13T00:00:00Z') })).toEqual(['memberNew']);
    const none = { total: 0, completed: 0, failed: 0, timedOut: 0, cancelled: 0 };
    expect(warnings({ launches: none, holdAccuracy: undefined })).toEqual(['launchesNone']);
    expect(warnings({ launches: { ...none, total: 10, completed: 4, failed: 6 } })).toEqual(['launches']);
    expect(warnings({ holdAccuracy: 0.1 })).toEqual(['accuracyLow']);
  });

  it('warns of a jump and of what is left, after everything that is fine', () => {
    const hours = {
      grantedMilliGpuSeconds: 100 * hour,
      heldMilliGpuSeconds: 0,
      usedMilliGpuSeconds: 5 * hour,
      freeMilliGpuSeconds: 95 * hour,
    };
    expect(keys({ hours })).toEqual(['member', 'launches', 'accuracy', 'leftover', 'jump']);
  });
});
