import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { isAppError } from '#server/contract/app-error';
import { useText } from '~/locales/use-text';
import { NarrowPage } from '~/parts/narrow-page';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { parseForm } from '~/request/parse-form.server';
import { Button } from '~/ui/button';
import { LinkButton } from '~/ui/link-button';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('guardian', (t) => t('page.title'));

/** Opening the link uses nothing up. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const token = (new URL(request.url).searchParams.get('token') ?? '').slice(0, 200);
  return { token, isGood: await context.services.guardians.peekEntry(token) };
}

const form = z.object({ token: z.string().max(200) });

/** Pressing the button does. */
export async function action({ request, context }: ActionFunctionArgs) {
  const parsed = await parseForm(request, form);
  try {
    const entered = await context.services.guardians.enter(parsed.ok ? parsed.data.token : '');
    const headers = { 'Set-Cookie': context.guardianDoor.holdSession(entered) };
    return redirect(paths.guardian(), { headers });
  } catch (error) {
    if (!isAppError(error) || error.code !== 'link-expired') throw error;
    return redirect(paths.guardianEnter());
  }
}

export default function GuardianEnter() {
  const t = useText('guardian');
  const { token, isGood } = useLoaderData<typeof loader>();
  const isBusy = useNavigation().formMethod === 'POST';
  if (!isGood)
    return (
      <NarrowPage title={t('page.goneTitle')} lead={t('page.goneLead')}>
        <div>
          <LinkButton to={paths.guardian()} kind="primary">
            {t('page.newLink')}
          </LinkButton>
        </div>
      </NarrowPage>
    );
  return (
    <NarrowPage title={t('page.enterTitle')} lead={t('page.enterLead')}>
      <Form method="post" action={paths.guardianEnter()} reloadDocument>
        <input type="hidden" name="token" value={token} />
        <Button type="submit" kind="primary" isFull isBusy={isBusy}>
          {t('page.enter')}
        </Button>
      </Form>
    </NarrowPage>
  );
}
