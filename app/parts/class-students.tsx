import { Form } from '@remix-run/react';
import type { ClassStudentView } from '#server/class-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { typedValue } from '../request/form-problem';
import { Badge } from '../ui/badge';
import { Bar } from '../ui/bar';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Dialog } from '../ui/dialog';
import { EmptyState } from '../ui/empty-state';
import { NumberField } from '../ui/number-field';
import { Section } from '../ui/section';
import { Sheet } from '../ui/sheet';
import { ActionsHead, Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { problemOf, type SteerProps } from './class-steer-props';
import { hoursPieces } from './hours-pieces';

/** Each student with share, pool and what runs; top up, stop, take out. */
export function ClassStudents(props: SteerProps) {
  const { view } = props;
  const t = useText('classes');
  const head = (
    <>
      <HeadCell>{t('number')}</HeadCell>
      <HeadCell>{t('student')}</HeadCell>
      <HeadCell>{t('left')}</HeadCell>
      <HeadCell isRight>{t('pooled')}</HeadCell>
      <HeadCell>{t('now')}</HeadCell>
      <ActionsHead />
    </>
  );
  return (
    <Section title={t('studentsTitle', { count: view.students.length })}>
      {view.students.length === 0 ? (
        <EmptyState title={t('noStudents')} />
      ) : (
        <Sheet>
          <Table caption={t('studentsTable')} isFolding head={head}>
            {view.students.map((student) => (
              <StudentRow key={student.personId} student={student} {...props} />
            ))}
          </Table>
        </Sheet>
      )}
    </Section>
  );
}

function StudentRow({ student, view, problem }: SteerProps & { student: ClassStudentView }) {
  const t = useText('classes');
  const format = useFormat();
  const { share } = student;
  const words = {
    granted: format.gpuHours(share.grantedMilliGpuSeconds),
    used: format.gpuHours(share.usedMilliGpuSeconds),
    held: format.gpuHours(share.heldMilliGpuSeconds),
  };
  const isLive = student.running + student.queued > 0;
  return (
    <Row>
      <Cell fold="hide">{student.studentNumber}</Cell>
      <RowHead fold="all">
        {student.displayName}{' '}
        {student.isFrozen && (
          <Badge tone="warn" look="bare">
            {t('frozen')}
          </Badge>
        )}
      </RowHead>
      <Cell label={t('left')} fold="all">
        <div className="grid min-w-[130px] gap-1">
          <span>{format.gpuHours(share.freeMilliGpuSeconds)}</span>
          <Bar label={t('hoursLine', words)} pieces={hoursPieces(share)} size="thin" />
        </div>
      </Cell>
      <Cell isRight label={t('pooled')}>
        {format.gpuHours(student.ofPoolMilliGpuSeconds)}
      </Cell>
      <Cell label={t('now')} fold="left">
        {isLive ? t('nowValue', { running: student.running, queued: student.queued }) : t('quiet')}
      </Cell>
      <Cell isRight fold="all">
        {!view.isEnded && (
          <div className="flex flex-wrap justify-end gap-2">
            <TopUp student={student} problem={problem} />
            <Form method="post">
              <input type="hidden" name="intent" value={student.isFrozen ? 'unfreeze' : 'freeze'} />
              <Button
                type="submit"
                size="small"
                name="personId"
                value={student.personId}
                aria-label={t(student.isFrozen ? 'unfreezeOf' : 'freezeOf', { name: student.displayName })}
              >
                {t(student.isFrozen ? 'unfreeze' : 'freeze')}
              </Button>
            </Form>
            {view.mayManage && <TakeOut student={student} />}
          </div>
        )}
      </Cell>
    </Row>
  );
}

function TopUp({
  student,
  problem: anyProblem,
}: Pick<SteerProps, 'problem'> & { student: ClassStudentView }) {
  const t = useText('classes');
  const problem = problemOf(anyProblem, 'move');
  const isMine = problem?.values['personId'] === student.personId;
  const name = { name: student.displayName };
  return (
    <Dialog
      title={t('topUpOf', name)}
      description={t('topUpHelp')}
      trigger={
        <Button size="small" aria-label={t('topUpOf', name)}>
          {t('topUp')}
        </Button>
      }
    >
      <Form method="post" className="grid gap-4">
        <input type="hidden" name="intent" value="move" />
        <input type="hidden" name="personId" value={student.personId} />
        <NumberField
          label={t('topUpHours')}
          name="hours"
          unit={t('hoursUnit')}
          inputMode="decimal"
          step="any"
          required
          error={isMine && problem.errors['hours'] ? t('fixHours') : undefined}
          defaultValue={isMine ? typedValue(problem, 'hours') : '1'}
        />
        <div>
          <Button type="submit" kind="primary">
            {t('topUpSave')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

function TakeOut({ student }: { student: ClassStudentView }) {
  const t = useText('classes');
  const name = { name: student.displayName };
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="remove" />
      <ConfirmDialog
        title={t('removeTitle', name)}
        confirmLabel={t('removeOf', name)}
        trigger={
          <Button
            type="submit"
            size="small"
            kind="danger"
            name="personId"
            value={student.personId}
            aria-label={t('removeOf', name)}
          >
            {t('remove')}
          </Button>
        }
      >
        {t('removeLead')}
      </ConfirmDialog>
    </Form>
  );
}
