import type { Db } from '#db/client';
import { sumReturnsOfPerson } from '#db/queries/allocations/hour-returns';
import { sumHoursOfPeople } from '#db/queries/people/hours-of-people';
import { findPerson } from '#db/queries/people/people';
import { countLaunchesOfPerson, listOtherRequests } from '#db/queries/requests/request-evidence';
import { findRequest } from '#db/queries/requests/requests';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { toViewNumber } from '../../contract/hours';
import { isUuid } from '../../contract/ids';
import type { RequestEvidence } from '../../hours-services';
import { toHoursView } from '../people/person-view';
import { maySeeEvidence } from './request-policy';

/**
 * What the portal knows about who asks, for the reviewer: hours, what came of launches, earlier requests. Counts only: no names of
 * launches, no scripts. @throws AppError[not-found] also for who may not see it.
 */
export async function readEvidence(db: Db, actor: Actor, id: string): Promise<RequestEvidence> {
  const request = isUuid(id) ? await findRequest(db, id) : undefined;
  if (!request || !maySeeEvidence(actor, request)) throw new AppError('not-found');
  const person = await findPerson(db, request.person_id);
  if (!person) throw new AppError('not-found');
  const [hours] = await sumHoursOfPeople(db, [person.id]);
  const { held, charged, ...launches } = await countLaunchesOfPerson(db, person.id);
  const others = await listOtherRequests(db, person.id, id);
  return {
    hours: toHoursView(hours),
    launches,
    holdAccuracy: held === 0n ? undefined : Number(charged) / Number(held),
    earlierRequests: others.map((other) => ({
      id: other.id,
      title: other.title,
      state: other.state,
      askedMilliGpuSeconds: toViewNumber(other.asked),
      grantedMilliGpuSeconds: other.granted === null ? undefined : toViewNumber(other.granted),
    })),
    emailDomain: person.email?.slice(person.email.lastIndexOf('@') + 1),
    memberSince: person.created_at,
    returnedMilliGpuSeconds: toViewNumber(await sumReturnsOfPerson(db, person.id)),
  };
}
