import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useFormat } from '~/format/use-format';
import { useAnswer } from '~/hooks/use-answer';
import { useLive } from '~/hooks/use-live';
import { useErrorText } from '~/locales/use-error-text';
import { useText } from '~/locales/use-text';
import { ClassMine } from '~/parts/class-mine';
import { ClassSponsors } from '~/parts/class-sponsors';
import { ClassSteer } from '~/parts/class-steer';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { classForm, doInClass } from '~/request/class-form.server';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { Note } from '~/ui/note';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = {
  crumb: (t, data) => (data as Awaited<ReturnType<typeof loader>> | undefined)?.name ?? t('classes'),
};
export const meta = titleMeta('classes', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const { classes, payments, loginCards } = context.services;
  const classId = params['classId'] ?? '';
  // What one sees of a class follows from one's place in it; the service decides, and what is not the actor's is not there.
  const mine = await classes.mine(actor, classId);
  const isStudent = mine.role === 'student' || mine.state !== 'active';
  const steer = isStudent ? undefined : await classes.get(actor, classId);
  const cardAsks = steer ? await loginCards.listAsks(actor, classId) : [];
  const sponsors = mine.state === 'active' ? await payments.ofClass(actor, classId) : undefined;
  return {
    name: mine.name,
    mine,
    steer,
    cardAsks,
    sponsors,
    nowAt: new Date(),
    returnKey: crypto.randomUUID(),
    origin: new URL(request.url).origin,
  };
});

export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const parsed = await parseForm(request, classForm);
  if (!parsed.ok) return formProblem(parsed);
  try {
    const done = await doInClass(context.services, actor, params['classId'] ?? '', parsed.data);
    if (parsed.data.intent === 'leave') return redirect(paths.classes());
    return { ok: true as const, intent: parsed.data.intent, ...done };
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

export default function ClassPage() {
  const t = useText('classes');
  const cards = useText('cards');
  const errorText = useErrorText();
  const format = useFormat();
  const { mine, steer, cardAsks, sponsors, nowAt, returnKey, origin } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  useLive((event) => event.kind === 'hours' || event.kind === 'class');
  const problem = answer?.ok === false ? answer : undefined;
  const error = problem?.error;
  const problemWords = (code: string, intent: unknown) => {
    if (code === 'wrong-state' && intent === 'leave') return t('lastTeacher');
    if (code === 'not-enough-hours' && intent === 'return-hours')
      return t('backTooMuch', { hours: format.gpuHours(error?.details['freeMilliGpuSeconds'] ?? 0) });
    const isCardAsk = intent === 'card-yes' || intent === 'card-no';
    return code === 'not-found' && isCardAsk ? cards('asks.gone') : undefined;
  };
  return (
    <>
      <PageHead title={mine.name}>
        {mine.schoolName} · {mine.startsOn} ~ {mine.endsOn}
      </PageHead>
      <div className="grid gap-10">
        {error && Object.keys(problem.errors).length === 0 && (
          <Note tone="danger" isAnnounced>
            {problemWords(error.code, problem.values['intent']) ?? errorText(error.code, error.details)}
          </Note>
        )}
        {mine.isEnded && <Note tone="info">{t('endDone')}</Note>}
        {steer ? (
          <ClassSteer
            view={steer}
            cardAsks={cardAsks}
            problem={problem}
            done={answer?.ok ? answer : undefined}
            nowAt={nowAt}
            returnKey={returnKey}
            origin={origin}
          />
        ) : (
          <ClassMine mine={mine} problem={problem} />
        )}
        {sponsors && (
          <ClassSponsors
            classId={mine.id}
            sponsors={sponsors}
            maySeek={steer?.mayManage === true && !mine.isEnded}
          />
        )}
      </div>
    </>
  );
}
