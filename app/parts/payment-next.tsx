import { useText } from '../locales/use-text';
import { Sheet, SheetBody } from '../ui/sheet';

const steps = ['nextPay', 'nextHours', 'nextCeiling', 'nextBack', 'nextQueue'] as const;

/** What buying hours means, before one does. */
export function PaymentNext() {
  const t = useText('payments');
  return (
    <Sheet as="aside" labelledBy="payment-next">
      <SheetBody>
        <h2 id="payment-next" className="mb-3 text-h3">
          {t('form.next')}
        </h2>
        <ul className="grid gap-3 text-small text-text-2">
          {steps.map((step) => (
            <li key={step}>{t(`form.${step}`)}</li>
          ))}
        </ul>
      </SheetBody>
    </Sheet>
  );
}
