import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLocale } from 'use-intl';
import { AppError } from '#server/contract/app-error';
import { useAnswer } from '~/hooks/use-answer';
import { useText } from '~/locales/use-text';
import { LaunchForm } from '~/parts/launch-form';
import { localTitle } from '~/parts/local-title';
import type { PageHandle } from '~/parts/page-handle';
import { metaLocale, titleMeta } from '~/parts/title-meta';
import { appValues } from '~/request/app-values.server';
import { loadLaunchForm, submitLaunchForm } from '~/request/launch-form.server';
import { withAppErrors } from '~/request/to-response.server';
import { PageHead } from '~/ui/page-head';

type Loaded = Awaited<ReturnType<typeof loader>>;

export const handle: PageHandle = { crumb: (t) => t('launchApp') };
export const meta = (args: Parameters<ReturnType<typeof titleMeta>>[0]) =>
  titleMeta<'launch', Loaded>('launch', (t, loaded) =>
    loaded ? localTitle(loaded.app, metaLocale(args)) : t('title'),
  )(args);

function appOf({ params, context }: Pick<LoaderFunctionArgs, 'params' | 'context'>) {
  const app = context.services.apps.get(params['app'] ?? '');
  if (!app) throw new AppError('not-found');
  return app;
}

export const loader = withAppErrors(async (args: LoaderFunctionArgs) => {
  const app = appOf(args);
  return { app, ...(await loadLaunchForm(args, await appValues(args, app))) };
});

/** Starts it as the form says, or, with nothing but a key, as it was started last and where it starts first. */
export const action = withAppErrors(async (args: ActionFunctionArgs) => {
  const app = appOf(args);
  return submitLaunchForm(args, undefined, await appValues(args, app));
});

export default function LaunchApp() {
  const t = useText('apps');
  const locale = useLocale();
  const { app, ...loaded } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={localTitle(app, locale)}>{t('formLead')}</PageHead>
      <LaunchForm
        key={app.name}
        {...loaded}
        app={app}
        template={undefined}
        problem={useAnswer<typeof action>()}
      />
    </>
  );
}
