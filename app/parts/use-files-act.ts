import { useFetcher } from '@remix-run/react';
import type { SaveView } from '#server/file-services';
import { paths } from '../paths';
import type { FormProblem } from '../request/form-problem';
import type { FilesDone } from './files-answer';

export type FilesAnswer = { ok: true; intent: FilesDone | 'save'; saved: SaveView | undefined } | FormProblem;

/** What a page of files does at a cluster, one thing after the other, and what came of the last. */
export function useFilesAct(cluster: string) {
  const fetcher = useFetcher<FilesAnswer>();
  const send = (fields: Record<string, string>, lists: readonly string[] = []) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    for (const path of lists) form.append('paths[]', path);
    fetcher.submit(form, { method: 'post', action: paths.filesAt(cluster) });
  };
  return {
    answer: fetcher.data,
    isBusy: fetcher.state !== 'idle',
    make: (path: string, kind: 'file' | 'folder', name: string) => send({ intent: 'make', path, kind, name }),
    rename: (path: string, name: string) => send({ intent: 'rename', path, name }),
    move: (list: readonly string[], to: string) => send({ intent: 'move', to }, list),
    trash: (list: readonly string[]) => send({ intent: 'trash' }, list),
    save: (path: string, text: string, base: string, isCopy: boolean) =>
      send({ intent: 'save', path, text, base, ...(isCopy && { isCopy: 'yes' }) }),
  };
}

export type FilesAct = ReturnType<typeof useFilesAct>;
