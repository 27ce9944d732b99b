import { Link } from '@remix-run/react';
import type { RequestView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Sheet } from '../ui/sheet';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { RequestBadge } from './request-badge';
import { useDay } from './request-day';

/** A person's own requests. */
export function RequestTable({ requests }: { requests: readonly RequestView[] }) {
  const t = useText('requests');
  const head = (
    <>
      <HeadCell>{t('name')}</HeadCell>
      <HeadCell>{t('state')}</HeadCell>
      <HeadCell isRight>{t('asked')}</HeadCell>
      <HeadCell isRight>{t('granted')}</HeadCell>
      <HeadCell>{t('period')}</HeadCell>
      <HeadCell isRight>{t('sent')}</HeadCell>
    </>
  );
  return (
    <Sheet>
      <Table caption={t('table')} isFolding head={head}>
        {requests.map((request) => (
          <RequestRow key={request.id} request={request} />
        ))}
      </Table>
    </Sheet>
  );
}

function RequestRow({ request }: { request: RequestView }) {
  const t = useText('requests');
  const format = useFormat();
  const day = useDay();
  const granted = request.grantedMilliGpuSeconds;
  return (
    <Row>
      <RowHead>
        <Link to={paths.request(request.id)} className="[overflow-wrap:anywhere]">
          {request.title}
        </Link>
      </RowHead>
      <Cell>
        <RequestBadge state={request.state} />
      </Cell>
      <Cell isRight fold="left" label={t('asked')}>
        {format.gpuHours(request.askedMilliGpuSeconds)}
      </Cell>
      {granted === undefined ? (
        <Cell isRight fold="hide" />
      ) : (
        <Cell isRight label={t('granted')}>
          <b>{format.gpuHours(granted)}</b>
        </Cell>
      )}
      <Cell fold="all" label={t('period')}>
        {t('periodOf', { from: day(request.startsOn), to: day(request.endsOn) })}
      </Cell>
      <Cell isRight fold="hide">
        {format.instant(request.createdAt, 'day')}
      </Cell>
    </Row>
  );
}
