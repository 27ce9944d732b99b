import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import type { Actor } from '#server/actor';
import { roles } from '#server/contract/roles';
import type { Services } from '#server/services';
import { useAnswer } from '~/hooks/use-answer';
import { useErrorText } from '~/locales/use-error-text';
import { useText } from '~/locales/use-text';
import { AdminPeopleTable } from '~/parts/admin-people-table';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { Button } from '~/ui/button';
import { LinkButton } from '~/ui/link-button';
import { EmptyState } from '~/ui/empty-state';
import { MoreLink } from '~/ui/more-link';
import { Note } from '~/ui/note';
import { PageHead } from '~/ui/page-head';
import { TextField } from '~/ui/text-field';

export const handle: PageHandle = { crumb: (t) => t('people') };
export const meta = titleMeta('admin', (t) => t('people'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'administrator');
  const query = new URL(request.url).searchParams;
  const search = query.get('search')?.trim() ?? '';
  const cursor = query.get('cursor');
  const page = await context.services.people.list(actor, { search, ...(cursor !== null && { cursor }) });
  return { ...page, search };
});

const form = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('set-roles'),
    personId: z.string(),
    roles: z.array(z.enum(roles)).default([]),
  }),
  z.object({ intent: z.literal('reset-second-factor'), personId: z.string() }),
]);

export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const actor = requireRole(request, context, 'administrator');
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  try {
    return { ok: true as const, done: await change(context.services, actor, parsed.data) };
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

/** One form, one service call; says what was done. */
async function change(services: Services, actor: Actor, asked: z.output<typeof form>) {
  if (asked.intent === 'set-roles') {
    await services.people.setRoles(actor, asked.personId, asked.roles);
    return 'saved' as const;
  }
  await services.secondFactor.reset(actor, asked.personId);
  return 'resetDone' as const;
}

export default function People() {
  const t = useText('admin');
  const guardian = useText('guardian');
  const statement = useText('statement');
  const { items, next, search } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  return (
    <>
      <PageHead
        title={t('people')}
        actions={
          <>
            <LinkButton to={paths.adminStatements()}>{statement('adminTitle')}</LinkButton>
            <LinkButton to={paths.consents()}>{guardian('desk.waiting')}</LinkButton>
          </>
        }
      >
        {t('peopleLead')}
      </PageHead>
      <div className="grid gap-6">
        <Outcome answer={answer} />
        <Form method="get" role="search" className="flex max-w-[520px] flex-wrap items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextField label={t('search')} name="search" type="search" defaultValue={search} key={search} />
          </div>
          <Button type="submit">{t('find')}</Button>
        </Form>
        {search !== '' && (
          <p>
            {t('found', { search })} <Link to={paths.adminPeople()}>{t('clear')}</Link>
          </p>
        )}
        {items.length === 0 ? (
          <EmptyState title={t('none')}>{t('noneLead')}</EmptyState>
        ) : (
          <AdminPeopleTable people={items} />
        )}
      </div>
      <MoreLink to={next && paths.adminPeople({ search, cursor: next })} />
    </>
  );
}

function Outcome({ answer }: { answer: ReturnType<typeof useAnswer<typeof action>> }) {
  const t = useText('admin');
  const errorText = useErrorText();
  if (!answer) return null;
  const code = answer.ok ? undefined : (answer.error?.code ?? 'invalid-input');
  return (
    <Note tone={code === undefined ? 'success' : 'danger'} isAnnounced>
      {answer.ok ? t(answer.done) : code === 'wrong-state' ? t('lastAdministrator') : errorText(code)}
    </Note>
  );
}
