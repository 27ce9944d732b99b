import { useLocale } from 'use-intl';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import type { RequestView } from '#server/hours-services';
import { Facts } from '../ui/facts';
import { Sheet, SheetBody } from '../ui/sheet';
import { localTitle } from './local-title';
import { useDay } from './request-day';

/** What was asked, in short. clusters: what their names mean to the reader. */
export function RequestFacts({
  request,
  clusterTitle,
}: {
  request: RequestView;
  clusterTitle: (name: string) => string;
}) {
  const t = useText('requests');
  const format = useFormat();
  const day = useDay();
  const locale = useLocale();
  const granted = request.grantedMilliGpuSeconds;
  const where =
    request.clusters.length === 0 ? t('everywhere') : request.clusters.map(clusterTitle).join(', ');
  return (
    <Sheet as="aside" labelledBy="request-facts">
      <SheetBody>
        <h2 id="request-facts" className="mb-3 text-h3">
          {t('page.facts')}
        </h2>
        <Facts
          facts={[
            ...(request.reviewsNeeded > 0 || request.adviserEmail !== undefined
              ? [{ name: t('page.programme'), value: localTitle(request.programme, locale) }]
              : []),
            { name: t('asked'), value: format.gpuHours(request.askedMilliGpuSeconds) },
            ...(granted === undefined
              ? []
              : [{ name: t('granted'), value: <b>{format.gpuHours(granted)}</b> }]),
            ...(request.laterMilliGpuSeconds === undefined
              ? []
              : [{ name: t('page.later'), value: format.gpuHours(request.laterMilliGpuSeconds) }]),
            {
              name: t('period'),
              value: t('periodOf', { from: day(request.startsOn), to: day(request.endsOn) }),
            },
            { name: t('where'), value: where },
            ...(request.adviserEmail === undefined
              ? []
              : [
                  {
                    name: t('page.adviser'),
                    value: <span className="[overflow-wrap:anywhere]">{request.adviserEmail}</span>,
                  },
                ]),
            { name: t('sent'), value: format.instant(request.createdAt, 'dayTime') },
          ]}
        />
      </SheetBody>
    </Sheet>
  );
}
