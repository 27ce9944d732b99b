import { Form, useNavigation } from '@remix-run/react';
import { Signature } from 'lucide-react';
import { limits } from '#server/contract/limits';
import { reviewCriteria, type ReviewCriterion } from '#server/contract/reviews';
import type { RequestView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { NumberField } from '../ui/number-field';
import { Segmented } from '../ui/segmented';
import { TextArea } from '../ui/text-area';

interface Props {
  request: RequestView;
  problem: FormProblem | undefined;
}

const scores = [1, 2, 3, 4, 5] as const;

/** One reviewer's own review: a score and a word for each criterion, what the applicant reads, the hours that would do. */
export function PanelWrite({ request, problem }: Props) {
  const t = useText('panel');
  const format = useFormat();
  const asked = format.gpuHours(request.askedMilliGpuSeconds);
  const isBusy = useNavigation().formData?.get('intent') === 'review';
  return (
    <Form method="post" className="grid gap-6">
      <p className="text-small text-text-2">{t('writeLead')}</p>
      {reviewCriteria.map((criterion) => (
        <Criterion key={criterion} criterion={criterion} problem={problem} />
      ))}
      <div className="max-w-[280px]">
        <NumberField
          label={t('recommended')}
          help={t('recommendedHelp', { asked })}
          error={problem?.errors['recommended'] && t('fixHours', { asked })}
          name="recommended"
          unit={t('unit')}
          inputMode="decimal"
          min="0"
          step="any"
          required
          defaultValue={typedValue(problem, 'recommended')}
        />
      </div>
      <TextArea
        label={t('comment')}
        help={t('commentHelp')}
        error={problem?.errors['comment'] && t('fixComment')}
        name="comment"
        rows={5}
        required
        maxLength={limits.purposeCharacters}
        defaultValue={typedValue(problem, 'comment')}
      />
      <div>
        <ConfirmDialog
          title={t('confirm')}
          confirmLabel={t('sign')}
          isDangerous={false}
          trigger={
            <Button
              type="submit"
              name="intent"
              value="review"
              kind="primary"
              size="large"
              isBusy={isBusy}
              icon={Signature}
            >
              {t('sign')}
            </Button>
          }
        >
          {t('confirmLead')}
        </ConfirmDialog>
      </div>
    </Form>
  );
}

function Criterion({ criterion, problem }: { criterion: ReviewCriterion; problem: FormProblem | undefined }) {
  const t = useText('panel');
  const name = t(`criterion.${criterion}`);
  return (
    <div className="grid gap-3 border-t border-line pt-4">
      <Segmented
        legend={name}
        name={`score-${criterion}`}
        choices={scores.map((score) => ({ value: String(score), label: t(`level.s${score}`) }))}
        defaultValue={typedValue(problem, `score-${criterion}`)}
        isRequired
        help={t(`criterionHelp.${criterion}`)}
        error={problem?.errors[`score-${criterion}`] && t('fixScore')}
      />
      <TextArea
        label={t('note', { criterion: name })}
        isOptional
        error={problem?.errors[`comment-${criterion}`] && t('fixNote')}
        name={`comment-${criterion}`}
        rows={2}
        maxLength={limits.purposeCharacters}
        defaultValue={typedValue(problem, `comment-${criterion}`)}
      />
    </div>
  );
}

/** The way out for who cannot be impartial. */
export function PanelHandBack({ problem }: { problem: FormProblem | undefined }) {
  const t = useText('panel');
  const isBusy = useNavigation().formData?.get('intent') === 'hand-back';
  return (
    <Form method="post" className="grid gap-4">
      <p className="text-small text-text-2">{t('handBackLead')}</p>
      <TextArea
        label={t('conflict')}
        help={t('conflictHelp')}
        error={problem?.errors['conflict'] && t('fixConflict')}
        name="conflict"
        rows={2}
        required
        maxLength={limits.purposeCharacters}
        defaultValue={typedValue(problem, 'conflict')}
      />
      <div>
        <ConfirmDialog
          title={t('giveBackTitle')}
          confirmLabel={t('giveBack')}
          trigger={
            <Button type="submit" name="intent" value="hand-back" kind="danger-quiet" isBusy={isBusy}>
              {t('giveBack')}
            </Button>
          }
        >
          {t('giveBackLead')}
        </ConfirmDialog>
      </div>
    </Form>
  );
}
