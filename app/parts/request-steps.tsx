import type { RequestView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Steps, type Step } from '../ui/steps';

type Event = RequestView['events'][number];

/** Steps that end it without hours. */
const endings: readonly Event['kind'][] = ['adviser-refused', 'declined', 'withdrawn'];

/** The road of a request so far, and where it waits now. label: whose view it is, said first by a screen reader. */
export function RequestSteps({ request, label }: { request: RequestView; label: string }) {
  const t = useText('requests');
  const { state } = request;
  const isWaiting = state === 'with-adviser' || state === 'submitted' || state === 'asked-back';
  const past = usePast(request.events);
  const now: Step[] = isWaiting ? [{ key: 'now', title: t(`wait.${state}`), state: 'now' }] : [];
  return <Steps label={label} steps={[...past, ...now]} />;
}

function usePast(events: readonly Event[]): Step[] {
  const t = useText('requests');
  const format = useFormat();
  return events.map((event) => ({
    key: event.id,
    title: t(`event.${event.kind}`, { amount: format.gpuHours(event.amountMilliGpuSeconds ?? 0) }),
    time: format.instant(event.at, 'dayTime'),
    state: endings.includes(event.kind) ? 'failed' : 'done',
    more: (
      <>
        <span>{event.isMine ? t('page.me') : event.by || t('page.aReviewer')}</span>
        {event.body !== '' && (
          <p className="mt-1 border-l-[3px] border-line pl-3 text-body whitespace-pre-line text-text [overflow-wrap:anywhere]">
            {event.body}
          </p>
        )}
      </>
    ),
  }));
}
