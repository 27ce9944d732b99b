import type { OutputState } from '../hooks/use-job-output';
import { useText } from '../locales/use-text';
import { LiveDot } from '../ui/live-dot';

/** Whether the output is still growing by itself; nothing once it is whole and was so when the page came. */
export function JobOutputState({ state, isOver }: { state: OutputState; isOver: boolean }) {
  const t = useText('job');
  const common = useText('common');
  if (state === 'done') return <span className="text-small text-text-2">{t('outputDone')}</span>;
  if (state === 'loading' || (isOver && state === 'following')) return null;
  const isConnected = state === 'following';
  return (
    <LiveDot isConnected={isConnected}>{isConnected ? t('outputFollowing') : common('reconnecting')}</LiveDot>
  );
}
