import { Form, useNavigation } from '@remix-run/react';
import type { ProgrammeView } from '#server/programme-services';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Note } from '../ui/note';
import { Sheet } from '../ui/sheet';
import { ActionsHead, Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { TextField } from '../ui/text-field';

interface Props {
  programme: ProgrammeView;
  problem: FormProblem | undefined;
}

/** When a programme takes requests. Days are written in full: of calls the year matters. */
export function ProgrammeCalls({ programme, problem }: Props) {
  const t = useText('programmes');
  const { calls, isRolling } = programme;
  const isBusy = useNavigation().formData?.get('intent') === 'add-call';
  const head = (
    <>
      <HeadCell>{t('opensOn')}</HeadCell>
      <HeadCell>{t('closesOn')}</HeadCell>
      <ActionsHead />
    </>
  );
  return (
    <div className="grid gap-5">
      <p className="text-small text-text-2">{t(isRolling ? 'callsUnused' : 'callsLead')}</p>
      {calls.length === 0 && !isRolling && <Note tone="warn">{t('noCalls')}</Note>}
      {calls.length > 0 && (
        <Sheet>
          <Table caption={t('callsTable')} head={head}>
            {calls.map((call) => (
              <Row key={call.id}>
                <RowHead>{call.opensOn}</RowHead>
                <Cell>{call.closesOn}</Cell>
                <Cell isRight>
                  <Remove id={call.id} opensOn={call.opensOn} />
                </Cell>
              </Row>
            ))}
          </Table>
        </Sheet>
      )}
      <Form method="post" className="grid items-start gap-4 sm:grid-cols-[1fr_1fr_auto]" key={calls.length}>
        <TextField
          type="date"
          label={t('opensOn')}
          error={problem?.errors['opensOn'] && t('fixOpens')}
          name="opensOn"
          required
          defaultValue={typedValue(problem, 'opensOn')}
        />
        <TextField
          type="date"
          label={t('closesOn')}
          error={problem?.errors['closesOn'] && t('fixCloses')}
          name="closesOn"
          required
          defaultValue={typedValue(problem, 'closesOn')}
        />
        <div className="sm:pt-[26px]">
          <Button type="submit" name="intent" value="add-call" isBusy={isBusy}>
            {t('addCall')}
          </Button>
        </div>
      </Form>
    </div>
  );
}

function Remove({ id, opensOn }: { id: string; opensOn: string }) {
  const t = useText('programmes');
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="remove-call" />
      <input type="hidden" name="callId" value={id} />
      <ConfirmDialog
        title={t('removeTitle')}
        confirmLabel={t('removeCall')}
        trigger={
          <Button
            type="submit"
            kind="danger-quiet"
            size="small"
            aria-label={t('removeCallOf', { from: opensOn })}
          >
            {t('removeCall')}
          </Button>
        }
      >
        {t('removeLead')}
      </ConfirmDialog>
    </Form>
  );
}
