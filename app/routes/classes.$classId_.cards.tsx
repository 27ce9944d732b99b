import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useParams, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { useAnswer } from '~/hooks/use-answer';
import { useLive } from '~/hooks/use-live';
import { useErrorText } from '~/locales/use-error-text';
import { useText } from '~/locales/use-text';
import { CardsMake } from '~/parts/cards-make';
import { CardsTable } from '~/parts/cards-table';
import { codeInAddress } from '~/parts/code-in-address';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { EmptyState } from '~/ui/empty-state';
import { Note } from '~/ui/note';
import { PageHead } from '~/ui/page-head';
import { Section } from '~/ui/section';

export const handle: PageHandle = { crumb: (t) => t('classCards') };
export const meta = titleMeta('cards', (t) => t('teach.title'));

export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  return {
    view: await context.services.loginCards.list(actor, params['classId'] ?? ''),
    nowAt: new Date(),
  };
});

const form = z.object({ intent: z.literal('void'), cards: z.array(z.string()).default([]) });

export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  try {
    await context.services.loginCards.void(actor, params['classId'] ?? '', parsed.data.cards);
    return { ok: true as const };
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

export default function ClassCards() {
  const t = useText('cards');
  const errorText = useErrorText();
  const { view, nowAt } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const [search] = useSearchParams();
  const classId = useParams()['classId'] ?? '';
  useLive((event) => event.kind === 'class');
  const code = answer?.ok === false ? answer.error?.code : answer ? undefined : codeInAddress(search);
  return (
    <>
      <PageHead title={t('teach.title')}>{view.className}</PageHead>
      <div className="grid gap-10">
        {answer?.ok && (
          <Note tone="success" isAnnounced>
            {t('teach.voided')}
          </Note>
        )}
        {code !== undefined && code !== 'limit-reached' && code !== 'invalid-input' && (
          <Note tone="danger" isAnnounced>
            {code === 'not-found' ? t('teach.chooseFirst') : errorText(code)}
          </Note>
        )}
        <p className="max-w-[62ch] text-text-2">{t('teach.lead')}</p>
        {view.isEnded ? (
          <Note tone="info">{t('teach.ended')}</Note>
        ) : (
          <CardsMake classId={classId} rosterWithoutCard={view.rosterWithoutCard} problem={code} />
        )}
        <Section title={t('teach.listTitle')}>
          {view.cards.length === 0 ? (
            <EmptyState title={t('teach.none')}>{t('teach.noneLead')}</EmptyState>
          ) : (
            <CardsTable classId={classId} view={view} nowAt={nowAt} />
          )}
        </Section>
        <p>
          <Link to={paths.classPage(classId)}>{t('teach.back')}</Link>
        </p>
      </div>
    </>
  );
}
