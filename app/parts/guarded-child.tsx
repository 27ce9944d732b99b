import { Download } from 'lucide-react';
import type { GuardedChildView, KeptView } from '#server/guardian-services';
import { Form, useNavigation } from '@remix-run/react';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { buttonClass } from '../ui/button-look';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Facts } from '../ui/facts';
import { Note } from '../ui/note';
import { Section } from '../ui/section';
import { Sheet, SheetBody, SheetLine } from '../ui/sheet';
import { TextField } from '../ui/text-field';
import { GuardianReceipts } from './guardian-receipts';

interface Props {
  view: GuardedChildView;
  /** undefined: the only one. */
  title: string | undefined;
  problem: FormProblem | undefined;
  done: 'correct' | 'stop' | 'resume' | undefined;
}

/** What is kept of one child, and what its guardian can do about it. */
export function GuardedChild({ view, title, problem, done }: Props) {
  const t = useText('guardian');
  const format = useFormat();
  const { child, state } = view;
  const doneText = { correct: 'page.saved', stop: 'page.didStop', resume: 'page.didResume' } as const;
  return (
    <Section title={title ?? t('page.kept')}>
      <Sheet>
        <SheetBody className="grid gap-6">
          {done && (
            <Note tone="success" isAnnounced>
              {t(doneText[done])}
            </Note>
          )}
          {state === 'grown' && <Note tone="info">{t('page.grown')}</Note>}
          {state === 'given' && <Note tone="info">{t('page.waiting')}</Note>}
          {state === 'leaving' && <Note tone="warn">{t('page.leaving')}</Note>}
          {state === 'joined' && child?.stoppedAt && (
            <Note tone="warn">{t('page.stopped', { at: format.instant(child.stoppedAt, 'dayTime') })}</Note>
          )}
          {child && <Kept child={child} />}
          {state === 'joined' && child && (
            <>
              <SheetLine />
              <Correct child={child} consentId={view.consentId} problem={problem} />
              <SheetLine />
            </>
          )}
          {state !== 'grown' && state !== 'leaving' && <Acts view={view} />}
          <GuardianReceipts receipts={view.receipts} />
        </SheetBody>
      </Sheet>
    </Section>
  );
}

function Kept({ child }: { child: KeptView }) {
  const t = useText('guardian');
  const people = useText('people');
  const format = useFormat();
  return (
    <Facts
      facts={[
        { name: t('page.mail'), value: child.email ?? t('page.noMail') },
        { name: t('page.name'), value: child.displayName },
        { name: t('page.level'), value: people(`levels.${child.level}`) },
        { name: t('page.school'), value: child.schoolName || t('page.noClasses') },
        { name: t('page.born'), value: child.birthYearMonth },
        { name: t('page.joined'), value: format.instant(child.joinedAt, 'full') },
        {
          name: t('page.launches'),
          value: t('page.launchCount', { count: child.launches, live: child.liveLaunches }),
        },
        { name: t('page.classes'), value: child.classes.join(', ') || t('page.noClasses') },
      ]}
    />
  );
}

function Correct({
  child,
  consentId,
  problem,
}: {
  child: KeptView;
  consentId: string;
  problem: FormProblem | undefined;
}) {
  const t = useText('guardian');
  const people = useText('people');
  const isBusy = useNavigation().formData?.get('intent') === 'correct';
  return (
    <Form method="post" className="grid gap-4">
      <h3>{t('page.correct')}</h3>
      <input type="hidden" name="intent" value="correct" />
      <input type="hidden" name="consentId" value={consentId} />
      <TextField
        label={t('page.name')}
        name="displayName"
        maxLength={60}
        required
        error={problem?.errors['displayName'] && people('fixName')}
        defaultValue={typedValue(problem, 'displayName', child.displayName)}
      />
      <TextField
        label={t('page.school')}
        name="schoolName"
        maxLength={100}
        isOptional
        error={problem?.errors['schoolName'] && people('fixSchool')}
        defaultValue={typedValue(problem, 'schoolName', child.schoolName)}
      />
      <div>
        <Button type="submit" isBusy={isBusy}>
          {t('page.save')}
        </Button>
      </div>
    </Form>
  );
}

function Acts({ view }: { view: GuardedChildView }) {
  const t = useText('guardian');
  const intent = useNavigation().formData?.get('intent');
  const { child, consentId } = view;
  return (
    <Form method="post" className="flex flex-wrap gap-2">
      <input type="hidden" name="consentId" value={consentId} />
      {child && (
        <a href={paths.guardianExport({ child: consentId })} download className={buttonClass({})}>
          <Download />
          {t('page.export')}
        </a>
      )}
      {child && !child.stoppedAt && (
        <ConfirmDialog
          title={t('page.stopTitle')}
          confirmLabel={t('page.stop')}
          trigger={
            <Button type="submit" name="intent" value="stop" isBusy={intent === 'stop'}>
              {t('page.stop')}
            </Button>
          }
        >
          {t('page.stopLead')}
        </ConfirmDialog>
      )}
      {child?.stoppedAt && (
        <Button type="submit" name="intent" value="resume" isBusy={intent === 'resume'}>
          {t('page.resume')}
        </Button>
      )}
      <ConfirmDialog
        title={t('page.deleteTitle')}
        confirmLabel={t('page.delete')}
        trigger={
          <Button type="submit" name="intent" value="delete" kind="danger" isBusy={intent === 'delete'}>
            {t('page.delete')}
          </Button>
        }
      >
        {t('page.deleteLead')}
      </ConfirmDialog>
    </Form>
  );
}
