import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { useLive } from '~/hooks/use-live';
import { useText } from '~/locales/use-text';
import { ClassTable } from '~/parts/class-table';
import { JoinByCode } from '~/parts/class-join';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { formProblem, parseForm } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { EmptyState } from '~/ui/empty-state';
import { LinkButton } from '~/ui/link-button';
import { PageHead } from '~/ui/page-head';
import { Section } from '~/ui/section';

export const meta = titleMeta('classes', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  return {
    classes: await context.services.classes.list(actor),
    isTeacher: actor.roles.includes('teacher'),
  };
});

/** Joins a class whose roster expects the person. */
export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const parsed = await parseForm(request, z.object({ classId: z.string() }));
  if (!parsed.ok) return formProblem(parsed);
  await context.services.classes.joinExpected(actor, parsed.data.classId);
  return redirect(paths.classPage(parsed.data.classId));
});

export default function Classes() {
  const t = useText('classes');
  const { classes, isTeacher } = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'hours' || event.kind === 'class');
  const make = isTeacher && (
    <LinkButton to={paths.classNew()} kind="primary">
      {t('make')}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={t('title')} actions={make}>
        {t('lead')}
      </PageHead>
      <div className="grid gap-10">
        {classes.length === 0 ? (
          <EmptyState title={t('emptyTitle')}>{t(isTeacher ? 'emptyTeacher' : 'emptyStudent')}</EmptyState>
        ) : (
          <ClassTable classes={classes} />
        )}
        <Section title={t('joinTitle')}>
          <JoinByCode problem={undefined} />
        </Section>
      </div>
    </>
  );
}
