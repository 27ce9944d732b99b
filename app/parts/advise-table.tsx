import { Link } from '@remix-run/react';
import type { RequestView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Sheet } from '../ui/sheet';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { RequestBadge } from './request-badge';

/** Requests that name the reader as adviser. */
export function AdviseTable({ caption, requests }: { caption: string; requests: readonly RequestView[] }) {
  const t = useText('advise');
  const words = useText('requests');
  const format = useFormat();
  const head = (
    <>
      <HeadCell>{words('name')}</HeadCell>
      <HeadCell>{t('who')}</HeadCell>
      <HeadCell isRight>{t('asked')}</HeadCell>
      <HeadCell>{t('state')}</HeadCell>
    </>
  );
  return (
    <Sheet>
      <Table caption={caption} isFolding head={head}>
        {requests.map((request) => (
          <Row key={request.id}>
            <RowHead fold="all">
              <Link to={paths.adviseRequest(request.id)} className="[overflow-wrap:anywhere]">
                {request.title}
              </Link>
            </RowHead>
            <Cell fold="all">{request.person.displayName}</Cell>
            <Cell isRight fold="left" label={t('asked')}>
              {format.gpuHours(request.askedMilliGpuSeconds)}
            </Cell>
            <Cell>
              <RequestBadge state={request.state} />
            </Cell>
          </Row>
        ))}
      </Table>
    </Sheet>
  );
}
