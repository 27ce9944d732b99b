import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigation, useSubmit } from '@remix-run/react';
import { KeyRound } from 'lucide-react';
import { usePasskey } from '~/hooks/use-passkey';
import { useText } from '~/locales/use-text';
import { NarrowPage } from '~/parts/narrow-page';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { LinkButton } from '~/ui/link-button';
import { Button } from '~/ui/button';
import { Note } from '~/ui/note';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('cards', (t) => t('passkey.title'));

/** After a sign-in by a card. Who has an e-mail address or a passkey is through. */
export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const { passkeys } = await context.services.secondFactor.read(actor);
  return actor.email !== undefined || passkeys.length > 0 ? redirect(paths.home()) : null;
});

export default function CardPasskey() {
  useLoaderData<typeof loader>();
  const t = useText('cards');
  const factor = useText('factor');
  const submit = useSubmit();
  const isSending = useNavigation().formMethod === 'POST';
  // The page of second factors takes it and shows what came of it.
  const { isAsking, trouble, ask } = usePasskey('add', (response) =>
    submit(
      { intent: 'add-passkey', response, name: t('passkey.name') },
      { method: 'post', action: paths.secondFactor({ next: paths.home() }) },
    ),
  );
  const isBusy = isAsking || isSending;
  return (
    <NarrowPage title={t('passkey.title')} lead={t('passkey.lead')}>
      {trouble && !isBusy && (
        <Note tone="danger" isAnnounced>
          {factor(trouble)}
        </Note>
      )}
      <Button kind="primary" isFull icon={KeyRound} isBusy={isBusy} onClick={ask}>
        {t(isBusy ? 'passkey.making' : 'passkey.make')}
      </Button>
      <p className="text-text-2">{t('passkey.shared')}</p>
      <LinkButton to={paths.home()} isFull>
        {t('passkey.skip')}
      </LinkButton>
    </NarrowPage>
  );
}
