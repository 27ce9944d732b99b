import type { RequestEvidence, RequestView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Bar, type Fill } from '../ui/bar';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { VisuallyHidden } from '../ui/visually-hidden';

interface Props {
  request: RequestView;
  evidence: RequestEvidence;
}

/** What is asked beside what was granted, used and left so far, on one scale. */
export function RequestAmounts({ request, evidence }: Props) {
  const t = useText('review');
  const format = useFormat();
  const { hours } = evidence;
  const rows: [label: string, amount: number, fill: Fill][] = [
    [t('page.askedNow'), request.askedMilliGpuSeconds, 'held'],
    [t('page.got'), hours.grantedMilliGpuSeconds, 'pool'],
    [t('page.usedSoFar'), hours.usedMilliGpuSeconds, 'running'],
    [t('page.freeNow'), hours.freeMilliGpuSeconds, 'left'],
  ];
  if (evidence.returnedMilliGpuSeconds > 0)
    rows.push([t('page.returned'), evidence.returnedMilliGpuSeconds, 'left']);
  const scale = Math.max(1, ...rows.map(([, amount]) => amount));
  const head = (
    <>
      <HeadCell>{t('page.meaning')}</HeadCell>
      <HeadCell>
        <VisuallyHidden>{t('page.scale')}</VisuallyHidden>
      </HeadCell>
      <HeadCell isRight>{t('page.amount')}</HeadCell>
    </>
  );
  return (
    <>
      <Table caption={t('page.amounts')} isSmall head={head}>
        {rows.map(([label, amount, fill]) => (
          <Row key={label}>
            <RowHead>{label}</RowHead>
            <Cell>
              <div className="min-w-16" aria-hidden="true">
                <Bar label={label} size="thin" pieces={[{ fill, from: 0, to: amount / scale }]} />
              </div>
            </Cell>
            <Cell isRight isTight>
              {format.gpuHours(amount)}
            </Cell>
          </Row>
        ))}
      </Table>
      <p className="mt-3 px-4 pb-4 text-small text-text-2 md:px-6">
        {t('page.perWeek')}: <b>{t('page.perWeekValue', { hours: format.gpuHours(perWeek(request)) })}</b>
      </p>
    </>
  );
}

function perWeek({ startsOn, endsOn, askedMilliGpuSeconds }: RequestView): number {
  const days = (Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000 + 1;
  return Math.round((askedMilliGpuSeconds / Math.max(7, days)) * 7);
}
