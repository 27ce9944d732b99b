import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { HighlightStyle, StreamLanguage, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { python } from '@codemirror/legacy-modes/mode/python';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';

export interface EditorWords {
  label: string;
  /** Ids of what describes it: help, error. */
  describedBy: string | undefined;
  isInvalid: boolean;
}

export interface MountedEditor {
  setWords(words: EditorWords): void;
  focus(): void;
  destroy(): void;
}

/** Puts CodeMirror into `parent`. `nonce`: for browsers without constructable style sheets. */
export function mountScriptEditor(options: {
  parent: HTMLElement;
  text: string;
  words: EditorWords;
  nonce: string;
  /** By its ending its colours are chosen [a shell script's]. */
  fileName?: string | undefined;
  onChange: (text: string) => void;
}): MountedEditor {
  const words = new Compartment();
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        history(),
        indentUnit.of('  '),
        EditorState.tabSize.of(4),
        EditorView.lineWrapping,
        ...languageOf(options.fileName ?? 'script.sh'),
        syntaxHighlighting(colours),
        keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
        EditorView.cspNonce.of(options.nonce),
        words.of(attributesOf(options.words)),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setWords: (next) => view.dispatch({ effects: words.reconfigure(attributesOf(next)) }),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

function languageOf(fileName: string): Extension[] {
  if (/\.py$/i.test(fileName)) return [StreamLanguage.define(python)];
  return /\.(sh|bash|slurm|pbs|sbatch)$/i.test(fileName) ? [StreamLanguage.define(shell)] : [];
}

const attributesOf = ({ label, describedBy, isInvalid }: EditorWords): Extension =>
  EditorView.contentAttributes.of({
    'aria-label': label,
    ...(describedBy !== undefined && { 'aria-describedby': describedBy }),
    ...(isInvalid && { 'aria-invalid': 'true' }),
    // What is typed is for a machine: no capitals, quotes or words of the keyboard's own making.
    autocapitalize: 'off',
    autocorrect: 'off',
    spellcheck: 'false',
  });

/** Colours by class, so that they follow the theme; they stand in `styles/editor.css`. */
const colours = HighlightStyle.define([
  { tag: tags.comment, class: 'code-comment' },
  { tag: tags.meta, class: 'code-comment' },
  { tag: [tags.keyword, tags.standard(tags.name)], class: 'code-keyword' },
  { tag: [tags.string, tags.special(tags.string)], class: 'code-string' },
  { tag: tags.number, class: 'code-number' },
  { tag: [tags.definition(tags.name), tags.variableName], class: 'code-name' },
  { tag: tags.attributeName, class: 'code-option' },
]);
