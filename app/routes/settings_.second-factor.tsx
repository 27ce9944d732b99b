import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import type { Actor } from '#server/actor';
import { isAppError } from '#server/contract/app-error';
import type { SecondFactorServices } from '#server/second-factor-services';
import { useAnswer } from '~/hooks/use-answer';
import { useText } from '~/locales/use-text';
import { browserName } from '~/parts/browser-name';
import { FactorCodes, FreshCodes } from '~/parts/factor-codes';
import { FactorOutcome } from '~/parts/factor-outcome';
import { FactorPasskeys } from '~/parts/factor-passkeys';
import { FactorTotp } from '~/parts/factor-totp';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { passkeyAnswer } from '~/request/passkey-answer';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { safeNext } from '~/request/safe-next';
import { withAppErrors } from '~/request/to-response.server';
import { PageHead } from '~/ui/page-head';
import { Section } from '~/ui/section';

export const handle: PageHandle = { crumb: (t) => t('secondFactor') };
export const meta = titleMeta('factor', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const view = await context.services.secondFactor.read(actor);
  const next = new URL(request.url).searchParams.get('next');
  return {
    view,
    next: next === null ? undefined : safeNext(next, paths.home()),
    browser: browserName(request.headers.get('user-agent') ?? ''),
    nowAt: new Date(),
  };
});

const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('add-passkey'), response: passkeyAnswer, name: z.string() }),
  z.object({ intent: z.literal('remove-passkey'), id: z.string() }),
  z.object({ intent: z.literal('start-totp') }),
  z.object({ intent: z.literal('prove-totp'), code: z.string().max(100) }),
  z.object({ intent: z.literal('remove-totp') }),
  z.object({ intent: z.literal('renew-codes') }),
]);
type Form = z.output<typeof form>;

export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  const { intent } = parsed.data;
  try {
    const recoveryCodes = await change(context.services.secondFactor, actor, parsed.data);
    const { setCookies } = gains[intent] ? await context.sessionDoor.renew() : { setCookies: [] };
    const headers = setCookies.map((cookie): [string, string] => ['Set-Cookie', cookie]);
    return data({ ok: true as const, intent, recoveryCodes }, { headers });
  } catch (error) {
    if (isAppError(error) && error.code === 'confirm-again')
      return redirect(paths.confirm({ next: paths.secondFactor() }));
    return refusal(error, { intent });
  }
});

/** What confirms the session gives it another token. */
const gains: Partial<Record<Form['intent'], true>> = { 'add-passkey': true, 'prove-totp': true };

/** One form, one service call; gives recovery codes when some were made. */
async function change(
  factor: SecondFactorServices,
  actor: Actor,
  asked: Form,
): Promise<string[] | undefined> {
  switch (asked.intent) {
    case 'add-passkey':
      return (await factor.addPasskey(actor, asked)).recoveryCodes;
    case 'remove-passkey':
      return void (await factor.removePasskey(actor, asked.id));
    case 'start-totp':
      return void (await factor.startTotp(actor));
    case 'prove-totp':
      return (await factor.proveTotp(actor, asked.code)).recoveryCodes;
    case 'remove-totp':
      return void (await factor.removeTotp(actor));
    case 'renew-codes':
      return factor.renewRecoveryCodes(actor);
  }
}

export default function SecondFactor() {
  const t = useText('factor');
  const { view, next, browser, nowAt } = useLoaderData<typeof loader>();
  // Recovery codes are shown once: they must not vanish when the page's data is loaded again.
  const answer = useAnswer<typeof action>();
  const good = answer?.ok ? answer : undefined;
  const problem = answer?.ok === false ? answer : undefined;
  const isSetUp = view.hasTotp || view.passkeys.length > 0;
  return (
    <>
      <PageHead title={t('title')}>{t('lead')}</PageHead>
      <div className="grid gap-12">
        <FactorOutcome
          answer={answer}
          isNeeded={view.isRequired && !isSetUp}
          next={isSetUp ? next : undefined}
        />
        {good?.recoveryCodes && <FreshCodes codes={good.recoveryCodes} />}
        <Section title={t('passkeys')}>
          <FactorPasskeys
            passkeys={view.passkeys}
            browser={browser}
            problem={problem}
            isFirst={!isSetUp && !view.totpDraft}
            nowAt={nowAt}
          />
        </Section>
        <Section title={t('totp')}>
          <FactorTotp hasTotp={view.hasTotp} draft={view.totpDraft} problem={problem} />
        </Section>
        <Section title={t('codes')}>
          <FactorCodes left={view.recoveryCodesLeft} isSetUp={isSetUp} />
        </Section>
      </div>
    </>
  );
}
