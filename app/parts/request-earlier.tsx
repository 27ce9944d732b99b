import { Link } from '@remix-run/react';
import type { RequestEvidence } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Sheet } from '../ui/sheet';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { RequestBadge } from './request-badge';

/** Other requests of the same person. */
export function RequestEarlier({ requests }: { requests: RequestEvidence['earlierRequests'] }) {
  const t = useText('review');
  const own = useText('requests');
  const format = useFormat();
  if (requests.length === 0) return <p className="text-text-2">{t('page.noEarlier')}</p>;
  const head = (
    <>
      <HeadCell>{t('name')}</HeadCell>
      <HeadCell>{t('result')}</HeadCell>
      <HeadCell isRight>{t('asked')}</HeadCell>
      <HeadCell isRight>{own('granted')}</HeadCell>
    </>
  );
  return (
    <Sheet>
      <Table caption={t('page.earlierTable')} isFolding isSmall head={head}>
        {requests.map((request) => (
          <Row key={request.id}>
            <RowHead>
              <Link to={paths.reviewRequest(request.id)} className="[overflow-wrap:anywhere]">
                {request.title}
              </Link>
            </RowHead>
            <Cell>
              <RequestBadge state={request.state} />
            </Cell>
            <Cell isRight fold="left" label={t('asked')}>
              {format.gpuHours(request.askedMilliGpuSeconds)}
            </Cell>
            <Cell
              isRight
              label={own('granted')}
              {...(request.grantedMilliGpuSeconds === undefined && { fold: 'hide' })}
            >
              {request.grantedMilliGpuSeconds !== undefined &&
                format.gpuHours(request.grantedMilliGpuSeconds)}
            </Cell>
          </Row>
        ))}
      </Table>
    </Sheet>
  );
}
