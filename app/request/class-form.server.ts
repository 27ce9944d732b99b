import { z } from 'zod';
import type { Actor } from '#server/actor';
import type { ClassServices, NewCodeView, RosterPreview } from '#server/class-services';
import type { LoginCardServices } from '#server/login-card-services';
import type { PaymentServices } from '#server/payment-services';
import { milliGpuSecondsPerGpuHour } from '#server/contract/hours';

/** GPU-hours as typed, also negative ones and 0; NaN for what is no number, which the service then refuses by name. */
const hours = z.string().transform((text) => {
  const typed = text.trim().replaceAll(',', '');
  return /^-?\d{0,9}(\.\d{1,9})?$/.test(typed) && /\d/.test(typed)
    ? Math.round(Number(typed) * milliGpuSecondsPerGpuHour)
    : Number.NaN;
});
const many = z.union([z.array(z.string()), z.string().transform((one) => [one])]).default([]);

/** Every act of the page of a class, by its `intent`. */
export const classForm = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('ask-hours'),
    lessons: z.coerce.number().catch(0),
    students: z.coerce.number().catch(0),
    gpusEach: z.coerce.number().catch(0),
    hoursEach: z.coerce.number().catch(0),
    purpose: z.string().default(''),
  }),
  z.object({
    intent: z.literal('share'),
    floor: hours,
    cap: hours,
    release: z.string().default(''),
    version: z.coerce.number(),
  }),
  z.object({ intent: z.literal('move'), personId: z.string(), hours }),
  z.object({ intent: z.literal('give'), asks: many, hours }),
  z.object({ intent: z.literal('decline'), asks: many }),
  z.object({ intent: z.literal('admit'), people: many }),
  z.object({ intent: z.literal('remove'), personId: z.string() }),
  z.object({ intent: z.literal('freeze'), personId: z.string() }),
  z.object({ intent: z.literal('unfreeze'), personId: z.string() }),
  z.object({ intent: z.literal('make-code') }),
  z.object({ intent: z.literal('close-code'), codeId: z.string() }),
  z.object({ intent: z.literal('read-roster'), list: z.string().default('') }),
  z.object({ intent: z.literal('take-roster'), list: z.string().default('') }),
  z.object({ intent: z.literal('add-helper'), email: z.string().default('') }),
  z.object({ intent: z.literal('card-yes'), askId: z.string() }),
  z.object({ intent: z.literal('card-no'), askId: z.string() }),
  z.object({ intent: z.literal('seek-sponsors') }),
  z.object({ intent: z.literal('stop-seeking') }),
  z.object({
    intent: z.literal('return-hours'),
    hours,
    key: z.uuid().catch(() => crypto.randomUUID()),
  }),
  z.object({ intent: z.literal('end') }),
  z.object({ intent: z.literal('ask-more'), reason: z.string().default('') }),
  z.object({ intent: z.literal('leave') }),
]);
export type ClassForm = z.output<typeof classForm>;

/** What an act has to show afterwards. */
export interface ClassDone {
  code?: NewCodeView | undefined;
  roster?: (RosterPreview & { list: string }) | undefined;
  expected?: number | undefined;
}

/** One form, one call of the service. @throws AppError as that call */
export async function doInClass(
  {
    classes,
    payments,
    loginCards,
  }: { classes: ClassServices; payments: PaymentServices; loginCards: LoginCardServices },
  actor: Actor,
  classId: string,
  form: ClassForm,
): Promise<ClassDone> {
  switch (form.intent) {
    case 'ask-hours':
      await classes.askHours(actor, classId, form);
      return {};
    case 'share':
      await classes.shareOut(actor, classId, {
        floorMilliGpuSeconds: form.floor,
        poolCapMilliGpuSeconds: form.cap,
        releaseUnusedDays: form.release === '' ? undefined : Number(form.release),
        version: form.version,
      });
      return {};
    case 'move':
      await classes.moveHours(actor, classId, { personId: form.personId, milliGpuSeconds: form.hours });
      return {};
    case 'give':
      await classes.decideAsks(actor, classId, form.asks, form.hours);
      return {};
    case 'decline':
      await classes.decideAsks(actor, classId, form.asks, undefined);
      return {};
    case 'admit':
      await classes.admit(actor, classId, form.people);
      return {};
    case 'remove':
      await classes.remove(actor, classId, form.personId);
      return {};
    case 'freeze':
    case 'unfreeze':
      await classes.setFrozen(actor, classId, form.personId, form.intent === 'freeze');
      return {};
    case 'make-code':
      return { code: await classes.makeCode(actor, classId, { days: 7, uses: 100 }) };
    case 'close-code':
      await classes.revokeCode(actor, classId, form.codeId);
      return {};
    case 'read-roster':
      return { roster: { ...(await classes.readRoster(actor, classId, form.list)), list: form.list } };
    case 'take-roster':
      return { expected: (await classes.takeRoster(actor, classId, form.list)).expected };
    case 'add-helper':
      await classes.addHelper(actor, classId, form.email);
      return {};
    case 'card-yes':
    case 'card-no':
      await loginCards.decideAsk(actor, classId, form.askId, form.intent === 'card-yes');
      return {};
    case 'seek-sponsors':
    case 'stop-seeking':
      await payments.seekSponsors(actor, classId, form.intent === 'seek-sponsors');
      return {};
    case 'return-hours':
      await classes.returnHours(actor, classId, { amount: form.hours, key: form.key });
      return {};
    case 'end':
      await classes.end(actor, classId);
      return {};
    case 'ask-more':
      await classes.askMore(actor, classId, form.reason);
      return {};
    case 'leave':
      await classes.leave(actor, classId);
      return {};
  }
}
