import { z } from 'zod';
import type { Db } from '#db/client';
import type { Actor } from '../../actor';
import type { HoursPlan } from '../../class-services';
import type { RequestView } from '../../hours-services';
import { AppError, type FieldErrors } from '../../contract/app-error';
import { milliGpuSecondsPerGpuHour } from '../../contract/hours';
import { limits } from '../../contract/limits';
import { createRequest } from '../requests/create-request';
import { today } from '../requests/request-period';
import { mustInClass } from './class-policy';

const planSchema = z.object({
  students: z.number().int().min(1).max(limits.classSize),
  lessons: z.number().int().min(1).max(200),
  gpusEach: z.number().int().min(1).max(8),
  hoursEach: z.number().min(0.1).max(24),
  purpose: z.string(),
});

/** What a plan comes to, in milli-GPU-seconds of the reference accelerator. Never throws. */
export const planMilliGpuSeconds = (plan: Omit<HoursPlan, 'purpose'>): number =>
  Math.round(plan.students * plan.lessons * plan.gpusEach * plan.hoursEach * milliGpuSecondsPerGpuHour);

/**
 * Asks the reviewers for hours for the class, computed from the plan of its lessons; the plan stands above the purpose in the request.
 * @throws AppError as `mustInClass` and `createRequest`; [invalid-input] with the fields of the plan
 */
export async function askClassHours(
  db: Db,
  actor: Actor,
  classId: string,
  plan: HoursPlan,
): Promise<RequestView> {
  const row = await mustInClass(db, actor, classId, 'manage');
  if (row.ended_at) throw new AppError('wrong-state');
  const read = planSchema.safeParse(plan);
  if (!read.success) {
    const fields: FieldErrors = {};
    for (const issue of read.error.issues) fields[String(issue.path[0] ?? 'form')] = 'invalid-input';
    throw new AppError('invalid-input', { fields });
  }
  const { students, lessons, gpusEach, hoursEach, purpose } = read.data;
  const isKorean = actor.locale === 'ko';
  const sum = isKorean
    ? `학생 ${students}명 × 수업 ${lessons}번 × GPU ${gpusEach}개 × ${hoursEach}시간`
    : `${students} students × ${lessons} lessons × ${gpusEach} GPU × ${hoursEach} h`;
  const startsOn = row.starts_on > today() ? row.starts_on : today();
  return createRequest(
    db,
    actor,
    {
      title: row.name,
      purpose: `${sum}\n\n${purpose}`.trim(),
      askedMilliGpuSeconds: planMilliGpuSeconds(read.data),
      clusters: [],
      startsOn,
      endsOn: row.ends_on,
    },
    { classId: row.id },
  );
}
