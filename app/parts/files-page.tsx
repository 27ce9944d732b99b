import { useRevalidator } from '@remix-run/react';
import { Trash2 } from 'lucide-react';
import { useUploads } from '../hooks/use-uploads';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';
import { LinkButton } from '../ui/link-button';
import { Note } from '../ui/note';
import { folderOf, type FilesShown } from './files-answer';
import { FilesEditor } from './files-editor';
import { FilesFile } from './files-file';
import { FilesFolder } from './files-folder';
import { FilesPath } from './files-path';
import { FilesSpace } from './files-space';
import { FilesUploads } from './files-uploads';

interface FilesPageProps {
  cluster: string;
  title: string;
  shown: FilesShown;
  isHiddenShown: boolean;
  nowAt: Date;
}

/** A folder, a file or the editor, under the path that leads there. */
export function FilesPage({ cluster, title, shown, isHiddenShown, nowAt }: FilesPageProps) {
  const t = useText('files');
  const { revalidate } = useRevalidator();
  const uploads = useUploads(revalidate);
  const path = shown.kind === 'trouble' ? '' : shown.path;
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="min-w-0 flex-[1_1_280px]">
          <h1>
            {t('title')} · {title}
          </h1>
          <FilesPath cluster={cluster} path={path} />
        </div>
        <LinkButton to={paths.filesTrash(cluster)} icon={Trash2} prefetch="none" kind="quiet" size="small">
          {t('trashTitle')}
        </LinkButton>
      </div>
      <FilesUploads uploads={uploads} />
      {shown.kind === 'trouble' && <Trouble cluster={cluster} {...shown} />}
      {shown.kind === 'folder' && (
        <FilesFolder
          key={`${cluster} ${shown.path}`}
          cluster={cluster}
          folder={shown}
          uploads={uploads}
          isHiddenShown={isHiddenShown}
          nowAt={nowAt}
        />
      )}
      {shown.kind === 'file' && <FilesFile cluster={cluster} file={shown} nowAt={nowAt} />}
      {shown.kind === 'edit' && (
        <FilesEditor
          key={`${cluster} ${shown.path}`}
          cluster={cluster}
          file={shown}
          folder={folderOf(path)}
        />
      )}
      <FilesSpace cluster={cluster} />
    </div>
  );
}

function Trouble({ cluster, code, details }: Extract<FilesShown, { kind: 'trouble' }> & { cluster: string }) {
  const t = useText('files');
  const errorText = useErrorText();
  const { revalidate, state } = useRevalidator();
  return (
    <Note
      tone="warn"
      isAnnounced
      title={t('away')}
      actions={
        <>
          <Button size="small" isBusy={state !== 'idle'} onClick={revalidate}>
            {t('again')}
          </Button>
          <LinkButton size="small" to={paths.filesAt(cluster)} prefetch="none">
            {t('home')}
          </LinkButton>
        </>
      }
    >
      {code === 'wrong-state' ? t('notEditable') : errorText(code, details)}
    </Note>
  );
}
