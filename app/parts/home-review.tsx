import type { Page } from '#server/contract/page';
import type { RequestView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { EmptyState } from '../ui/empty-state';
import { LinkButton } from '../ui/link-button';
import { Section } from '../ui/section';
import { Sheet, SheetBody } from '../ui/sheet';

/** How many requests wait for an answer, and since when the first does. */
export function HomeReview({ toReview, nowAt }: { toReview: Page<RequestView>; nowAt: Date }) {
  const t = useText('home');
  const format = useFormat();
  // The service gives open ones first, the oldest on top.
  const open = toReview.items.filter(
    (request) => request.state === 'submitted' && request.myReview !== 'reviewed',
  );
  const [oldest] = open;
  const isMore = toReview.next !== undefined && open.length === toReview.items.length;
  return (
    <Section title={t('reviewTitle')}>
      {oldest ? (
        <Sheet>
          <SheetBody className="flex flex-wrap items-center gap-x-6 gap-y-3">
            <div className="min-w-0 flex-[1_1_20rem]">
              <p className="text-h3 font-semibold">
                {t(isMore ? 'reviewOpenMany' : 'reviewOpen', { count: open.length })}
              </p>
              <p className="text-text-2 [overflow-wrap:anywhere]">
                {t('reviewOldest', { when: format.relative(oldest.createdAt, nowAt), title: oldest.title })}
              </p>
            </div>
            <LinkButton to={paths.review()} kind="primary">
              {t('reviewGo')}
            </LinkButton>
          </SheetBody>
        </Sheet>
      ) : (
        <EmptyState title={t('reviewNone')} />
      )}
    </Section>
  );
}
