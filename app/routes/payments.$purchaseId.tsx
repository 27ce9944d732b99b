import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { useAnswer } from '~/hooks/use-answer';
import { useLive } from '~/hooks/use-live';
import { useText } from '~/locales/use-text';
import type { PageHandle } from '~/parts/page-handle';
import { PaymentGiveBack } from '~/parts/payment-give-back';
import { PaymentReceipt } from '~/parts/payment-receipt';
import { PaymentRefunds } from '~/parts/payment-refunds';
import { PaymentStanding } from '~/parts/payment-standing';
import { hoursTyped } from '~/parts/request-hours';
import { titleMeta } from '~/parts/title-meta';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = {
  crumb: (t, data) =>
    (data as Awaited<ReturnType<typeof loader>> | undefined)?.purchase.className ?? t('payments'),
};
export const meta = titleMeta('payments', (t) => t('page.receipt'));

export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const purchase = await context.services.payments.get(actor, params['purchaseId'] ?? '');
  return { purchase, refundKey: crypto.randomUUID() };
});

const form = z.object({
  hours: z
    .string()
    .default('')
    .transform((text) => hoursTyped(text) ?? 0),
  key: z.uuid().catch(() => crypto.randomUUID()),
});

export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  const { hours, key } = parsed.data;
  try {
    await context.services.payments.giveBack(actor, params['purchaseId'] ?? '', hours, key);
    return { ok: true as const };
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

export default function Purchase() {
  const t = useText('payments');
  const { purchase, refundKey } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  useLive((event) => event.kind === 'class');
  return (
    <>
      <PageHead title={t('page.title', { name: purchase.className })} />
      <div className="grid max-w-[760px] gap-10">
        <PaymentStanding purchase={purchase} />
        {purchase.state === 'paid' && (
          <>
            <PaymentReceipt purchase={purchase} />
            <PaymentGiveBack
              key={refundKey}
              purchase={purchase}
              refundKey={refundKey}
              problem={answer?.ok === false ? answer : undefined}
              isDone={answer?.ok === true}
            />
            {purchase.refunds.length > 0 && <PaymentRefunds refunds={purchase.refunds} />}
          </>
        )}
      </div>
    </>
  );
}
