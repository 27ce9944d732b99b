import { data, redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { isAppError } from '#server/contract/app-error';
import { z } from 'zod';
import { readLaunchValues, toQuoteInput, type LaunchValues } from '~/parts/launch-values';
import { paths } from '~/paths';
import { parseForm, refusal } from './parse-form.server';
import { requireActor } from './require-actor.server';

type Args = Pick<LoaderFunctionArgs, 'request' | 'context'>;

/** Any fields: the draft's own reader names what is wrong with each. */
const anyForm = z.record(z.string(), z.unknown());
const carried = z.object({ key: z.string().catch(''), template: z.string().optional().catch(undefined) });

/** What a launch page needs beside its own words: the filled fields and what they come to, names of places, hours to choose from. */
export async function loadLaunchForm({ request, context }: Args, values: LaunchValues, template?: string) {
  const actor = requireActor(request, context);
  const { clusters, allocations, launches } = context.services;
  const [places, hours, quote] = await Promise.all([
    clusters.list(actor),
    allocations.list(actor),
    launches.quote(actor, toQuoteInput(values, template)),
  ]);
  return {
    idempotencyKey: crypto.randomUUID(),
    values,
    template,
    quote,
    clusters: places.map(({ name, titleKo, titleEn }) => ({ name, titleKo, titleEn })),
    allocations: hours
      .filter((one) => one.isCurrent)
      .map(({ id, title, clusters: only, freeMilliGpuSeconds, programme }) => ({
        id,
        title,
        clusters: only,
        freeMilliGpuSeconds,
        programme,
      })),
  };
}

/**
 * Submits a launch form and goes to the launch's page; a refused one comes back with what was typed and with a quote, which has the
 * numbers of every sentence. A key that was used up is replaced, so that pressing once more launches what was changed.
 * usual: what a form that carries nothing but its key means; it goes to the first place to start.
 */
export async function submitLaunchForm({ request, context }: Args, template?: string, usual?: LaunchValues) {
  const actor = requireActor(request, context);
  const { values: form } = await parseForm(request, anyForm);
  const { launches } = context.services;
  const isUsual = usual !== undefined && !('gpus' in form);
  const typed = isUsual ? usual : { ...readLaunchValues(form), ...(usual && { app: usual.app }) };
  const { key, template: carriedTemplate } = carried.parse(form);
  const input = toQuoteInput(typed, template ?? (carriedTemplate || undefined));
  try {
    const { cluster = '', partition } = isUsual ? await launches.quote(actor, input) : {};
    const place = { cluster, ...(partition !== undefined && { partition }) };
    const { id } = await launches.submit(actor, { ...place, ...input }, key);
    return redirect(paths.launchPage(id));
  } catch (error) {
    if (!isAppError(error)) throw error;
    const isKeySpent = error.code === 'idempotency-key-reused' || 'idempotencyKey' in error.fields;
    const refused = refusal(error, { ...typed, key: isKeySpent ? crypto.randomUUID() : key });
    return data({ ...refused.data, quote: await launches.quote(actor, input) }, { status: error.status });
  }
}
