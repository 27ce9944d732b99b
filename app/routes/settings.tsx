import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import type { Actor } from '#server/actor';
import { isAppError } from '#server/contract/app-error';
import { levels } from '#server/contract/roles';
import type { PeopleServices } from '#server/services';
import { useAnswer } from '~/hooks/use-answer';
import { useErrorText } from '~/locales/use-error-text';
import { useText } from '~/locales/use-text';
import { codeInAddress } from '~/parts/code-in-address';
import { SettingsFactor } from '~/parts/settings-factor';
import { SettingsLeave } from '~/parts/settings-leave';
import { SettingsLogins } from '~/parts/settings-logins';
import { SettingsLook } from '~/parts/settings-look';
import { SettingsMails } from '~/parts/settings-mails';
import { SettingsProfile } from '~/parts/settings-profile';
import { SettingsSessions } from '~/parts/settings-sessions';
import { SettingsTokens } from '~/parts/settings-tokens';
import { SettingsWays } from '~/parts/settings-ways';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { Note } from '~/ui/note';
import { PageHead } from '~/ui/page-head';
import { Section } from '~/ui/section';

export const meta = titleMeta('people', (t) => t('settings.title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const { people } = context.services;
  const [me, sessions, tokens, factor, identities] = await Promise.all([
    people.me(actor),
    people.listSessions(actor),
    people.listTokens(actor),
    context.services.secondFactor.read(actor),
    people.listIdentities(actor),
  ]);
  const hasFactor = factor.hasTotp || factor.passkeys.length > 0;
  const { providers } = context.oidcDoor;
  return { me, sessions, tokens, hasFactor, identities, providers, nowAt: new Date() };
});

/** A browser sends nothing for a box without its tick. */
const ticked = z
  .literal('on')
  .optional()
  .transform((word) => word === 'on');

const form = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('profile'),
    displayName: z.string(),
    level: z.enum(levels),
    schoolName: z.string(),
  }),
  z.object({
    intent: z.literal('mails'),
    endingMails: ticked,
    hoursMails: ticked,
  }),
  z.object({ intent: z.literal('end-session'), id: z.union([z.string(), z.array(z.string())]) }),
  z.object({ intent: z.literal('unlink'), id: z.string() }),
  z.object({ intent: z.literal('make-token'), name: z.string(), days: z.coerce.number() }),
  z.object({ intent: z.literal('revoke-token'), id: z.string() }),
]);
type Form = z.output<typeof form>;

export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  try {
    const token = await change(context.services.people, actor, parsed.data);
    return { ok: true as const, intent: parsed.data.intent, token };
  } catch (error) {
    if (isAppError(error) && error.code === 'confirm-again')
      return redirect(paths.confirm({ next: paths.settings() }));
    return refusal(error, parsed.values);
  }
});

/** One form, one service call; gives the token when one was made. */
async function change(people: PeopleServices, actor: Actor, asked: Form): Promise<string | undefined> {
  switch (asked.intent) {
    case 'profile':
    case 'mails':
      return void (await people.updateProfile(actor, asked));
    case 'end-session':
      return void (await people.revokeSessions(actor, [asked.id].flat()));
    case 'unlink':
      return void (await people.unlinkIdentity(actor, asked.id));
    case 'make-token':
      return (await people.createToken(actor, asked)).token;
    case 'revoke-token':
      return void (await people.revokeToken(actor, asked.id));
  }
}

const done = { profile: 'saved', mails: 'saved', 'end-session': 'ended', 'revoke-token': 'revoked' } as const;

export default function Settings() {
  const t = useText('people');
  const ways = useText('ways');
  const errorText = useErrorText();
  const { me, sessions, tokens, hasFactor, identities, providers, nowAt } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const problem = answer?.ok === false ? answer : undefined;
  const problemOf = (intent: Form['intent']) => (problem?.values['intent'] === intent ? problem : undefined);
  const good = answer?.ok ? answer : undefined;
  const wrong = codeInAddress(useSearchParams()[0]);
  return (
    <>
      <PageHead title={t('settings.title')} />
      <div className="grid gap-12">
        {good && good.intent !== 'make-token' && (
          <Note tone="success" isAnnounced>
            {good.intent === 'unlink' ? ways('unlinked') : t(`settings.${done[good.intent]}`)}
          </Note>
        )}
        {wrong && !answer && (
          <Note tone="danger" isAnnounced>
            {errorText(wrong)}
          </Note>
        )}
        {problem?.error && (
          <Note tone="danger" isAnnounced>
            {problem.error.code === 'not-found'
              ? t('settings.gone')
              : errorText(problem.error.code, problem.error.details)}
          </Note>
        )}
        <Section title={t('settings.profile')}>
          <SettingsProfile me={me} problem={problemOf('profile')} />
        </Section>
        <Section title={t('settings.mails')}>
          <SettingsMails me={me} />
        </Section>
        <Section title={t('settings.look')}>
          <SettingsLook />
        </Section>
        <SettingsFactor hasFactor={hasFactor} />
        <SettingsWays identities={identities} providers={providers} />
        {me.roles.some((role) => role === 'student' || role === 'teacher') && <SettingsLogins />}
        <Section title={t('settings.sessions')}>
          <SettingsSessions sessions={sessions} nowAt={nowAt} />
        </Section>
        <Section title={t('settings.tokens')}>
          <SettingsTokens
            tokens={tokens}
            newToken={good?.token}
            problem={problemOf('make-token')}
            nowAt={nowAt}
          />
        </Section>
        <SettingsLeave />
      </div>
    </>
  );
}
