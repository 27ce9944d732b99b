import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Fragment } from 'react';
import { useFormat } from '~/format/use-format';
import { useText } from '~/locales/use-text';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { appErrorResponse, withAppErrors } from '~/request/to-response.server';
import { EmptyState } from '~/ui/empty-state';
import { PageHead } from '~/ui/page-head';
import { Sheet, SheetBody } from '~/ui/sheet';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('people', (t) => t('outbox.title'));

export const loader = withAppErrors(async ({ context }: LoaderFunctionArgs) => {
  const { demo } = context.services;
  if (!demo) throw appErrorResponse('demo-only', context.requestId);
  return { mails: await demo.outbox() };
});

export default function Outbox() {
  const t = useText('people');
  const format = useFormat();
  const { mails } = useLoaderData<typeof loader>();
  return (
    <div className="mx-auto max-w-[720px] py-10">
      <PageHead title={t('outbox.title')}>{t('outbox.lead')}</PageHead>
      {mails.length === 0 && <EmptyState title={t('outbox.empty')}>{t('outbox.emptyLead')}</EmptyState>}
      <div className="grid gap-4">
        {mails.map((mail) => (
          <Sheet key={mail.id} as="article" labelledBy={`mail-${mail.id}`}>
            <SheetBody>
              <h2 id={`mail-${mail.id}`} className="text-h3">
                {mail.subject}
              </h2>
              <p className="mb-3 text-small text-text-2">
                {t('outbox.to')} {mail.to} · {format.instant(mail.createdAt, 'full')}
              </p>
              <p className="whitespace-pre-wrap">
                <Linked text={mail.text} />
              </p>
            </SheetBody>
          </Sheet>
        ))}
      </div>
    </div>
  );
}

/** The mail as written, its links made to be clicked. Only our own server wrote it. */
function Linked({ text }: { text: string }) {
  return text.split(/(https?:\/\/\S+)/).map((part, index) => (
    <Fragment key={index}>
      {index % 2 === 1 ? (
        <a href={part} className="break-all">
          {part}
        </a>
      ) : (
        part
      )}
    </Fragment>
  ));
}
