import type { LoaderFunctionArgs } from '@remix-run/node';
import type { AppView } from '#server/services';
import { toLaunchValues, type LaunchValues } from '~/parts/launch-values';
import { requireActor } from './require-actor.server';

/**
 * How an app is started unless something else is said: as this person started it last, else as its manifest says; always where it
 * starts first, which is another place every day. Writes nothing.
 */
export async function appValues(
  { request, context }: Pick<LoaderFunctionArgs, 'request' | 'context'>,
  app: AppView,
): Promise<LaunchValues> {
  const actor = requireActor(request, context);
  const { launches } = context.services;
  const { items } = await launches.list(actor, {});
  const last = items.find((launch) => launch.app?.name === app.name);
  const draft = last && (await launches.draftOf(actor, last.id));
  const known = Object.fromEntries(
    app.fields.map((field) => [field.name, draft?.appFields?.[field.name] ?? field.default]),
  );
  const { gpus, cores, walltimeSeconds, memoryBytes } = draft ?? app.draft;
  return toLaunchValues({
    name: context.locale === 'ko' ? app.titleKo : app.titleEn,
    script: '',
    gpus,
    cores,
    walltimeSeconds,
    ...(memoryBytes !== undefined && { memoryBytes }),
    app: app.name,
    appFields: known,
  });
}
