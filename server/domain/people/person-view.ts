import type { PersonRow } from '#db/queries/people/people';
import type { HoursRow } from '#db/queries/people/hours-of-people';
import { toViewNumber } from '../../contract/hours';
import type { HoursView } from '../../hours-services';
import type { PersonView } from '../../services';

/** A person as they see themselves and administrators see them. Never throws. */
export const toPersonView = (person: PersonRow): PersonView => ({
  id: person.id,
  email: person.email ?? undefined,
  displayName: person.display_name,
  level: person.level,
  schoolName: person.school_name,
  roles: [...person.roles],
  locale: person.locale,
  endingMails: person.ending_mails,
  hoursMails: person.hours_mails,
  createdAt: person.created_at,
});

/** Hours of a person who may have no allocation at all. @throws RangeError beyond 2^53, which no real balance reaches. */
export const toHoursView = (hours: HoursRow | undefined): HoursView => ({
  grantedMilliGpuSeconds: toViewNumber(hours?.grantedMilliGpuSeconds ?? 0n),
  heldMilliGpuSeconds: toViewNumber(hours?.heldMilliGpuSeconds ?? 0n),
  usedMilliGpuSeconds: toViewNumber(hours?.usedMilliGpuSeconds ?? 0n),
  freeMilliGpuSeconds: toViewNumber(hours?.freeMilliGpuSeconds ?? 0n),
});
