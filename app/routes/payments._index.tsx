import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLive } from '~/hooks/use-live';
import { useText } from '~/locales/use-text';
import { PaymentClasses } from '~/parts/payment-classes';
import { PaymentTable } from '~/parts/payment-table';
import { titleMeta } from '~/parts/title-meta';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { EmptyState } from '~/ui/empty-state';
import { Note } from '~/ui/note';
import { PageHead } from '~/ui/page-head';
import { Section } from '~/ui/section';

export const meta = titleMeta('payments', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const { payments } = context.services;
  const [offers, purchases] = await Promise.all([payments.offers(actor), payments.list(actor)]);
  return { offers, purchases };
});

export default function Payments() {
  const t = useText('payments');
  const { offers, purchases } = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'class');
  return (
    <>
      <PageHead title={t('title')}>{t('lead')}</PageHead>
      <div className="grid gap-10">
        {!offers.isOn && <Note tone="info">{t('off')}</Note>}
        {offers.isOn && (
          <Section title={t('forClasses')}>
            {offers.classes.length === 0 ? (
              <EmptyState title={t('noClasses')}>{t('noClassesLead')}</EmptyState>
            ) : (
              <PaymentClasses classes={offers.classes} />
            )}
          </Section>
        )}
        {(offers.isOn || purchases.length > 0) && (
          <Section title={t('mine')}>
            {purchases.length === 0 ? (
              <p className="text-text-2">{t('noPurchases')}</p>
            ) : (
              <PaymentTable purchases={purchases} />
            )}
          </Section>
        )}
      </div>
    </>
  );
}
