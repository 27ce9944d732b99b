import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { useAnswer } from '~/hooks/use-answer';
import { ChildAsk } from '~/parts/child-ask';
import { ChildWaits } from '~/parts/child-waits';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('guardian', (t) => t('child.title'));

/** Where a child's wish stands, by what its own browser holds. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { child } = context.guardianDoor;
  const { guardians } = context.services;
  const ask = child && (await guardians.readAsk(child.handle));
  return {
    ask,
    code: child?.code,
    isGone: child !== undefined && !ask,
    methods: guardians.methods(),
    isDemo: context.isDemo,
  };
}

const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('ask'), email: z.string().min(1, 'email-invalid').max(1000) }),
  z.object({ intent: z.literal('take-back') }),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  const { guardianDoor, services } = context;
  const before = guardianDoor.child?.handle;
  try {
    if (parsed.data.intent === 'take-back') {
      if (before !== undefined) await services.guardians.forgetAsk(before);
      return redirect(paths.guardianNeeded(), { headers: { 'Set-Cookie': guardianDoor.forgetChild } });
    }
    const { address, locale } = context;
    const holds = await services.guardians.ask(parsed.data.email, { address, locale, before });
    return redirect(paths.guardianNeeded(), { headers: { 'Set-Cookie': guardianDoor.holdChild(holds) } });
  } catch (error) {
    return refusal(error, parsed.values);
  }
}

export default function GuardianNeeded() {
  const loaded = useLoaderData<typeof loader>();
  const problem = useAnswer<typeof action>();
  if (loaded.ask) return <ChildWaits {...loaded} ask={loaded.ask} problem={problem} />;
  return <ChildAsk problem={problem} isGone={loaded.isGone} />;
}
