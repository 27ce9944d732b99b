import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLocale } from 'use-intl';
import { useText } from '~/locales/use-text';
import { DocBlocks } from '~/parts/doc-blocks';
import { DocFrame } from '~/parts/doc-frame';
import { DocShelfLinks } from '~/parts/doc-shelf';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { appErrorResponse } from '~/request/to-response.server';
import { Note } from '~/ui/note';

type Loaded = { page: { title: string } } | undefined;
export const handle: PageHandle = { crumb: (_t, data) => (data as Loaded)?.page.title ?? '' };
export const meta = titleMeta('docs', (t, data: Loaded) => data?.page.title ?? t('title'));

export function loader({ context, params }: LoaderFunctionArgs) {
  const { docs } = context.services;
  const page = docs.get(params['*'] ?? '', context.locale);
  if (!page) throw appErrorResponse('not-found', context.requestId);
  return { page, shelf: docs.list(context.locale).filter(({ shelf }) => shelf === page.shelf) };
}

export default function Doc() {
  const t = useText('docs');
  const asked = useLocale();
  const { page, shelf } = useLoaderData<typeof loader>();
  return (
    <DocFrame>
      <div className="grid items-start gap-x-12 gap-y-12 lg:grid-cols-[minmax(0,1fr)_240px]">
        <article lang={page.locale} className="grid min-w-0 gap-4">
          <h1>{page.title}</h1>
          {page.locale !== asked && (
            <div lang={asked}>
              <Note tone="info">{t('onlyEnglish')}</Note>
            </div>
          )}
          <DocBlocks blocks={page.blocks} codeLabel={t('code')} />
        </article>
        <nav aria-label={t(`shelf.${page.shelf}`)} className="max-lg:border-t max-lg:border-line max-lg:pt-6">
          <p className="side-title">{t(`shelf.${page.shelf}`)}</p>
          <DocShelfLinks pages={shelf} />
        </nav>
      </div>
    </DocFrame>
  );
}
