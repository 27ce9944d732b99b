import { Link } from '@remix-run/react';
import type { PurchaseView } from '#server/payment-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Sheet } from '../ui/sheet';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { PaymentBadge } from './payment-badge';

/** What somebody bought. */
export function PaymentTable({ purchases }: { purchases: readonly PurchaseView[] }) {
  const t = useText('payments');
  const format = useFormat();
  const head = (
    <>
      <HeadCell>{t('class')}</HeadCell>
      <HeadCell>{t('state')}</HeadCell>
      <HeadCell isRight>{t('hours')}</HeadCell>
      <HeadCell isRight>{t('price')}</HeadCell>
      <HeadCell isRight>{t('at')}</HeadCell>
    </>
  );
  return (
    <Sheet>
      <Table caption={t('table')} isFolding head={head}>
        {purchases.map((purchase) => (
          <Row key={purchase.id}>
            <RowHead>
              <Link to={paths.payment(purchase.id)} className="[overflow-wrap:anywhere]">
                {purchase.className}
              </Link>
            </RowHead>
            <Cell>
              <PaymentBadge state={purchase.state} />
            </Cell>
            <Cell isRight fold="left" label={t('hours')}>
              {format.gpuHours(purchase.milliGpuSeconds)}
            </Cell>
            <Cell isRight label={t('price')}>
              {format.won(purchase.won)}
            </Cell>
            <Cell isRight fold="all" label={t('at')}>
              {format.instant(purchase.createdAt, 'day')}
            </Cell>
          </Row>
        ))}
      </Table>
    </Sheet>
  );
}
