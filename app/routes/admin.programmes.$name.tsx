import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLocale } from 'use-intl';
import type { Actor } from '#server/actor';
import type { ProgrammeServices, ProgrammeView } from '#server/programme-services';
import { useAnswer } from '~/hooks/use-answer';
import { useText } from '~/locales/use-text';
import { localTitle } from '~/parts/local-title';
import type { PageHandle } from '~/parts/page-handle';
import { ProgrammeCalls } from '~/parts/programme-calls';
import { ProgrammeForm } from '~/parts/programme-form';
import { ProgrammeOutcome, type ProgrammeDone } from '~/parts/programme-outcome';
import { titleMeta } from '~/parts/title-meta';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { programmeForm, type ProgrammeForm as Asked } from '~/request/programme-form.server';
import { draftOf } from '~/request/programme-terms.server';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { PageHead } from '~/ui/page-head';
import { Section } from '~/ui/section';

type Loaded = { programme: ProgrammeView } | undefined;
export const handle: PageHandle = { crumb: (_t, data) => (data as Loaded)?.programme.name ?? '' };
export const meta = titleMeta('programmes', (t, data: Loaded) => data?.programme.name ?? t('title'));

export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'administrator');
  const programme = await context.services.programmes.get(actor, params['name'] ?? '');
  return { programme, isNew: new URL(request.url).searchParams.get('done') === 'made' };
});

export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireRole(request, context, 'administrator');
  const parsed = await parseForm(request, programmeForm);
  if (!parsed.ok) return formProblem(parsed);
  try {
    const done = await change(context.services.programmes, actor, params['name'] ?? '', parsed.data);
    return { ok: true as const, done };
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

/** One form, one service call; says what was done. */
async function change(
  programmes: ProgrammeServices,
  actor: Actor,
  name: string,
  asked: Asked,
): Promise<ProgrammeDone> {
  if (asked.intent === 'save') {
    await programmes.change(actor, name, draftOf(asked), asked.version);
    return 'saved';
  }
  if (asked.intent === 'add-call') {
    await programmes.addCall(actor, name, { opensOn: asked.opensOn, closesOn: asked.closesOn });
    return 'callAdded';
  }
  await programmes.removeCall(actor, name, asked.callId);
  return 'callRemoved';
}

export default function Programme() {
  const t = useText('programmes');
  const locale = useLocale();
  const { programme, isNew } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const problem = answer?.ok === false ? answer : undefined;
  // What was typed belongs to one of the two forms.
  const ofCalls = problem?.values['intent'] === 'save' ? undefined : problem;
  const ofTerms = problem?.values['intent'] === 'save' ? problem : undefined;
  const done = answer?.ok ? answer.done : isNew && !problem ? 'made' : undefined;
  return (
    <>
      <PageHead title={localTitle(programme, locale)} />
      <div className="grid max-w-[720px] gap-10">
        <ProgrammeOutcome done={done} problem={problem} />
        <Section title={t('calls')}>
          <ProgrammeCalls programme={programme} problem={ofCalls} />
        </Section>
        <Section title={t('terms')}>
          {/* One's own saving begins a new form. */}
          <ProgrammeForm key={programme.version} programme={programme} problem={ofTerms} />
        </Section>
      </div>
    </>
  );
}
