import { Form, useNavigation } from '@remix-run/react';
import { Signature } from 'lucide-react';
import { useState } from 'react';
import { limits } from '#server/contract/limits';
import type { RequestView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { NumberField } from '../ui/number-field';
import { RadioGroup } from '../ui/radio-group';
import { TextArea } from '../ui/text-area';
import { hoursTyped } from './request-hours';

interface Props {
  request: RequestView;
  problem: FormProblem | undefined;
}

/** Grant, grant a part, ask back or decline: chosen, given a reason, signed. */
export function RequestDecision({ request, problem }: Props) {
  const t = useText('review');
  const format = useFormat();
  const [choice, setChoice] = useState(typedValue(problem, 'choice'));
  const [amount, setAmount] = useState(typedValue(problem, 'amount'));
  const asked = format.gpuHours(request.askedMilliGpuSeconds);
  const choices = [
    { value: 'all', label: t('decide.all', { hours: asked }) },
    { value: 'part', label: t('decide.part') },
    ...(request.may.askBack ? [{ value: 'ask', label: t('decide.ask') }] : []),
    { value: 'decline', label: t('decide.decline') },
  ];
  return (
    <Form method="post" className="grid gap-5">
      <input type="hidden" name="intent" value="decide" />
      <input type="hidden" name="version" value={request.version} />
      <input type="hidden" name="asked" value={request.askedMilliGpuSeconds} />
      <RadioGroup
        legend={t('decide.how')}
        name="choice"
        choices={choices}
        value={choice}
        onChange={setChoice}
        isRequired
        error={problem?.errors['choice'] && t('decide.fixChoice')}
      />
      {choice === 'part' && (
        <NumberField
          label={t('decide.amount')}
          help={t('decide.amountHelp', { asked })}
          error={problem?.errors['amountMilliGpuSeconds'] && t('decide.fixAmount', { asked })}
          name="amount"
          unit={t('decide.amountUnit')}
          inputMode="decimal"
          min="0"
          step="any"
          required
          value={amount}
          onChange={(event) => setAmount(event.currentTarget.value)}
        />
      )}
      <Words choice={choice} problem={problem} />
      <Sign request={request} choice={choice} amount={amount} />
      <p className="text-small text-text-2">
        {t('decide.small')} {t('decide.late')}
      </p>
    </Form>
  );
}

function Words({ choice, problem }: { choice: string; problem: FormProblem | undefined }) {
  const t = useText('review');
  const label =
    choice === 'ask' ? 'question' : choice === 'part' || choice === 'decline' ? 'reason' : 'words';
  const isWrong = problem?.errors['reason'] ?? problem?.errors['body'];
  return (
    <TextArea
      label={t(`decide.${label}`)}
      help={choice === 'all' || choice === '' ? t('decide.wordsHelp') : undefined}
      error={isWrong && t('decide.fixWords')}
      name="words"
      rows={5}
      required={choice !== 'all' && choice !== ''}
      maxLength={limits.purposeCharacters}
      defaultValue={typedValue(problem, 'words')}
    />
  );
}

function Sign({ request, choice, amount }: { request: RequestView; choice: string; amount: string }) {
  const t = useText('review');
  const format = useFormat();
  const isBusy = useNavigation().formMethod === 'POST';
  const granted = choice === 'all' ? request.askedMilliGpuSeconds : hoursTyped(amount);
  const hours = granted === undefined ? undefined : format.gpuHours(granted);
  const label = () => {
    if (isBusy) return t('decide.busy');
    if (choice === 'all') return t('decide.signAll', { hours: hours ?? '' });
    if (choice === 'part')
      return hours === undefined ? t('decide.signPart') : t('decide.signPartOf', { hours });
    if (choice === 'ask') return t('decide.sendQuestion');
    return choice === 'decline' ? t('decide.signDecline') : t('decide.sign');
  };
  const button = (
    <Button
      type="submit"
      kind="primary"
      size="large"
      isFull
      isBusy={isBusy}
      icon={choice === 'ask' ? undefined : Signature}
    >
      {label()}
    </Button>
  );
  const name = request.person.displayName;
  const isGrant = (choice === 'all' || choice === 'part') && hours !== undefined;
  if (isGrant)
    return (
      <ConfirmDialog
        title={t('decide.confirmGrant', { hours })}
        confirmLabel={label()}
        isDangerous={false}
        trigger={button}
      >
        {t('decide.confirmGrantLead', { name })}
      </ConfirmDialog>
    );
  if (choice === 'decline')
    return (
      <ConfirmDialog title={t('decide.confirmDecline')} confirmLabel={label()} trigger={button}>
        {t('decide.confirmDeclineLead', { name })}
      </ConfirmDialog>
    );
  return button;
}
