import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useLocation } from '@remix-run/react';
import { useAnswer } from '~/hooks/use-answer';
import { getText } from '~/locales/get-text.server';
import { useText } from '~/locales/use-text';
import { LaunchForm } from '~/parts/launch-form';
import { toLaunchValues } from '~/parts/launch-values';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { loadLaunchForm, submitLaunchForm } from '~/request/launch-form.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = { crumb: (t) => t('launchNew') };
export const meta = titleMeta('launch', (t) => t('formTitleOwn'));

export const loader = withAppErrors(async (args: LoaderFunctionArgs) => {
  const search = new URL(args.request.url).searchParams;
  const again = search.get('again');
  const cluster = search.get('cluster') ?? '';
  if (again !== null) {
    const actor = requireActor(args.request, args.context);
    const draft = await args.context.services.launches.draftOf(actor, again);
    // An app has no script of the person's to fill in here.
    if (draft.kind !== 'batch') throw redirect(paths.launch());
    return { ...(await loadLaunchForm(args, toLaunchValues(draft), draft.template)), isAgain: true };
  }
  const script = getText(args.context.locale, 'launch')('starterScript');
  const values = toLaunchValues({ name: '', script, gpus: 1, cores: 1, walltimeSeconds: 1800 });
  return { ...(await loadLaunchForm(args, { ...values, place: cluster })), isAgain: false };
});

export const action = withAppErrors((args: ActionFunctionArgs) => submitLaunchForm(args));

export default function NewLaunch() {
  const t = useText('launch');
  const loaded = useLoaderData<typeof loader>();
  const { search } = useLocation();
  return (
    <>
      <PageHead title={t('formTitleOwn')}>{t(loaded.isAgain ? 'formLeadAgain' : 'formLeadOwn')}</PageHead>
      <LaunchForm key={search} {...loaded} problem={useAnswer<typeof action>()} isScriptFirst />
    </>
  );
}
