import type { PurchaseView } from '#server/payment-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { buttonClass } from '../ui/button-look';
import { LinkButton } from '../ui/link-button';
import { Note, type NoteTone } from '../ui/note';

const tones: Record<PurchaseView['state'], NoteTone> = {
  open: 'info',
  paid: 'success',
  failed: 'warn',
  expired: 'warn',
};

/** How a purchase stands, and what to do next. */
export function PaymentStanding({ purchase }: { purchase: PurchaseView }) {
  const t = useText('payments');
  const format = useFormat();
  const { state, checkoutUrl, classId } = purchase;
  const isOver = state === 'failed' || state === 'expired';
  return (
    <Note
      tone={tones[state]}
      actions={
        state === 'paid' ? undefined : (
          <>
            {checkoutUrl !== undefined && (
              <a href={checkoutUrl} className={buttonClass({ kind: 'primary', size: 'small' })}>
                {t('page.goOn')}
              </a>
            )}
            {isOver && (
              <LinkButton to={paths.paymentNew({ class: classId })} size="small">
                {t('page.again')}
              </LinkButton>
            )}
          </>
        )
      }
    >
      <p aria-live="polite">{t(`page.${state}`, { hours: format.gpuHours(purchase.milliGpuSeconds) })}</p>
    </Note>
  );
}
