import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Printer } from 'lucide-react';
import { useText } from '~/locales/use-text';
import { ConsentWords } from '~/parts/consent-words';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { Button } from '~/ui/button';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = { frame: 'public' };
export const meta = titleMeta('guardian', (t) => t('form.title'));

/** The child's number goes onto the paper; whatever is no number does not. */
export function loader({ request }: LoaderFunctionArgs) {
  const code = new URL(request.url).searchParams.get('code') ?? '';
  return { code: /^[0-9A-Z]{8}$/.test(code) ? code : undefined };
}

/** The text to print and sign. */
export default function GuardianForm() {
  const t = useText('guardian');
  const { code } = useLoaderData<typeof loader>();
  return (
    <div className="mx-auto max-w-[720px] py-10 print:py-0">
      <PageHead
        title={t('form.title')}
        actions={
          <Button kind="primary" icon={Printer} className="print:hidden" onClick={() => window.print()}>
            {t('form.print')}
          </Button>
        }
      >
        <span className="print:hidden">{t('form.lead')}</span>
      </PageHead>
      <div className="grid gap-6">
        {code !== undefined && (
          <p>
            {t('form.code')} <b className="font-mono">{`${code.slice(0, 4)}-${code.slice(4)}`}</b>
          </p>
        )}
        <ConsentWords />
        <p className="font-semibold">{t('form.words')}</p>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-end gap-x-4 gap-y-6">
          {(['child', 'guardian', 'relation', 'date', 'sign'] as const).map((what) => (
            <div key={what} className="contents">
              <dt>{t(`form.${what}`)}</dt>
              <dd className="h-8 border-b border-line-strong" />
            </div>
          ))}
        </dl>
      </div>
    </div>
  );
}
