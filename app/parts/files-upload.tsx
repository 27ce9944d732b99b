import { Upload } from 'lucide-react';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { limits } from '#server/contract/limits';
import { useFormat } from '../format/use-format';
import type { Uploads } from '../hooks/use-uploads';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { classes } from '../ui/classes';
import { Note } from '../ui/note';

interface FilesUploadProps {
  cluster: string;
  folder: string;
  uploads: Uploads;
  /** Other things that can be done with the folder. */
  children: ReactNode;
}

/** Takes files by button or by drag. */
export function FilesUpload({ cluster, folder, uploads, children }: FilesUploadProps) {
  const t = useText('files');
  const [refusal, setRefusal] = useState<'uploadFolder' | 'uploadLarge'>();
  const [isOver, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const take = (files: readonly File[]) => {
    const fitting = files.filter((file) => file.size <= limits.uploadBytes);
    setRefusal(fitting.length < files.length ? 'uploadLarge' : undefined);
    uploads.add(fitting.map((file) => ({ cluster, folder, file })));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const items = [...event.dataTransfer.items];
    const isFolder = items.some((item) => item.webkitGetAsEntry()?.isDirectory);
    if (isFolder) setRefusal('uploadFolder');
    else take([...event.dataTransfer.files]);
  };
  return (
    <div
      className={classes(
        'grid gap-4 rounded-3',
        isOver && 'outline-2 outline-offset-4 outline-accent outline-dashed',
      )}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className="flex flex-wrap items-center gap-2">
        <Button kind="primary" icon={Upload} onClick={() => picker.current?.click()}>
          {t('upload')}
        </Button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={t('uploadPick')}
          onChange={(event) => {
            take([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        {children}
        {isOver && <span className="text-small text-accent-text">{t('uploadDrop')}</span>}
      </div>
      {refusal && <Refusal why={refusal} />}
    </div>
  );
}

function Refusal({ why }: { why: 'uploadFolder' | 'uploadLarge' }) {
  const t = useText('files');
  const format = useFormat();
  return (
    <Note tone="warn" isAnnounced>
      {why === 'uploadFolder'
        ? t('uploadFolder')
        : t('uploadLarge', { limit: format.bytes(limits.uploadBytes) })}
    </Note>
  );
}
