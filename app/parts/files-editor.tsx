import { Save } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { EditView, SaveView } from '#server/file-services';
import { useLeaveGuard } from '../hooks/use-leave-guard';
import { useUnsent } from '../hooks/use-unsent';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';
import { CodeBlock } from '../ui/code-block';
import { LinkButton } from '../ui/link-button';
import { Note } from '../ui/note';
import { Sheet, SheetBody } from '../ui/sheet';
import { useFilesProblem } from './files-outcome';
import { useRootData } from './root-data';
import { ScriptEditor } from './script-editor';
import { useFilesAct } from './use-files-act';

interface FilesEditorProps {
  cluster: string;
  file: EditView;
  folder: string;
}

/** A text in the editor. A save that would undo somebody else's is refused, with both versions in sight. */
export function FilesEditor({ cluster, file, folder }: FilesEditorProps) {
  const t = useText('files');
  const problemText = useFilesProblem();
  const edit = useEdit(cluster, file);
  const { act, text, isChanged, conflict, saved } = edit;
  const problem = !act.isBusy && act.answer?.ok === false ? act.answer : undefined;
  return (
    <Sheet as="section" labelledBy="edit-title">
      <SheetBody className="grid gap-4">
        <h2 id="edit-title" className="text-h3 [overflow-wrap:anywhere]">
          {t('editTitle', { name: file.name })}
        </h2>
        {edit.unsent.found !== undefined && !isChanged && (
          <Note
            tone="info"
            isAnnounced
            title={t('unsentTitle')}
            actions={
              <>
                <Button size="small" onClick={edit.takeUnsent}>
                  {t('unsentTake')}
                </Button>
                <Button size="small" kind="quiet" onClick={edit.unsent.discard}>
                  {t('unsentDiscard')}
                </Button>
              </>
            }
          >
            {t('unsent')}
          </Note>
        )}
        <ScriptEditor
          key={edit.round}
          label={t('text')}
          help={t('editHelp')}
          name="text"
          fileName={file.name}
          value={text}
          onChange={edit.setText}
          error={problem && problemText(problem)}
        />
        {conflict && !act.isBusy && <Conflict conflict={conflict} edit={edit} />}
        {saved && !act.isBusy && !isChanged && (
          <Note tone="success" isAnnounced>
            {saved.path === file.path ? t('saved') : t('savedAs', { path: saved.path })}
          </Note>
        )}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" icon={Save} isBusy={act.isBusy} onClick={() => edit.save()}>
            {t(act.isBusy ? 'saving' : 'save')}
          </Button>
          <LinkButton to={paths.filesAt(cluster, { path: folder })} prefetch="none">
            {t('close')}
          </LinkButton>
        </div>
      </SheetBody>
    </Sheet>
  );
}

type Edit = ReturnType<typeof useEdit>;

function useEdit(cluster: string, file: EditView) {
  const act = useFilesAct(cluster);
  const [text, setText] = useState(file.text);
  const [clean, setClean] = useState(file.text);
  const [round, setRound] = useState(0);
  const base = useRef(file.base);
  const sent = useRef(file.text);
  const isChanged = text !== clean;
  const answer: SaveView | undefined = act.answer?.ok ? act.answer.saved : undefined;
  const saved = answer?.outcome === 'saved' ? answer : undefined;
  useEffect(() => {
    if (!saved) return;
    if (saved.path === file.path) base.current = saved.base;
    setClean(sent.current);
  }, [saved, file.path]);
  const unsent = useUnsent({
    person: useRootData()?.person?.id ?? '',
    page: paths.filesAt(cluster, { path: file.path, edit: 'yes' }),
    values: { text },
    isWorthKeeping: isChanged,
  });
  // What was typed is also kept in the tab.
  useLeaveGuard(isChanged);
  return {
    act,
    text,
    setText,
    round,
    isChanged,
    saved,
    unsent,
    conflict: answer?.outcome === 'changed' ? answer : undefined,
    takeUnsent: () => {
      if (unsent.found) setText(unsent.found.text);
      setRound((before) => before + 1);
      unsent.take();
    },
    save: (over?: { base: string } | 'copy') => {
      if (typeof over === 'object') base.current = over.base;
      sent.current = text;
      act.save(file.path, text, base.current, over === 'copy');
    },
  };
}

function Conflict({ conflict, edit }: { conflict: Extract<SaveView, { outcome: 'changed' }>; edit: Edit }) {
  const t = useText('files');
  const { theirs } = conflict;
  return (
    <div className="grid gap-3">
      <Note
        tone="warn"
        isAnnounced
        title={t('changedTitle')}
        actions={
          <>
            <Button size="small" onClick={() => edit.save('copy')}>
              {t('saveCopy')}
            </Button>
            {theirs && (
              <Button size="small" kind="danger" onClick={() => edit.save({ base: theirs.base })}>
                {t('saveOver')}
              </Button>
            )}
          </>
        }
      >
        {t(theirs ? 'changed1' : 'changedGone')}
      </Note>
      {theirs && <CodeBlock code={theirs.text} label={t('theirs')} canCopy />}
    </div>
  );
}
