import { useState } from 'react';
import { limits } from '#server/contract/limits';
import type { FileView, PreviewView } from '#server/file-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { CodeBlock } from '../ui/code-block';
import { Cell, HeadCell, Row, Table } from '../ui/table';
import { FilesNotebook } from './files-notebook';
import { FilesPdf } from './files-pdf';

/** The beginning of a file: as text, table, picture or notebook. Nothing of it runs, and nothing of it is markup. */
export function FilesPreview({ cluster, file }: { cluster: string; file: FileView }) {
  const t = useText('files');
  const { preview, name } = file;
  switch (preview.kind) {
    case 'text':
      return (
        <>
          <CodeBlock
            code={preview.text}
            label={`${t('preview')}: ${name}`}
            isOutput={/\.(log|out|err)$/.test(name)}
          />
          <Cut preview={preview} sizeBytes={file.sizeBytes} />
        </>
      );
    case 'table':
      return (
        <>
          <DataTable name={name} preview={preview} />
          <Cut preview={preview} sizeBytes={file.sizeBytes} />
        </>
      );
    case 'picture':
      return <Picture key={file.path} name={name} href={paths.fileContent(cluster, { path: file.path })} />;
    case 'notebook':
      return <FilesNotebook name={name} notebook={preview} />;
    case 'pdf':
      return <FilesPdf key={file.path} name={name} href={paths.fileContent(cluster, { path: file.path })} />;
    case 'none':
      return <p className="text-text-2">{t(preview.why === 'binary' ? 'binary' : 'tooLarge')}</p>;
  }
}

function Cut({
  preview,
  sizeBytes,
}: {
  preview: Extract<PreviewView, { kind: 'text' | 'table' }>;
  sizeBytes: number;
}) {
  const t = useText('files');
  const format = useFormat();
  return (
    <>
      {preview.isCut && (
        <p className="text-small text-text-2">
          {t('cutText', { shown: format.bytes(limits.textBytes), size: format.bytes(sizeBytes) })}
        </p>
      )}
      {preview.encoding === 'cp949' && <p className="text-small text-text-2">{t('korean')}</p>}
    </>
  );
}

function DataTable({ name, preview }: { name: string; preview: Extract<PreviewView, { kind: 'table' }> }) {
  const t = useText('files');
  return (
    <>
      <Table
        caption={`${t('preview')}: ${name}`}
        isSmall
        head={preview.head.map((cell, at) => (
          <HeadCell key={at}>{cell}</HeadCell>
        ))}
      >
        {preview.rows.map((row, at) => (
          <Row key={at}>
            {row.map((cell, column) => (
              <Cell key={column}>{cell}</Cell>
            ))}
          </Row>
        ))}
      </Table>
      {preview.moreRows > 0 && (
        <p className="text-small text-text-2">{t('moreRows', { count: preview.moreRows })}</p>
      )}
      {preview.moreColumns > 0 && (
        <p className="text-small text-text-2">{t('moreColumns', { count: preview.moreColumns })}</p>
      )}
    </>
  );
}

/** As `<img>` a picture runs nothing, also an SVG that holds a script. @see SVG 2, §2.2 secure static mode */
function Picture({ name, href }: { name: string; href: string }) {
  const t = useText('files');
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <p className="text-text-2">{t('broken')}</p>;
  return (
    <img
      src={href}
      alt={t('pictureOf', { name })}
      decoding="async"
      onError={() => setBroken(true)}
      className="picture max-h-[70vh] w-full rounded-2 border border-line object-contain"
    />
  );
}
