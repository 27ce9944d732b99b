import { Plus, SquareTerminal } from 'lucide-react';
import type { LaunchView } from '#server/launch-services';
import { useFormat } from '../format/use-format';
import { useNow } from '../hooks/use-now';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';
import { PageHead } from '../ui/page-head';

interface HomeHeadProps {
  displayName: string;
  /** What goes on of one's own; undefined for who runs nothing. */
  live: readonly LaunchView[] | undefined;
}

/** Who is here and what is going on, in a sentence; the day; and where most people go from here. */
export function HomeHead({ displayName, live }: HomeHeadProps) {
  const format = useFormat();
  const nowAt = useNow(60_000);
  return (
    <PageHead title={useHello(displayName, live)} actions={live && <Actions isIdle={live.length === 0} />}>
      {format.instant(nowAt, 'weekday')}
    </PageHead>
  );
}

function useHello(name: string, live: readonly LaunchView[] | undefined): string {
  const t = useText('home');
  if (!live) return t('helloDuty', { name });
  const running = live.filter((launch) => launch.state === 'running').length;
  if (running > 0) return t('helloRunning', { name, count: running });
  return live.length > 0 ? t('helloWaiting', { name, count: live.length }) : t('helloIdle', { name });
}

/** Launching is the first thing only while nothing runs. */
function Actions({ isIdle }: { isIdle: boolean }) {
  const t = useText('home');
  return (
    <>
      <LinkButton to={paths.terminal()} icon={SquareTerminal}>
        {t('terminal')}
      </LinkButton>
      <LinkButton to={paths.launch()} icon={Plus} kind={isIdle ? 'primary' : 'plain'}>
        {t('launch')}
      </LinkButton>
    </>
  );
}
