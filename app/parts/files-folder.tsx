import { Link } from '@remix-run/react';
import { Eye, EyeOff, FilePlus, FolderInput, FolderPlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { FolderView } from '#server/file-services';
import type { Uploads } from '../hooks/use-uploads';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';
import { buttonClass } from '../ui/button-look';
import { EmptyState } from '../ui/empty-state';
import { LinkButton } from '../ui/link-button';
import { Sheet } from '../ui/sheet';
import { below } from './files-answer';
import { FilesAsk, type FilesQuestion } from './files-ask';
import { FilesOutcome } from './files-outcome';
import { FilesTable } from './files-table';
import { FilesUpload } from './files-upload';
import { useFilesAct } from './use-files-act';

interface FilesFolderProps {
  cluster: string;
  folder: FolderView;
  uploads: Uploads;
  isHiddenShown: boolean;
  nowAt: Date;
}

/** What is in a folder, and what can be done with it. */
export function FilesFolder({ cluster, folder, uploads, isHiddenShown, nowAt }: FilesFolderProps) {
  const t = useText('files');
  const { path } = folder;
  const act = useFilesAct(cluster);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [question, setQuestion] = useState<FilesQuestion>();
  const shown = folder.entries.filter(({ name }) => isHiddenShown || !name.startsWith('.'));
  const chosenPaths = shown.filter(({ name }) => chosen.has(name)).map(({ name }) => below(path, name));
  const trash = (names: readonly string[]) => {
    act.trash(names);
    setChosen(new Set());
  };
  return (
    <>
      <FilesOutcome cluster={cluster} answer={question ? undefined : act.answer} />
      <FilesUpload cluster={cluster} folder={path} uploads={uploads}>
        <Button icon={FolderPlus} onClick={() => setQuestion({ kind: 'make', what: 'folder' })}>
          {t('newFolder')}
        </Button>
        <Button icon={FilePlus} onClick={() => setQuestion({ kind: 'make', what: 'file' })}>
          {t('newFile')}
        </Button>
        {chosenPaths.length > 0 && (
          <span role="group" aria-label={t('chosen', { count: chosenPaths.length })} className="flex gap-2">
            <Button icon={FolderInput} onClick={() => setQuestion({ kind: 'move', paths: chosenPaths })}>
              {t('move')}
            </Button>
            <Button kind="danger" icon={Trash2} isBusy={act.isBusy} onClick={() => trash(chosenPaths)}>
              {t('trash')}
            </Button>
          </span>
        )}
      </FilesUpload>
      {shown.length === 0 ? (
        <EmptyState title={t(folder.entries.length > 0 ? 'onlyHidden' : 'empty')}>
          <p>{t('emptyLead')}</p>
        </EmptyState>
      ) : (
        <Sheet>
          <FilesTable
            cluster={cluster}
            path={path}
            entries={shown}
            chosen={chosen}
            onChoose={setChosen}
            onAsk={setQuestion}
            onTrash={(name) => trash([below(path, name)])}
            nowAt={nowAt}
          />
        </Sheet>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <LinkButton
          size="small"
          kind="quiet"
          prefetch="none"
          icon={isHiddenShown ? EyeOff : Eye}
          to={paths.filesAt(cluster, { path, ...(isHiddenShown ? {} : { hidden: 'yes' }) })}
        >
          {t(isHiddenShown ? 'hiddenHide' : 'hiddenShow')}
        </LinkButton>
        {folder.entries.length > 0 && (
          <a
            href={paths.fileZip(cluster, { path })}
            download
            className={buttonClass({ size: 'small', kind: 'quiet' })}
          >
            {t('zip')}
          </a>
        )}
        {folder.total > folder.entries.length && (
          <p className="text-small text-text-2">
            {t('more', { total: folder.total, shown: folder.entries.length })}{' '}
            <Link to={paths.terminal({ cluster })}>{t('open')}</Link>
          </p>
        )}
      </div>
      <FilesAsk folder={path} question={question} act={act} onClose={() => setQuestion(undefined)} />
    </>
  );
}
