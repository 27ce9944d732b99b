import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import type { SpaceView } from '#server/file-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Bar } from '../ui/bar';

const nearly = 0.9;

/** How full the login's place is; unknown is said as unknown. */
export function FilesSpace({ cluster }: { cluster: string }) {
  const t = useText('files');
  const format = useFormat();
  const { load, data, state } = useFetcher<{ space: SpaceView | undefined }>();
  useEffect(() => load(paths.filesSpace(cluster)), [load, cluster]);
  if (!data)
    return <p className="text-small text-text-3">{t(state === 'idle' ? 'spaceUnknown' : 'spaceLoading')}</p>;
  if (!data.space) return <p className="text-small text-text-3">{t('spaceUnknown')}</p>;
  const { usedBytes, limitBytes, of } = data.space;
  const words = t(of === 'quota' ? 'spaceQuota' : 'spaceDisk', {
    used: format.bytes(usedBytes),
    limit: format.bytes(limitBytes),
  });
  const part = Math.min(1, usedBytes / limitBytes);
  return (
    <div className="grid max-w-[420px] gap-1.5 text-small text-text-2">
      <p>{words}</p>
      <Bar
        size="thin"
        label={words}
        pieces={[{ fill: part > nearly ? 'warn' : 'used', from: 0, to: part }]}
      />
      {of === 'quota' && part > nearly && <p>{t('spaceNearly')}</p>}
    </div>
  );
}
