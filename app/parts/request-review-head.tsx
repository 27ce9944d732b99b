import type { RequestView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';
import { PageHead } from '../ui/page-head';
import { RequestBadge } from './request-badge';

/** Whose request it is, for what, how much, since when. */
export function RequestReviewHead({ request, nowAt }: { request: RequestView; nowAt: Date }) {
  const t = useText('review');
  const people = useText('people');
  const format = useFormat();
  const { person } = request;
  const when = format.relative(request.createdAt, nowAt);
  const about = { level: people(`levels.${person.level}`), school: person.schoolName, when };
  return (
    <PageHead
      title={`${request.title}, ${format.gpuHours(request.askedMilliGpuSeconds)}`}
      actions={<LinkButton to={paths.review()}>{t('next')}</LinkButton>}
    >
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <b className="text-text">{person.displayName}</b>
        {t(person.schoolName === '' ? 'page.leadNoSchool' : 'page.lead', about)}
        <RequestBadge state={request.state} />
      </span>
    </PageHead>
  );
}
