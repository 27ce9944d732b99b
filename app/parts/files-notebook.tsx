import type { NotebookCellView, PreviewView } from '#server/file-services';
import { useText } from '../locales/use-text';
import { CodeBlock } from '../ui/code-block';
import { DocBlocks } from './doc-blocks';

type NotebookView = Extract<PreviewView, { kind: 'notebook' }>;

/** A notebook as it was saved: words, code, text and pictures; no markup of its own, and nothing that runs. */
export function FilesNotebook({ name, notebook }: { name: string; notebook: NotebookView }) {
  const t = useText('files');
  return (
    <section aria-label={t('notebookOf', { name })} className="grid min-w-0 gap-4">
      <p className="text-small text-text-2">
        {t('notebookStill')} {notebook.language}
      </p>
      {notebook.cells.map((cell, index) =>
        cell.kind === 'markdown' ? (
          <div key={index} className="grid min-w-0 gap-3">
            <DocBlocks blocks={cell.blocks} codeLabel={`${t('cellText')} ${index + 1}`} />
          </div>
        ) : (
          <CodeCell key={index} cell={cell} index={index} />
        ),
      )}
      {notebook.moreCells > 0 && (
        <p className="text-small text-text-2">{t('moreCells', { count: notebook.moreCells })}</p>
      )}
    </section>
  );
}

function CodeCell({ cell, index }: { cell: Extract<NotebookCellView, { kind: 'code' }>; index: number }) {
  const t = useText('files');
  const number = String(index + 1);
  return (
    <div className="grid min-w-0 gap-2 border-l-4 border-line pl-3">
      <CodeBlock code={cell.text} label={t('cellCode', { number })} />
      {cell.outputs.map((output, at) => {
        if (output.kind === 'picture')
          return (
            <img
              key={at}
              src={`data:${output.type};base64,${output.base64}`}
              alt={t('cellPicture', { number })}
              className="picture max-w-full rounded-2 border border-line"
            />
          );
        if (output.kind === 'left-out')
          return (
            <p key={at} className="text-small text-text-3">
              {t('cellLeftOut', { what: output.what })}
            </p>
          );
        return (
          <CodeBlock
            key={at}
            code={output.text}
            label={`${t('cellOutput', { number })} ${at + 1}`}
            isOutput
          />
        );
      })}
    </div>
  );
}
