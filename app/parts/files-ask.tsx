import { useEffect, useRef, useState } from 'react';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/text-field';
import { below } from './files-answer';
import { useFilesProblem } from './files-outcome';
import type { FilesAct } from './use-files-act';

export type FilesQuestion =
  | { kind: 'make'; what: 'file' | 'folder' }
  | { kind: 'rename'; name: string }
  | { kind: 'move'; paths: readonly string[] };

interface FilesAskProps {
  folder: string;
  question: FilesQuestion | undefined;
  act: FilesAct;
  onClose: () => void;
}

/** Asks for a name, or for a folder to move to; stays open with what was typed when it is refused. */
export function FilesAsk({ folder, question, act, onClose }: FilesAskProps) {
  return question ? (
    <Ask key={JSON.stringify(question)} folder={folder} question={question} act={act} onClose={onClose} />
  ) : null;
}

function Ask({ folder, question, act, onClose }: FilesAskProps & { question: FilesQuestion }) {
  const t = useText('files');
  const problemText = useFilesProblem();
  const [typed, setTyped] = useState(question.kind === 'rename' ? question.name : '');
  const [isSent, setSent] = useState(false);
  const wasBusy = useRef(false);
  useEffect(() => {
    if (wasBusy.current && !act.isBusy && isSent && act.answer?.ok) onClose();
    wasBusy.current = act.isBusy;
  }, [act.isBusy, act.answer, isSent, onClose]);
  const send = () => {
    setSent(true);
    if (question.kind === 'make') act.make(folder, question.what, typed);
    else if (question.kind === 'rename') act.rename(below(folder, question.name), typed);
    else act.move(question.paths, typed);
  };
  const words = {
    make: question.kind === 'make' && question.what === 'folder' ? t('newFolder') : t('newFile'),
    rename: question.kind === 'rename' ? t('renameTitle', { name: question.name }) : '',
    move: question.kind === 'move' ? t('moveTitle', { count: question.paths.length }) : '',
  };
  const problem = isSent && !act.isBusy && act.answer?.ok === false ? act.answer : undefined;
  return (
    <Dialog title={words[question.kind]} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!act.isBusy) send();
        }}
      >
        <TextField
          label={t(question.kind === 'move' ? 'moveLabel' : 'nameLabel')}
          help={question.kind === 'move' ? t('moveHelp') : undefined}
          error={problem && problemText(problem)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          isMono
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" isBusy={act.isBusy}>
            {t(question.kind)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
