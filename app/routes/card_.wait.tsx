import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useLoaderData, useRevalidator, useSubmit } from '@remix-run/react';
import { useEffect } from 'react';
import { isAppError } from '#server/contract/app-error';
import { useText } from '~/locales/use-text';
import { NarrowPage } from '~/parts/narrow-page';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { cardEntered } from '~/request/card-entered.server';
import { Button } from '~/ui/button';
import { Note } from '~/ui/note';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('cards', (t) => t('wait.title'));

/** Only for who has asked a teacher from this browser. */
export async function loader({ context }: LoaderFunctionArgs) {
  if (context.actor) return redirect(paths.home());
  const asked = await context.cardDoor.asked();
  return asked ? { asked } : redirect(paths.card());
}

/** Goes in by the teacher's yes. */
export async function action({ context }: ActionFunctionArgs) {
  try {
    return cardEntered(await context.cardDoor.enterAsAllowed());
  } catch (error) {
    if (isAppError(error)) return redirect(paths.card({ problem: error.code }));
    throw error;
  }
}

/** Nobody is signed in here who could be told of changes: the page looks again by itself. */
const lookEveryMs = 2_000;

export default function CardWait() {
  const t = useText('cards');
  const { asked } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const submit = useSubmit();
  const { state } = asked;
  useEffect(() => {
    if (state === 'allowed') submit(null, { method: 'post' });
    if (state !== 'waiting') return;
    const timer = setInterval(revalidate, lookEveryMs);
    return () => clearInterval(timer);
  }, [state, revalidate, submit]);
  return (
    <NarrowPage title={t('wait.title')} lead={t('wait.lead')}>
      {state === 'waiting' || state === 'allowed' ? (
        <>
          <div className="rounded-2 border border-line py-6 text-center">
            <p className="text-small text-text-2">{t('wait.number')}</p>
            <p className="font-mono text-[64px] leading-tight font-bold">{asked.matchNumber}</p>
          </div>
          <p role="status">{t(state === 'allowed' ? 'wait.allowed' : 'wait.waiting')}</p>
        </>
      ) : (
        <Note tone="warn" isAnnounced>
          {t(state === 'declined' ? 'wait.declined' : 'wait.over')}
        </Note>
      )}
      {state === 'allowed' && (
        <Form method="post">
          <Button type="submit" kind="primary" isFull>
            {t('wait.goOn')}
          </Button>
        </Form>
      )}
      <noscript>
        <a href={paths.cardWait()}>{t('wait.look')}</a>
      </noscript>
      <Link to={paths.card()}>
        {t(state === 'waiting' || state === 'allowed' ? 'wait.back' : 'wait.again')}
      </Link>
    </NarrowPage>
  );
}
