import { useText } from '../locales/use-text';
import { Sheet, SheetBody } from '../ui/sheet';
import { Steps } from '../ui/steps';

/** What happens once a request is sent. */
export function RequestNext() {
  const t = useText('requests');
  const steps = (['Send', 'Talk', 'Decide', 'Use'] as const).map((key) => ({
    key,
    title: t(`form.next${key}`),
    state: 'todo' as const,
    more: t(`form.next${key}More`),
  }));
  return (
    <Sheet as="aside" labelledBy="request-next">
      <SheetBody>
        <h2 id="request-next" className="mb-4 text-h3">
          {t('form.next')}
        </h2>
        <Steps label={t('form.next')} steps={steps} />
      </SheetBody>
    </Sheet>
  );
}
