import { Link } from '@remix-run/react';
import { ChevronRight } from 'lucide-react';
import { useText } from '../locales/use-text';
import { paths } from '../paths';

/** The way from the home to where one is; every folder on it is a link. */
export function FilesPath({ cluster, path }: { cluster: string; path: string }) {
  const t = useText('files');
  const parts = path === '' ? [] : path.split('/');
  return (
    <nav aria-label={t('path')} className="mt-1">
      <ol className="flex flex-wrap items-center gap-x-1 text-small">
        {['', ...parts].map((part, index) => {
          const to = paths.filesAt(cluster, { path: parts.slice(0, index).join('/') });
          const isHere = index === parts.length;
          const words = index === 0 ? t('home') : part;
          return (
            <li key={index} className="flex min-w-0 items-center gap-x-1">
              {index > 0 && <ChevronRight className="size-3.5 flex-none text-text-3" />}
              {isHere ? (
                <span aria-current="page" className="[overflow-wrap:anywhere]">
                  {words}
                </span>
              ) : (
                <Link to={to} className="inline-flex min-h-8 items-center [overflow-wrap:anywhere]">
                  {words}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
