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
import { safeNext } from '~/request/safe-next';
import { Button } from '~/ui/button';
import { LinkButton } from '~/ui/link-button';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('people', (t) => t('signIn.title'));

const form = z.object({ token: z.string().max(200) });

/** Opening the link uses nothing up: programs that scan mail do it too. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const token = new URL(request.url).searchParams.get('token') ?? '';
  const link = await context.sessionDoor.peekLink(token.slice(0, 200));
  return { token, link };
}

/** Pressing the button does. A link that is used up leads back here, and the page says so. */
export async function action({ request, context }: ActionFunctionArgs) {
  const parsed = await parseForm(request, form);
  const token = parsed.ok ? parsed.data.token : '';
  try {
    const { setCookies, nextPath } = await context.sessionDoor.followLink(token);
    const headers = setCookies.map((cookie): [string, string] => ['Set-Cookie', cookie]);
    return redirect(safeNext(nextPath, paths.home()), { headers });
  } catch (error) {
    if (!isAppError(error) || error.code !== 'link-expired') throw error;
    return redirect(paths.mailedLink());
  }
}

export default function MailedLink() {
  const t = useText('people');
  const { token, link } = useLoaderData<typeof loader>();
  const isBusy = useNavigation().formMethod === 'POST';
  if (!link)
    return (
      <NarrowPage title={t('link.goneTitle')} lead={t('link.goneLead')}>
        <div>
          <LinkButton to={paths.signIn()} kind="primary">
            {t('link.again')}
          </LinkButton>
        </div>
      </NarrowPage>
    );
  const kind = link.isSignUp ? 'signUp' : 'signIn';
  return (
    <NarrowPage title={t(`link.${kind}Title`)} lead={t(`link.${kind}Lead`, { email: link.email })}>
      <Form method="post" action={paths.mailedLink()} reloadDocument>
        <input type="hidden" name="token" value={token} />
        <Button type="submit" kind="primary" isFull isBusy={isBusy}>
          {t(isBusy ? 'link.working' : `link.${kind}`)}
        </Button>
      </Form>
      <p className="text-small text-text-2">{t('link.why')}</p>
    </NarrowPage>
  );
}
