import { Form, useNavigation } from '@remix-run/react';
import { sponsorMessageCharacters } from '#server/contract/payments';
import type { OffersView } from '#server/payment-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/radio-group';
import { TextField } from '../ui/text-field';

interface Props {
  packs: OffersView['packs'];
  chosen: OffersView['classes'][number];
  /** The same press twice is one purchase. */
  orderKey: string;
  problem: FormProblem | undefined;
}

/** Which pack, and a message. Paying itself happens at the provider. */
export function PaymentForm({ packs, chosen, orderKey, problem }: Props) {
  const t = useText('payments');
  const format = useFormat();
  const isBusy = useNavigation().state === 'submitting';
  return (
    <Form method="post" className="grid max-w-[560px] gap-6">
      <input type="hidden" name="classId" value={chosen.id} />
      <input type="hidden" name="key" value={typedValue(problem, 'key', orderKey)} />
      <RadioGroup
        legend={t('form.pack')}
        name="pack"
        help={t('form.packHelp')}
        isRequired
        defaultValue={typedValue(problem, 'pack', packs[0]?.name)}
        error={problem?.errors['pack'] && t('form.fixPack')}
        choices={packs.map(({ name, milliGpuSeconds, won }) => ({
          value: name,
          label: (
            <>
              <b>{format.gpuHours(milliGpuSeconds)}</b> · {format.won(won)}
            </>
          ),
        }))}
      />
      <TextField
        label={t('form.message')}
        help={t('form.messageHelp')}
        name="message"
        isOptional
        maxLength={sponsorMessageCharacters}
        error={problem?.errors['message'] && t('form.fixMessage')}
        defaultValue={typedValue(problem, 'message')}
      />
      <div>
        <Button type="submit" kind="primary" isBusy={isBusy}>
          {t(isBusy ? 'form.sending' : 'form.send')}
        </Button>
      </div>
    </Form>
  );
}
