import { useEffect, useState } from 'react';
import type { OutputNews } from '#server/contract/output-news';
import { paths } from '../paths';
import { followStream } from './follow-stream';
import { addLines, noOutput, readOutputNews, type ShownOutput } from './output-lines';

/** away: the cluster does not answer · lost: our own line is cut; both go on by themselves. */
export type OutputState = 'loading' | 'following' | 'away' | 'lost' | 'done';

interface Watched {
  launchId: string;
  /** Which task of an array. */
  task: number | undefined;
  /** Whether there can be any output yet; nothing is asked before. */
  isOn: boolean;
}

/** What a job prints, from its last part on, growing as it comes; the file is read only while somebody looks. */
export function useJobOutput({ launchId, task, isOn }: Watched): { shown: ShownOutput; state: OutputState } {
  const [shown, setShown] = useState(noOutput);
  const [state, setState] = useState<OutputState>('loading');
  useEffect(() => {
    if (!isOn) return undefined;
    let latest = noOutput;
    setShown(latest);
    setState('loading');
    const listen = (news: OutputNews) => {
      if (news.kind === 'lines') setShown((latest = addLines(latest, news)));
      if (news.kind === 'end' || news.kind === 'session-ended') stop();
      setState(stateAfter[news.kind]);
    };
    const urlOf = () =>
      paths.liveOutput({
        launch: launchId,
        ...(task !== undefined && { task: String(task) }),
        ...(latest.nextByte !== undefined && { from: String(latest.nextByte) }),
      });
    const stop = followStream(urlOf, readOutputNews, {
      onEvent: listen,
      onState: (line) => line === 'lost' && setState('lost'),
    });
    return stop;
  }, [launchId, task, isOn]);
  return { shown, state };
}

const stateAfter: Record<OutputNews['kind'], OutputState> = {
  lines: 'following',
  nothing: 'following',
  away: 'away',
  end: 'done',
  'session-ended': 'lost',
};
