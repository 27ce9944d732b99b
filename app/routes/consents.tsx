import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import type { Actor } from '#server/actor';
import { formBodyBytes } from '#server/contract/guardians';
import type { DeskKey } from '#server/guardian-services';
import { useAnswer } from '~/hooks/use-answer';
import { useErrorText } from '~/locales/use-error-text';
import { useText } from '~/locales/use-text';
import { DeskChild } from '~/parts/desk-child';
import { DeskFind } from '~/parts/desk-find';
import { DeskForm } from '~/parts/desk-form';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { formProblem, parseFormWithFile, refusal } from '~/request/parse-form.server';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { Note } from '~/ui/note';
import { PageHead } from '~/ui/page-head';
import { Section } from '~/ui/section';

export const handle: PageHandle = { crumb: (t) => t('consents') };
export const meta = titleMeta('guardian', (t) => t('desk.title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'teacher', 'administrator');
  return {
    forms: await context.services.guardians.listForms(actor),
    isAdministrator: actor.roles.includes('administrator'),
  };
});

const code = z.string().max(100);
const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('find'), code }),
  z.object({
    intent: z.literal('call'),
    code,
    version: z.string(),
    didRead: z.literal('on', { error: 'invalid-input' }),
  }),
  z.object({ intent: z.literal('upload'), code }),
  z.object({ intent: z.literal('right'), code: code.optional(), consentId: z.string().optional() }),
  z.object({ intent: z.literal('notRight'), code: code.optional(), consentId: z.string().optional() }),
]);

export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const actor = requireRole(request, context, 'teacher', 'administrator');
  const parsed = await parseFormWithFile(request, form, { file: 'form', maxBytes: formBodyBytes });
  if (!parsed.ok) return formProblem(parsed);
  try {
    return await act(context, actor, parsed.data, parsed.bytes);
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

/** Does one thing, and shows the child again where there is more to do. */
async function act(
  { services: { guardians }, locale }: ActionFunctionArgs['context'],
  actor: Actor,
  asked: z.output<typeof form>,
  bytes: Uint8Array,
) {
  if (asked.intent === 'call') await guardians.logCall(actor, asked.code, { version: asked.version, locale });
  if (asked.intent === 'upload') await guardians.takeForm(actor, asked.code, bytes);
  if (asked.intent === 'right' || asked.intent === 'notRight')
    await guardians.decideForm(actor, keyOf(asked), asked.intent === 'right');
  const isOpen = asked.intent === 'find' || asked.intent === 'upload';
  return {
    ok: true as const,
    done: asked.intent === 'find' ? undefined : asked.intent,
    found: isOpen ? await guardians.findByCode(actor, asked.code) : undefined,
    code: isOpen ? asked.code : undefined,
  };
}

const keyOf = (asked: { code?: string | undefined; consentId?: string | undefined }): DeskKey =>
  asked.consentId === undefined ? { code: asked.code ?? '' } : { consentId: asked.consentId };

export default function Consents() {
  const t = useText('guardian');
  const errorText = useErrorText();
  const { forms, isAdministrator } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const problem = answer?.ok === false ? answer : undefined;
  const error = problem?.error;
  const isOfField = problem !== undefined && Object.keys(problem.errors).length > 0;
  const typedCode = problem?.values['code'];
  const code = answer?.ok ? answer.code : typeof typedCode === 'string' ? typedCode : undefined;
  // Whom a mistake was made about is shown again, so that it can be mended.
  const isAboutChild = problem !== undefined && !problem.errors['code'] && code !== undefined;
  return (
    <div className="max-w-[720px]">
      <PageHead title={t('desk.title')}>{t('desk.lead')}</PageHead>
      <div className="grid gap-8">
        {error && !isOfField && (
          <Note tone="danger" isAnnounced>
            {errorText(error.code, error.details)}
          </Note>
        )}
        {answer?.ok && answer.done && (
          <Note tone="success" isAnnounced>
            {t(`desk.done.${answer.done}`)}
          </Note>
        )}
        <DeskFind code={code} isWrong={problem?.errors['code'] !== undefined} />
        {answer?.ok && answer.found && <DeskChild code={answer.code ?? ''} found={answer.found} />}
        {isAboutChild && <DeskChild code={code} found={undefined} problem={problem} />}
        {isAdministrator && (
          <Section title={t('desk.waiting')}>
            {forms.length === 0 && <p className="text-text-2">{t('desk.noneWaiting')}</p>}
            <ul className="grid gap-6">
              {forms.map((view) => (
                <li key={view.consentId}>
                  <DeskForm form={view.form} by={{ consentId: view.consentId }} />
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </div>
  );
}
