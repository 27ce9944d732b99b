import { Link } from '@remix-run/react';
import type { RequestView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Sheet } from '../ui/sheet';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { RequestBadge } from './request-badge';

interface Props {
  caption: string;
  requests: readonly RequestView[];
  nowAt: Date;
}

/** Requests of others, for who reviews. */
export function RequestReviewTable({ caption, requests, nowAt }: Props) {
  const t = useText('review');
  const format = useFormat();
  const head = (
    <>
      <HeadCell>{t('name')}</HeadCell>
      <HeadCell>{t('person')}</HeadCell>
      <HeadCell isRight>{t('asked')}</HeadCell>
      <HeadCell isRight>{t('waited')}</HeadCell>
      <HeadCell>{t('result')}</HeadCell>
    </>
  );
  return (
    <Sheet>
      <Table caption={caption} isFolding head={head}>
        {requests.map((request) => (
          <Row key={request.id}>
            <RowHead fold="all">
              <Link to={paths.reviewRequest(request.id)} className="[overflow-wrap:anywhere]">
                {request.title}
              </Link>
            </RowHead>
            <Cell fold="all">
              <Person person={request.person} />
            </Cell>
            <Cell isRight fold="left" label={t('asked')}>
              {format.gpuHours(request.askedMilliGpuSeconds)}
            </Cell>
            <Cell isRight>{format.relative(request.createdAt, nowAt)}</Cell>
            <Cell fold="all">
              <RequestBadge state={request.state} />
            </Cell>
          </Row>
        ))}
      </Table>
    </Sheet>
  );
}

function Person({ person }: { person: RequestView['person'] }) {
  const t = useText('people');
  const about = [t(`levels.${person.level}`), person.schoolName].filter((part) => part !== '');
  return (
    <>
      {person.displayName}
      <span className="block text-small text-text-2">{about.join(' · ')}</span>
    </>
  );
}
