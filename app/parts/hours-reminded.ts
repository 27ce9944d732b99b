import type { ClassView } from '#server/class-services';
import type { Locale } from '#server/contract/roles';
import type { AllocationView } from '#server/hours-services';
import { allocationTitle } from './hours-allocation-title';
import type { RemindedHours } from './hours-reminders';

/** A person's own allocations as reminders look at them; of a class's parts its teacher is reminded. Never throws. */
export const remindedOf = (allocations: readonly AllocationView[], locale: Locale): RemindedHours[] =>
  allocations
    .filter((allocation) => allocation.part === undefined)
    .map((allocation) => ({
      id: allocation.id,
      title: allocationTitle(allocation, locale),
      startsAt: allocation.startsAt,
      endsAt: allocation.endsAt,
      granted: allocation.grantedMilliGpuSeconds,
      held: allocation.heldMilliGpuSeconds,
      used: allocation.usedMilliGpuSeconds,
    }));

const dayMs = 86_400_000;

/** The hours of a class as a whole, from the first moment of its first day to the end of its last, in the portal's country. Never throws. */
export const remindedOfClass = (view: ClassView): RemindedHours => ({
  id: view.id,
  title: view.name,
  startsAt: new Date(`${view.startsOn}T00:00:00+09:00`),
  endsAt: new Date(Date.parse(`${view.endsOn}T00:00:00+09:00`) + dayMs),
  granted: view.hours.grantedMilliGpuSeconds,
  held: view.hours.heldMilliGpuSeconds,
  used: view.hours.usedMilliGpuSeconds,
});
