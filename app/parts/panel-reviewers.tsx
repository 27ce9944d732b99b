import { Form, useNavigation } from '@remix-run/react';
import type { RequestView } from '#server/hours-services';
import type { PanelView, ReviewerView } from '#server/review-services';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Note } from '../ui/note';
import { SelectField } from '../ui/select-field';
import { ActionsHead, Cell, HeadCell, Row, RowHead, Table } from '../ui/table';

interface Props {
  request: RequestView;
  panel: PanelView;
  problem: FormProblem | undefined;
}

/** Who reviews, for administrators: ask somebody, take somebody off. */
export function PanelReviewers({ request, panel, problem }: Props) {
  const t = useText('panel');
  const present = panel.reviewers.filter(({ state }) => state === 'asked' || state === 'reviewed').length;
  const missing = request.may.assign ? panel.needed - present : 0;
  const head = (
    <>
      <HeadCell>{t('name')}</HeadCell>
      <HeadCell>{t('reviewState')}</HeadCell>
      {request.may.assign && <ActionsHead />}
    </>
  );
  return (
    <div className="grid gap-5">
      {missing > 0 && <Note tone="warn">{t('missing', { count: String(missing) })}</Note>}
      {panel.reviewers.length > 0 && (
        <Table caption={t('reviewersTable')} isSmall head={head}>
          {panel.reviewers.map((reviewer) => (
            <ReviewerRow key={reviewer.personId} reviewer={reviewer} mayTakeOff={request.may.assign} />
          ))}
        </Table>
      )}
      {request.may.assign && <Assign panel={panel} problem={problem} />}
    </div>
  );
}

function ReviewerRow({ reviewer, mayTakeOff }: { reviewer: ReviewerView; mayTakeOff: boolean }) {
  const t = useText('panel');
  const name = reviewer.name ?? '';
  return (
    <Row>
      <RowHead>{name}</RowHead>
      <Cell>
        {t(`state.${reviewer.state}`)}
        {reviewer.conflict !== '' && (
          <span className="block text-small whitespace-pre-line text-text-2 [overflow-wrap:anywhere]">
            {reviewer.conflict}
          </span>
        )}
      </Cell>
      {mayTakeOff && (
        <Cell isRight>
          {reviewer.state === 'asked' && (
            <Form method="post">
              <input type="hidden" name="intent" value="take-off" />
              <input type="hidden" name="personId" value={reviewer.personId} />
              <ConfirmDialog
                title={t('takeOffTitle', { name })}
                confirmLabel={t('takeOff')}
                trigger={
                  <Button
                    type="submit"
                    kind="danger-quiet"
                    size="small"
                    aria-label={t('takeOffName', { name })}
                  >
                    {t('takeOff')}
                  </Button>
                }
              >
                {t('takeOffLead')}
              </ConfirmDialog>
            </Form>
          )}
        </Cell>
      )}
    </Row>
  );
}

function Assign({ panel, problem }: Pick<Props, 'panel' | 'problem'>) {
  const t = useText('panel');
  const isBusy = useNavigation().formData?.get('intent') === 'assign';
  const present = panel.reviewers
    .filter(({ state }) => state === 'asked' || state === 'reviewed')
    .map(({ personId }) => personId);
  const others = panel.candidates.filter(({ personId }) => !present.includes(personId));
  const options = others.map(({ personId, name, open, conflicts }) => ({
    value: personId,
    label:
      conflicts.length === 0
        ? t('candidate', { name, open: String(open) })
        : t('candidateOff', {
            name,
            conflicts: conflicts.map((kind) => t(`conflictKind.${kind}`)).join(', '),
          }),
    isOff: conflicts.length > 0,
  }));
  const isNobody = options.every(({ isOff }) => isOff);
  if (options.length === 0) return <p className="text-small text-text-2">{t('nobody')}</p>;
  return (
    <Form method="post" className="grid gap-3">
      <SelectField
        label={t('choose')}
        help={isNobody ? t('nobody') : undefined}
        error={problem?.errors['personId'] && t('fixPerson')}
        name="personId"
        required
        options={[{ value: '', label: t('chooseWho') }, ...options]}
        defaultValue={typedValue(problem, 'personId')}
      />
      <div>
        <Button type="submit" name="intent" value="assign" isBusy={isBusy}>
          {t('ask')}
        </Button>
      </div>
    </Form>
  );
}
