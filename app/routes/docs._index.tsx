import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useText } from '~/locales/use-text';
import { DocFrame } from '~/parts/doc-frame';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { PageHead } from '~/ui/page-head';

export const meta = titleMeta('docs', (t) => t('title'));

export function loader({ context }: LoaderFunctionArgs) {
  return { pages: context.services.docs.list(context.locale) };
}

/** For whom there is help; the records of decisions are reached from the developers' page. */
const shelves = ['student', 'teacher', 'operators', 'developers'] as const;

export default function Docs() {
  const t = useText('docs');
  const { pages } = useLoaderData<typeof loader>();
  return (
    <DocFrame>
      <PageHead title={t('title')}>{t('lead')}</PageHead>
      <div className="grid gap-x-8 gap-y-8 border-t border-line pt-6 md:grid-cols-2">
        {shelves.map((shelf) => (
          <section key={shelf} aria-labelledby={shelf}>
            <h2 id={shelf} className="text-h3">
              {t(`shelf.${shelf}`)}
            </h2>
            <p className="mb-2 text-text-2">{t(`shelfLead.${shelf}`)}</p>
            <ul className="grid list-disc gap-1 pl-5 marker:text-text-3">
              {pages
                .filter((page) => page.shelf === shelf)
                .map((page) => (
                  <li key={page.path}>
                    <Link to={paths.docs(page.path)} prefetch="intent">
                      {page.title}
                    </Link>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </DocFrame>
  );
}
