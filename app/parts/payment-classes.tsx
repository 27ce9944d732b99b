import type { OffersView } from '#server/payment-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Badge } from '../ui/badge';
import { LinkButton } from '../ui/link-button';
import { Sheet } from '../ui/sheet';
import { ActionsHead, Cell, HeadCell, Row, RowHead, Table } from '../ui/table';

/** The classes that somebody may buy hours for. */
export function PaymentClasses({ classes }: Pick<OffersView, 'classes'>) {
  const t = useText('payments');
  const head = (
    <>
      <HeadCell>{t('class')}</HeadCell>
      <HeadCell>{t('state')}</HeadCell>
      <ActionsHead />
    </>
  );
  return (
    <Sheet>
      <Table caption={t('forClasses')} isFolding head={head}>
        {classes.map(({ id, name, schoolName, subject, size, isOwn }) => (
          <Row key={id}>
            <RowHead>
              <b>{name}</b>
              <span className="block text-small font-normal text-text-2">
                {[schoolName, subject, t('size', { size: String(size) })].filter(Boolean).join(' · ')}
              </span>
            </RowHead>
            <Cell>
              <Badge look="bare" tone={isOwn ? 'plain' : 'info'}>
                {t(isOwn ? 'own' : 'seeking')}
              </Badge>
            </Cell>
            <Cell isRight fold="all">
              <LinkButton
                to={paths.paymentNew({ class: id })}
                size="small"
                aria-label={t('buyFor', { name })}
              >
                {t('buy')}
              </LinkButton>
            </Cell>
          </Row>
        ))}
      </Table>
    </Sheet>
  );
}
