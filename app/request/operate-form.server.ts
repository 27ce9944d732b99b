import { z } from 'zod';
import { clusterStates } from '#server/contract/clusters';
import { loginKinds } from '#server/contract/login-kinds';
import { rateMilliTyped } from '~/parts/cluster-rate-typed';
import { hostKeyFields } from './host-keys-form.server';
import { instantTyped } from './instant-typed';

/** What is done on the page of an operated cluster. zone: in which the typed times are. */
export const operateForm = (zone: string) => {
  const instant = z.string().transform((text) => instantTyped(text, zone) ?? new Date(Number.NaN));
  return z.discriminatedUnion('intent', [
    z.object({ intent: z.literal('state'), state: z.enum(clusterStates) }),
    z.object({
      intent: z.literal('rate'),
      accelerator: z.string(),
      rate: z.string().transform((text) => rateMilliTyped(text) ?? 0),
    }),
    z.object({
      intent: z.literal('partition'),
      partition: z.string(),
      isOpen: z.enum(['yes', 'no']).transform((word) => word === 'yes'),
    }),
    z.object({
      intent: z.literal('extend-limit'),
      // Hours, as typed; nothing: not at all. What is no number is refused as 0 seconds.
      limit: z.string().transform((text) => {
        if (text.trim() === '') return null;
        const hours = Number(text.trim().replace(',', '.'));
        return Number.isFinite(hours) ? Math.round(hours * 60) * 60 : 0;
      }),
    }),
    z.object({
      intent: z.literal('probe'),
      dryRun: z
        .literal('yes')
        .optional()
        .transform((word) => word === 'yes'),
    }),
    z.object({
      intent: z.literal('hour-limits'),
      isOn: z.enum(['yes', 'no']).transform((word) => word === 'yes'),
    }),
    z.object({
      intent: z.literal('reservation'),
      reservation: z.string(),
      isShown: z.enum(['yes', 'no']).transform((word) => word === 'yes'),
    }),
    z.object({ intent: z.literal('login-kinds'), kinds: z.array(z.enum(loginKinds)).default([]) }),
    z.object({ intent: z.literal('pool-add'), names: z.string() }),
    z.object({ intent: z.literal('pool-remove'), names: z.string() }),
    z.object({
      intent: z.literal('pool-rules'),
      cleaningCommand: z.string(),
      idleDays: z.string().transform((text) => (text.trim() === '' ? null : Number(text))),
    }),
    z.object({ intent: z.literal('pool-clean'), login: z.string() }),
    z.object({ intent: z.literal('pool-take-back'), login: z.string() }),
    z.object({ intent: z.literal('keys') }),
    z.object({ intent: z.literal('pin'), ...hostKeyFields }),
    z.object({
      intent: z.literal('maintain'),
      startsAt: instant,
      endsAt: instant,
      note: z.string().default(''),
    }),
    z.object({ intent: z.literal('end-maintenance'), id: z.string() }),
    z.object({ intent: z.literal('remove') }),
  ]);
};

export type OperateAsked = z.output<ReturnType<typeof operateForm>>;
