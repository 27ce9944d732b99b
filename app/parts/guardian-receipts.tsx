import type { ReceiptView } from '#server/guardian-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';

/** When and how a guardian agreed, and to which text: what the receipts in their mail say. */
export function GuardianReceipts({ receipts }: { receipts: readonly ReceiptView[] }) {
  const t = useText('guardian');
  const format = useFormat();
  return (
    <details>
      <summary className="cursor-pointer font-semibold">{t('page.receipts')}</summary>
      <ul className="mt-3 grid gap-3 text-small" aria-label={t('page.receiptsTable')}>
        {receipts.map((receipt) => (
          <li key={receipt.id} className="grid gap-0.5">
            <b>
              {t(`page.kind.${receipt.kind}`)} · {format.instant(receipt.at, 'full')}
            </b>
            <span>{t(`page.method.${receipt.method}`)}</span>
            <span className="break-all text-text-2">
              {t('form.version', { version: receipt.version })} · SHA-256 {receipt.hash}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
