import { useEffect, useRef, useState } from 'react';
import { useText } from '../locales/use-text';
import { Field } from '../ui/field';
import type { MountedEditor } from './script-editor-view';
import { useShell } from './shell';

interface ScriptEditorProps {
  label: string;
  name: string;
  /** Once the editor is there it holds the text: give another `key` to put another text into it. */
  value: string;
  onChange: (text: string) => void;
  error: string | undefined;
  /** Under the field [what scripts are for]. */
  help?: string;
  /** Whose colours fit [a shell script's]. */
  fileName?: string;
  /** Not while it is folded away: then its script is not loaded either. */
  isShown?: boolean;
}

/**
 * A script: a plain text area that works without script, in whose place CodeMirror comes once it is loaded. The text area stays the form's
 * field all the while.
 */
export function ScriptEditor(props: ScriptEditorProps) {
  const { label, name, value, onChange, error, help } = props;
  const t = useText('launch');
  const { place, isRich } = useCodeMirror(props);
  const lines = value.split('\n').length;
  return (
    <div ref={place} className={isRich ? 'code-field is-rich' : 'code-field'}>
      <Field label={label} error={error} help={help ?? t('scriptHelp')}>
        {(control) => (
          <div className="code-box" data-invalid={error === undefined ? undefined : true}>
            <div data-editor aria-hidden={isRich ? undefined : true} />
            <textarea
              {...control}
              name={name}
              value={value}
              onChange={(event) => onChange(event.currentTarget.value)}
              rows={12}
              wrap="soft"
              spellCheck={false}
              autoCapitalize="off"
              autoComplete="off"
              hidden={isRich}
            />
            <p className="code-foot">
              {isRich && <span className="max-md:hidden">{t('scriptTab')}</span>}
              <span className="ml-auto">{t('scriptLines', { count: lines })}</span>
            </p>
          </div>
        )}
      </Field>
    </div>
  );
}

/** Loads the editor and keeps it, the text and the words of the field together. */
function useCodeMirror({ label, value, onChange, error, fileName, isShown = true }: ScriptEditorProps) {
  const { nonce } = useShell();
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<MountedEditor>();
  const [isRich, setRich] = useState(false);
  const latest = useRef({ value, onChange });
  useEffect(() => {
    latest.current = { value, onChange };
  });
  useEffect(() => {
    if (!isShown || editor.current) return;
    let isGone = false;
    const mount = async () => {
      const { mountScriptEditor } = await import('./script-editor-view');
      const parent = place.current?.querySelector<HTMLElement>('[data-editor]');
      if (isGone || !parent) return;
      const hadFocus = place.current?.querySelector('textarea') === document.activeElement;
      editor.current = mountScriptEditor({
        parent,
        text: latest.current.value,
        words: { label, describedBy: undefined, isInvalid: false },
        nonce,
        fileName,
        onChange: (text) => latest.current.onChange(text),
      });
      setRich(true);
      if (hadFocus) editor.current.focus();
    };
    // Without it the text area goes on to work.
    mount().catch(() => undefined);
    return () => {
      isGone = true;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- mounted once; label and nonce are of the page
  }, [isShown]);
  useEffect(() => {
    return () => {
      editor.current?.destroy();
      editor.current = undefined;
      setRich(false);
    };
  }, []);
  useEffect(() => {
    if (!isRich) return;
    const field = place.current;
    const describedBy = field?.querySelector('textarea')?.getAttribute('aria-describedby') ?? undefined;
    editor.current?.setWords({ label, describedBy, isInvalid: error !== undefined });
    const caption = field?.querySelector('label');
    const focus = () => editor.current?.focus();
    caption?.addEventListener('click', focus);
    return () => caption?.removeEventListener('click', focus);
  }, [isRich, label, error]);
  return { place, isRich };
}
