import { expect, test } from 'vitest';
import { waitKindOf } from './wait-reasons';

test.each([
  ['Priority', 'priority'],
  ['Resources', 'resources'],
  ['Dependency', 'dependency'],
  ['DependencyNeverSatisfied', 'dependency'],
  ['BeginTime', 'begin-time'],
  ['JobHeldUser', 'own-hold'],
  ['JobHeldAdmin', 'centre-hold'],
  ['PartitionDown', 'partition-closed'],
  ['PartitionInactive', 'partition-closed'],
  ['PartitionConfig', 'partition-closed'],
  ['PartitionTimeLimit', 'over-limit'],
  ['PartitionNodeLimit', 'over-limit'],
  ['ReqNodeNotAvail', 'node-unavailable'],
  ['ReqNodeNotAvail, UnavailableNodes:gpu-1', 'node-unavailable'],
  ['ReqNodeNotAvail, Reserved for maintenance', 'maintenance'],
  ['Reservation', 'maintenance'],
  ['Cleaning', 'preparing'],
  ['Prolog', 'preparing'],
  ['AssocGrpGRESMinutes', 'hours-limit'],
  ['AssocGrpGRESRunMinutes', 'hours-limit'],
  ['QOSGrpCPUMinutesLimit', 'hours-limit'],
  ['QOSMaxWallDurationPerJobLimit', 'over-limit'],
  ['AssocMaxWallDurationPerJobLimit', 'over-limit'],
  ['QOSMaxGRESPerJob', 'over-limit'],
  ['QOSMaxJobsPerUserLimit', 'too-many-at-once'],
  ['QOSMaxGRESPerUser', 'too-many-at-once'],
  ['QOSMaxCpuPerUserLimit', 'too-many-at-once'],
  ['AssocMaxJobsLimit', 'too-many-at-once'],
  ['AssociationJobLimit', 'too-many-at-once'],
  ['JobArrayTaskLimit', 'too-many-at-once'],
  ['AssocGrpGRES', 'shared-limit'],
  ['AssocGrpCpuLimit', 'shared-limit'],
  ['QOSGrpNodeLimit', 'shared-limit'],
  ['BadConstraints', 'never-fits'],
  ['InvalidAccount', 'no-access'],
  ['InvalidQOS', 'no-access'],
  ['Licenses', 'licences'],
  ['JobLaunchFailure', 'start-failed'],
  ['JobHoldMaxRequeue', 'start-failed'],
])('%s is %s', (code, kind) => {
  expect(waitKindOf(code)).toBe(kind);
});

test('what is not known is said to be not known', () => {
  expect(waitKindOf('SomethingNewIn2031')).toBe('other');
  expect(waitKindOf('')).toBe('not-said');
  expect(waitKindOf('None')).toBe('not-said');
  expect(waitKindOf(undefined)).toBe('not-said');
});
