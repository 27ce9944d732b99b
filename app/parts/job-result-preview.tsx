import { useState } from 'react';
import { useText } from '../locales/use-text';
import { CodeBlock } from '../ui/code-block';
import { Skeleton } from '../ui/skeleton';
import { Cell, HeadCell, Row, Table } from '../ui/table';
import { resultKind } from './job-result-kind';
import { readPreview, type Preview } from './job-result-read';

/** The beginning of a table or text, fetched when it is opened. */
export function JobResultPreview({ path, href }: { path: string; href: string }) {
  const t = useText('job');
  const [preview, setPreview] = useState<Preview>();
  const open = (isOpen: boolean) => {
    if (!isOpen || preview) return;
    const isTable = resultKind(path) === 'table';
    readPreview(href, isTable).then(setPreview, () => setPreview({ kind: 'broken' }));
  };
  return (
    <details className="rounded-2 border border-line" onToggle={(event) => open(event.currentTarget.open)}>
      <summary className="cursor-pointer rounded-2 px-3 py-2 text-small [overflow-wrap:anywhere]">
        {t.rich('resultBegin', { file: path, code: (chunks) => <code>{chunks}</code> })}
      </summary>
      <div className="px-3 pb-3">
        {preview ? <Content preview={preview} path={path} /> : <Skeleton label={t('resultsLoading')} />}
      </div>
    </details>
  );
}

function Content({ preview, path }: { preview: Preview; path: string }) {
  const t = useText('job');
  const title = t('resultTable', { file: path });
  if (preview.kind === 'broken') return <p className="text-small text-text-2">{t('resultBroken')}</p>;
  const more = preview.moreLines > 0 && (
    <p className="mt-2 text-small text-text-2">{t('resultTableMore', { count: preview.moreLines })}</p>
  );
  if (preview.kind === 'text')
    return (
      <>
        <CodeBlock code={preview.text} label={title} />
        {more}
      </>
    );
  const [names = [], ...rows] = preview.rows;
  return (
    <>
      <Table
        caption={title}
        isSmall
        head={names.map((name, at) => (
          <HeadCell key={at}>{name}</HeadCell>
        ))}
      >
        {rows.map((row, at) => (
          <Row key={at}>
            {row.map((cell, column) => (
              <Cell key={column}>{cell}</Cell>
            ))}
          </Row>
        ))}
      </Table>
      {more}
    </>
  );
}
