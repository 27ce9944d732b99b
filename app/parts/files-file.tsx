import { Download, Pencil } from 'lucide-react';
import type { FileView } from '#server/file-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { buttonClass } from '../ui/button-look';
import { LinkButton } from '../ui/link-button';
import { Sheet, SheetBody } from '../ui/sheet';
import { FilesPreview } from './files-preview';
import { useWhen } from './use-when';

/** One file: what it is, and its beginning. */
export function FilesFile({ cluster, file, nowAt }: { cluster: string; file: FileView; nowAt: Date }) {
  const t = useText('files');
  const format = useFormat();
  const when = useWhen(nowAt);
  return (
    <Sheet as="section" labelledBy="file-name">
      <SheetBody className="grid gap-4">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <div className="min-w-0 flex-[1_1_240px]">
            <h2 id="file-name" className="text-h3 [overflow-wrap:anywhere]">
              {file.name}
            </h2>
            <p className="text-small text-text-2">
              {format.bytes(file.sizeBytes)} · {when(file.modifiedAt)}
            </p>
          </div>
          {file.mayEdit && (
            <LinkButton
              size="small"
              icon={Pencil}
              prefetch="none"
              to={paths.filesAt(cluster, { path: file.path, edit: 'yes' })}
            >
              {t('edit')}
            </LinkButton>
          )}
          <a
            href={paths.fileContent(cluster, { path: file.path, download: 'yes' })}
            download={file.name}
            className={buttonClass({ size: 'small' })}
          >
            <Download />
            {t('download')}
          </a>
        </div>
        <FilesPreview cluster={cluster} file={file} />
      </SheetBody>
    </Sheet>
  );
}
