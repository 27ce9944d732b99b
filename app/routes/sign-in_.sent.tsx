import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useText } from '~/locales/use-text';
import { NarrowPage } from '~/parts/narrow-page';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { LinkButton } from '~/ui/link-button';
import { Note } from '~/ui/note';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('people', (t) => t('sent.title'));

export function loader({ context }: LoaderFunctionArgs) {
  return { isDemo: context.isDemo };
}

export default function Sent() {
  const t = useText('people');
  const { isDemo } = useLoaderData<typeof loader>();
  return (
    <NarrowPage title={t('sent.title')} lead={t('sent.lead')}>
      {isDemo && (
        <Note
          tone="info"
          actions={
            <LinkButton to={paths.demoOutbox()} kind="primary" size="small">
              {t('sent.outbox')}
            </LinkButton>
          }
        >
          {t('sent.demo')}
        </Note>
      )}
      <p>{t('sent.otherDevice')}</p>
      <section aria-labelledby="not-there">
        <h2 id="not-there" className="mb-2 text-h3">
          {t('sent.notThere')}
        </h2>
        <ul className="grid list-disc gap-1 pl-5 text-text-2">
          <li>{t('sent.spam')}</li>
          <li>{t('sent.wait')}</li>
          <li>
            {t('sent.wrong')} <Link to={paths.signIn()}>{t('sent.again')}</Link>
          </li>
        </ul>
      </section>
    </NarrowPage>
  );
}
