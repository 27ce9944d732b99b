import type { RequestView } from '#server/hours-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';
import { PageHead } from '../ui/page-head';
import { RequestWithdraw } from './request-answer';
import { RequestBadge } from './request-badge';

/** What a person's own request is called, what has become of it, and what they can do next. */
export function RequestHead({ request }: { request: RequestView }) {
  const t = useText('requests');
  const { state } = request;
  const isGranted = state === 'granted' || state === 'partly-granted';
  const isOver = state === 'declined' || state === 'withdrawn';
  const actions = (
    <>
      {request.may.withdraw && <RequestWithdraw />}
      {isGranted && <LinkButton to={paths.hours()}>{t('page.seeHours')}</LinkButton>}
      {isGranted && (
        <LinkButton to={paths.launch()} kind="primary">
          {t('page.useNow')}
        </LinkButton>
      )}
      {isOver && <LinkButton to={paths.requestNew()}>{t('page.again')}</LinkButton>}
    </>
  );
  return (
    <PageHead title={request.title} actions={actions}>
      <RequestBadge state={state} />
    </PageHead>
  );
}
