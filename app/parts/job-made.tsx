import { useFetcher } from '@remix-run/react';
import { RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import type { LaunchView } from '#server/launch-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';
import { FileList } from '../ui/file-list';
import { hasEnded } from './job-look';
import { JobResultPictures } from './job-result-pictures';
import { JobResultPreview } from './job-result-preview';
import { previewBytes, resultKind } from './job-result-kind';
import type { ResultFile, ResultsAnswer } from './job-results-answer';
import { useWhen } from './use-when';

/** More than these are opened from the list. */
const previewsAtMost = 4;

/** What the job made: pictures shown, tables and texts by their beginning, everything to be downloaded. */
export function JobMade({ launch, nowAt }: { launch: LaunchView; nowAt: Date }) {
  const t = useText('job');
  const { answer, isBusy, look } = useResults(launch);
  const isOver = hasEnded(launch.state);
  return (
    <>
      {answer && 'files' in answer && answer.files.length > 0 ? (
        <Files launch={launch} files={answer.files} nowAt={nowAt} />
      ) : (
        <p className="text-text-2" role="status">
          {answer && 'code' in answer
            ? t('resultsAway')
            : launch.may.showOutput && !answer
              ? t('resultsLoading')
              : t(isOver ? 'resultsNoneEnd' : 'resultsNone')}
        </p>
      )}
      {launch.may.showOutput && !isOver && (
        <Button
          size="small"
          kind="quiet"
          icon={RefreshCw}
          isBusy={isBusy}
          onClick={look}
          className="justify-self-start"
        >
          {t('resultsLook')}
        </Button>
      )}
    </>
  );
}

/** Asked once there can be any, and again when a task has ended or the cluster is back. */
function useResults(launch: LaunchView) {
  const fetcher = useFetcher<ResultsAnswer>();
  const { load } = fetcher;
  const url = paths.launchResults(launch.id);
  const ended = launch.jobs.filter((job) => job.state === 'ended').length;
  const isOn = launch.may.showOutput;
  const isAway = launch.cluster.reach === 'down';
  useEffect(() => {
    if (isOn && !isAway) load(url);
  }, [load, url, isOn, isAway, launch.state, ended]);
  return { answer: fetcher.data, isBusy: fetcher.state !== 'idle', look: () => load(url) };
}

interface FilesProps {
  launch: LaunchView;
  files: readonly ResultFile[];
  nowAt: Date;
}

function Files({ launch, files, nowAt }: FilesProps) {
  const t = useText('job');
  const format = useFormat();
  const when = useWhen(nowAt);
  const hrefOf = (file: ResultFile) =>
    paths.launchResult(launch.id, { file: file.path, version: String(file.modifiedAt.getTime()) });
  const newestFirst = [...files].reverse();
  const pictures = newestFirst.filter((file) => resultKind(file.path) === 'picture');
  const readable = newestFirst.filter(
    (file) => ['table', 'text'].includes(resultKind(file.path)) && file.sizeBytes <= previewBytes,
  );
  return (
    <>
      <JobResultPictures pictures={pictures.map((file) => ({ ...file, href: hrefOf(file) }))} />
      {readable.slice(0, previewsAtMost).map((file) => (
        <JobResultPreview
          key={`${file.path} ${file.modifiedAt.getTime()}`}
          path={file.path}
          href={hrefOf(file)}
        />
      ))}
      <FileList
        label={t('resultsFiles')}
        files={newestFirst.map((file) => ({
          path: file.path,
          size: format.bytes(file.sizeBytes),
          time: when(file.modifiedAt),
          href: hrefOf(file),
        }))}
      />
    </>
  );
}
