import { Pause, Play, X } from 'lucide-react';
import { useFormat } from '../format/use-format';
import type { OneUpload, Uploads } from '../hooks/use-uploads';
import { useText } from '../locales/use-text';
import { Progress } from '../ui/bar';
import { Button } from '../ui/button';
import { IconButton } from '../ui/icon-button';
import { Sheet } from '../ui/sheet';

/** How far each upload is; a cut connection, a pause or a reload costs nothing of what arrived. */
export function FilesUploads({ uploads: { uploads, pause, resume, cancel, clear } }: { uploads: Uploads }) {
  const t = useText('files');
  if (uploads.length === 0) return null;
  return (
    <Sheet as="section" labelledBy="uploads">
      <div className="flex items-center gap-4 px-4 pt-3">
        <h2 id="uploads" className="text-h3">
          {t('uploads')}
        </h2>
        {uploads.some((one) => one.state === 'done') && (
          <Button size="small" kind="quiet" onClick={clear}>
            {t('uploadClear')}
          </Button>
        )}
      </div>
      <ul className="divide-y divide-line px-4 pb-2">
        {uploads.map((one) => (
          <UploadRow key={one.key} one={one} onPause={pause} onResume={resume} onCancel={cancel} />
        ))}
      </ul>
    </Sheet>
  );
}

interface UploadRowProps {
  one: OneUpload;
  onPause: (key: number) => void;
  onResume: (key: number) => void;
  onCancel: (key: number) => void;
}

const words = {
  waiting: 'uploadWaiting',
  going: 'uploadGoing',
  paused: 'uploadPaused',
  retrying: 'uploadRetry',
  done: 'uploadDone',
  failed: 'uploadFailed',
  full: 'uploadFull',
  'signed-out': 'uploadGone',
} as const satisfies Record<OneUpload['state'], string>;

function UploadRow({ one, onPause, onResume, onCancel }: UploadRowProps) {
  const t = useText('files');
  const format = useFormat();
  const { key, name, state, sentBytes, sizeBytes } = one;
  const part = sizeBytes === 0 ? 1 : sentBytes / sizeBytes;
  const isGoing = state === 'going' || state === 'retrying' || state === 'waiting';
  return (
    <li className="grid gap-1.5 py-3">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
          {name}{' '}
          <span className="text-small text-text-3">
            {t('uploadTo', { folder: one.folder === '' ? t('home') : one.folder })}
          </span>
        </span>
        {isGoing && (
          <IconButton
            icon={Pause}
            size="small"
            label={t('uploadPause', { name })}
            onClick={() => onPause(key)}
          />
        )}
        {!isGoing && state !== 'done' && (
          <IconButton
            icon={Play}
            size="small"
            label={t('uploadResume', { name })}
            onClick={() => onResume(key)}
          />
        )}
        {state !== 'done' && (
          <IconButton
            icon={X}
            size="small"
            label={t('uploadCancel', { name })}
            onClick={() => onCancel(key)}
          />
        )}
      </div>
      <Progress
        label={t('uploadOf', { name, percent: format.percent(part) })}
        part={part}
        fill={state === 'done' ? 'completed' : state === 'failed' || state === 'full' ? 'failed' : 'running'}
      />
      <p className="text-small text-text-2" role={state === 'going' ? undefined : 'status'}>
        {t(words[state], { done: format.bytes(sentBytes), size: format.bytes(sizeBytes) })}
      </p>
    </li>
  );
}
