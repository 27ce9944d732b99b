import type { Db } from '#db/client';
import { derivedId } from '#db/queries/ledger/derived-id';
import { findPersonByEmail } from '#db/queries/people/people';
import { milliGpuSecondsPerGpuHour } from '../contract/hours';
import { grantClassHours } from '../domain/classes/grant-class-hours';
import { toActor } from '../domain/people/find-actor';
import type { Services } from '../services';
import { demoPeople } from './people';

/**
 * Gives every demo person their starter hours as joining does, and leaves one request for the reviewer to look at. What is there
 * already stays as it is.
 */
export async function seedDemoHours(db: Db, services: Services): Promise<void> {
  const students = [...demoPeople.map((person) => person.email), ...classmates];
  for (const email of students) {
    const actor = await actorOf(db, email);
    if (actor) await services.allocations.ensureStarter(actor);
  }
  await giveClassHours(db, services);
  await makeResearchProgramme(db, services);
  const graduate = await actorOf(db, 'graduate@demo.modu');
  if (!graduate || (await services.requests.list(graduate, {})).items.length > 0) return;
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  await services.requests.create(graduate, {
    title: '단백질 구조 예측 모형 비교',
    purpose:
      '학위 논문에서 작은 단백질 40개의 구조를 세 가지 모형으로 예측하고 실험 결과와 견주려고 해요. ' +
      '한 개에 GPU 하나로 한 시간쯤 걸려서 40 × 3 = 120시간이 들어요. 시험으로 두 개를 먼저 돌려 보았고, ' +
      '남는 시간은 기간이 끝나기 전에 돌려드릴게요.',
    askedMilliGpuSeconds: 120 * milliGpuSecondsPerGpuHour,
    clusters: ['hangang'],
    startsOn: day(1),
    endsOn: day(60),
  });
}

/** One that several reviewers decide on, beside the one in which any of them does. */
async function makeResearchProgramme(db: Db, services: Services): Promise<void> {
  const administrator = await actorOf(db, 'admin@demo.modu');
  if (!administrator) return;
  const name = 'deep';
  if ((await services.programmes.list(administrator)).some((one) => one.name === name)) return;
  await services.programmes.create(administrator, {
    name,
    capMilliGpuSeconds: 100_000 * milliGpuSecondsPerGpuHour,
    titleKo: '심층 연구',
    titleEn: 'Deep research',
    summaryKo: '논문이나 학위 연구처럼 크고 긴 일을 위한 시간이에요.',
    summaryEn: 'Hours for large, long work: a paper, a thesis.',
    reviewsNeeded: 2,
    counting: 'median',
    grantFrom: 400,
    partFrom: 300,
    firstPercent: 50,
    isAutoAssigned: true,
    isRolling: true,
    leaderLevels: [],
    adviserLevels: ['graduate'],
    isClosed: false,
  });
}

const classmates = ['pupil2@demo.modu', 'pupil3@demo.modu', 'pupil4@demo.modu'];

async function actorOf(db: Db, email: string) {
  const person = await findPersonByEmail(db, email);
  return person && toActor(person, { kind: 'cli' }, 'demo');
}

/** 60 GPU-hours for the demo class: ten for each of the four students, the rest in common. */
async function giveClassHours(db: Db, services: Services): Promise<void> {
  const teacher = await actorOf(db, 'teacher@demo.modu');
  const [line] = teacher ? await services.classes.list(teacher) : [];
  if (!teacher || !line || (await services.classes.get(teacher, line.id)).hours.grantedMilliGpuSeconds > 0)
    return;
  await db.transaction().execute((trx) =>
    grantClassHours(trx, {
      classId: line.id,
      amount: 60n * BigInt(milliGpuSecondsPerGpuHour),
      source: derivedId(line.id, 'demo'),
    }),
  );
  await services.classes.shareOut(teacher, line.id, {
    floorMilliGpuSeconds: 10 * milliGpuSecondsPerGpuHour,
    poolCapMilliGpuSeconds: 8 * milliGpuSecondsPerGpuHour,
    releaseUnusedDays: undefined,
    version: (await services.classes.get(teacher, line.id)).version,
  });
}
