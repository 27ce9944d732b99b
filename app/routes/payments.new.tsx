import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { AppError } from '#server/contract/app-error';
import { useAnswer } from '~/hooks/use-answer';
import { useErrorText } from '~/locales/use-error-text';
import { useText } from '~/locales/use-text';
import type { PageHandle } from '~/parts/page-handle';
import { PaymentForm } from '~/parts/payment-form';
import { PaymentNext } from '~/parts/payment-next';
import { titleMeta } from '~/parts/title-meta';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { Note } from '~/ui/note';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = { crumb: (t) => t('paymentNew') };
export const meta = titleMeta('payments', (t) => t('buy'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const { isOn, packs, classes } = await context.services.payments.offers(actor);
  const classId = new URL(request.url).searchParams.get('class');
  const chosen = classes.find(({ id }) => id === classId);
  if (!isOn) throw new AppError('payments-off');
  if (!chosen) throw new AppError('not-found');
  return { packs, chosen, orderKey: crypto.randomUUID() };
});

const form = z.object({
  classId: z.string().default(''),
  pack: z.string().default(''),
  message: z.string().default(''),
  key: z.uuid().catch(() => crypto.randomUUID()),
});

export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  const { key, ...draft } = parsed.data;
  try {
    const { checkoutUrl } = await context.services.payments.start(actor, draft, key);
    return redirect(checkoutUrl);
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

export default function BuyHours() {
  const t = useText('payments');
  const errorText = useErrorText();
  const loaded = useLoaderData<typeof loader>();
  const problem = useAnswer<typeof action>();
  const { chosen } = loaded;
  return (
    <>
      <PageHead title={t('form.title', { name: chosen.name })}>
        {t('form.lead', { school: chosen.schoolName, size: String(chosen.size) })}
      </PageHead>
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid min-w-0 gap-6">
          {problem?.error && Object.keys(problem.errors).length === 0 && (
            <Note tone="danger" isAnnounced>
              {errorText(problem.error.code, problem.error.details)}
            </Note>
          )}
          <PaymentForm {...loaded} problem={problem} />
        </div>
        <PaymentNext />
      </div>
    </>
  );
}
