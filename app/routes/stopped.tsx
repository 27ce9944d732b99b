import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { Form } from '@remix-run/react';
import { useText } from '~/locales/use-text';
import { NarrowPage } from '~/parts/narrow-page';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { Button } from '~/ui/button';
import { LinkButton } from '~/ui/link-button';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('guardian', (t) => t('stopped.title'));

/** Who is not stopped has nothing to do here. */
export function loader({ context }: LoaderFunctionArgs) {
  if (!context.isStopped) return redirect(context.actor ? paths.home() : paths.signIn());
  return null;
}

export default function Stopped() {
  const t = useText('guardian');
  return (
    <NarrowPage title={t('stopped.title')} lead={t('stopped.lead')}>
      <p>{t('stopped.next')}</p>
      <div className="flex flex-wrap gap-2">
        <LinkButton to={paths.home()} kind="primary" reloadDocument>
          {t('stopped.again')}
        </LinkButton>
        <Form method="post" action={paths.signOut()}>
          <Button type="submit">{t('stopped.signOut')}</Button>
        </Form>
      </div>
    </NarrowPage>
  );
}
