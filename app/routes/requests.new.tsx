import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { useAnswer } from '~/hooks/use-answer';
import { useErrorText } from '~/locales/use-error-text';
import { useText } from '~/locales/use-text';
import type { PageHandle } from '~/parts/page-handle';
import { RequestForm } from '~/parts/request-form';
import { hoursTyped } from '~/parts/request-hours';
import { RequestNext } from '~/parts/request-next';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { Note } from '~/ui/note';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = { crumb: (t) => t('requestNew') };
export const meta = titleMeta('requests', (t) => t('form.title'));

/** Days of requests are days in Korea. */
const dayOf = (at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Seoul' }).format(at);

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const { clusters, people, programmes } = context.services;
  const [all, me, offered] = await Promise.all([
    clusters.list(actor),
    people.me(actor),
    programmes.offered(actor),
  ]);
  const partitions = all
    .flatMap((cluster) => cluster.partitions)
    .filter(({ gpusPerNode }) => gpusPerNode > 0);
  const byModel = new Map(partitions.map(({ gpuModel, rateMilli }) => [gpuModel, { gpuModel, rateMilli }]));
  return {
    programmes: offered,
    clusters: all.map(({ name, titleKo, titleEn }) => ({ name, titleKo, titleEn })),
    accelerators: [...byModel.values()],
    freeMilliGpuSeconds: me.hours.freeMilliGpuSeconds,
    startsOn: dayOf(new Date()),
    endsOn: dayOf(new Date(Date.now() + 60 * 86_400_000)),
  };
});

const form = z.object({
  programme: z.string().default('research'),
  adviserEmail: z.string().default(''),
  title: z.string().default(''),
  purpose: z.string().default(''),
  // What is no number goes on as 0, so that the service names every wrong field at once.
  hours: z
    .string()
    .default('')
    .transform((text) => hoursTyped(text) ?? 0),
  startsOn: z.string().default(''),
  endsOn: z.string().default(''),
  clusters: z.array(z.string()).default([]),
});

export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  const { hours, ...draft } = parsed.data;
  try {
    const made = await context.services.requests.create(actor, { ...draft, askedMilliGpuSeconds: hours });
    return redirect(paths.request(made.id));
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

export default function NewRequest() {
  const t = useText('requests');
  const errorText = useErrorText();
  const problem = useAnswer<typeof action>();
  const error = problem?.error;
  return (
    <>
      <PageHead title={t('form.title')}>{t('form.lead')}</PageHead>
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid min-w-0 gap-6">
          {error && (
            <Note tone="danger" isAnnounced>
              {error.code === 'limit-reached'
                ? t('form.tooMany', { limit: String(error.details['limit']) })
                : errorText(error.code, error.details)}
            </Note>
          )}
          <RequestForm {...useLoaderData<typeof loader>()} problem={problem} />
        </div>
        <RequestNext />
      </div>
    </>
  );
}
