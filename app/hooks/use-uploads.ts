import { useCallback, useEffect, useRef, useState } from 'react';
import type { Upload } from 'tus-js-client';
import { limits } from '#server/contract/limits';
import { paths } from '../paths';
import { useLeaveGuard } from './use-leave-guard';

export type UploadState =
  'waiting' | 'going' | 'paused' | 'retrying' | 'done' | 'failed' | 'full' | 'signed-out';

export interface OneUpload {
  key: number;
  cluster: string;
  folder: string;
  name: string;
  sizeBytes: number;
  sentBytes: number;
  state: UploadState;
}

interface Wanted {
  cluster: string;
  folder: string;
  file: File;
}

/** After these waits a cut upload goes on; after the last it waits for its person. */
const retryDelays = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000, 60_000];

/** Uploads of this page, one after the other. `onDone`: one has arrived. Leaving the page pauses them; the same file picked again goes on. */
export function useUploads(onDone: () => void) {
  const [uploads, setUploads] = useState<readonly OneUpload[]>([]);
  const files = useRef(new Map<number, { wanted: Wanted; upload: Upload | undefined }>());
  const lastKey = useRef(0);
  const change = useCallback((key: number, change: Partial<OneUpload>) => {
    setUploads((before) => before.map((one) => (one.key === key ? { ...one, ...change } : one)));
  }, []);

  const start = useCallback(
    async (key: number) => {
      const one = files.current.get(key);
      if (!one) return;
      try {
        one.upload ??= await prepare(one.wanted, {
          onProgress: (sentBytes) => change(key, { sentBytes, state: 'going' }),
          onRetry: () => change(key, { state: 'retrying' }),
          onEnd: (state) => {
            change(key, { state, ...(state === 'done' && { sentBytes: one.wanted.file.size }) });
            if (state === 'done') onDone();
          },
        });
        // Given up while the library was on its way.
        if (files.current.has(key)) one.upload.start();
      } catch {
        change(key, { state: 'failed' });
      }
    },
    [change, onDone],
  );

  const next = uploads.some((one) => ['going', 'retrying'].includes(one.state))
    ? undefined
    : uploads.find((one) => one.state === 'waiting')?.key;
  useEffect(() => {
    if (next === undefined) return;
    change(next, { state: 'going' });
    void start(next);
  }, [next, change, start]);

  useEffect(() => {
    const all = files.current;
    return () => {
      for (const { upload } of all.values()) void upload?.abort();
    };
  }, []);
  useLeaveGuard(uploads.some((one) => ['waiting', 'going', 'retrying'].includes(one.state)));

  return {
    uploads,
    add: (wanted: readonly Wanted[]) => {
      const added = wanted.map((one): OneUpload => {
        const key = ++lastKey.current;
        files.current.set(key, { wanted: one, upload: undefined });
        const { cluster, folder, file } = one;
        return {
          key,
          cluster,
          folder,
          name: file.name,
          sizeBytes: file.size,
          sentBytes: 0,
          state: 'waiting',
        };
      });
      setUploads((before) => [...before, ...added]);
    },
    pause: (key: number) => {
      change(key, { state: 'paused' });
      void files.current.get(key)?.upload?.abort();
    },
    resume: (key: number) => change(key, { state: 'waiting' }),
    cancel: (key: number) => {
      const upload = files.current.get(key)?.upload;
      files.current.delete(key);
      setUploads((before) => before.filter((one) => one.key !== key));
      // What has arrived is thrown away too; where that does not work now, the portal's own folder keeps it out of sight.
      upload?.abort(true).catch(() => undefined);
    },
    clear: () => setUploads((before) => before.filter((one) => one.state !== 'done')),
  };
}

export type Uploads = ReturnType<typeof useUploads>;

interface Listener {
  onProgress(sentBytes: number): void;
  onRetry(): void;
  onEnd(state: 'done' | 'failed' | 'full' | 'signed-out'): void;
}

/** The protocol's own client, which only comes to who uploads. @see tus-js-client 4.3, API */
async function prepare({ cluster, folder, file }: Wanted, listener: Listener): Promise<Upload> {
  const { Upload } = await import('tus-js-client');
  const upload = new Upload(file, {
    endpoint: paths.fileUploads(cluster),
    chunkSize: limits.uploadPartBytes,
    retryDelays,
    metadata: { filename: file.name, folder },
    removeFingerprintOnSuccess: true,
    // The same file for the same place goes on where it was, also after a reload.
    fingerprint: () =>
      Promise.resolve(
        `modu-upload ${JSON.stringify([cluster, folder, file.name, file.size, file.lastModified])}`,
      ),
    onProgress: (sent) => listener.onProgress(sent),
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0;
      const mayPass = status === 0 || status === 409 || status === 423 || (status >= 500 && status !== 507);
      if (mayPass) listener.onRetry();
      return mayPass;
    },
    onError: (error) => {
      const status = 'originalResponse' in error ? error.originalResponse?.getStatus() : undefined;
      listener.onEnd(status === 507 ? 'full' : status === 401 ? 'signed-out' : 'failed');
    },
    onSuccess: () => listener.onEnd('done'),
  });
  const [before] = await upload.findPreviousUploads();
  if (before) upload.resumeFromPreviousUpload(before);
  return upload;
}
