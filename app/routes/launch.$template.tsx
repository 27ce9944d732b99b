import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLocale } from 'use-intl';
import { AppError } from '#server/contract/app-error';
import { useAnswer } from '~/hooks/use-answer';
import { LaunchForm } from '~/parts/launch-form';
import { toLaunchValues } from '~/parts/launch-values';
import { localTitle } from '~/parts/local-title';
import type { PageHandle } from '~/parts/page-handle';
import { metaLocale, titleMeta } from '~/parts/title-meta';
import { loadLaunchForm, submitLaunchForm } from '~/request/launch-form.server';
import { withAppErrors } from '~/request/to-response.server';
import { PageHead } from '~/ui/page-head';

type Loaded = Awaited<ReturnType<typeof loader>>;

export const handle: PageHandle = { crumb: (t) => t('launchTemplate') };
export const meta = (args: Parameters<ReturnType<typeof titleMeta>>[0]) =>
  titleMeta<'launch', Loaded>('launch', (t, loaded) =>
    loaded ? localTitle(loaded.about, metaLocale(args)) : t('title'),
  )(args);

function templateOf({ params, context }: Pick<LoaderFunctionArgs, 'params' | 'context'>) {
  const template = context.services.templates.get(params['template'] ?? '');
  if (!template) throw new AppError('not-found');
  return template;
}

export const loader = withAppErrors(async (args: LoaderFunctionArgs) => {
  const { draft, name: template, ...about } = templateOf(args);
  const name = args.context.locale === 'ko' ? draft.name : about.titleEn;
  const place = new URL(args.request.url).searchParams.get('cluster') ?? '';
  const values = { ...toLaunchValues(draft), name, place };
  return { about, ...(await loadLaunchForm(args, values, template)) };
});

export const action = withAppErrors((args: ActionFunctionArgs) =>
  submitLaunchForm(args, templateOf(args).name),
);

export default function LaunchFromTemplate() {
  const locale = useLocale();
  const { about, ...loaded } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={localTitle(about, locale)}>{locale === 'ko' ? about.aboutKo : about.aboutEn}</PageHead>
      <LaunchForm key={loaded.template} {...loaded} problem={useAnswer<typeof action>()} />
    </>
  );
}
