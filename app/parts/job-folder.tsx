import { Link, useFetcher } from '@remix-run/react';
import { CornerLeftUp, File, Folder, FolderOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { LaunchView } from '#server/launch-services';
import { useFormat } from '../format/use-format';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';
import { LinkButton } from '../ui/link-button';
import { below, folderOf } from './files-answer';
import type { FolderAnswer } from './job-results-answer';
import { useWhen } from './use-when';

/** The launch's own folder at its cluster, with those in it; a file opens among the person's files. @see `server/bridge/launch-folder.ts` */
export function JobFolder({ launch, nowAt }: { launch: LaunchView; nowAt: Date }) {
  const t = useText('job');
  const format = useFormat();
  const errorText = useErrorText();
  const when = useWhen(nowAt);
  /** From the launch's folder on. */
  const [path, setPath] = useState('');
  const fetcher = useFetcher<FolderAnswer>();
  const { load } = fetcher;
  const cluster = launch.cluster.name;
  const whole = below(`.modu/${launch.id}`, path).replace(/\/$/, '');
  const address = paths.launchFolder(launch.id, { path });
  useEffect(() => load(address), [load, address, launch.state]);
  const answer = fetcher.data;
  const folder = answer && 'folder' in answer ? answer.folder : undefined;
  const trouble = answer && 'code' in answer ? answer : undefined;
  const isBusy = fetcher.state !== 'idle';
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 font-mono text-small text-text-2 [overflow-wrap:anywhere]">~/{whole}</p>
        <LinkButton
          size="small"
          kind="quiet"
          icon={FolderOpen}
          prefetch="none"
          to={paths.filesAt(cluster, { path: whole })}
        >
          {t('folderInFiles')}
        </LinkButton>
      </div>
      <div role="status">
        {trouble && !isBusy && (
          <p>{trouble.code === 'not-found' ? t('folderNone') : errorText(trouble.code, trouble.details)}</p>
        )}
        {isBusy && !folder && <p className="text-text-2">{t('folderLoading')}</p>}
      </div>
      {!isBusy && trouble && (
        <Button size="small" onClick={() => load(address)} className="justify-self-start">
          {t('folderAgain')}
        </Button>
      )}
      {folder && (
        <ul aria-label={t('resultsFolder')} aria-busy={isBusy} className="divide-y divide-line">
          {path !== '' && (
            <li className="py-2">
              <button
                type="button"
                className="flex min-h-8 cursor-pointer items-center gap-2"
                onClick={() => setPath(folderOf(path))}
              >
                <CornerLeftUp className="text-text-3" />
                {t('folderUp')}
              </button>
            </li>
          )}
          {folder.entries.map(({ name, kind, sizeBytes, modifiedAt }) => (
            <li key={name} className="flex items-center gap-2 py-2">
              {kind === 'folder' ? (
                <button
                  type="button"
                  className="flex min-h-8 min-w-0 flex-1 cursor-pointer items-center gap-2 text-left font-mono text-small hover:underline"
                  onClick={() => setPath(below(path, name))}
                >
                  <Folder className="text-text-3" />
                  <span className="truncate">{name}</span>
                </button>
              ) : (
                <Link
                  to={paths.filesAt(cluster, { path: below(folder.path, name) })}
                  className="flex min-h-8 min-w-0 flex-1 items-center gap-2 font-mono text-small no-underline hover:underline"
                >
                  <File className="text-text-3" />
                  <span className="truncate">{name}</span>
                </Link>
              )}
              <span className="text-small text-text-3 max-sm:hidden">{when(modifiedAt)}</span>
              {kind === 'file' && (
                <span className="text-small whitespace-nowrap text-text-2">{format.bytes(sizeBytes)}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
