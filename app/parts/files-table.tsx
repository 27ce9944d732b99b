import { Link } from '@remix-run/react';
import {
  Download,
  Ellipsis,
  File,
  FileCode,
  FileImage,
  FileText,
  Folder,
  FolderInput,
  Link2,
  PenLine,
  Trash2,
  type LucideIcon,
} from 'lucide-react';
import type { FileEntryView } from '#server/file-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { IconButton } from '../ui/icon-button';
import { Menu, MenuAction } from '../ui/menu';
import { ActionsHead, Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { below } from './files-answer';
import type { FilesQuestion } from './files-ask';
import { useWhen } from './use-when';

interface FilesTableProps {
  cluster: string;
  path: string;
  entries: readonly FileEntryView[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
  onAsk: (question: FilesQuestion) => void;
  onTrash: (name: string) => void;
  nowAt: Date;
}

/** Names, sizes and days, each row with what can be done with it. */
export function FilesTable(props: FilesTableProps) {
  const t = useText('files');
  const { path, entries, chosen, onChoose } = props;
  const isAll = entries.every(({ name }) => chosen.has(name));
  return (
    <Table
      caption={t('listOf', { folder: path === '' ? t('home') : path })}
      isFolding
      head={
        <>
          <HeadCell isTight>
            <input
              type="checkbox"
              className="tick"
              aria-label={t('chooseAll')}
              checked={isAll}
              onChange={() => onChoose(new Set(isAll ? [] : entries.map(({ name }) => name)))}
            />
          </HeadCell>
          <HeadCell>{t('name')}</HeadCell>
          <HeadCell isRight>{t('size')}</HeadCell>
          <HeadCell isTight>{t('changed')}</HeadCell>
          <ActionsHead />
        </>
      }
    >
      {entries.map((entry) => (
        <EntryRow key={entry.name} {...props} entry={entry} />
      ))}
    </Table>
  );
}

const icons: readonly [RegExp, LucideIcon][] = [
  [/\.(svg|png|jpe?g|gif|webp)$/i, FileImage],
  [/\.(py|sh|ipynb|json|c|cpp|js|ts|r|jl)$/i, FileCode],
  [/\.(txt|log|md|csv|tsv|out|err)$/i, FileText],
];

const iconOf = ({ kind, name }: FileEntryView): LucideIcon => {
  if (kind === 'folder') return Folder;
  if (kind === 'link') return Link2;
  return icons.find(([pattern]) => pattern.test(name))?.[1] ?? File;
};

function EntryRow({
  cluster,
  path,
  entry,
  chosen,
  onChoose,
  nowAt,
  ...on
}: FilesTableProps & { entry: FileEntryView }) {
  const t = useText('files');
  const format = useFormat();
  const when = useWhen(nowAt);
  const { name, kind } = entry;
  const Icon = iconOf(entry);
  const isChosen = chosen.has(name);
  const choose = () => {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    onChoose(next);
  };
  return (
    <Row isChosen={isChosen}>
      <Cell isTight fold="hide">
        <input
          type="checkbox"
          className="tick"
          aria-label={t('choose1', { name })}
          checked={isChosen}
          onChange={choose}
        />
      </Cell>
      <RowHead>
        <span className="flex min-w-0 items-center gap-2">
          <Icon className="size-4 flex-none text-text-3" />
          {kind === 'other' ? (
            <span className="[overflow-wrap:anywhere]">{name}</span>
          ) : (
            <Link
              to={paths.filesAt(cluster, { path: below(path, name) })}
              className="inline-flex min-h-8 items-center font-normal no-underline [overflow-wrap:anywhere] hover:underline"
            >
              {name}
            </Link>
          )}
        </span>
      </RowHead>
      <Cell isRight fold="left">
        {kind === 'file' ? format.bytes(entry.sizeBytes) : t(kind)}
      </Cell>
      <Cell isTight>{when(entry.modifiedAt)}</Cell>
      <Cell isTight fold="beside">
        <EntryMenu cluster={cluster} path={path} entry={entry} {...on} />
      </Cell>
    </Row>
  );
}

function EntryMenu({
  cluster,
  path,
  entry: { name, kind },
  onAsk,
  onTrash,
}: Pick<FilesTableProps, 'cluster' | 'path' | 'onAsk' | 'onTrash'> & { entry: FileEntryView }) {
  const t = useText('files');
  const own = below(path, name);
  const download = () =>
    window.location.assign(
      kind === 'folder'
        ? paths.fileZip(cluster, { path: own })
        : paths.fileContent(cluster, { path: own, download: 'yes' }),
    );
  return (
    <Menu
      label={t('actionsOf', { name })}
      trigger={<IconButton icon={Ellipsis} label={t('actionsOf', { name })} size="small" />}
    >
      {kind !== 'other' && (
        <MenuAction icon={Download} onSelect={download}>
          {t(kind === 'folder' ? 'zip' : 'download')}
        </MenuAction>
      )}
      <MenuAction icon={PenLine} onSelect={() => onAsk({ kind: 'rename', name })}>
        {t('rename')}
      </MenuAction>
      <MenuAction icon={FolderInput} onSelect={() => onAsk({ kind: 'move', paths: [own] })}>
        {t('move')}
      </MenuAction>
      <MenuAction icon={Trash2} onSelect={() => onTrash(name)}>
        {t('trash')}
      </MenuAction>
    </Menu>
  );
}
