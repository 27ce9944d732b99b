import { Printer } from 'lucide-react';
import type { PurchaseView } from '#server/payment-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { Facts } from '../ui/facts';
import { Section } from '../ui/section';
import { Sheet, SheetBody } from '../ui/sheet';

/** What a school keeps: who sold what to whom, with supply value and VAT. */
export function PaymentReceipt({ purchase }: { purchase: PurchaseView }) {
  const t = useText('payments');
  const format = useFormat();
  const { won, vatWon, vatPercent, message, paidAt } = purchase;
  const what = t('page.whatIs', {
    hours: format.gpuHours(purchase.milliGpuSeconds),
    class: purchase.className,
    school: purchase.schoolName,
  });
  return (
    <Section
      title={t('page.receipt')}
      aside={
        <Button size="small" icon={Printer} onClick={() => window.print()}>
          {t('page.print')}
        </Button>
      }
    >
      <Sheet>
        <SheetBody>
          <Facts
            facts={[
              { name: t('page.seller'), value: purchase.seller },
              { name: t('page.buyer'), value: purchase.buyerName },
              { name: t('page.what'), value: what },
              ...(message === '' ? [] : [{ name: t('page.message'), value: message }]),
              ...(paidAt ? [{ name: t('page.paidOn'), value: format.instant(paidAt, 'dayTime') }] : []),
              {
                name: t('page.number'),
                value: <code className="[overflow-wrap:anywhere]">{purchase.id}</code>,
              },
              { name: t('page.supply'), value: format.won(won - vatWon) },
              {
                name: t('page.vat', { percent: format.percent(vatPercent / 100) }),
                value: format.won(vatWon),
              },
              { name: t('page.sum'), value: format.won(won), isSum: true },
            ]}
          />
        </SheetBody>
      </Sheet>
    </Section>
  );
}
