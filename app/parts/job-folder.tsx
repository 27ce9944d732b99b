import { Form, Link, useNavigation } from '@remix-run/react';
import { CornerLeftUp, File, Folder, FolderOpen, RefreshCw, type LucideIcon } from 'lucide-react';
import type { FileEntryView } from '#server/file-services';
import { useFormat } from '../format/use-format';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';
import { LinkButton } from '../ui/link-button';
import { below, folderOf } from './files-answer';
import type { FolderAnswer } from './job-results-answer';
import { useWhen } from './use-when';

interface JobFolderProps {
  launchId: string;
  cluster: string;
  /** From the launch's folder on. */
  path: string;
  answer: FolderAnswer;
  nowAt: Date;
}

/** The launch's own folder at its cluster, with those in it; a file opens among the person's files. @see `server/bridge/launch-folder.ts` */
export function JobFolder({ launchId, cluster, path, answer, nowAt }: JobFolderProps) {
  const t = useText('job');
  const errorText = useErrorText();
  const isBusy = useNavigation().state !== 'idle';
  const whole = below(`.modu/${launchId}`, path).replace(/\/$/, '');
  const folder = 'folder' in answer ? answer.folder : undefined;
  const open = (to: string) => paths.launchFolder(launchId, { path: to });
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-2">
        <p className="min-w-0 flex-[1_1_240px] font-mono text-small text-text-2 [overflow-wrap:anywhere]">
          ~/{whole}
        </p>
        <Again launchId={launchId} path={path} isBusy={isBusy} />
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
      {'code' in answer && (
        <p role="status">
          {answer.code === 'not-found' ? t('folderNone') : errorText(answer.code, answer.details)}
        </p>
      )}
      {folder?.total === 0 && <p className="text-text-2">{t('folderEmpty')}</p>}
      <ul aria-label={t('resultsFolder')} aria-busy={isBusy} className="divide-y divide-line empty:hidden">
        {path !== '' && <Entry to={open(folderOf(path))} icon={CornerLeftUp} words={t('folderUp')} />}
        {folder?.entries.map((entry) => (
          <Entry
            key={entry.name}
            to={
              entry.kind === 'folder'
                ? open(below(path, entry.name))
                : entry.kind === 'other'
                  ? undefined
                  : paths.filesAt(cluster, { path: below(folder.path, entry.name) })
            }
            icon={entry.kind === 'folder' ? Folder : File}
            words={entry.name}
            entry={entry}
            nowAt={nowAt}
          />
        ))}
      </ul>
      {folder && folder.total > folder.entries.length && (
        <p className="text-small text-text-2">
          {t('folderMore', { total: folder.total, shown: folder.entries.length })}
        </p>
      )}
    </div>
  );
}

interface EntryProps {
  /** undefined: a socket or the like, which cannot be opened. */
  to: string | undefined;
  icon: LucideIcon;
  words: string;
  entry?: FileEntryView;
  nowAt?: Date;
}

const nameClass = 'flex min-h-8 min-w-0 flex-1 items-center gap-2';

function Entry({ to, icon: Icon, words, entry, nowAt = new Date(0) }: EntryProps) {
  const format = useFormat();
  const when = useWhen(nowAt);
  const name = (
    <>
      <Icon className="size-4 flex-none text-text-3" />
      <span className="[overflow-wrap:anywhere]">{words}</span>
    </>
  );
  return (
    <li className="flex items-center gap-3 py-1">
      {to === undefined ? (
        <span className={nameClass}>{name}</span>
      ) : (
        <Link
          to={to}
          preventScrollReset={entry?.kind !== 'file'}
          className={`${nameClass} no-underline hover:underline`}
        >
          {name}
        </Link>
      )}
      {entry && <span className="text-small text-text-3 max-sm:hidden">{when(entry.modifiedAt)}</span>}
      {entry?.kind === 'file' && (
        <span className="text-small whitespace-nowrap text-text-2">{format.bytes(entry.sizeBytes)}</span>
      )}
    </li>
  );
}

/** Asks for the same address by a form: the route tells that from news of the launch, after which the listing stays as it is. */
function Again({ launchId, path, isBusy }: { launchId: string; path: string; isBusy: boolean }) {
  const t = useText('job');
  return (
    <Form method="get" action={paths.launchFolder(launchId)} replace preventScrollReset>
      {path !== '' && <input type="hidden" name="path" value={path} />}
      <Button type="submit" size="small" kind="quiet" icon={RefreshCw} isBusy={isBusy}>
        {t('folderAgain')}
      </Button>
    </Form>
  );
}
