import { Download, File, FileCode, FileImage, FileText, type LucideIcon } from 'lucide-react';
import { useText } from '../locales/use-text';

export interface FileItem {
  path: string;
  /** Finished text: `1.3 MiB`. */
  size: string;
  /** When it was last written, finished text. */
  time?: string;
  href: string;
}

const icons: readonly [RegExp, LucideIcon][] = [
  [/\.(svg|png|jpe?g|gif|webp)$/i, FileImage],
  [/\.(py|sh|ipynb|json|c|cpp|js|ts|r|jl)$/i, FileCode],
  [/\.(txt|log|md|csv|tsv|out|err)$/i, FileText],
];

/** Files with their size, each to be opened or downloaded. Names are shown as text, whatever they hold. */
export function FileList({ files, label }: { files: readonly FileItem[]; label: string }) {
  const t = useText('common');
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {files.map((file) => {
        const Icon = icons.find(([pattern]) => pattern.test(file.path))?.[1] ?? File;
        return (
          <li key={file.path} className="flex items-center gap-2 py-2">
            <Icon className="text-text-3" />
            <a
              href={file.href}
              className="min-w-0 flex-1 truncate font-mono text-small no-underline hover:underline"
            >
              {file.path}
            </a>
            {file.time !== undefined && (
              <span className="text-small text-text-3 max-sm:hidden">{file.time}</span>
            )}
            <span className="text-small whitespace-nowrap text-text-2">{file.size}</span>
            <a
              href={file.href}
              download
              className="text-text-2"
              aria-label={`${t('download')}: ${file.path}`}
            >
              <Download className="size-4" />
            </a>
          </li>
        );
      })}
    </ul>
  );
}
