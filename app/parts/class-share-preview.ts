import type { ClassView } from '#server/class-services';

export interface SharePreview {
  sharesMilliGpuSeconds: number;
  /** Below 0: the floors come to more than the class has. */
  poolMilliGpuSeconds: number;
  /** The highest floor that everybody can have. */
  mostEachMilliGpuSeconds: number;
}

/**
 * What a floor would come to, by the rule of the server: nobody's share goes below what they hold and have used. floor: milli-GPU-seconds;
 * what is no number counts as 0. Never throws.
 */
export function sharePreview(
  view: Pick<ClassView, 'students' | 'hours' | 'pool'>,
  floor: number,
): SharePreview {
  const each = Number.isFinite(floor) && floor > 0 ? floor : 0;
  const used = view.students.map(({ share }) => share.heldMilliGpuSeconds + share.usedMilliGpuSeconds);
  const shares = used.reduce((sum, amount) => sum + Math.max(each, amount), 0);
  const now = view.students.reduce((sum, { share }) => sum + share.grantedMilliGpuSeconds, 0);
  const available = now + view.pool.freeMilliGpuSeconds;
  return {
    sharesMilliGpuSeconds: shares,
    poolMilliGpuSeconds: available - shares,
    mostEachMilliGpuSeconds: view.students.length === 0 ? available : available / view.students.length,
  };
}
