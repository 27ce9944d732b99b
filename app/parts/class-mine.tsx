import { Form } from '@remix-run/react';
import type { StudentClassView } from '#server/class-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Bar } from '../ui/bar';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { EmptyState } from '../ui/empty-state';
import { Note } from '../ui/note';
import { Section } from '../ui/section';
import { Figure } from '../ui/stat';
import { TextField } from '../ui/text-field';
import { hoursPieces } from './hours-pieces';

interface Props {
  mine: StudentClassView;
  problem: FormProblem | undefined;
}

/** What a student sees of a class: what is theirs, what they may take of the pool, and how to ask for more. */
export function ClassMine({ mine, problem }: Props) {
  const t = useText('classes');
  if (mine.state === 'waiting') return <Note tone="info">{t('waitingNote')}</Note>;
  return (
    <>
      {mine.isFrozen && <Note tone="warn">{t('myFrozen')}</Note>}
      {mine.share === undefined ? (
        <EmptyState title={t('hoursTitle')}>{t('myNone')}</EmptyState>
      ) : (
        <MyHours mine={mine} share={mine.share} />
      )}
      {!mine.isEnded && mine.share !== undefined && <AskMore mine={mine} problem={problem} />}
      <Form method="post">
        <input type="hidden" name="intent" value="leave" />
        <ConfirmDialog
          title={t('leaveAsk')}
          confirmLabel={t('leave')}
          trigger={
            <Button type="submit" kind="danger">
              {t('leave')}
            </Button>
          }
        >
          {t('leaveLead')}
        </ConfirmDialog>
      </Form>
    </>
  );
}

function MyHours({ mine, share }: { mine: StudentClassView; share: NonNullable<StudentClassView['share']> }) {
  const t = useText('classes');
  const format = useFormat();
  const left = format.gpuHoursParts(share.freeMilliGpuSeconds);
  const words = {
    granted: format.gpuHours(share.grantedMilliGpuSeconds),
    used: format.gpuHours(share.usedMilliGpuSeconds),
    held: format.gpuHours(share.heldMilliGpuSeconds),
  };
  return (
    <Section title={t('myShare')}>
      <div className="grid max-w-[460px] gap-3">
        <Figure value={left.value} unit={left.unit} />
        <Bar label={t('hoursLine', words)} pieces={hoursPieces(share)} />
        <p className="text-small text-text-2">{t('hoursLine', words)}</p>
        <p>
          {t('myPool')}: <b>{format.gpuHours(mine.poolFreeMilliGpuSeconds)}</b>
        </p>
      </div>
    </Section>
  );
}

function AskMore({ mine, problem }: Props) {
  const t = useText('classes');
  const format = useFormat();
  const { lastAsk } = mine;
  return (
    <Section title={t('askMoreTitle')}>
      <div className="grid max-w-[460px] gap-4">
        {lastAsk?.state === 'open' && <Note tone="info">{t('askMoreOpen', { reason: lastAsk.reason })}</Note>}
        {lastAsk?.state === 'granted' && (
          <Note tone="success">
            {t('askMoreGiven', { hours: format.gpuHours(lastAsk.grantedMilliGpuSeconds ?? 0) })}
          </Note>
        )}
        {lastAsk?.state === 'declined' && <Note tone="info">{t('askMoreDeclined')}</Note>}
        {lastAsk?.state !== 'open' && (
          <Form method="post" className="grid gap-4">
            <input type="hidden" name="intent" value="ask-more" />
            <TextField
              label={t('askMoreReason')}
              error={problem?.errors['reason'] && t('fixReason')}
              name="reason"
              required
              maxLength={300}
              defaultValue={typedValue(problem, 'reason')}
            />
            <div>
              <Button type="submit">{t('askMoreSend')}</Button>
            </div>
          </Form>
        )}
      </div>
    </Section>
  );
}
