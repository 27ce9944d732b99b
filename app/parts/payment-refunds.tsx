import type { PurchaseView } from '#server/payment-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Section } from '../ui/section';
import { Sheet } from '../ui/sheet';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';

/** What of a purchase went back, oldest first. */
export function PaymentRefunds({ refunds }: Pick<PurchaseView, 'refunds'>) {
  const t = useText('payments');
  const format = useFormat();
  const head = (
    <>
      <HeadCell>{t('page.kind')}</HeadCell>
      <HeadCell>{t('state')}</HeadCell>
      <HeadCell isRight>{t('hours')}</HeadCell>
      <HeadCell isRight>{t('price')}</HeadCell>
      <HeadCell isRight>{t('at')}</HeadCell>
    </>
  );
  return (
    <Section title={t('page.backTable')}>
      <Sheet>
        <Table caption={t('page.backTable')} isFolding head={head}>
          {refunds.map(({ id, kind, state, milliGpuSeconds, won, createdAt }) => (
            <Row key={id}>
              <RowHead>{t(`page.kinds.${kind}`)}</RowHead>
              <Cell>{t(`page.backStates.${state}`)}</Cell>
              <Cell isRight fold="left" label={t('hours')}>
                {format.gpuHours(milliGpuSeconds)}
              </Cell>
              <Cell isRight label={t('price')}>
                {format.won(won)}
              </Cell>
              <Cell isRight fold="all" label={t('at')}>
                {format.instant(createdAt, 'day')}
              </Cell>
            </Row>
          ))}
        </Table>
      </Sheet>
    </Section>
  );
}
